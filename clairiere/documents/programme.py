"""The programme of a course, with or without its calendar, and the trainer's statement of hours: papers to hand out."""

import datetime
from dataclasses import asdict, dataclass

from clairiere.documents.certificat import Emetteur
from clairiere.documents.moteur import composer


@dataclass(frozen=True, kw_only=True)
class ModuleImprime:
    """A module as printed; `duree` and `au_calendrier` in words."""

    numero: str
    titre: str
    duree: str
    objectifs: tuple[str, ...] = ()
    contenu: tuple[str, ...] = ()
    competences: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LigneCalendrier:
    """A half-day, or a day left out (`sans_cours` says why)."""

    date: str
    horaires: str = ""
    contenu: str = ""
    lieu: str = ""
    formatrice: str = ""
    sans_cours: str = ""
    annulee: bool = False


@dataclass(frozen=True, kw_only=True)
class DonneesProgramme:
    """A programme to print. `mois`: `(« Novembre 2026 », rows)`, empty when there is no calendar."""

    emetteur: Emetteur
    titre: str
    sous_titre: str
    date: datetime.date
    faits: tuple[tuple[str, str], ...] = ()
    textes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    modules: tuple[ModuleImprime, ...] = ()
    total: str = ""
    mois: tuple[tuple[str, tuple[LigneCalendrier, ...]], ...] = ()
    resume_calendrier: str = ""


def programme_pdf(donnees: DonneesProgramme) -> bytes:
    """The programme, A4 portrait, PDF/A-2a and PDF/UA-1."""
    return composer("programme.typ", _en_json(donnees), date=donnees.date)


calendrier_pdf = programme_pdf


def _en_json(d: DonneesProgramme) -> dict[str, object]:
    return {
        "centre": d.emetteur.en_json(),
        "titre": d.titre,
        "sous_titre": d.sous_titre,
        "faits": [list(fait) for fait in d.faits],
        "textes": [[titre, list(lignes)] for titre, lignes in d.textes],
        "modules": [asdict(module) for module in d.modules],
        "total": d.total,
        "mois": [[titre, [asdict(ligne) for ligne in lignes]] for titre, lignes in d.mois],
        "resume_calendrier": d.resume_calendrier,
    }


@dataclass(frozen=True, kw_only=True)
class LigneReleve:
    """A half-day that was taught."""

    date: str
    session: str
    horaires: str
    duree: str
    etat: str


@dataclass(frozen=True, kw_only=True)
class DonneesReleve:
    """The hours of a trainer in a month, to join to her invoice."""

    emetteur: Emetteur
    formatrice: str
    mois: str
    date: datetime.date
    lignes: tuple[LigneReleve, ...] = ()
    totaux: tuple[tuple[str, str], ...] = ()
    reserve: str = ""


def releve_pdf(donnees: DonneesReleve) -> bytes:
    """The statement, A4 portrait, PDF/A-2a and PDF/UA-1."""
    d = donnees
    charge = {
        "centre": d.emetteur.en_json(),
        "formatrice": d.formatrice,
        "mois": d.mois,
        "lignes": [asdict(ligne) for ligne in d.lignes],
        "totaux": [list(total) for total in d.totaux],
        "reserve": d.reserve,
    }
    return composer("releve.typ", charge, date=d.date)

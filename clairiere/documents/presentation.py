"""Papers with which she presents herself: a CV of one page, a card, the passport of her trainings."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass
from typing import Any

from clairiere.documents.certificat import Emetteur, qr_svg
from clairiere.documents.moteur import composer

MENTION = (
    "Ces informations sont choisies par la personne. Le certificat d’aptitude est un document de l’association\u00a0: "
    "ce n’est ni un diplôme, ni un agrément, ni une garantie d’honorabilité."
)


@dataclass(frozen=True, kw_only=True)
class LigneDeFormation:
    """One training in words."""

    annee: str
    titre: str
    organisme: str
    duree: str


@dataclass(frozen=True, kw_only=True)
class DonneesPresentation:
    """What her CV and her card print. There is no field for origin, religion, health or family: on purpose."""

    emetteur: Emetteur
    nom: str
    metier: str
    date: datetime.date
    telephone: str = ""
    coordonnees: tuple[str, ...] = ()
    presentation: str = ""
    forces: tuple[str, ...] = ()
    experiences: str = ""
    formations: tuple[LigneDeFormation, ...] = ()
    langues: str = ""
    disponibilites: str = ""
    url_certificat: str = ""

    def en_json(self) -> dict[str, Any]:
        return {
            "centre": self.emetteur.en_json(),
            "nom": self.nom,
            "metier": self.metier,
            "telephone": self.telephone,
            "coordonnees": list(self.coordonnees),
            "presentation": self.presentation,
            "forces": list(self.forces),
            "experiences": self.experiences,
            "formations": [asdict(f) for f in self.formations],
            "langues": self.langues,
            "disponibilites": self.disponibilites,
            "url": self.url_certificat,
            "qr": qr_svg(self.url_certificat) if self.url_certificat else None,
            "mention": MENTION,
        }


def cv_pdf(donnees: DonneesPresentation) -> bytes:
    """Her CV, A4. Raises CompositionImpossible when a letter has no drawing."""
    return composer("cv.typ", donnees.en_json(), date=donnees.date)


def carte_pdf(donnees: DonneesPresentation) -> bytes:
    """Her card, A6 landscape."""
    return composer("carte.typ", donnees.en_json(), date=donnees.date)


@dataclass(frozen=True, kw_only=True)
class LigneImprimee:
    """One line of the passport in words."""

    dates: str
    titre: str
    organisme: str
    duree: str
    certitude: str


@dataclass(frozen=True, kw_only=True)
class DonneesPasseport:
    """What the passport prints: the lines she shows."""

    emetteur: Emetteur
    nom: str
    date: datetime.date
    fait_le: str
    lignes: tuple[LigneImprimee, ...]
    totaux: tuple[str, ...]
    compteur: str = ""
    regle: str = ""


def passeport_pdf(donnees: DonneesPasseport) -> bytes:
    """The passport, A4; its header row comes back on every page."""
    contenu = {
        "centre": donnees.emetteur.en_json(),
        "nom": donnees.nom,
        "fait_le": donnees.fait_le,
        "lignes": [asdict(ligne) for ligne in donnees.lignes],
        "totaux": list(donnees.totaux),
        "compteur": donnees.compteur,
        "regle": donnees.regle,
    }
    return composer("passeport.typ", contenu, date=donnees.date)

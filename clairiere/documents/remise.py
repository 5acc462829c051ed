"""The papers of a ceremony: the letters to the guests, the list of those who are called."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from clairiere.documents.certificat import Emetteur
from clairiere.documents.moteur import composer
from clairiere.interface import francais


@dataclass(frozen=True, kw_only=True)
class Destinataire:
    """A guest as on an envelope."""

    nom: str
    qualite: str = ""
    adresse: str = ""


@dataclass(frozen=True, kw_only=True)
class DonneesInvitations:
    """The letters of one ceremony, one page each. `faite_le`: the date of the letters."""

    emetteur: Emetteur
    destinataires: tuple[Destinataire, ...]
    session: str
    certifiees: int
    date: datetime.date
    heure: datetime.time
    lieu: str
    faite_le: datetime.date
    ville: str
    signataire: str
    remis_par: str = ""
    mot: str = ""
    repondre: str = ""  # telephone and e-mail, as they are printed

    def __post_init__(self) -> None:
        if not self.destinataires:
            raise ValueError(_("Il n’y a personne à inviter. Ajoutez d’abord une personne à la liste."))


@dataclass(frozen=True, kw_only=True)
class LigneAppel:
    """One person called: her name as on the certificate, how it is said, her certificate, her answer on photographs."""

    nom: str
    se_dit: str
    numero: str
    photo: str


@dataclass(frozen=True, kw_only=True)
class DonneesListe:
    """The list to hold in one's hand on the day: who is called, who is invited, the figures to say."""

    emetteur: Emetteur
    session: str
    date: datetime.date
    heure: datetime.time
    lieu: str
    remis_par: str
    appelees: tuple[LigneAppel, ...]
    invites: tuple[tuple[str, str, str, str], ...]  # name, function, answer, photographs
    chiffres: tuple[tuple[str, str, str], ...]  # value, what it is, what it counts
    faite_le: datetime.date

    def __post_init__(self) -> None:
        if not self.appelees:
            raise ValueError(
                _("Personne n’a encore de certificat dans cette session. Établissez d’abord les certificats.")
            )


def invitations_pdf(donnees: DonneesInvitations) -> bytes:
    """The letters as one file, A4, PDF/A-2a and PDF/UA-1."""
    d = donnees
    charge = {
        "centre": d.emetteur.en_json(),
        "destinataires": [{"nom": x.nom, "qualite": x.qualite, "adresse": x.adresse} for x in d.destinataires],
        "fait_a": f"{d.ville}, le {_jour(d.faite_le)}",
        "annonce": _annonce(d),
        "quand": f"{francais.date_longue(d.date, aujourdhui=datetime.date.min)} à {francais.heure(d.heure)}",
        "lieu": d.lieu,
        "mot": [ligne.strip() for ligne in d.mot.splitlines() if ligne.strip()],
        "repondre": d.repondre,
        "signataire": d.signataire,
    }
    return composer("invitation.typ", charge, date=d.faite_le)


def _annonce(d: DonneesInvitations) -> str:
    combien = francais.pluriel(d.certifiees, "auxiliaire parentale", "auxiliaires parentales")
    recevront = "recevra son certificat" if d.certifiees == 1 else "recevront leur certificat"
    mains = f", remis par {d.remis_par}" if d.remis_par else ""
    qui = f"{combien} y {recevront}{mains}." if d.certifiees else ""
    session = f"la remise des certificats d’aptitude de la session « {d.session} »"
    return f"Nous avons le plaisir de vous inviter à {session}. {qui}".strip()


def liste_pdf(donnees: DonneesListe) -> bytes:
    """The list as one file, A4, PDF/A-2a and PDF/UA-1."""
    d = donnees
    charge = {
        "centre": d.emetteur.en_json(),
        "session": d.session,
        "quand": f"{francais.date_longue(d.date, aujourdhui=datetime.date.min)} à {francais.heure(d.heure)}",
        "lieu": d.lieu,
        "remis_par": d.remis_par,
        "appelees": [vars(a) for a in d.appelees],
        "invites": [list(i) for i in d.invites],
        "chiffres": [list(c) for c in d.chiffres],
        "faite_le": _jour(d.faite_le),
    }
    return composer("appel.typ", charge, date=d.faite_le)


def _jour(date: datetime.date) -> str:
    return francais.date_longue(date, aujourdhui=datetime.date.min).split(" ", 1)[1]

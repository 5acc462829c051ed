"""The attendance sheet of one half-day, to print, sign by hand and record as seen."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from clairiere.documents.certificat import Emetteur
from clairiere.documents.moteur import composer
from clairiere.interface import francais


@dataclass(frozen=True, kw_only=True)
class DonneesFeuille:
    """One half-day of one session. `stagiaires`: names in the order to print; empty rows serve those who come late."""

    emetteur: Emetteur
    session: str
    seance: str
    date: datetime.date
    demi_journee: str  # « matin » or « après-midi »
    debut: datetime.time
    fin: datetime.time
    lieu: str
    formatrice: str
    stagiaires: tuple[str, ...]
    lignes_vides: int = 0
    reference: str = ""  # printed on top and in the footer, so that a loose page finds its file again
    retour: str = ""  # what to do with the paper once it is signed

    def __post_init__(self) -> None:
        if not self.stagiaires and not self.lignes_vides:
            raise ValueError(_("Il n’y a personne sur cette feuille. Inscrivez d’abord les stagiaires à la session."))
        if self.fin <= self.debut:
            raise ValueError(_("La fin de la demi-journée est avant le début. Corrigez les heures de la séance."))


def feuille_emargement_pdf(donnees: DonneesFeuille) -> bytes:
    """The sheet, A4 portrait, PDF/A-2a and PDF/UA-1; its header row comes back on every page.

    Sources: C. trav. R.6313-3 (any probative element); one signature per half-day is the practice funders accept.
    """
    return composer("feuille.typ", _en_json(donnees), date=donnees.date)


def _en_json(d: DonneesFeuille) -> dict[str, object]:
    minutes = (d.fin.hour - d.debut.hour) * 60 + d.fin.minute - d.debut.minute
    jour = francais.date_longue(d.date, aujourdhui=datetime.date.min)
    return {
        "centre": d.emetteur.en_json(),
        "session": d.session,
        "seance": d.seance,
        "quand": f"{jour[0].upper()}{jour[1:]}, {d.demi_journee}",
        "horaires": f"de {francais.heure(d.debut)} à {francais.heure(d.fin)} ({francais.heures(minutes)})",
        "lieu": d.lieu,
        "formatrice": d.formatrice,
        "stagiaires": list(d.stagiaires),
        "lignes_vides": d.lignes_vides,
        "reference": d.reference,
        "retour": d.retour,
    }

"""The poster of a meeting: read from three metres, with a code to photograph and a telephone number to call."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from clairiere.documents.certificat import Emetteur, qr_svg
from clairiere.documents.moteur import composer
from clairiere.interface import francais


@dataclass(frozen=True, kw_only=True)
class DonneesAffiche:
    """One meeting, as it is announced. `debut` and `fin` in local time."""

    emetteur: Emetteur
    titre: str
    phrase: str
    debut: datetime.datetime
    fin: datetime.datetime
    lieu: str
    url: str  # the public page where a visitor registers
    telephone: str = ""

    def __post_init__(self) -> None:
        if not self.titre.strip():
            raise ValueError(_("Il manque le titre de l’affiche."))
        if self.fin <= self.debut:
            raise ValueError(_("La réunion finit avant de commencer. Corrigez ses heures."))


def affiche_pdf(donnees: DonneesAffiche) -> bytes:
    """One A4 page, PDF/A-2a and PDF/UA-1. Raises CompositionImpossible when a letter has no drawing."""
    return composer("affiche.typ", _en_json(donnees), date=donnees.debut.date())


def _en_json(d: DonneesAffiche) -> dict[str, object]:
    jour = francais.date_longue(d.debut.date(), aujourdhui=d.debut.date())
    return {
        "centre": d.emetteur.en_json(),
        "titre": francais.typographie(d.titre),
        "phrase": francais.typographie(d.phrase),
        "jour": f"{jour[0].upper()}{jour[1:]}",
        "numero": str(d.debut.day),
        "mois": francais.MOIS[d.debut.month - 1],
        "heures": f"de {francais.heure(d.debut)} à {francais.heure(d.fin)}",
        "lieu": francais.typographie(d.lieu),
        "telephone": francais.telephone(d.telephone),
        "url": d.url,
        "qr": qr_svg(d.url),
    }

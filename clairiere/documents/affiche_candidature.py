"""The poster that calls for candidates: a code to photograph and a telephone number to call."""

import datetime
from dataclasses import dataclass

from clairiere.documents.certificat import Emetteur, qr_svg
from clairiere.documents.moteur import composer
from clairiere.interface import francais


@dataclass(frozen=True, kw_only=True)
class DonneesAfficheCandidature:
    """What the poster says. `heures` stands in the circle; `points` are three short lines."""

    emetteur: Emetteur
    titre: str
    phrase: str
    heures: int
    points: tuple[str, ...]
    url: str  # the public page
    telephone: str = ""
    date: datetime.date


def affiche_candidature_pdf(donnees: DonneesAfficheCandidature) -> bytes:
    """One A4 page, PDF/A-2a and PDF/UA-1. Raises CompositionImpossible when a letter has no drawing."""
    d = donnees
    valeurs = {
        "centre": d.emetteur.en_json(),
        "titre": francais.typographie(d.titre),
        "phrase": francais.typographie(d.phrase),
        "heures": str(d.heures),
        "points": [francais.typographie(p) for p in d.points],
        "telephone": francais.telephone(d.telephone),
        "url": d.url,
        "qr": qr_svg(d.url),
    }
    return composer("affiche_candidature.typ", valeurs, date=d.date)

"""The card of the immersions and of the questionnaire about the job."""

from __future__ import annotations

from typing import Any

from parcours.models import Immersion
from parcours.models.etats import EN_COURS_DE_FORMATION, EN_RECRUTEMENT
from parcours.sections import Carte


def carte(parcours: Any, acteur: Any) -> Carte | None:
    """Immersions with their state, and which questionnaires are filled (two queries)."""
    if not acteur.peut("immersion.voir"):
        return None
    immersions = list(Immersion.objects.filter(parcours=parcours))
    remplis = set(parcours.questionnaires.filter(rempli_le__isnull=False).values_list("moment", flat=True))
    utile = parcours.etat in (*EN_RECRUTEMENT, *EN_COURS_DE_FORMATION)
    if not (utile or immersions or remplis):
        return None
    faits = {
        "immersions": immersions,
        "avant": "avant" in remplis,
        "apres": "apres" in remplis,
        "peut_preparer": utile and acteur.peut("immersion.preparer"),
        "peut_saisir": acteur.peut("metier.saisir"),
    }
    return Carte("parcours/immersion/_carte.html", faits)

"""The card of what stands in her way; for the team only."""

from __future__ import annotations

from typing import Any

from parcours.models import Frein
from parcours.models.etats import DANS_LE_METIER, EN_COURS_DE_FORMATION, EN_RECRUTEMENT
from parcours.sections import Carte


def carte(parcours: Any, acteur: Any) -> Carte | None:
    """One query."""
    if not acteur.peut("frein.voir"):
        return None
    freins = list(Frein.objects.visibles_par(acteur).filter(parcours=parcours))
    suivie = parcours.etat in (*EN_RECRUTEMENT, *EN_COURS_DE_FORMATION, *DANS_LE_METIER, "en_pause")
    if not freins and not suivie:
        return None
    return Carte("parcours/freins/carte.html", {"freins": freins, "suivie": suivie})

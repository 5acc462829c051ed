"""The card of her hours: what waits, what is to come, what is to catch up."""

from __future__ import annotations

from typing import Any

from parcours.models.etats import EN_COURS_DE_FORMATION
from parcours.obstacles_heures import heures_de
from parcours.sections import Carte


def carte(parcours: Any, acteur: Any) -> Carte | None:
    """Five queries, while she follows a course."""
    suivie = parcours.session_id is not None and parcours.etat in (*EN_COURS_DE_FORMATION, "en_pause")
    if not suivie or not acteur.peut("heures.voir"):
        return None
    return Carte("parcours/heures/carte.html", {"heures": heures_de(parcours)})

"""The card of the hours when she cannot come to the course."""

from __future__ import annotations

from typing import Any

from parcours.models import Indisponibilite
from parcours.models.etats import EN_COURS_DE_FORMATION
from parcours.sections import Carte


def carte(parcours: Any, acteur: Any) -> Carte | None:
    """One query."""
    if parcours.etat not in EN_COURS_DE_FORMATION or not acteur.peut("session.indisponibilite"):
        return None
    prises = Indisponibilite.objects.filter(parcours=parcours).first()
    return Carte("parcours/calendrier/_carte.html", {"prises": prises})

"""Information meetings, open days and forums: rows of the agenda, seen from the recruitment."""

from __future__ import annotations

from typing import Any

from clairiere.agenda.models import Evenement, Inscription
from parcours.models.parcours import Parcours
from parcours.regles.reunions import A_RAPPELER, CODES


def reunions() -> Any:
    """Meetings of the recruitment in the open scope."""
    return Evenement.objects.filter(genre__in=CODES)


def inscriptions() -> Any:
    """Registrations to these meetings in the open scope."""
    return Inscription.objects.filter(evenement__genre__in=CODES)


def a_rappeler() -> Any:
    """Journeys of those who did not come, or had no place: still at the first step, to call again."""
    return Parcours.objects.filter(etat="reperee", prochaine_action__startswith=A_RAPPELER)

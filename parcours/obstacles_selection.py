"""Gathers the facts of a selection and of a waiting list, and asks `regles` what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from clairiere.flux.obstacles import Obstacle
from parcours.regles import attente, selection


def pour_decider(parcours: Any, decideuses: Sequence[str]) -> Iterable[Obstacle]:
    """See `regles.selection.decision_commune`."""
    from parcours.models import Entretien

    interviewers = list(Entretien.objects.de_la_candidature(parcours).values_list("mene_par", flat=True))
    return selection.decision_commune(interviewers, decideuses, parcours=parcours.pk)


def pour_mettre_en_attente(parcours: Any, *, session: Any = None, **_autres: Any) -> Iterable[Obstacle]:
    """See `regles.attente.mise_en_attente`."""
    return attente.mise_en_attente(
        decision=parcours.decision_de_selection(),
        session=session.nom if session else "",
        libres=libres(session) if session else 0,
        finie=bool(session and session.debut <= timezone.localdate()),
        parcours=parcours.pk,
        session_pk=session.pk if session else 0,
    )


def libres(session: Any) -> int:
    """Places neither held nor offered (two queries)."""
    return attente.places_libres(session.places, session.places_prises(), session.offres.vivantes().count())

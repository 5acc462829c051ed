"""First contacts by the hundred: an import opens its journeys in a few queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.comptes.models import Personne
from parcours.models import Parcours
from parcours.regles.promotion import deviner_origine

PAR_PAQUET = 500


@transaction.atomic
def creer_fiches(personnes: Sequence[Personne]) -> list[Personne]:
    """Save new files of persons, their fields already cleaned (`clean_fields` fills the centre)."""
    return list(Personne.objects.bulk_create(personnes, batch_size=PAR_PAQUET))


@transaction.atomic
def reperer_ensemble(parcours: Sequence[Parcours], *, par: Any) -> list[Parcours]:
    """Open many journeys at the first contact, as `reperer` does one; each has its sentence in the history.

    Raises:
        ValidationError: a field that cannot be; IntegrityError: one of these persons has an open journey.
    """
    maintenant = timezone.now()
    for p in parcours:
        p.depuis = maintenant
        p.origine_genre = p.origine_genre or deviner_origine(p.origine)
        p.clean_fields(exclude=["centre", "personne", "etat"])
    crees = list(Parcours.objects.bulk_create(parcours, batch_size=PAR_PAQUET))
    phrases = [f"a noté le premier contact{f', envoyée par {p.origine}' if p.origine else ''}" for p in crees]
    journal.noter_ensemble("parcours.reperer", par=par, lignes=zip(crees, phrases, strict=True), vers="reperee")
    return crees

"""What waits for the team around the information meetings: presences, meetings to close, a place to give by phone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from clairiere.flux.registre import Tache
from clairiere.interface.francais import pluriel

LIGNES = 5
JOURS = 30


def taches(acteur: Any) -> Iterable[Tache]:
    """Two queries for the team, whatever the number of meetings; nothing for the others."""
    if acteur.centre is None or not acteur.peut("reunion.gerer"):
        return
    from parcours.models.reunions import reunions

    maintenant = timezone.now()
    base = reunions().filter(annule_le__isnull=True, termine_le__isnull=True)
    commencees = base.filter(debut__lte=maintenant, debut__gte=maintenant - dt.timedelta(days=JOURS))
    for evenement in commencees.order_by("debut", "pk")[:LIGNES]:
        passee = timezone.localdate(evenement.debut) < timezone.localdate()
        yield Tache(
            f"Noter qui est venue, puis terminer : {evenement.titre}",
            _adresse(acteur, "parcours:presences_reunion", evenement),
            evenement.debut,
            "manque" if passee else "a_faire",
        )
    attente = Count("inscriptions", filter=Q(inscriptions__etat="en_attente"))
    pleines = base.filter(debut__gt=maintenant).annotate(en_attente=attente).filter(en_attente__gt=0)
    for evenement in pleines.order_by("debut", "pk")[:LIGNES]:
        phrase = f"Liste d’attente : {pluriel(evenement.en_attente, 'personne')} pour {evenement.titre}"
        yield Tache(phrase, _adresse(acteur, "parcours:reunion", evenement), evenement.debut)


def _adresse(acteur: Any, nom: str, evenement: Any) -> str:
    return reverse(nom, kwargs={"centre": acteur.centre.code, "pk": evenement.pk})

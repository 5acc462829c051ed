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

LIGNES = 6
JOURS = 30


def taches(acteur: Any) -> Iterable[Tache]:
    """One query for the team, whatever the number of meetings; nothing for the others."""
    if acteur.centre is None or not acteur.peut("reunion.gerer"):
        return
    from parcours.models.reunions import reunions

    maintenant = timezone.now()
    base = reunions().filter(annule_le__isnull=True, termine_le__isnull=True)
    attente = Count("inscriptions", filter=Q(inscriptions__etat="en_attente"))
    commencee = Q(debut__lte=maintenant, debut__gte=maintenant - dt.timedelta(days=JOURS))
    voulues = base.annotate(en_attente=attente).filter(commencee | Q(debut__gt=maintenant, en_attente__gt=0))
    for evenement in voulues.order_by("debut", "pk")[:LIGNES]:
        yield _a_terminer(acteur, evenement) if evenement.a_commence else _complete(acteur, evenement)


def _a_terminer(acteur: Any, evenement: Any) -> Tache:
    passee = timezone.localdate(evenement.debut) < timezone.localdate()
    phrase = f"Noter qui est venue, puis terminer : {evenement.titre}"
    adresse = _adresse(acteur, "parcours:presences_reunion", evenement)
    return Tache(phrase, adresse, evenement.debut, "manque" if passee else "a_faire")


def _complete(acteur: Any, evenement: Any) -> Tache:
    phrase = f"Liste d’attente : {pluriel(evenement.en_attente, 'personne')} pour {evenement.titre}"
    return Tache(phrase, _adresse(acteur, "parcours:reunion", evenement), evenement.debut)


def _adresse(acteur: Any, nom: str, evenement: Any) -> str:
    return reverse(nom, kwargs={"centre": acteur.centre.code, "pk": evenement.pk})

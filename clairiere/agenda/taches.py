"""What the agenda does by itself, every five minutes: offers that nobody answered go to the next person."""

from __future__ import annotations

from django.utils import timezone

from clairiere.agenda.actions.offres import relancer
from clairiere.agenda.models import Evenement, Inscription
from clairiere.centres import portee


def passer_les_offres() -> str:
    """End the offers whose time is over, in all centres, and ask the next ones; twice changes nothing more."""
    with portee.sans_portee("offres de place de tous les centres"):
        passees = Inscription.objects.filter(etat=Inscription.Etat.PROPOSEE, offre_expire_le__lte=timezone.now())
        evenements = list(
            Evenement.objects.filter(pk__in=passees.order_by().values("evenement")).select_related("centre")
        )
    proposees = 0
    for evenement in evenements:
        with portee.dans(evenement.centre):
            proposees += len(relancer(evenement))
    return f"{len(evenements)} relancés, {proposees} proposées"

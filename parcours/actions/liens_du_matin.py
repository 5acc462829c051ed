"""The roll-call links of the day: run often, each leaves once, in the morning."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.centres.reglages import lire
from clairiere.comptes.acteur import Acteur
from clairiere.flux.obstacles import Ferme
from parcours.actions.liens import envoyer_lien, formatrice_de
from parcours.models import DemiJournee
from parcours.models.etats import EN_COURS_DE_FORMATION

LEVER, COUCHER = dt.time(7), dt.time(20)


def envoyer_du_matin() -> str:
    """Send each trainer the link of her half-days of today, in the centres that want it; nothing at night."""
    if not LEVER <= timezone.localtime().time() < COUCHER:
        return "la nuit, rien ne part"
    partis = sum(_du_centre(centre) for centre in Centre.objects.order_by("pk") if lire(centre, "lien_appel_matin"))
    return f"{partis} envoyés"


def _du_centre(centre: Centre) -> int:
    partis = 0
    with portee.dans(centre):
        aujourd_hui = DemiJournee.objects.tenues().filter(date=timezone.localdate(), signee_le__isnull=True)
        avec_un_groupe = aujourd_hui.filter(session__parcours__etat__in=EN_COURS_DE_FORMATION).distinct()
        for demi_journee in avec_un_groupe.select_related("session__formatrice", "formatrice").order_by("pk"):
            formatrice = formatrice_de(demi_journee)
            if demi_journee.liens_appel.filter(formatrice=formatrice, envoye_le__isnull=False).exists():
                continue  # sent already, even if it was taken back since
            try:
                envoyer_lien(demi_journee, par=Acteur.systeme(centre), une_fois=True)
            except Ferme:
                continue  # nobody teaches it: the page of the half-day says so
            partis += 1
    return partis

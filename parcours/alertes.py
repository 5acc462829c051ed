"""Hours that are missing: the watch that runs by itself, and what it leaves to do for the team."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.comptes.acteur import Acteur
from clairiere.flux.registre import Tache
from clairiere.interface.francais import heures

LIGNES = 5
OUVERTURE, FERMETURE = 8, 20  # hours between which a message may leave


def surveiller_partout() -> int:
    """Look at the hours of every group that is in its course. Runs each hour; says nothing at night.

    Returns how many limits were reached.
    """
    from parcours.actions.heures import SURVEILLEES, surveiller
    from parcours.models import Session

    if not OUVERTURE <= timezone.localtime().hour < FERMETURE:
        return 0
    nombre = 0
    for centre in Centre.objects.order_by("pk"):
        with portee.dans(centre):
            en_cours = Session.objects.filter(parcours__etat__in=SURVEILLEES).distinct().order_by("pk")
            for session in en_cours:
                nombre += len(surveiller(session, par=Acteur.systeme(centre)))
    return nombre


def taches(acteur: Any) -> Iterable[Tache]:
    """Trainees who lack hours and have no catch-up yet: one query for those who may call them to one."""
    from parcours.actions.heures import SURVEILLEES
    from parcours.models import AlerteHeures

    if acteur.centre is None or not acteur.est_personnel or not acteur.peut("rattrapage.convoquer"):
        return
    ouvertes = AlerteHeures.objects.filter(reglee_le__isnull=True, parcours__etat__in=SURVEILLEES)
    vues: set[int] = set()
    for alerte in ouvertes.select_related("parcours__personne").order_by("-le", "-pk")[: 4 * LIGNES]:
        if alerte.parcours_id in vues or len(vues) >= LIGNES:
            continue
        vues.add(alerte.parcours_id)
        phrase = f"Prévoir un rattrapage : {alerte.parcours.personne.nom_court}, {heures(alerte.manque)}"
        url = reverse("parcours:heures", kwargs={"centre": acteur.centre.code, "pk": alerte.parcours_id})
        yield Tache(phrase, url, alerte.le)

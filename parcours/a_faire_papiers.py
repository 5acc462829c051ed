"""What waits around the papers: an analysis to write, an immersion to tell, a complaint to answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from clairiere.flux.registre import Tache

LIGNES = 3
JOURS_POUR_ANALYSER = 21


def taches(acteur: Any) -> Iterable[Tache]:
    """Three queries for the team, none for the others."""
    if acteur.centre is None or not acteur.peut("enquete.gerer"):
        return
    yield from _analyses(acteur)
    yield from _comptes_rendus(acteur)
    yield from _reclamations(acteur)


def _adresse(acteur: Any, nom: str, **arguments: Any) -> str:
    return reverse(nom, kwargs={"centre": acteur.centre.code, **arguments})


def _analyses(acteur: Any) -> Iterable[Tache]:
    from parcours.models import Enquete

    limite = timezone.now() - dt.timedelta(days=JOURS_POUR_ANALYSER)
    dues = Enquete.objects.filter(analysee_le__isnull=True, ouverte_le__lte=limite).select_related("session")
    for enquete in dues.order_by("ouverte_le", "pk")[:LIGNES]:
        url = _adresse(acteur, "parcours:enquete", pk=enquete.session_id, quand=enquete.genre)
        yield Tache(f"Écrire ce que disent les stagiaires : {enquete.session}", url, enquete.ouverte_le)


def _comptes_rendus(acteur: Any) -> Iterable[Tache]:
    from parcours.models import Immersion

    finies = Immersion.objects.filter(etat="en_cours", fin__lt=timezone.localdate())
    for immersion in finies.select_related("parcours__personne").order_by("fin", "pk")[:LIGNES]:
        nom = immersion.parcours.personne.nom_court
        url = _adresse(acteur, "parcours:immersion", pk=immersion.pk)
        yield Tache(f"Faire le compte rendu de l’immersion de {nom}", url, immersion.fin)


def _reclamations(acteur: Any) -> Iterable[Tache]:
    from parcours.models import Reclamation

    attendent = Reclamation.objects.filter(repondue_le__isnull=True).order_by()
    trouvees = attendent.aggregate(n=Count("pk"), depuis=Min("recue_le"))
    if trouvees["n"]:
        mots = "réclamation attend une réponse" if trouvees["n"] == 1 else "réclamations attendent une réponse"
        url = _adresse(acteur, "parcours:reclamations")
        yield Tache(f"{trouvees['n']} {mots}", url, trouvees["depuis"], "manque", trouvees["n"])

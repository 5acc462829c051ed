"""What waits for each role in the relais."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone

from clairiere.flux.registre import Tache
from relais.vocabulaire import GENRE


def taches(acteur: Any) -> Iterable[Tache]:
    """At most three queries: requests to take (mediators), presences to note, waiting lists."""
    if acteur.centre is None or not acteur.est_personnel:
        return
    if acteur.peut("mediation.lister"):
        yield from _a_prendre(acteur)
    if acteur.peut("relais.animer"):
        yield from _rencontres(acteur)


def _a_prendre(acteur: Any) -> Iterable[Tache]:
    from relais.models import Mediation

    visibles = Mediation.objects.visibles_par(acteur).order_by()
    attente = visibles.filter(mediatrice__isnull=True).aggregate(n=Count("pk"), depuis=Min("demandee_le"))
    if attente["n"]:
        n = attente["n"]
        phrase = "1 demande de médiation à prendre" if n == 1 else f"{n} demandes de médiation à prendre"
        yield Tache(
            phrase, reverse("relais:mediations", kwargs={"centre": acteur.centre.code}), attente["depuis"], nombre=n
        )
    etapes = Mediation.objects.confiees_a(acteur).order_by().filter(etat__in=("en_examen", "a_accorder"))
    for mediation in etapes.order_by("depuis")[:5]:
        url = reverse("relais:mediation", kwargs={"centre": acteur.centre.code, "pk": mediation.pk})
        yield Tache(
            f"Médiation n°\u00a0{mediation.pk} : {str(mediation.etat_dit.equipe).lower()}", url, mediation.depuis
        )


def _rencontres(acteur: Any) -> Iterable[Tache]:
    from clairiere.agenda.models import Evenement

    maintenant = timezone.now()
    minuit = timezone.localtime(maintenant).replace(hour=0, minute=0, second=0, microsecond=0)
    base = Evenement.objects.filter(genre=GENRE, annule_le__isnull=True).avec_presences()
    a_noter = base.filter(debut__gte=minuit - dt.timedelta(days=14), debut__lt=minuit + dt.timedelta(days=1))
    for evenement in a_noter.filter(a_noter__gt=0).order_by("debut")[:5]:
        hier = timezone.localdate(evenement.debut) < timezone.localdate()
        phrase = f"Noter les présences : {evenement.titre}, {_compte(evenement.a_noter)}"
        yield Tache(phrase, _adresse(acteur, evenement), evenement.debut, "manque" if hier else "a_faire")
    attente = Count("inscriptions", filter=Q(inscriptions__etat="en_attente"))
    pleines = base.filter(debut__gt=maintenant).annotate(en_attente=attente).filter(en_attente__gt=0)
    for evenement in pleines.order_by("debut")[:5]:
        phrase = f"Liste d’attente : {_compte(evenement.en_attente)} pour {evenement.titre}"
        yield Tache(phrase, _adresse(acteur, evenement), evenement.debut)


def _compte(n: int) -> str:
    return "1 personne" if n == 1 else f"{n} personnes"


def _adresse(acteur: Any, evenement: Any) -> str:
    return reverse("relais:rencontre", kwargs={"centre": acteur.centre.code, "pk": evenement.pk})

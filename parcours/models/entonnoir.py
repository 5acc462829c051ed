"""Who is in the funnel of the recruitment, and the furthest step of each: persons are counted, never rows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from clairiere.agenda.models import Inscription
from clairiere.comptes.models import Personne
from parcours.models.emargement import Emargement
from parcours.models.freins import Frein
from parcours.models.parcours import Parcours
from parcours.models.session import Session
from parcours.regles.attente import remplacees
from parcours.regles.entonnoir import RANG
from parcours.regles.reunions import CODES as GENRES

SORTIES = ("non_retenue", "abandon", "reorientee", "sortie")


@dataclass(frozen=True)
class Population:
    """Whom the funnel is about: of a meeting, of a session and of its recruitment, or contacted in a period."""

    du: dt.date | None = None
    au: dt.date | None = None
    session: Any = None
    reunion: Any = None


@dataclass(frozen=True)
class Comptes:
    """What the page draws.

    Attributes:
        par_etape: persons who stopped at each step so far.
        presences_inconnues: registered to a meeting that is over, and nobody noted whether they came.
        departs: `[(reason code, persons)]`, the empty code for those of whom nobody said why.
        freins: `{kind: {state: number}}`.
    """

    par_etape: dict[int, int]
    presences_inconnues: int
    departs: list[tuple[str, int]]
    freins: dict[str, dict[str, int]]


def compter(population: Population) -> Comptes:
    """Six queries whatever the number of persons."""
    elles = personnes(population)
    cles = elles.order_by().values("pk")
    par_etape = dict(elles.order_by().values_list("etape").annotate(n=Count("pk")))
    parties = Parcours.objects.filter(personne__in=cles, etat__in=SORTIES).order_by()
    departs = list(parties.values_list("raison_sortie").annotate(n=Count("personne", distinct=True)))
    freins: dict[str, dict[str, int]] = defaultdict(dict)
    lignes = Frein.objects.filter(parcours__personne__in=cles).order_by().values_list("genre", "etat")
    for genre, etat, nombre in lignes.annotate(n=Count("pk")):
        freins[genre][etat] = nombre
    inconnues = sans_presence_notee(elles).count()
    return Comptes(par_etape, inconnues, sorted(departs, key=lambda d: (not d[0], -d[1], d[0])), dict(freins))


def personnes(population: Population) -> QuerySet[Any]:
    """The persons, with `etape`, the furthest step that each reached."""
    siennes = Parcours.objects.filter(personne=OuterRef("pk")).avec_etape(pas_admises())
    meilleure = Coalesce(Subquery(siennes.order_by("-etape").values("etape")[:1], output_field=IntegerField()), 0)
    venue = When(Exists(_inscriptions().filter(personne=OuterRef("pk"), etat="presente")), then=RANG["informees"])
    reunion = Case(venue, default=Value(0), output_field=IntegerField())
    return Personne.objects.filter(_qui(population)).annotate(etape=Greatest(meilleure, reunion))


def sans_presence_notee(elles: QuerySet[Any]) -> QuerySet[Any]:
    """Those of whom nobody knows whether they came to the meeting: it is over, and nothing is noted."""
    passees = _inscriptions().filter(personne=OuterRef("pk"), etat="inscrite", evenement__fin__lt=timezone.now())
    return elles.filter(Exists(passees.filter(evenement__annule_le__isnull=True)), etape=0)


def _inscriptions() -> Any:
    return Inscription.objects.actives().filter(evenement__genre__in=GENRES).order_by()


def _qui(population: Population) -> Q:
    inscrites = _inscriptions().filter(personne=OuterRef("pk"))
    parcours = Parcours.objects.filter(personne=OuterRef("pk")).order_by()
    if population.reunion is not None:
        return Q(Exists(inscrites.filter(evenement=population.reunion)))
    if population.session is not None:
        session = population.session
        debut = _debut_du_recrutement(session)
        liees = Q(session=session) | Q(session_attendue=session) | Q(offres__session=session)
        libres = Q(session__isnull=True, cree_le__date__gte=debut, cree_le__date__lt=session.debut)
        sans_parcours = ~Exists(parcours) & Q(
            Exists(inscrites.filter(cree_le__date__gte=debut, cree_le__date__lt=session.debut))
        )
        return Q(Exists(parcours.filter(liees | libres))) | sans_parcours
    quand = {
        f"cree_le__date__{borne}": jour for borne, jour in (("gte", population.du), ("lte", population.au)) if jour
    }
    return Q(Exists(parcours.filter(**quand))) | Q(Exists(inscrites.filter(**quand)))


def _debut_du_recrutement(session: Any) -> dt.date:
    """The recruitment of a session goes on from the start of the session before."""
    avant = Session.objects.filter(debut__lt=session.debut).order_by("-debut").values_list("debut", flat=True).first()
    return avant or dt.date(1970, 1, 1)


def pas_admises() -> list[int]:
    """Journeys that withdrew before the start and whose place was taken by another: one admission for one place."""
    venue = Emargement.objects.filter(parcours=OuterRef("pk"), statut__in=("presente", "retard")).order_by()
    parties = Parcours.objects.filter(~Exists(venue), etat="abandon", session__isnull=False).order_by("depuis", "pk")
    par_session: dict[int, list[int]] = defaultdict(list)
    for session, cle in parties.values_list("session", "pk"):
        par_session[session].append(cle)
    if not par_session:
        return []
    sessions = Session.objects.filter(pk__in=par_session).avec_places()
    return [cle for s in sessions for cle in remplacees(s.places, s.prises, par_session[s.pk])]

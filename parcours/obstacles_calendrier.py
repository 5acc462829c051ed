"""Gathers what a calendar stands on: closures, what is already taken, who cannot come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from clairiere.agenda.semaine import Semaine
from clairiere.centres.reglages import lire
from clairiere.flux.obstacles import Obstacle
from parcours import regles
from parcours.models import DemiJournee, Fermeture, Indisponibilite
from parcours.models.etats import EN_COURS_DE_FORMATION
from parcours.regles.jours_sans_cours import ZONES, Ferme, Sauts


def sauts(
    centre: Any,
    *,
    a_partir_du: dt.date,
    feries: bool = True,
    vacances: bool = False,
    fermetures: bool = True,
    autres: Iterable[dt.date] = (),
) -> Sauts:
    """What is left out of a calendar at a centre; its zone of school holidays is one of its settings."""
    fermees = Fermeture.objects.touchant(a_partir_du, dt.date.max) if fermetures else ()
    zone = lire(centre, "zone_scolaire")
    return Sauts(
        feries=feries,
        zone=zone if vacances and zone in ZONES else "",
        fermetures=tuple(Ferme(f.du, f.au, f.raison) for f in fermees),
        autres=frozenset(autres),
    )


def creneau(demi_journee: Any, pour: Iterable[int] = ()) -> regles.Creneau:
    """What a half-day takes, now (its session, trainer and room must be loaded)."""
    formatrice = demi_journee.formatrice or demi_journee.session.formatrice
    salle = demi_journee.salle
    debut = demi_journee.commence_a.hour * 60 + demi_journee.commence_a.minute
    return regles.Creneau(
        date=demi_journee.date,
        debut=debut,
        fin=debut + demi_journee.minutes,
        session=demi_journee.session_id,
        nom_session=demi_journee.session.nom,
        formatrice=formatrice.pk if formatrice else None,
        nom_formatrice=str(formatrice) if formatrice else "",
        salle=salle.pk if salle else None,
        nom_salle=salle.nom if salle else "",
        pour=frozenset(pour) if demi_journee.rattrapage and not demi_journee.pour_le_groupe else frozenset(),
    )


def conflits(demi_journees: Iterable[Any], pour: Iterable[int] = ()) -> list[Obstacle]:
    """What is already taken when these half-days of one session take place (three queries whatever their number)."""
    nouvelles = list(demi_journees)
    if not nouvelles:
        return []
    pour = frozenset(pour)
    formatrices = {(d.formatrice_id or d.session.formatrice_id) for d in nouvelles} - {None}
    salles = {d.salle_id for d in nouvelles} - {None}
    prises = (
        Q(session=nouvelles[0].session_id)
        | Q(formatrice__in=formatrices)
        | Q(formatrice=None, session__formatrice__in=formatrices)
        | Q(salle__in=salles)
    )
    dates = [d.date for d in nouvelles]
    autres = (
        DemiJournee.objects.tenues()
        .filter(prises, date__gte=min(dates), date__lte=max(dates))
        .exclude(pk__in=[d.pk for d in nouvelles if d.pk])
        .select_related("session__formatrice", "formatrice", "salle")
        .prefetch_related("attendues")
    )
    par_jour: dict[dt.date, list[regles.Creneau]] = {}
    for autre in autres:
        pris = creneau(autre, [a.parcours_id for a in autre.attendues.all()])
        par_jour.setdefault(autre.date, []).append(pris)
    trouves = (o for d in nouvelles for o in regles.conflits(creneau(d, pour), par_jour.get(d.date, ())))
    return regles.resumer(trouves)


def heures_prises(session: Any) -> dict[int, tuple[str, Semaine]]:
    """`{journey: (short name, hours she cannot come)}` of the trainees of a session (one query)."""
    notees = Indisponibilite.objects.filter(
        parcours__session=session, parcours__etat__in=EN_COURS_DE_FORMATION
    ).select_related("parcours__personne")
    return {i.parcours_id: (i.parcours.personne.nom_court, i.en_semaine) for i in notees}


def empechees(demi_journee: Any, prises: dict[int, tuple[str, Semaine]], pour: Iterable[int] = ()) -> list[int]:
    """Journeys of those who cannot come to a half-day, among those who are called."""
    debut = demi_journee.commence_a.hour * 60 + demi_journee.commence_a.minute
    appelees = list(pour) or None
    semaines = {cle: semaine for cle, (_nom, semaine) in prises.items()}
    return regles.empechees(demi_journee.date, debut, debut + demi_journee.minutes, semaines, appelees)

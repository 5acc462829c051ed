"""The calendar feed of one person: her own meetings and courses, and nothing about anyone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from clairiere.agenda.models import AbonnementAgenda, Inscription

ANCIENNETE = dt.timedelta(days=60)
A_MONTRER = (Inscription.Etat.INSCRITE, Inscription.Etat.PRESENTE)
Source = Callable[[AbonnementAgenda], Iterable[Event]]
SOURCES: list[Source] = []


def ajouter_source(source: Source) -> None:
    """Let another floor write events in the feeds (called in `ready()`); the same one twice counts once."""
    if source not in SOURCES:
        SOURCES.append(source)


def ecrire_calendrier(abonnement: AbonnementAgenda) -> bytes:
    """The iCalendar text; the same rows give the same bytes. Titles are those of the meetings: no name, no child."""
    calendrier = Calendar()
    calendrier.add("prodid", "-//Clairière//Relais//FR")
    calendrier.add("version", "2.0")
    calendrier.add("calscale", "GREGORIAN")
    calendrier.add("method", "PUBLISH")
    calendrier.add("x-wr-calname", f"{'Relais' if abonnement.personne_id else 'Formation'} {abonnement.centre.nom}")
    calendrier.add("x-published-ttl", "PT6H")
    inscriptions = (
        Inscription.objects.filter(
            personne=abonnement.personne_id, etat__in=A_MONTRER, evenement__fin__gte=timezone.now() - ANCIENNETE
        )
        .select_related("evenement")
        .order_by("evenement__debut", "pk")
    )
    for inscription in inscriptions:
        calendrier.add_component(_rencontre(inscription, abonnement.centre))
    for source in SOURCES:
        for evenement in source(abonnement):
            calendrier.add_component(evenement)
    calendrier.add_missing_timezones()
    return calendrier.to_ical()


def _rencontre(inscription: Inscription, centre: Any) -> Event:
    evenement = inscription.evenement
    return evenement_ics(
        cle=f"rencontre-{evenement.pk}",
        centre=centre,
        debut=evenement.debut,
        fin=evenement.fin,
        titre=evenement.titre,
        lieu=evenement.lieu,
        annule=evenement.est_annule,
        revision=1 if evenement.est_annule else 0,
        change_le=inscription.change_le,
    )


def evenement_ics(
    *,
    cle: str,
    centre: Any,
    debut: dt.datetime,
    fin: dt.datetime,
    titre: str,
    change_le: dt.datetime,
    lieu: str = "",
    annule: bool = False,
    revision: int = 0,
) -> Event:
    """One event of a feed. `titre` and `lieu` must name nobody; `revision` grows at each change of date."""
    fuseau = timezone.get_default_timezone()
    evenement = Event()
    evenement.add("uid", f"{cle}@{centre.code}.{_hote()}")
    evenement.add("dtstamp", change_le.astimezone(dt.UTC).replace(microsecond=0))
    evenement.add("dtstart", debut.astimezone(fuseau))
    evenement.add("dtend", fin.astimezone(fuseau))
    evenement.add("summary", titre)
    if lieu:
        evenement.add("location", lieu)
    evenement.add("status", "CANCELLED" if annule else "CONFIRMED")
    evenement.add("sequence", revision)
    evenement.add("class", "PRIVATE")
    return evenement


def _hote() -> str:
    return settings.ADRESSE_PUBLIQUE.split("://")[-1].split("/")[0].split(":")[0] or "clairiere"

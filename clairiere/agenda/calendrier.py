"""The calendar feed of one person: her own meetings, and nothing about anyone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from clairiere.agenda.models import AbonnementAgenda, Inscription

ANCIENNETE = dt.timedelta(days=60)
A_MONTRER = (Inscription.Etat.INSCRITE, Inscription.Etat.PRESENTE)


def ecrire_calendrier(abonnement: AbonnementAgenda) -> bytes:
    """The iCalendar text; the same rows give the same bytes. Titles are those of the meetings: no name, no child."""
    calendrier = Calendar()
    calendrier.add("prodid", "-//Clairière//Relais//FR")
    calendrier.add("version", "2.0")
    calendrier.add("calscale", "GREGORIAN")
    calendrier.add("method", "PUBLISH")
    calendrier.add("x-wr-calname", f"Relais {abonnement.centre.nom}")
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
    calendrier.add_missing_timezones()
    return calendrier.to_ical()


def _rencontre(inscription: Inscription, centre: Any) -> Event:
    evenement = inscription.evenement
    fuseau = timezone.get_default_timezone()
    rencontre = Event()
    rencontre.add("uid", f"rencontre-{evenement.pk}@{centre.code}.{_hote()}")
    rencontre.add("dtstamp", inscription.change_le.astimezone(dt.UTC).replace(microsecond=0))
    rencontre.add("dtstart", evenement.debut.astimezone(fuseau))
    rencontre.add("dtend", evenement.fin.astimezone(fuseau))
    rencontre.add("summary", evenement.titre)
    if evenement.lieu:
        rencontre.add("location", evenement.lieu)
    rencontre.add("status", "CANCELLED" if evenement.est_annule else "CONFIRMED")
    rencontre.add("sequence", 1 if evenement.est_annule else 0)
    rencontre.add("class", "PRIVATE")
    return rencontre


def _hote() -> str:
    return settings.ADRESSE_PUBLIQUE.split("://")[-1].split("/")[0].split(":")[0] or "clairiere"

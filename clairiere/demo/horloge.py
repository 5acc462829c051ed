"""The clock of the demonstration: what is told of the past is done on its day, by the same actions as in real life.

While `le(jour)` is open, Django's clock (`timezone.now`, `auto_now_add`, field defaults) says that moment. It is for a
command that runs alone in its process; nothing else may use it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import timezone

FERIES = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))  # fixed dates; no course on them
APRES = dt.timedelta(minutes=3)
SAISONS = ("Hiver", "Printemps", "Été", "Automne")


class Horloge:
    """Days counted from the day of the demonstration (0 is today, -1 yesterday)."""

    def __init__(self, aujourd_hui: dt.date) -> None:
        self.aujourd_hui = aujourd_hui
        self.dernier = moment(aujourd_hui - dt.timedelta(days=10_000))

    def jour(self, ecart: int) -> dt.date:
        """The day at this distance."""
        return self.aujourd_hui + dt.timedelta(days=ecart)

    def ouvre(self, ecart: int) -> dt.date:
        """The same, brought back to the nearest earlier day when nobody works."""
        jour = self.jour(ecart)
        while not est_ouvre(jour):
            jour -= dt.timedelta(days=1)
        return jour

    @contextmanager
    def le(self, quand: int | dt.date, heure: int = 10, minute: int = 0) -> Iterator[dt.datetime]:
        """Be on that day at that hour; days off are brought back to the working day before."""
        jour = self.ouvre(quand) if isinstance(quand, int) else quand
        instant = moment(jour, heure, minute)
        if instant <= self.dernier and self.dernier.date() == jour:
            instant = self.dernier + APRES  # a Sunday's act, brought back to Friday, stays after Friday's
        self.dernier = instant
        with fige(instant):
            yield instant


def moment(jour: dt.date, heure: int = 10, minute: int = 0) -> dt.datetime:
    """That day at that hour of the wall clock, aware."""
    return timezone.make_aware(dt.datetime.combine(jour, dt.time(heure, minute)))


def est_ouvre(jour: dt.date) -> bool:
    """Monday to Friday, out of the bank holidays with a fixed date."""
    return jour.weekday() < 5 and (jour.month, jour.day) not in FERIES


def saison(jour: dt.date) -> str:
    """« Automne 2026 »: how the centres name their sessions."""
    return f"{SAISONS[jour.month % 12 // 3]} {jour.year}"


class _CommeDatetime(type):
    def __instancecheck__(cls, valeur: Any) -> bool:
        return isinstance(valeur, dt.datetime)


@contextmanager
def fige(instant: dt.datetime) -> Iterator[None]:
    """Stop Django's clock at an instant."""
    vraie: Any = timezone.datetime  # type: ignore[attr-defined]
    arretee = _CommeDatetime("datetime", (), {"now": staticmethod(lambda tz=None: instant.astimezone(tz))})
    timezone.datetime = arretee  # type: ignore[attr-defined]
    try:
        yield
    finally:
        timezone.datetime = vraie  # type: ignore[attr-defined]

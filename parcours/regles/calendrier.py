"""The calendar of a session: half-days from a weekly pattern."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from parcours.regles.durees import MINUTES_PAR_HEURE

MIDI = 12 * MINUTES_PAR_HEURE + 30
DUREE_MINIMALE = 30
DUREE_MAXIMALE = 6 * MINUTES_PAR_HEURE
JOURS_AU_PLUS = 2 * 366


@dataclass(frozen=True)
class Seance:
    """A half-day to plan. `debut` and `minutes` are in minutes, `debut` from midnight."""

    date: dt.date
    debut: int
    minutes: int

    @property
    def moment(self) -> str:
        """`matin` when it begins before 12 h 30, else `apres_midi`."""
        return "matin" if self.debut < MIDI else "apres_midi"

    @property
    def heure_debut(self) -> dt.time:
        """When it begins."""
        return dt.time(*divmod(self.debut, MINUTES_PAR_HEURE))


def calendrier(
    rythme: Mapping[int, Sequence[tuple[int, int]]],
    *,
    a_partir_du: dt.date,
    minutes: int,
    sauf: Iterable[dt.date] = (),
    prises: Iterable[tuple[dt.date, str]] = (),
) -> list[Seance]:
    """Half-days from a weekly pattern until `minutes` are planned; the last one is cut to fall right.

    Args:
        rythme: `{weekday 0-6: [(start, end), …]}` in minutes from midnight; other days have no course.
        a_partir_du: first day that may be used.
        minutes: what remains to plan.
        sauf: days without a course.
        prises: `(date, moment)` already in the calendar.
    """
    sans_cours, occupees, reste = set(sauf), set(prises), minutes
    seances: list[Seance] = []
    for n in range(JOURS_AU_PLUS if any(rythme.values()) else 0):
        jour = a_partir_du + dt.timedelta(days=n)
        for debut, fin in rythme.get(jour.weekday(), ()) if jour not in sans_cours else ():
            if reste <= 0:
                return seances
            seance = Seance(jour, debut, max(DUREE_MINIMALE, min(fin - debut, reste)))
            if (jour, seance.moment) not in occupees:
                seances.append(seance)
                reste -= seance.minutes
    return seances


def phrases_du_rythme(rythme: Mapping[int, Sequence[tuple[int, int]]], jours: Sequence[str]) -> list[str]:
    """What makes a pattern unusable, in words: a half-day too long, too short, or two in the same half of a day."""
    phrases = []
    for numero, plages in rythme.items():
        moments = [Seance(dt.date.min, debut, fin - debut).moment for debut, fin in plages]
        if len(set(moments)) < len(moments):
            phrases.append(f"{jours[numero].capitalize()} : une seule plage le matin et une seule l’après-midi.")
        phrases += [
            f"{jours[numero].capitalize()} : une demi-journée dure entre 30 minutes et 6 heures."
            for debut, fin in plages
            if not DUREE_MINIMALE <= fin - debut <= DUREE_MAXIMALE
        ]
    return phrases

"""The calendar of a session: half-days from a weekly pattern, and the modules spread over them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from parcours.regles.durees import MINUTES_PAR_HEURE

MIDI = 12 * MINUTES_PAR_HEURE + 30
DUREE_MINIMALE = 30
DUREE_MAXIMALE = 6 * MINUTES_PAR_HEURE
JOURS_AU_PLUS = 2 * 366

Rythme = Mapping[int, Sequence[tuple[int, int]]]
Part = tuple[int, int]  # (key of a module, minutes)


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
    def fin(self) -> int:
        """When it ends, in minutes from midnight."""
        return self.debut + self.minutes

    @property
    def heure_debut(self) -> dt.time:
        """When it begins."""
        return dt.time(*divmod(self.debut, MINUTES_PAR_HEURE))

    @property
    def heure_fin(self) -> dt.time:
        """When it ends."""
        return dt.time(*divmod(self.fin, MINUTES_PAR_HEURE))


@dataclass(frozen=True)
class Prevision:
    """What a pattern gives: the half-days, and the days of the pattern that are left out, each with its reason."""

    seances: tuple[Seance, ...] = ()
    sautees: tuple[tuple[dt.date, str], ...] = ()

    @property
    def minutes(self) -> int:
        """Minutes of all its half-days."""
        return sum(seance.minutes for seance in self.seances)

    @property
    def empreinte(self) -> str:
        """The same for the same half-days and the same reasons: what a preview showed."""
        lignes = [*((s.date, s.debut, s.minutes) for s in self.seances), *self.sautees]
        return hashlib.sha256(repr(lignes).encode()).hexdigest()[:32]


def prevoir(
    rythme: Rythme,
    *,
    a_partir_du: dt.date,
    minutes: int,
    raison: Callable[[dt.date], str] = lambda _jour: "",
    prises: Iterable[tuple[dt.date, str]] = (),
) -> Prevision:
    """Half-days from a weekly pattern until `minutes` are planned; the last one is cut to fall right.

    Args:
        rythme: `{weekday 0-6: [(start, end), …]}` in minutes from midnight; other days have no course.
        a_partir_du: first day that may be used.
        minutes: what remains to plan.
        raison: why there is no course on a day, empty when there is one.
        prises: `(date, moment)` already in the calendar.
    """
    occupees, reste = set(prises), minutes
    seances: list[Seance] = []
    sautees: list[tuple[dt.date, str]] = []
    for n in range(JOURS_AU_PLUS if any(rythme.values()) else 0):
        jour = a_partir_du + dt.timedelta(days=n)
        plages = rythme.get(jour.weekday(), ())
        if reste <= 0:
            break
        if plages and (pourquoi := raison(jour)):
            sautees.append((jour, pourquoi))
            continue
        for debut, fin in plages:
            if reste <= 0:
                break
            seance = Seance(jour, debut, max(DUREE_MINIMALE, min(fin - debut, reste)))
            if (jour, seance.moment) not in occupees:
                seances.append(seance)
                reste -= seance.minutes
    return Prevision(tuple(seances), tuple(sautees))


def etaler(modules: Iterable[Part], places: Sequence[int]) -> list[list[Part]]:
    """The modules over half-days of these lengths, both in order: a half-day ends a module and begins the next one.

    What does not fit stays out; half-days after the last module stay without one.
    """
    reste = [[module, minutes] for module, minutes in modules if minutes > 0]
    seances: list[list[Part]] = []
    for place in places:
        parts: list[Part] = []
        while place > 0 and reste:
            module, minutes = reste[0]
            prises = min(place, minutes)
            parts.append((module, prises))
            place -= prises
            reste[0][1] -= prises
            if not reste[0][1]:
                reste.pop(0)
        seances.append(parts)
    return seances


def raccourcir(parts: Sequence[Part], minutes: int) -> list[Part]:
    """The parts of a half-day that now lasts `minutes`: what is over is taken from the last ones."""
    gardees: list[Part] = []
    for module, duree in parts:
        duree = min(duree, minutes)
        minutes -= duree
        if duree:
            gardees.append((module, duree))
    return gardees


def phrases_du_rythme(rythme: Rythme, jours: Sequence[str]) -> list[str]:
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

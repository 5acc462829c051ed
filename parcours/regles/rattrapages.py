"""What was missed, and the catch-up half-days that make up for it: pure functions, in minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Manquee:
    """A half-day of which she missed something, and the modules it was about."""

    demi_journee: int
    date: dt.date
    minutes: int
    modules: tuple[int, ...] = ()


@dataclass(frozen=True)
class Rattrapage:
    """A catch-up to come, with the places left and the modules it is about."""

    demi_journee: int
    date: dt.date
    minutes: int
    libres: int
    modules: tuple[int, ...] = ()


@dataclass(frozen=True)
class Plan:
    """Catch-ups proposed to her, in the order of dates, and what none of them gives."""

    proposes: tuple[Rattrapage, ...] = ()
    reste: int = 0
    pour: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


def planifier_rattrapages(manquees: Sequence[Manquee], rattrapages: Sequence[Rattrapage], a_rattraper: int) -> Plan:
    """Choose catch-ups that have a place: first those about a module she missed, then the earliest, until it is enough.

    `pour` says, for each chosen catch-up, the half-days missed that it makes up for.
    """
    perdus = {module for manquee in manquees for module in manquee.modules}
    libres = [r for r in rattrapages if r.libres > 0]
    tries = sorted(libres, key=lambda r: (not perdus & set(r.modules), r.date, r.demi_journee))
    choisis: list[Rattrapage] = []
    reste = a_rattraper
    for rattrapage in tries:
        if reste <= 0:
            break
        choisis.append(rattrapage)
        reste -= rattrapage.minutes
    choisis.sort(key=lambda r: (r.date, r.demi_journee))
    return Plan(tuple(choisis), max(0, reste), _pour(manquees, choisis))


def _pour(manquees: Sequence[Manquee], choisis: Sequence[Rattrapage]) -> dict[int, tuple[int, ...]]:
    restent = {m.demi_journee: m.minutes for m in manquees}
    par_date = sorted(manquees, key=lambda m: (m.date, m.demi_journee))
    pour: dict[int, tuple[int, ...]] = {}
    for rattrapage in choisis:
        minutes, couvertes = rattrapage.minutes, []
        for manquee in sorted(par_date, key=lambda m: not set(m.modules) & set(rattrapage.modules)):
            prises = min(minutes, restent[manquee.demi_journee])
            if prises:
                restent[manquee.demi_journee] -= prises
                minutes -= prises
                couvertes.append(manquee.demi_journee)
        pour[rattrapage.demi_journee] = tuple(couvertes)
    return pour

"""Durations in words, and what is missing to reach the hours of the course: pure functions on minutes."""

from __future__ import annotations

MINUTES_PAR_HEURE = 60


def dire_duree(minutes: int) -> str:
    """210 → « 3 h 30 », 180 → « 3 h », 45 → « 45 min »."""
    heures, reste = divmod(minutes, MINUTES_PAR_HEURE)
    if not heures:
        return f"{reste}\u00a0min"
    return f"{heures}\u00a0h" + (f"\u00a0{reste:02d}" if reste else "")


def minutes_manquantes(minutes: int, heures_visees: int) -> int:
    """What is missing to reach the hours of the course, never negative."""
    return max(0, heures_visees * MINUTES_PAR_HEURE - minutes)


def dire_prevu(minutes: int, heures_visees: int) -> str:
    """« 117 h sur 120 : il manque 3 h », « 120 h planifiées sur 120 », « 123 h planifiées sur 120 : 3 h de plus »."""
    ecart = minutes - heures_visees * MINUTES_PAR_HEURE
    duree = dire_duree(minutes) if minutes else "0\u00a0h"
    if ecart < 0:
        return f"{duree} sur {heures_visees}\u00a0: il manque {dire_duree(-ecart)}"
    plus = f"\u00a0: {dire_duree(ecart)} de plus" if ecart else ""
    return f"{duree} planifiées sur {heures_visees}{plus}"


def dire_total(minutes: int, heures: int) -> str:
    """Of modules: « 117 h sur 120 : il manque 3 h », « 120 h sur 120 », « 123 h sur 120 : 3 h de trop »."""
    ecart = minutes - heures * MINUTES_PAR_HEURE
    duree = dire_duree(minutes) if minutes else "0\u00a0h"
    debut = f"{duree} sur {heures}"
    if not ecart:
        return debut
    return (
        f"{debut}\u00a0: il manque {dire_duree(-ecart)}" if ecart < 0 else f"{debut}\u00a0: {dire_duree(ecart)} de trop"
    )

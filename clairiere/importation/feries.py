"""French public holidays (Code du travail, art. L3133-1), to remark a half-day on a day nobody works."""

from __future__ import annotations

import datetime as dt

FIXES = {
    (1, 1): "jour de l’an",
    (5, 1): "fête du Travail",
    (5, 8): "8 mai",
    (7, 14): "fête nationale",
    (8, 15): "Assomption",
    (11, 1): "Toussaint",
    (11, 11): "11 novembre",
    (12, 25): "Noël",
}


def paques(annee: int) -> dt.date:
    """Easter Sunday, Gregorian (Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = annee % 19, annee // 100, annee % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    n = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * n) // 451
    mois, jour = divmod(h + n - 7 * m + 114, 31)
    return dt.date(annee, mois, jour + 1)


def jour_ferie(jour: dt.date) -> str:
    """« lundi de Pâques », or nothing."""
    mobiles = {1: "lundi de Pâques", 39: "Ascension", 50: "lundi de Pentecôte"}
    return FIXES.get((jour.month, jour.day)) or mobiles.get((jour - paques(jour.year)).days, "")


def remarque(jour: dt.date) -> str:
    """Why this day is unusual for a course, in words; nothing for a working day."""
    ferie = jour_ferie(jour)
    if ferie:
        return f"C’est un jour férié ({ferie}). Vérifiez la date."
    if jour.weekday() >= 5:
        return f"C’est un {('samedi', 'dimanche')[jour.weekday() - 5]}. Vérifiez la date."
    return ""

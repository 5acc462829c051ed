"""Who gets a place, in which order, on which dates: pure functions.

The rule shown on screen: places go in the order of asking; among those who asked on the same day, who was left without
a place more often in the last six months comes first (docs/decisions/0009). When someone's children do not fit in what
is left, the place goes to the next person who fits, and she keeps her rank.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from clairiere.agenda.semaine import JOURS
from clairiere.flux.obstacles import Obstacle

ENFANTS_AU_PLUS = 6
RENCONTRES_AU_PLUS = 53  # a year of weeks
JOURS_DE_MEMOIRE = 183  # six months: how far back a wait in vain counts
SEMAINE, MOIS = "semaine", "mois"
JOURS_PAR_SEMAINE = 7
_INSECABLE = "\u00a0"


class Places(NamedTuple):
    """A number of places: for adults, for children."""

    adultes: int
    enfants: int

    def __sub__(self, autres: tuple[int, int]) -> Places:
        """What is left, never below zero."""
        return Places(max(0, self[0] - autres[0]), max(0, self[1] - autres[1]))

    def accueille(self, enfants: int) -> bool:
        """True when one adult fits with this many children."""
        return self.adultes >= 1 and self.enfants >= enfants


def a_placer(libres: Places, attente: Sequence[tuple[int, int]]) -> list[int]:
    """Who gets a place now: keys of `attente`, a list of `(key, children)` in the order of asking.

    One pass: each person who fits takes her places; who does not fit is passed over and keeps her rank.
    """
    places = []
    for cle, enfants in attente:
        if libres.accueille(enfants):
            places.append(cle)
            libres = libres - (1, enfants)
    return places


def dates_de_serie(jour: int, du: dt.date, au: dt.date, rythme: str = SEMAINE) -> list[dt.date]:
    """Each date of this weekday (0 for Monday) from `du` to `au`, both included.

    Monthly: the weekday of the same rank in each month as the first date (the 2nd Tuesday); a 5th one is the last.
    """
    premiere = du + dt.timedelta(days=(jour - du.weekday()) % JOURS_PAR_SEMAINE)
    if premiere > au:
        return []
    if rythme == SEMAINE:
        return [premiere + dt.timedelta(weeks=n) for n in range((au - premiere).days // JOURS_PAR_SEMAINE + 1)]
    rang = (premiere.day - 1) // JOURS_PAR_SEMAINE
    dates, annee, mois = [], premiere.year, premiere.month
    while (date := _jour_du_mois(annee, mois, jour, rang)) <= au:
        dates.append(date)
        annee, mois = (annee, mois + 1) if mois < 12 else (annee + 1, 1)
    return dates


def _jour_du_mois(annee: int, mois: int, jour: int, rang: int) -> dt.date:
    """The weekday of this rank (0 for the first) in a month; rank 4 is the last one."""
    premier = dt.date(annee, mois, 1)
    date = premier + dt.timedelta(days=(jour - premier.weekday()) % JOURS_PAR_SEMAINE, weeks=min(rang, 3))
    suivante = date + dt.timedelta(weeks=1)
    return suivante if rang == 4 and suivante.month == mois else date


def a_l_heure(date: dt.date, heure: dt.time, fuseau: ZoneInfo) -> dt.datetime:
    """The moment that a clock on the wall shows: 14 h stays 14 h in summer and in winter."""
    return dt.datetime.combine(date, heure, tzinfo=fuseau)


def pour_creer_serie(
    jour: int, heure_debut: dt.time, heure_fin: dt.time, du: dt.date, au: dt.date, rythme: str = SEMAINE
) -> Iterable[Obstacle]:
    """What is wrong with a series, each thing beside its field."""
    if heure_fin <= heure_debut:
        yield Obstacle("heures", "L’heure de fin doit être après l’heure de début.", champ="heure_fin")
    if au < du:
        yield Obstacle("dates", "La dernière date doit être après la première.", champ="au")
        return
    nombre = len(dates_de_serie(jour, du, au, rythme))
    if not nombre:
        yield Obstacle("aucune_date", f"Il n’y a aucun {JOURS[jour]} entre ces deux dates.", champ="jour")
    if nombre > RENCONTRES_AU_PLUS:
        yield Obstacle(
            "trop_longue",
            f"Cela fait {nombre} rencontres. Une série en a {RENCONTRES_AU_PLUS} au plus, soit un an.",
            champ="au",
        )


def pour_changer_places(prises: Places, voulues: Places) -> Iterable[Obstacle]:
    """Capacity never goes under what is held; a place that is offered is held."""
    if voulues.adultes < prises.adultes:
        yield Obstacle(
            "adultes_inscrits",
            "1 place est prise ou proposée. Annulez d’abord une inscription."
            if prises.adultes == 1
            else f"{prises.adultes} places sont prises ou proposées. Annulez d’abord une inscription.",
            champ="places",
        )
    if voulues.enfants < prises.enfants:
        yield Obstacle(
            "enfants_inscrits",
            f"{prises.enfants} {'enfant est inscrit' if prises.enfants == 1 else 'enfants sont inscrits'}. "
            "Annulez d’abord une inscription.",
            champ="places_enfants",
        )


def dire_rang(rang: int) -> str:
    """« la première », « la 2e »: place in the waiting list."""
    return "la première" if rang == 1 else f"la {rang}e"


def dire_attente(rang: int) -> str:
    """The waiting list in words, with what happens next."""
    return (
        f"Vous êtes {dire_rang(rang)} sur la liste d’attente."
        " Si une place se libère, nous vous la proposons par message."
    )


def dire_attentes(nombre: int) -> str:
    """« déjà 2 fois sans place en six mois », or nothing."""
    if not nombre:
        return ""
    return f"déjà {'une' if nombre == 1 else nombre}{_INSECABLE}fois sans place en six mois"


def dire_libres(libres: Places, places_enfants: int) -> str:
    """« Il reste 3 places pour les adultes et 5 pour les enfants. »"""
    if not libres.adultes:
        return "C’est complet."
    adultes = f"Il reste {libres.adultes}{_INSECABLE}{'place' if libres.adultes == 1 else 'places'} pour les adultes"
    if not places_enfants:
        return f"{adultes}."
    return f"{adultes} et {libres.enfants or 'aucune'} pour les enfants."

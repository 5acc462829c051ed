"""Until when someone to whom a place is offered may answer: pure functions on dates.

Only the hours from 8 h to 20 h count against her. The answer is due two hours before the start at the latest, so that
the place may still be given to someone else.
"""

from __future__ import annotations

import datetime as dt

LEVER, COUCHER = dt.time(8), dt.time(20)
AVANT_LE_DEBUT = dt.timedelta(hours=2)
AU_MOINS = dt.timedelta(minutes=30)  # less waking time than that is no offer: someone of the team calls
_JOUR = dt.timedelta(days=1)
_RIEN = dt.timedelta(0)


def echeance(maintenant: dt.datetime, debut: dt.datetime, heures: int, fuseau: dt.tzinfo) -> dt.datetime | None:
    """When the answer is due; None when the meeting is too near for an offer.

    Args:
        maintenant, debut: aware moments, in any zone.
        heures: waking hours left to her.
        fuseau: the zone of the clock on the wall.
    """
    depart, limite = maintenant.astimezone(fuseau), (debut - AVANT_LE_DEBUT).astimezone(fuseau)
    fin = min(_apres(depart, dt.timedelta(hours=heures)), limite).replace(second=0, microsecond=0)
    return fin if temps_compte(depart, fin) >= AU_MOINS else None


def _apres(depart: dt.datetime, duree: dt.timedelta) -> dt.datetime:
    """The moment when `duree` of waking time has gone by."""
    jour = depart
    while True:
        debut, fin = max(jour, _a(jour, LEVER)), _a(jour, COUCHER)
        if duree <= max(fin - debut, _RIEN):
            return debut + duree
        duree -= max(fin - debut, _RIEN)
        jour = _a(jour + _JOUR, LEVER)


def temps_compte(depart: dt.datetime, fin: dt.datetime) -> dt.timedelta:
    """Waking time between two moments of the same zone; zero when the second is before the first."""
    total, jour = _RIEN, depart
    while jour < fin:
        total += max(min(fin, _a(jour, COUCHER)) - max(jour, _a(jour, LEVER)), _RIEN)
        jour = _a(jour + _JOUR, dt.time.min)
    return total


def _a(jour: dt.datetime, heure: dt.time) -> dt.datetime:
    return dt.datetime.combine(jour.date(), heure, tzinfo=jour.tzinfo)

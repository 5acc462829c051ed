"""Days without a course: public holidays and school holidays of mainland France, computed by libraries.

Sources: public holidays, C. trav. art. L3133-1 (package `holidays`); school holidays, C. éduc. art. L521-1 and the
decrees of the ministry (package `vacances-scolaires-france`), known until the last decree that the package has.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from clairiere.interface.francais import date_longue, typographie

ZONES = ("A", "B", "C")
_NOMS_COMMUNS = ("Jour", "Lundi", "Fête", "Vacances", "Pont")


@dataclass(frozen=True)
class Ferme:
    """Days when the centre is closed, both ends included."""

    du: dt.date
    au: dt.date
    raison: str


@dataclass(frozen=True)
class Sauts:
    """What is left out of a calendar.

    Attributes:
        feries: public holidays.
        zone: school holidays of this zone (A, B or C); empty: they are not left out.
        fermetures: closures of the centre.
        autres: days asked for by hand.
    """

    feries: bool = False
    zone: str = ""
    fermetures: tuple[Ferme, ...] = ()
    autres: frozenset[dt.date] = frozenset()

    def raison(self, jour: dt.date) -> str:
        """Why there is no course on this day, in words; nothing for a day of course."""
        if self.feries and (ferie := jour_ferie(jour)):
            return f"jour férié ({ferie})"
        for fermeture in self.fermetures:
            if fermeture.du <= jour <= fermeture.au:
                return f"centre fermé ({fermeture.raison})"
        if self.zone and (vacances := vacances_scolaires(jour, self.zone)):
            return f"{vacances}, zone {self.zone}"
        return "jour que vous avez retiré" if jour in self.autres else ""


@cache
def _feries(annee: int) -> dict[dt.date, str]:
    import holidays

    return {
        jour: _en_minuscule(nom) for jour, nom in holidays.country_holidays("FR", years=annee, language="fr").items()
    }


def _en_minuscule(nom: str) -> str:
    """« Lundi de Pâques » → « lundi de Pâques »; « Noël » keeps its capital."""
    nom = typographie(nom.replace("'", "’"))
    return nom[0].lower() + nom[1:] if nom.split()[0] in _NOMS_COMMUNS else nom


def jour_ferie(jour: dt.date) -> str:
    """« lundi de Pâques », or nothing."""
    return _feries(jour.year).get(jour, "")


@cache
def _vacances() -> Any:
    from vacances_scolaires_france import SchoolHolidayDates

    return SchoolHolidayDates()


@cache
def vacances_connues() -> tuple[dt.date, dt.date]:
    """First and last school holiday that is known."""
    jours = _vacances().data
    return min(jours), max(jours)


def vacances_scolaires(jour: dt.date, zone: str) -> str:
    """« vacances de Noël », or nothing, also beyond what is known. Raises ValueError for a zone that does not exist."""
    if zone not in ZONES:
        raise ValueError(f"unknown zone {zone!r}: {', '.join(ZONES)}")
    ligne = _vacances().data.get(jour)
    return _en_minuscule(ligne["nom_vacances"]) if ligne and ligne[f"vacances_zone_{zone.lower()}"] else ""


def vacances_inconnues(jours: Iterable[dt.date]) -> str:
    """What to say when some of these days are beyond the school holidays that are known; nothing else."""
    jours = list(jours)
    premier, dernier = vacances_connues()
    if not jours or (premier <= min(jours) and max(jours) <= dernier):
        return ""
    bornes = f"du {_dire(premier)} au {_dire(dernier)}"
    return f"Les vacances scolaires sont connues {bornes}. Hors de ces dates, elles ne sont pas sautées : vérifiez-les."


def _dire(jour: dt.date) -> str:
    return date_longue(jour, aujourdhui=dt.date.min).split(" ", 1)[1]


def remarque(jour: dt.date) -> str:
    """Why this day is unusual for a course, in words; nothing for a working day."""
    if ferie := jour_ferie(jour):
        return f"C’est un jour férié ({ferie}). Vérifiez la date."
    if jour.weekday() >= 5:
        return f"C’est un {('samedi', 'dimanche')[jour.weekday() - 5]}. Vérifiez la date."
    return ""

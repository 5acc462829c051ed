"""One half-day of attendance: what counts from arrival and departure, and who may still write on the sheet. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clairiere.flux.obstacles import Obstacle
from clairiere.interface.francais import heure as dire_heure
from parcours.regles.durees import MINUTES_PAR_HEURE

RETARDS = (15, 30, 45, 60)  # the buttons of the roll-call, in minutes
QUI_CORRIGE = "la directrice ou la coordinatrice"


@dataclass(frozen=True)
class Horaire:
    """The hours of a half-day."""

    debut: dt.time
    minutes: int

    @property
    def fin(self) -> dt.time:
        """When it ends."""
        return heure_de(minute_de(self.debut) + self.minutes)


def minute_de(moment: dt.time) -> int:
    """Minutes since midnight; seconds are left."""
    return moment.hour * MINUTES_PAR_HEURE + moment.minute


def heure_de(minute: int) -> dt.time:
    """The time of day of a minute since midnight, before midnight at the latest."""
    return dt.time(*divmod(min(minute, 24 * MINUTES_PAR_HEURE - 1), MINUTES_PAR_HEURE))


def minutes_suivies(
    horaire: Horaire, *, arrivee: dt.time | None = None, depart: dt.time | None = None, pas: int = 15
) -> int:
    """What counts for someone who came late or left early.

    What is missed at each end is rounded up to the step: with a step of 15, 45 minutes late leave 2 h 15 of 3 h,
    50 minutes late leave 2 h; with a step of 1, they leave 2 h 10.
    """
    en_retard = max(0, minute_de(arrivee) - minute_de(horaire.debut)) if arrivee else 0
    en_avance = max(0, minute_de(horaire.debut) + horaire.minutes - minute_de(depart)) if depart else 0
    return max(0, horaire.minutes - _entamer(en_retard, pas) - _entamer(en_avance, pas))


def _entamer(minutes: int, pas: int) -> int:
    """The started step counts whole."""
    return -(-minutes // max(1, pas)) * max(1, pas)


def arrivees_proposees(horaire: Horaire) -> list[tuple[int, dt.time]]:
    """`(minutes late, time of arrival)` for each button that leaves something to follow."""
    debut = minute_de(horaire.debut)
    return [(retard, heure_de(debut + retard)) for retard in RETARDS if retard < horaire.minutes]


def arrivee_a_noter(horaire: Horaire, moment: dt.time, tolerance: int) -> dt.time | None:
    """The arrival that signing at this moment means; None while the tolerance of the centre lasts."""
    return moment if minute_de(moment) - minute_de(horaire.debut) > tolerance else None


def heures_impossibles(
    nom: str, horaire: Horaire, *, arrivee: dt.time | None, depart: dt.time | None, champ: str = ""
) -> Iterator[Obstacle]:
    """Hours that cannot be hers on this half-day, each with what to write instead."""
    debut, fin = minute_de(horaire.debut), minute_de(horaire.debut) + horaire.minutes
    dites = f"La demi-journée va de {dire_heure(horaire.debut)} à {dire_heure(horaire.fin)}."
    if arrivee is not None and not debut <= minute_de(arrivee) < fin:
        yield Obstacle("arrivee", f"{nom}\u00a0: arrivée à {dire_heure(arrivee)}. {dites}", champ=champ)
    elif depart is not None and not debut < minute_de(depart) <= fin:
        yield Obstacle("depart", f"{nom}\u00a0: partie à {dire_heure(depart)}. {dites}", champ=champ)
    elif arrivee is not None and depart is not None and minute_de(depart) <= minute_de(arrivee):
        phrase = f"{nom}\u00a0: partie à {dire_heure(depart)}, avant son arrivée à {dire_heure(arrivee)}."
        yield Obstacle("depart", phrase, champ=champ)


@dataclass(frozen=True)
class FaitsFeuille:
    """What decides whether a sheet may be written on.

    Attributes:
        verrou_jours: days after the half-day during which the trainer may still mend her sheet.
        peut_corriger: the person may mend a sheet that is closed.
        corrige: a line that is already noted changes; False when lines are only added.
    """

    date: dt.date
    aujourd_hui: dt.date
    verrou_jours: int
    peut_corriger: bool = False
    corrige: bool = False
    signee: bool = False
    annulee: bool = False
    motif: str = ""


def fermee_depuis(date: dt.date, aujourd_hui: dt.date, verrou_jours: int) -> dt.date | None:
    """The first day on which the sheet is closed, once it has come; None while it is open."""
    jour = date + dt.timedelta(days=verrou_jours + 1)
    return jour if aujourd_hui >= jour else None


def pour_noter(f: FaitsFeuille) -> list[Obstacle]:
    """Why nothing may be written: called off, to come, closed; or the reason that is missing."""
    if f.annulee:
        phrase = "Cette demi-journée est annulée. Aucune présence ne s’y note."
        return [Obstacle("annulee", phrase, qui="la coordinatrice, en la remettant au calendrier")]
    if f.date > f.aujourd_hui:
        return [Obstacle("avenir", f"Cette demi-journée est le {f.date:%d/%m/%Y}.")]
    fermee = fermee_depuis(f.date, f.aujourd_hui, f.verrou_jours)
    if fermee and not f.peut_corriger:
        return [Obstacle("fermee", f"Cette feuille est fermée depuis le {fermee:%d/%m/%Y}.", qui=QUI_CORRIGE)]
    if f.corrige and (f.signee or fermee) and not f.motif.strip():
        etat = "déjà signée" if f.signee else f"fermée depuis le {fermee:%d/%m/%Y}"
        phrase = f"La feuille est {etat}. Pour la corriger, écrivez la raison."
        return [Obstacle("motif", phrase, champ="motif")]
    return []


def noms_distincts(noms: Iterable[tuple[str, str]]) -> list[str]:
    """« Awa D. » for each `(first name, surname)`; as many letters more as it takes to tell two of them apart."""
    liste = [(prenom, nom.strip()) for prenom, nom in noms]
    return [_nom_distinct(rang, liste) for rang in range(len(liste))]


def _nom_distinct(rang: int, liste: list[tuple[str, str]]) -> str:
    prenom, nom = liste[rang]
    autres = [n.lower() for k, (p, n) in enumerate(liste) if k != rang and p.lower() == prenom.lower()]
    for longueur in range(1, len(nom) + 1):
        if not any(autre.startswith(nom[:longueur].lower()) for autre in autres):
            return f"{prenom} {nom[:longueur]}" + ("." if longueur < len(nom) or longueur == 1 else "")
    return f"{prenom} {nom}".strip()

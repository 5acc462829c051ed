"""Two things at once: a trainer, a room or a group in two places, a trainee who cannot come, a room too small."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clairiere.agenda.semaine import PAS_MINUTES, Semaine, ecrire_heure
from clairiere.flux.obstacles import Obstacle
from clairiere.interface.francais import date_longue, enumeration

DITS_AU_PLUS = 4


@dataclass(frozen=True)
class Creneau:
    """A half-day and what it takes. Hours are minutes from midnight.

    Attributes:
        pour: keys of the trainees of a catch-up that is not for the whole group; empty: the whole group.
    """

    date: dt.date
    debut: int
    fin: int
    session: int
    nom_session: str
    formatrice: int | None = None
    nom_formatrice: str = ""
    salle: int | None = None
    nom_salle: str = ""
    pour: frozenset[int] = frozenset()

    def croise(self, autre: Creneau) -> bool:
        """They share a moment; one that begins when the other ends does not."""
        return self.date == autre.date and self.debut < autre.fin and autre.debut < self.fin

    @property
    def quand(self) -> str:
        """« mardi 24 novembre, de 9 h à 12 h »."""
        return f"{date_longue(self.date)}, de {ecrire_heure(self.debut)} à {ecrire_heure(self.fin)}"


def conflits(nouveau: Creneau, occupes: Iterable[Creneau]) -> Iterable[Obstacle]:
    """What is already taken at that moment, naming both sessions."""
    for autre in occupes:
        if not nouveau.croise(autre):
            continue
        meme = nouveau.session == autre.session
        ou = f"la session {autre.nom_session}"
        if nouveau.formatrice and nouveau.formatrice == autre.formatrice:
            suite = "une autre demi-journée de la même session" if meme else f"la session {nouveau.nom_session}"
            phrase = f"{nouveau.nom_formatrice} est déjà prise par {ou} : {autre.quand}. "
            phrase += f"Elle ne peut pas animer aussi {suite}."
            yield Obstacle("formatrice", phrase, champ="formatrice")
        if nouveau.salle and nouveau.salle == autre.salle:
            suite = "une autre demi-journée de la même session" if meme else f"la session {nouveau.nom_session}"
            phrase = f"La salle {nouveau.nom_salle} est déjà prise par {ou} : {autre.quand}. "
            phrase += f"Elle ne peut pas servir aussi à {suite}."
            yield Obstacle("salle", phrase, champ="salle")
        if meme and (not nouveau.pour or not autre.pour or nouveau.pour & autre.pour):
            phrase = f"La session {autre.nom_session} a déjà une demi-journée : {autre.quand}."
            yield Obstacle("groupe", phrase, champ="date")


def resumer(obstacles: Iterable[Obstacle]) -> list[Obstacle]:
    """The first ones, and how many more: forty sentences are not read."""
    tous = list(obstacles)
    if len(tous) <= DITS_AU_PLUS + 1:
        return tous
    autres = len(tous) - DITS_AU_PLUS
    return [*tous[:DITS_AU_PLUS], Obstacle("autres", f"Et {autres} autres fois ensuite.", champ=tous[0].champ)]


def dire_capacite(salle: str, capacite: int, session: str, places: int) -> str:
    """A warning when a room is too small for a group; nothing otherwise."""
    if capacite >= places:
        return ""
    return f"La salle {salle} a {capacite} places. La session {session} en a {places}."


def empechees(
    date: dt.date, debut: int, fin: int, semaines: Mapping[int, Semaine], attendues: Iterable[int] | None = None
) -> list[int]:
    """Keys of the trainees who said that they cannot come at this moment of the week.

    Args:
        semaines: the hours taken of each trainee, by key.
        attendues: those who are called; None: all.
    """
    masque = (1 << -(-fin // PAS_MINUTES)) - (1 << (debut // PAS_MINUTES))
    cles = semaines if attendues is None else [cle for cle in attendues if cle in semaines]
    return [cle for cle in cles if semaines[cle].jours[date.weekday()] & masque]


def dire_empechees(noms: Iterable[str]) -> str:
    """« Awa D. ne peut pas venir. », « Awa D. et Fanta K. ne peuvent pas venir. », or nothing."""
    noms = list(noms)
    if not noms:
        return ""
    return f"{enumeration(noms)} {'ne peut' if len(noms) == 1 else 'ne peuvent'} pas venir."

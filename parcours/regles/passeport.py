"""The training passport: its lines, and the yearly counter of the branch (dated rule, product study E1)."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from parcours.regles.durees import MINUTES_PAR_HEURE, dire_duree

FICHIER = Path(__file__).resolve().parent.parent / "donnees" / "formation_continue.toml"
COMPTENT_DANS_L_ANNEE = ("continue",)


@dataclass(frozen=True)
class Ligne:
    """One line of a passport.

    Attributes:
        cle: stable name of the line (`initiale-12`, `ligne-7`), to hide or show it.
        genre: `initiale`, `continue`, `atelier`, `conference`, `pratique`.
        minutes: minutes followed.
        certitude: how it is known (« attestation vue le … »), in words.
        vue_le: the day its paper was seen, for what the staff did not teach.
        montree: the holder lets others read it.
    """

    cle: str
    genre: str
    titre: str
    organisme: str
    debut: dt.date
    fin: dt.date
    minutes: int
    certitude: str
    montree: bool = True
    sure: bool = True
    vue_le: dt.date | None = None


@dataclass(frozen=True)
class Droit:
    """What the branch gives in a year, and how sure it is."""

    du: dt.date
    heures: int
    phrase: str
    source: str
    verifie_le: dt.date
    certitude: str


@dataclass(frozen=True)
class Compteur:
    """Hours used of the yearly right."""

    annee: int
    faites: int
    droit: Droit

    @property
    def reste(self) -> int:
        """Minutes left, never negative."""
        return max(0, self.droit.heures * MINUTES_PAR_HEURE - self.faites)

    @property
    def phrase(self) -> str:
        """« 58 h par an : il reste 49 h »."""
        debut = f"{self.droit.heures}\u00a0h par an\u00a0:"
        return f"{debut} il reste {dire_duree(self.reste)}" if self.reste else f"{debut} tout est utilisé"


@cache
def droits() -> tuple[Droit, ...]:
    """The dated rules, oldest first."""
    lus = tomllib.loads(FICHIER.read_text("utf-8"))["droit"]
    champs = ("du", "heures", "phrase", "source", "verifie_le", "certitude")
    return tuple(sorted((Droit(**{c: d[c] for c in champs}) for d in lus), key=lambda d: d.du))


def droit_au(jour: dt.date) -> Droit | None:
    """The rule in force on a day; None before the first one known."""
    return next((d for d in reversed(droits()) if d.du <= jour), None)


def compteur(lignes: Iterable[Ligne], annee: int) -> Compteur | None:
    """Hours of continuing training begun in this year, beside what the branch gives; None when no rule is known."""
    droit = droit_au(dt.date(annee, 12, 31))
    if droit is None:
        return None
    faites = sum(x.minutes for x in lignes if x.genre in COMPTENT_DANS_L_ANNEE and x.debut.year == annee)
    return Compteur(annee, faites, droit)


def par_genre(lignes: Sequence[Ligne]) -> dict[str, int]:
    """Minutes of each kind, in the order of the passport."""
    genres = ("initiale", "continue", "atelier", "conference", "pratique")
    totaux = {genre: sum(x.minutes for x in lignes if x.genre == genre) for genre in genres}
    return {genre: minutes for genre, minutes in totaux.items() if minutes}

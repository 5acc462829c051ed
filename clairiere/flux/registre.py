"""What the apps declare at start: their machines, and the to-do items of each role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Inscrite:
    """A machine known to the site: its model, the page of a row, the right to see it."""

    modele: Any
    url: str
    droit: str


@dataclass(frozen=True)
class Tache:
    """One act that waits for someone.

    Attributes:
        phrase: « Relancer Awa D. avant l’entretien ».
        url: where it is done.
        quand: its date, or since when it waits.
        ton: `a_faire`, or `manque` when it is late.
        nombre: how many rows it stands for.
    """

    phrase: str
    url: str
    quand: dt.date | dt.datetime | None = None
    ton: str = "a_faire"
    nombre: int = 1


@dataclass(frozen=True)
class Suite:
    """What an app does around each move of a machine: `avant(objet, nom)` locks what the move will touch besides its
    row, always in the same order; `apres(objet, nom, de, par)` follows in the same transaction, once it is written."""

    avant: Callable[[Any, str], None]
    apres: Callable[[Any, str, str, Any], None]


MACHINES: dict[str, Inscrite] = {}
SUITES: dict[str, Suite] = {}
_FOURNISSEURS: list[Callable[[Any], Iterable[Tache]]] = []


def enregistrer(modele: Any, *, url: str, droit: str) -> None:
    """Declare a machine: `url` is the name of the page of a row (arguments `centre`, `pk`)."""
    MACHINES[modele.machine] = Inscrite(modele, url, droit)


def suivre(modele: Any, *, avant: Callable[[Any, str], None], apres: Callable[[Any, str, str, Any], None]) -> None:
    """Declare what happens around each move of a machine, whoever makes it and from wherever."""
    SUITES[modele.machine] = Suite(avant, apres)


def a_faire(fournisseur: Callable[[Any], Iterable[Tache]]) -> Callable[[Any], Iterable[Tache]]:
    """Declare a function `(acteur) -> tasks`: what waits for this actor (constant number of queries)."""
    if fournisseur not in _FOURNISSEURS:
        _FOURNISSEURS.append(fournisseur)
    return fournisseur


def taches_de(acteur: Any) -> list[Tache]:
    """All that waits for an actor, late things first, then by date."""
    taches = [t for fournisseur in _FOURNISSEURS for t in fournisseur(acteur)]
    return sorted(taches, key=lambda t: (t.ton != "manque", t.quand is None, str(t.quand or "")))

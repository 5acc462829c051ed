"""The cards of a trainee's file, one module per subject.

A subject adds a function `carte(parcours, acteur) -> Carte | None` in its own module and its name to `CARTES`; the page
of the file draws them in this order, after the cards of its own. A card costs a fixed number of queries.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

CARTES: tuple[str, ...] = (
    "certificat",
    "reunions",
    "heures",
    "heures_prises",
    "selection",
    "freins",
    "droit_au_travail",
    "evaluation",
    "immersion",
    "papiers",
    "profil",
)


@dataclass(frozen=True)
class Carte:
    """A card ready to be drawn: its template reads `c`, a dictionary, besides `parcours`, `acteur` and `centre`."""

    gabarit: str
    c: dict[str, Any] = field(default_factory=dict)


def cartes(parcours: Any, acteur: Any) -> list[Carte]:
    """Cards that this reader sees on this file, in order."""
    faites = (import_module(f"parcours.sections.{nom}").carte(parcours, acteur) for nom in CARTES)
    return [carte for carte in faites if carte is not None]

"""Why a move is closed, in words. Pure: no Django here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Obstacle:
    """One thing that is missing.

    Attributes:
        code: stable word for tests and figures (`heures_manquantes`).
        phrase: what is missing, one plain sentence (« Il manque 3 h sur 120. »).
        qui: who can mend it (« la formatrice »); empty when the reader can.
        lien: URL name and its arguments, without the centre (`("parcours:emargement", {"session": 3})`).
        libelle_lien: what the link says.
        champ: the form field that it concerns, when it comes from what was typed.
    """

    code: str
    phrase: str
    qui: str = ""
    lien: tuple[str, Mapping[str, Any]] | None = None
    libelle_lien: str = ""
    champ: str = ""


class RefusDeFlux(Exception):
    """A move that was not made; `str()` is a sentence for the screen."""


@dataclass
class Ferme(RefusDeFlux):
    """The move is closed; all obstacles are given, not the first only."""

    obstacles: Sequence[Obstacle] = field(default_factory=list)

    def __str__(self) -> str:
        return " ".join(o.phrase for o in self.obstacles)


class DejaFait(RefusDeFlux):
    """Someone made this move, or another, since the page was opened."""


class Interdit(RefusDeFlux):
    """The role of the actor does not make this move."""


class Introuvable(RefusDeFlux):
    """The row does not exist for this actor; screens answer 404."""


class HorsPortail(RuntimeError):
    """A transition was called without `flux.franchir`: a programming error."""

"""The drawing of hours done out of hours planned: place and length of each segment, in percent of the line."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from clairiere.interface.autres_langues import duree as heures
from clairiere.interface.francais import en_minutes


@dataclass(frozen=True)
class Segment:
    """One module on the line. Positions and lengths in percent, as text ready for an SVG attribute."""

    libelle: str
    faites: str
    prevues: str
    x: str
    longueur: str
    plein: str


@dataclass(frozen=True)
class Jauge:
    """Texts and segments of the drawing; durations already written in the language of the page."""

    faites: str
    total: str
    reste: str
    en_plus: str
    segments: list[Segment]
    detail: bool


ECART = 0.6  # percent of the line left empty between two modules


def calculer(faites: int | Decimal, total: int | Decimal, modules: Iterable[Any] = ()) -> Jauge:
    """Lay out the gauge. Raises ``ValueError`` when the total is not positive."""
    fait, prevu = en_minutes(faites), en_minutes(total)
    if prevu <= 0:
        raise ValueError("the total of a gauge must be positive")
    donnees = [_module(m) for m in modules]
    parts = donnees or [("", fait, prevu)]
    return Jauge(
        faites=heures(fait),
        total=heures(prevu),
        reste=heures(prevu - fait) if fait < prevu else "",
        en_plus=heures(fait - prevu) if fait > prevu else "",
        segments=_segments(parts),
        detail=bool(donnees),
    )


def _module(module: Any) -> tuple[str, int, int]:
    def lire(nom: str) -> Any:
        return module[nom] if isinstance(module, dict) else getattr(module, nom)

    return str(lire("libelle")), en_minutes(lire("faites")), en_minutes(lire("prevues"))


def _segments(parts: list[tuple[str, int, int]]) -> list[Segment]:
    entier = sum(prevues for _libelle, _faites, prevues in parts) or 1
    place = 100 - ECART * (len(parts) - 1)
    segments, x = [], 0.0
    for libelle, faites, prevues in parts:
        longueur = place * prevues / entier
        plein = longueur * min(1.0, faites / prevues) if prevues else 0.0
        segments.append(Segment(libelle, heures(faites), heures(prevues), *(f"{v:.2f}%" for v in (x, longueur, plein))))
        x += longueur + ECART
    return segments

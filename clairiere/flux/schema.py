"""A machine as a drawing: the main steps down the left, the others beside the step they leave from, an arrow per move.

Pure geometry; the template draws it. Same machine, same drawing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

LARGEUR, HAUTEUR, ECART = 210, 46, 26
COLONNE = 330  # where the boxes beside the path begin
MARGE = 16
DETOUR = 70  # room on the left for the arrows that skip a step


@dataclass(frozen=True)
class Case:
    """One state: its place, its words, how many stand there (None when that is not for the reader)."""

    code: str
    libelle: str
    nombre: int | None
    principal: bool
    x: int
    y: int

    @property
    def milieu(self) -> int:
        """The height of its middle."""
        return self.y + HAUTEUR // 2

    @property
    def droite(self) -> int:
        """Where its right side is."""
        return self.x + LARGEUR

    @property
    def centre_x(self) -> int:
        """Where its words are centred."""
        return self.x + LARGEUR // 2


@dataclass(frozen=True)
class Schema:
    """What the template draws: boxes, and the `d` of each arrow."""

    cases: list[Case]
    fleches: list[str]
    largeur: int
    hauteur: int
    largeur_case: int = field(default=LARGEUR)
    hauteur_case: int = field(default=HAUTEUR)


def dessiner(modele: Any, libelles: dict[str, str], nombres: dict[str, int] | None) -> Schema:
    """Lay the states of a machine out, and its moves between them.

    Args:
        modele: the class of the machine.
        libelles: the words of each state, for this reader.
        nombres: how many rows stand on each, or None.
    """
    cases = _cases(modele, libelles, nombres)
    paires = {(source, m.cible) for m in modele.mouvements().values() for source in m.sources}
    ordre = list(modele.ETATS)
    fleches = [
        _fleche(cases[a], cases[b]) for a, b in sorted(paires, key=lambda p: (ordre.index(p[0]), ordre.index(p[1])))
    ]
    bas = max(c.y for c in cases.values()) + HAUTEUR + MARGE
    droite = max(c.droite for c in cases.values()) + MARGE + DETOUR // 2
    return Schema(list(cases.values()), fleches, droite, bas)


def _cases(modele: Any, libelles: dict[str, str], nombres: dict[str, int] | None) -> dict[str, Case]:
    rangs = {code: rang for rang, code in enumerate(c for c, e in modele.ETATS.items() if e.principal)}
    prises: set[int] = set()
    cases = {}
    for code, etat in modele.ETATS.items():
        rang = rangs.get(code, -1)
        x = DETOUR + MARGE
        if not etat.principal:
            rang = rangs.get(etat.apres, 0)
            while rang in prises:
                rang += 1
            prises.add(rang)
            x += COLONNE
        y = MARGE + rang * (HAUTEUR + ECART)
        cases[code] = Case(
            code, libelles[code], None if nombres is None else nombres.get(code, 0), etat.principal, x, y
        )
    return cases


def _fleche(a: Case, b: Case) -> str:
    if a.x == b.x and b.y - a.y == HAUTEUR + ECART:
        return f"M{a.centre_x} {a.y + HAUTEUR} V{b.y - 2}"
    if a.x == b.x and a.principal:
        return f"M{a.x} {a.milieu} C{a.x - DETOUR} {a.milieu} {b.x - DETOUR} {b.milieu} {b.x - 2} {b.milieu}"
    if a.x == b.x:
        loin = a.droite + DETOUR // 2
        return f"M{a.droite} {a.milieu} C{loin} {a.milieu} {loin} {b.milieu} {b.droite + 2} {b.milieu}"
    if a.x < b.x:
        pente = (a.droite + b.x) // 2
        return f"M{a.droite} {a.milieu - 6} C{pente} {a.milieu - 6} {pente} {b.milieu - 6} {b.x - 2} {b.milieu - 6}"
    pente = (b.droite + a.x) // 2
    return f"M{a.x} {a.milieu + 8} C{pente} {a.milieu + 8} {pente} {b.milieu + 8} {b.droite + 2} {b.milieu + 8}"

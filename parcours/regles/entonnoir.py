"""The funnel of the recruitment: how many persons reached each step, said in words, and its drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# (code, words for the page), in order; the number of a step is its place in this list.
ETAPES: tuple[tuple[str, str], ...] = (
    ("contactees", "Inscrites ou contactées"),
    ("informees", "Informées"),
    ("entendues", "Vues en entretien"),
    ("admises", "Admises"),
    ("en_cours", "Entrées en formation"),
    ("certifiees", "Certifiées"),
    ("placees", "Placées dans une famille"),
)
RANG = {code: rang for rang, (code, _mots) in enumerate(ETAPES)}
# The drawing: the words and the figure of a step stand above its bar; all numbers are in its own units.
LARGEUR, PAS, MOTS, BARRE = 360, 52, 24, 20


@dataclass(frozen=True)
class Marche:
    """One step of the drawing.

    Attributes:
        nombre: persons who reached it.
        restees: persons who reached it and went no further, so far.
        dit: « 14 sur 18, soit 78 % », from the step above; empty for the first.
        x, y, largeur: where its bar stands in the drawing; `mots` is the line of its words.
    """

    code: str
    libelle: str
    nombre: int
    restees: int
    dit: str
    x: int = 0
    y: int = 0
    largeur: int = 0

    @property
    def mots(self) -> int:
        """The line of the words, above the bar."""
        return self.y - MOTS // 3


def conversion(nombre: int, sur: int) -> str:
    """« 14 sur 18, soit 78 % », rounded half up; « aucune sur 18 »; nothing when there was nobody above."""
    if not sur:
        return ""
    if not nombre:
        return f"aucune sur {sur}"
    pour_cent = (nombre * 200 + sur) // (2 * sur)
    return f"{nombre} sur {sur}, soit {pour_cent}\u00a0%"


def marches(atteintes: Mapping[int, int]) -> list[Marche]:
    """The steps, from how many persons stopped at each one (`{step: persons}`)."""
    liste: list[Marche] = []
    total = sum(atteintes.get(rang, 0) for rang in range(len(ETAPES)))
    nombre, avant = total, 0
    for rang, (code, libelle) in enumerate(ETAPES):
        restees = atteintes.get(rang, 0)
        largeur = round(LARGEUR * nombre / total) if total else 0
        liste.append(
            Marche(
                code,
                libelle,
                nombre,
                restees,
                conversion(nombre, avant) if rang else "",
                (LARGEUR - largeur) // 2,
                rang * PAS + MOTS,
                largeur,
            )
        )
        avant, nombre = nombre, nombre - restees
    return liste


def hauteur() -> int:
    """Of the whole drawing."""
    return len(ETAPES) * PAS

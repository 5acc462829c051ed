"""Amounts that show their arithmetic: an explained tree, exact fractions inside, one rounding at the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

Nombre = Decimal | Fraction | int

EURO = "€"
EURO_HEURE = "€/h"
HEURE = "h"
_INSECABLE = "\u00a0"


class Refus(ValueError):
    """A value that the rule does not allow. `phrase` in plain French, `source`: article."""

    def __init__(self, phrase: str, source: str) -> None:
        super().__init__(phrase)
        self.phrase = phrase
        self.source = source


@dataclass(frozen=True, slots=True)
class Explique:
    """One number and where it comes from.

    `exact` is never rounded; `valeur` is rounded once, half up, to the cent (or hundredth of an hour).
    `certitude`: "sûr", or what remains to be checked. `enfants`: the numbers it is made of.
    """

    libelle: str
    exact: Fraction
    unite: str
    formule: str
    source: str
    valable_du: date | None
    certitude: str
    enfants: tuple[Explique, ...] = ()

    @property
    def valeur(self) -> Decimal:
        return arrondir(self.exact)

    @property
    def texte(self) -> str:
        """« 2 234,27 € »."""
        return f"{ecrire(self.valeur)}{_INSECABLE}{self.unite}"

    def lignes(self, retrait: int = 0) -> list[tuple[int, Explique]]:
        """The tree, flat, top first, each with its depth: what the screen opens step by step."""
        return [(retrait, self), *(ligne for enfant in self.enfants for ligne in enfant.lignes(retrait + 1))]

    def arrondi(self) -> Explique:
        """The same amount, its exact value replaced by the cents: for an amount that is written in a contract."""
        return replace(self, exact=Fraction(self.valeur))


def arrondir(valeur: Nombre, decimales: int = 2) -> Decimal:
    """Round once, half away from zero. Exact on fractions: 4,005 gives 4,01."""
    exact = Fraction(valeur)
    echelle = 10**decimales
    entier = (abs(exact) * echelle * 2 + 1) // 2
    return Decimal(-entier if exact < 0 else entier).scaleb(-decimales)


def ecrire(valeur: Nombre) -> str:
    """French number: « 2 234,27 », « 40 », « 12,5 » hours become « 12,50 ». No-break spaces for thousands."""
    arrondi = valeur if isinstance(valeur, int) else arrondir(valeur)
    if arrondi == int(arrondi) and not isinstance(valeur, Decimal):
        arrondi = int(arrondi)
    return f"{arrondi:,}".replace(",", _INSECABLE).replace(".", ",")


def la_moins_sure(*certitudes: str) -> str:
    """The certainty of a sum is that of its weakest part."""
    return next((certitude for certitude in certitudes if certitude != "sûr"), "sûr")

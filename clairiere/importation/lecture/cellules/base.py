"""What every reader gives back, and what every reader does first: blanks, formulas, cells in error."""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, Generic, ParamSpec, TypeVar

from clairiere.importation.lecture.classeur import Formule
from clairiere.importation.lecture.textes import INSECABLE, cite, en_texte, phrase

T = TypeVar("T")
P = ParamSpec("P")
_ERREUR = re.compile(r"#(REF|N/?A|VALUE|VALEUR|NAME|NOM|DIV/0|NUM|NOMBRE|NULL|NUL)\b.*", re.IGNORECASE)


@dataclass(frozen=True)
class Lu(Generic[T]):
    """``valeur``: what may be recorded.

    ``doute``: why someone must look. ``proposition``: a correction to accept or not.
    """

    valeur: T | None
    doute: str | None = None
    proposition: T | None = None


def lecteur(lire: Callable[Concatenate[object, P], Lu[T]]) -> Callable[Concatenate[object, P], Lu[T]]:
    """The same reader, which gets a clean value: never blank, never a formula, never a cell in error."""

    @functools.wraps(lire)
    def lire_proprement(valeur: object, /, *args: P.args, **kwargs: P.kwargs) -> Lu[T]:
        if isinstance(valeur, Formule):
            return Lu(None, f"formule {cite(valeur)} non lue")
        if isinstance(valeur, str):
            valeur = en_texte(valeur)
        if valeur is None or valeur == "":
            return Lu(None)
        if isinstance(valeur, str) and _ERREUR.fullmatch(valeur):
            return Lu(None, phrase("case en erreur dans le tableur", valeur))
        return lire(valeur, *args, **kwargs)

    return lire_proprement


def doute(constat: str, valeur: object, conseil: str = "") -> str:
    """« constat : « cell » », then a piece of advice if any."""
    return phrase(constat, valeur) + (f". {conseil}" if conseil else "")


__all__ = ["INSECABLE", "Lu", "doute", "lecteur"]

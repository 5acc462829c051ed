"""An application by the public page: whose file it goes to, when the telephone is already known."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

DISPONIBILITES: tuple[tuple[str, str], ...] = (
    ("journee", "Toute la journée"),
    ("matin", "Le matin"),
    ("apres_midi", "L’après-midi"),
    ("soir", "Le soir, après l’école"),
    ("mercredi", "Le mercredi"),
    ("ne_sait_pas", "Je ne sais pas encore"),
)
LANGUES: tuple[str, ...] = (
    "français",
    "arabe",
    "anglais",
    "portugais",
    "espagnol",
    "bambara",
    "soninké",
    "wolof",
    "tamoul",
)


@dataclass(frozen=True)
class Connue:
    """Someone who has this telephone already."""

    cle: int
    prenom: str
    a_un_parcours: bool


def rapprocher(prenom: str, connues: Sequence[Connue]) -> int | None:
    """The key of the file to attach it to; None for a new file.

    The same first name wins. Else the file of a candidate with this telephone is used, and the team is shown the first
    name that was typed: two persons may share a telephone, the team says so. A contact of a family is not a candidate:
    with another first name, it is another person.
    """
    meme_nom = [c for c in connues if _plat(c.prenom) == _plat(prenom)]
    avec = [c for c in meme_nom if c.a_un_parcours] or meme_nom or [c for c in connues if c.a_un_parcours]
    return avec[0].cle if avec else None


def meme_prenom(un: str, autre: str) -> bool:
    """True when two first names are the same, whatever the accents and the capitals."""
    return _plat(un) == _plat(autre)


def _plat(texte: str) -> str:
    lettres = unicodedata.normalize("NFKD", texte.casefold())
    return "".join(c for c in lettres if c.isalnum())

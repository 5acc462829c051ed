"""An application by the public page: whose file it goes to, when the telephone is already known."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_noop as N_

DISPONIBILITES: tuple[tuple[str, str], ...] = (
    ("journee", N_("Toute la journée")),
    ("matin", N_("Le matin")),
    ("apres_midi", N_("L’après-midi")),
    ("soir", N_("Le soir, après l’école")),
    ("mercredi", N_("Le mercredi")),
    ("ne_sait_pas", N_("Je ne sais pas encore")),
)
LANGUES: tuple[str, ...] = (
    N_("français"),
    N_("arabe"),
    N_("anglais"),
    N_("portugais"),
    N_("espagnol"),
    N_("bambara"),
    N_("soninké"),
    N_("wolof"),
    N_("tamoul"),
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

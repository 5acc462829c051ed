"""Sentences with places to fill, written by a centre: « a suivi {heures} de formation ». Pure, and only words go in.

Not `str.format`, whose places can reach into objects: a place is a bare name of the list given, or it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

PLACE = re.compile(r"\{([^{}]*)\}")


def places_de(modele: str) -> list[str]:
    """The names between braces, in order, as typed."""
    return [nom.strip() for nom in PLACE.findall(modele)]


def accolades_justes(modele: str) -> bool:
    """True when each brace has its pair."""
    reste = PLACE.sub("", modele)
    return "{" not in reste and "}" not in reste


def remplir(modele: str, valeurs: Mapping[str, str]) -> str:
    """The sentence with its places filled. Raises KeyError for a name that is not given."""
    return PLACE.sub(lambda trouve: valeurs[trouve[1].strip()], modele)

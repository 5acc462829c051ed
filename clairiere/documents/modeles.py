"""The papers whose Word template a centre may replace: declared by the apps, read from here.

declarer(Papier("convocation", titre="Convocation", …))       # in the `ready()` of an app
modele = en_vigueur("convocation")                            # the centre's own, else the shipped one
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from clairiere.documents.langage import presenter


@dataclass(frozen=True)
class Variable:
    """One name that a template may ask for.

    Attributes:
        explication: what it holds, for the person who edits the template.
        exemple: a value of its kind; for a list, a list of dictionaries.
        filtre: the filter to write it with (`heures`, `date_longue`), when its bare value reads badly.
        champs: for a list, the name of each part of an element, with its explanation.
    """

    explication: str
    exemple: Any
    filtre: str = ""
    champs: Mapping[str, str] = field(default_factory=dict)

    def balise(self, nom: str) -> str:
        """What to write in Word: `{{ nom }}`, `{{ heures_suivies | heures }}`, or the loop of a list."""
        if self.champs:
            return "{%p for x in " + nom + " %} … {%p endfor %}"
        return "{{ " + nom + (f" | {self.filtre}" if self.filtre else "") + " }}"

    def montre(self) -> str:
        """The example as it comes out on paper."""
        from clairiere.documents.langage import FILTRES

        if self.champs:
            premier = self.exemple[0] if self.exemple else {}
            return ", ".join(str(presenter(valeur)) for valeur in premier.values())
        return str(FILTRES[self.filtre](self.exemple) if self.filtre else presenter(self.exemple))


@dataclass(frozen=True)
class Papier:
    """One kind of paper.

    Attributes:
        code: its name in addresses and in `Document.genre`.
        titre: « Convocation ».
        usage: when it is given and what it is worth, in one or two sentences.
        source: the text of law that asks for it; empty when it is a custom.
        fichier: the shipped template.
        variables: all the names it may ask for.
        prefixe: of its numbers.
    """

    code: str
    titre: str
    usage: str
    source: str
    fichier: Path
    variables: Mapping[str, Variable]
    prefixe: str

    @property
    def exemple(self) -> dict[str, Any]:
        """A full set of invented data."""
        return {nom: variable.exemple for nom, variable in self.variables.items()}


@dataclass(frozen=True)
class ModeleEnVigueur:
    """The template that a paper is made from today. `depot`: the row of the centre's own, None for the shipped one."""

    octets: bytes
    empreinte: str
    depot: Any = None


PAPIERS: dict[str, Papier] = {}


def declarer(papier: Papier) -> Papier:
    """Make a paper known. Declared twice, the last one holds."""
    PAPIERS[papier.code] = papier
    return papier


def en_vigueur(code: str) -> ModeleEnVigueur:
    """The template of a paper in the open scope. Raises KeyError for an unknown code."""
    from clairiere.documents.modeles_word import ModeleWord

    papier = PAPIERS[code]
    depot = ModeleWord.objects.filter(genre=code, retire_le__isnull=True).first()
    if depot is None:
        return ModeleEnVigueur(*_livre(papier.fichier))
    with depot.contenu.open("rb") as fichier:
        return ModeleEnVigueur(fichier.read(), depot.empreinte, depot)


def livre(code: str) -> bytes:
    """The shipped template of a paper."""
    return _livre(PAPIERS[code].fichier)[0]


@cache
def _livre(fichier: Path) -> tuple[bytes, str]:
    octets = fichier.read_bytes()
    return octets, hashlib.sha256(octets).hexdigest()

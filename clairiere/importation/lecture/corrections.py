"""What a person typed beside a doubtful cell, read with the same readers as the file."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from clairiere.importation.lecture.fiche import VIDES, Fiche, lecteur_de, montrer, ranger
from clairiere.importation.lecture.textes import sur_une_ligne


@dataclass(frozen=True)
class Relu:
    """``valeurs``: the fields it gives. ``erreur``: a French sentence when it cannot be read."""

    valeurs: dict[str, Any] = field(default_factory=dict)
    erreur: str = ""


def relire(champ: str, saisi: str, *, colonne: str, aujourd_hui: date) -> Relu:
    """Read one answer. A proposal that is typed as such, or accepted, is taken: someone said yes to it."""
    lu = lecteur_de(champ, colonne, aujourd_hui, None)(saisi)
    valeur = lu.valeur
    if valeur is None and lu.proposition is not None and montrer(lu.proposition) == sur_une_ligne(saisi):
        valeur = lu.proposition
    if valeur is None:
        return Relu(erreur=_phrase(lu.doute)) if lu.doute else Relu()
    fiche = Fiche()
    ranger(fiche, champ, [valeur])
    return Relu({nom: contenu for nom, contenu in fiche.valeurs.items() if contenu != VIDES[nom]})


def _phrase(doute: str) -> str:
    return doute[0].upper() + doute[1:] + ("" if doute.endswith((".", "?")) else ".")

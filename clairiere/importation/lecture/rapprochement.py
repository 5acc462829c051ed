"""A name on an attendance sheet → the person it is, or a sentence that says why we cannot tell."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from clairiere.importation.lecture.doublons import Connue, une_lettre_pres
from clairiere.importation.lecture.textes import cite, cle, compact


@dataclass(frozen=True)
class Rapprochement:
    """``personne``: the one it is. Else ``candidates``, from whom someone chooses, and always ``phrase`` in French."""

    personne: Connue | None
    candidates: list[Connue] = field(default_factory=list)
    phrase: str = ""


def rapprocher(nom_brut: str, connues: Sequence[Connue]) -> Rapprochement:
    """Find « BÂ Gül » or « Gül Bâ » among ``connues``. Two people of that name: both are given, none is chosen.

    A near spelling (one letter) is only proposed.
    """
    cherche = _formes_brutes(nom_brut)
    exactes = [connue for connue in connues if cherche & _formes(connue)] if any(cherche) else []
    if len(exactes) == 1:
        return Rapprochement(exactes[0])
    if exactes:
        qui = ", ".join(_decrire(connue) for connue in exactes)
        return Rapprochement(
            None,
            exactes,
            f"{len(exactes)} personnes portent le nom {cite(nom_brut)}\u00a0: {qui}. Choisissez la bonne.",
        )
    proches = [
        connue
        for connue in connues
        if any(une_lettre_pres(brute, forme) for brute in cherche for forme in _formes(connue))
    ]
    if proches:
        qui = ", ".join(_decrire(connue) for connue in proches)
        return Rapprochement(None, proches, f"{cite(nom_brut)} n’est pas dans la liste. Est-ce {qui}\u00a0?")
    return Rapprochement(
        None, [], f"{cite(nom_brut)} n’est pas dans la liste. Ajoutez cette personne ou corrigez son nom."
    )


def _formes(connue: Connue) -> set[str]:
    """Both orders, as one word: « bagul », « gulba »."""
    nom, prenom = compact(connue.nom), compact(connue.prenom)
    return {nom + prenom, prenom + nom} - {""}


def _formes_brutes(nom_brut: str) -> set[str]:
    """The words as typed, and every way to put the last ones first: where the name stops is not known."""
    mots = cle(nom_brut).split()
    return {"".join(mots[i:] + mots[:i]) for i in range(len(mots))} - {""}


def _decrire(connue: Connue) -> str:
    return f"{connue.nom_complet} née le {connue.naissance:%d/%m/%Y}" if connue.naissance else connue.nom_complet

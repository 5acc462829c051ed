"""One line of a list → the fields of one person, and the cells someone must look at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from clairiere.importation.lecture import cellules
from clairiere.importation.lecture.cellules import Localite, Lu, NomPrenom, Reunion
from clairiere.importation.lecture.classeur import Ligne
from clairiere.importation.lecture.colonnes import Colonne, Plan, ordre_du_nom
from clairiere.importation.lecture.rapport import Probleme
from clairiere.importation.lecture.textes import INSECABLE, compact, en_texte, sur_une_ligne

VIDES: dict[str, Any] = {
    "nom": None,
    "prenom": None,
    "telephone": None,
    "courriel": None,
    "naissance": None,
    "adresse": "",
    "code_postal": None,
    "ville": "",
    "orientee_par": "",
    "langues": [],
    "reunion_presence": None,
    "reunion_date": None,
    "observations": "",
}
_AUTRES = {"telephone": "Autre téléphone", "courriel": "Autre courriel", "nom": "Autre nom", "prenom": "Autre prénom"}


@dataclass
class Fiche:
    """``valeurs`` has every key of ``VIDES``; dates are dates, telephones E.164."""

    valeurs: dict[str, Any] = field(default_factory=lambda: {**VIDES, "langues": []})
    problemes: list[Probleme] = field(default_factory=list)
    noms_douteux: bool = False

    @property
    def decrit_quelqu_un(self) -> bool:
        """A name, a way to reach someone, a birth date, or a name that could not be read."""
        return self.noms_douteux or any(
            self.valeurs[champ] for champ in ("nom", "prenom", "telephone", "courriel", "naissance")
        )


Lecteur = Callable[[object], Lu[Any]]


@dataclass(frozen=True)
class Lecture:
    """How the lines of one sheet are read: made once, used for each line."""

    feuille: str
    plan: Plan
    lecteurs: list[tuple[str, Lecteur, list[Colonne]]]
    titres: dict[int, str]


def preparer(plan: Plan, *, feuille: str, aujourd_hui: date, annee: int | None) -> Lecture:
    """``annee``: the year of « 10/02 » in the column of the information meeting."""
    lecteurs = [
        (champ, lecteur_de(champ, colonnes[0].entete, aujourd_hui, annee), colonnes)
        for champ, colonnes in plan.reconnues.items()
    ]
    return Lecture(feuille, plan, lecteurs, {colonne.indice: colonne.cle for colonne in plan.colonnes})


def lire_fiche(ligne: Ligne, lecture: Lecture) -> Fiche:
    """Read every known column of a line.

    Never raises: a cell that cannot be read is empty in ``valeurs`` and reported.
    """
    fiche = Fiche()
    for champ, lecteur, colonnes in lecture.lecteurs:
        lues = [(colonne, lecteur(ligne.cellule(colonne.indice))) for colonne in colonnes]
        for colonne, lu in lues:
            if lu.doute:
                proposition = None if lu.proposition is None else montrer(lu.proposition)
                fiche.problemes.append(
                    Probleme(lecture.feuille, ligne.numero, colonne.entete, lu.doute, champ, proposition)
                )
                fiche.noms_douteux |= champ in {"nom", "prenom", "nom_prenom"}
        ranger(fiche, champ, [lu.valeur for _, lu in lues if lu.valeur is not None])
    _signaler_manques(fiche, lecture.plan, lecture.feuille, ligne)
    return fiche


def lecteur_de(champ: str, entete: str, aujourd_hui: date, annee: int | None) -> Lecteur:
    """The reader of a field; the heading tells the order of « nom et prénom »."""
    lecteurs: dict[str, Callable[..., Lu[Any]]] = {
        "nom": cellules.nom,
        "prenom": cellules.prenom,
        "nom_prenom": partial(cellules.nom_prenom, ordre=ordre_du_nom(entete)),
        "naissance": partial(cellules.date_naissance, aujourd_hui=aujourd_hui),
        "telephone": cellules.telephone,
        "courriel": cellules.courriel,
        "code_postal": cellules.code_postal,
        "langues": cellules.langues,
        "reunion": partial(cellules.date_reunion, annee=annee, aujourd_hui=aujourd_hui),
    }
    return lecteurs.get(champ, cellules.texte)


def ranger(fiche: Fiche, champ: str, lues: list[Any]) -> None:
    """Put what was read where it belongs.

    With several columns for one field the first wins, the others go to the notes.
    """
    if not lues:
        return
    valeurs, premiere = fiche.valeurs, lues[0]
    if isinstance(premiere, NomPrenom):
        valeurs["nom"], valeurs["prenom"] = valeurs["nom"] or premiere.nom, valeurs["prenom"] or premiere.prenom
    elif isinstance(premiere, Localite):
        valeurs["code_postal"], valeurs["ville"] = premiere.code_postal, valeurs["ville"] or premiere.ville
    elif isinstance(premiere, Reunion):
        valeurs["reunion_presence"], valeurs["reunion_date"] = premiere.presence, premiere.jour
    elif champ == "langues":
        valeurs["langues"] = list(dict.fromkeys(langue for liste in lues for langue in liste))
    elif champ == "observations":
        valeurs["observations"] = "\n".join(filter(None, [*lues, valeurs["observations"]]))
    elif champ in _AUTRES:
        valeurs[champ] = premiere
        autres = [autre for autre in lues[1:] if compact(autre) != compact(premiere)]
        notes = [f"{_AUTRES[champ]}{INSECABLE}: {autre}" for autre in autres]
        valeurs["observations"] = "\n".join(filter(None, [valeurs["observations"], *notes]))
    else:
        valeurs[champ] = (
            ", ".join(dict.fromkeys(sur_une_ligne(str(lu)) for lu in lues)) if isinstance(premiere, str) else premiere
        )


def _signaler_manques(fiche: Fiche, plan: Plan, feuille: str, ligne: Ligne) -> None:
    """What the line should have and has not: a name, a first name; a way to reach her."""
    if not fiche.decrit_quelqu_un:
        return
    deja = {probleme.champ for probleme in fiche.problemes}
    for champ, mot in (("nom", "nom"), ("prenom", "prénom")):
        if not fiche.valeurs[champ] and not deja & {champ, "nom_prenom"}:
            fiche.problemes.append(Probleme(feuille, ligne.numero, _titre(plan, champ), f"{mot} manquant", champ))
    injoignable = (
        not fiche.valeurs["telephone"] and not fiche.valeurs["courriel"] and not deja & {"telephone", "courriel"}
    )
    if injoignable and not plan.sans_telephone:
        constat = "ni téléphone ni courriel, cette personne ne pourra pas être prévenue"
        fiche.problemes.append(Probleme(feuille, ligne.numero, _titre(plan, "telephone"), constat, "telephone"))


def _titre(plan: Plan, champ: str) -> str:
    colonnes = plan.reconnues.get(champ) or plan.reconnues.get("nom_prenom")
    return colonnes[0].entete if colonnes else champ


def montrer(proposition: object) -> str:
    """A proposal as a person would type it."""
    if isinstance(proposition, Localite):
        return f"{proposition.code_postal or ''} {proposition.ville}".strip()
    if isinstance(proposition, NomPrenom):
        return f"{proposition.nom} {proposition.prenom}"
    return en_texte(proposition)

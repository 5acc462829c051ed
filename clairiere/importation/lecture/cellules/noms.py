"""Names of people: the case is mended when all capitals or all small, the spelling is never touched."""

import re
from dataclasses import dataclass
from typing import Literal

from clairiere.importation.lecture.cellules.base import Lu, doute, lecteur
from clairiere.importation.lecture.textes import en_texte, sur_une_ligne

MAX_NOM = 80  # characters
_PARTICULES = {"de", "du", "des"}  # small in French, even in a name typed in capitals
_LIANTS = {
    "de",
    "du",
    "des",
    "d",
    "da",
    "do",
    "dos",
    "das",
    "di",
    "del",
    "della",
    "la",
    "le",
    "el",
    "al",
    "ben",
    "ould",
    "van",
    "von",
    "den",
    "der",
}
_CIVILITE = re.compile(r"^(?:mmes?|mlles?|mme\.|madame|mademoiselle|monsieur|mr|m\.)\s+(?=\S)", re.I)
_ANORMAL = re.compile(r"[\d@?�#*_=<>{}\[\]\\|~^$€%!]")
_MORCEAUX = re.compile(r"([ \-’])")


@dataclass(frozen=True)
class NomPrenom:
    nom: str
    prenom: str


def remettre_casse(texte: str) -> str:
    """« BÂ » → « Bâ », « D'ALMEIDA » → « d’Almeida », « soumaya » → « Soumaya »; « McDonald » unchanged."""
    texte = re.sub("['´`‘ʼ]", "’", sur_une_ligne(texte))
    tout_petit = texte.islower()
    morceaux = _MORCEAUX.split(texte)
    return "".join(
        _mot(morceau, suivant, tout_petit) for morceau, suivant in zip(morceaux, [*morceaux[1:], ""], strict=True)
    )


def _mot(mot: str, suivant: str, tout_petit: bool) -> str:
    """One word. Small letters are mended only when the whole name is in small letters."""
    if suivant == "’" and mot in {"D", "d"}:
        return "d"
    if mot.casefold() in _PARTICULES and suivant == " " and (mot.isupper() or mot.islower()):
        return mot.lower()
    if mot.isupper() or (tout_petit and mot):
        return mot[0].upper() + mot[1:].lower().replace("i\u0307", "i")
    return mot


def _lire_nom(valeur: object, quoi: str) -> Lu[str]:
    texte = re.sub(r"\s*-\s*", "-", sur_une_ligne(en_texte(valeur)))
    texte = _CIVILITE.sub("", texte).strip(" ,;.:-/")
    if not re.search(r"[^\W\d_]", texte):
        return Lu(None, doute(f"{quoi} illisible", valeur))
    if len(texte) > MAX_NOM:
        return Lu(None, doute(f"{quoi} trop long", valeur))
    casse = remettre_casse(texte)
    if _ANORMAL.search(texte):
        return Lu(casse, doute(f"{quoi} à vérifier", valeur, "Des signes inhabituels s’y trouvent."))
    return Lu(casse)


@lecteur
def nom(valeur: object) -> Lu[str]:
    """A family name. Odd signs (digits, « ? » left by a lost encoding) keep the name, with a doubt."""
    return _lire_nom(valeur, "nom")


@lecteur
def prenom(valeur: object) -> Lu[str]:
    """A first name, read as ``nom``."""
    return _lire_nom(valeur, "prénom")


@lecteur
def nom_prenom(valeur: object, *, ordre: Literal["nom", "prenom"] | None = None) -> Lu[NomPrenom]:
    """One cell with both.

    Capitals or a comma tell the family name; else ``ordre`` (which comes first), else a doubt.
    """
    texte = _CIVILITE.sub("", re.sub(r"\s*-\s*", "-", sur_une_ligne(en_texte(valeur))))
    avant, virgule, apres = (morceau.strip() for morceau in texte.partition(","))
    if virgule and avant and apres:
        return _assembler(avant, apres, valeur)
    mots = texte.replace(",", " ").split()
    if len(mots) < 2:
        return Lu(None, doute("nom ou prénom manquant", valeur))
    capitales = [mot.isupper() and len(mot) > 1 for mot in mots]
    if any(capitales) and not all(capitales):
        famille = _groupe_en_capitales(mots, capitales)
        return _assembler(
            " ".join(mots[i] for i in famille), " ".join(m for i, m in enumerate(mots) if i not in famille), valeur
        )
    return _sans_indice(mots, ordre, valeur)


def _groupe_en_capitales(mots: list[str], capitales: list[bool]) -> set[int]:
    """Indexes of the words in capitals, and of the small particles just before them (« de », « d' »)."""
    groupe = {i for i, en_capitales in enumerate(capitales) if en_capitales}
    for i in sorted(groupe, reverse=True):
        while i - 1 >= 0 and i - 1 not in groupe and mots[i - 1].islower() and mots[i - 1] in _LIANTS:
            i -= 1
            groupe.add(i)
    return groupe


def _sans_indice(mots: list[str], ordre: str | None, valeur: object) -> Lu[NomPrenom]:
    if ordre == "prenom":
        coupe = 1
        famille, petit_nom = mots[coupe:], mots[:coupe]
        sur = len(mots) == 2 or mots[1].casefold() in _LIANTS
    else:
        coupe = 1
        while coupe < len(mots) - 1 and mots[coupe - 1].casefold() in _LIANTS:
            coupe += 1
        famille, petit_nom = mots[:coupe], mots[coupe:]
        sur = ordre == "nom" and len(petit_nom) == 1
    lu = _assembler(" ".join(famille), " ".join(petit_nom), valeur)
    if sur or lu.valeur is None or lu.doute:
        return lu
    lecture = f"Lu\u00a0: nom {lu.valeur.nom}, prénom {lu.valeur.prenom}."
    return Lu(lu.valeur, doute("nom et prénom à vérifier", valeur, lecture))


def _assembler(famille: str, petit_nom: str, valeur: object) -> Lu[NomPrenom]:
    lu_nom, lu_prenom = _lire_nom(famille, "nom"), _lire_nom(petit_nom, "prénom")
    if lu_nom.valeur is None or lu_prenom.valeur is None:
        return Lu(None, doute("nom ou prénom manquant", valeur))
    return Lu(NomPrenom(lu_nom.valeur, lu_prenom.valeur), lu_nom.doute or lu_prenom.doute)

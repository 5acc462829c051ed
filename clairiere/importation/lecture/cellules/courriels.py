"""E-mail addresses: what is sure is kept, what is a guess is proposed."""

import re

from clairiere.importation.lecture.cellules.base import Lu, doute, lecteur
from clairiere.importation.lecture.textes import en_texte, est_neant, sans_accents

# « ? » and the like are allowed by the standard, but come from a lost letter.
_LOCAL = r"[a-z0-9_%&'+-]+(?:\.[a-z0-9_%&'+-]+)*"
_DOMAINE = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}"
_ADRESSE = re.compile(rf"{_LOCAL}@{_DOMAINE}")
_ENTRE_CHEVRONS = re.compile(r"[^<>]*<([^<>\s]+@[^<>\s]+)>")
_VERIFIER = "Vérifiez l’adresse avec la personne."


@lecteur
def courriel(valeur: object) -> Lu[str]:
    """A lower-case address.

    Comma for a dot, accents, inner spaces: empty, with a doubt and the probable address proposed.
    """
    texte = en_texte(valeur)
    if est_neant(texte):
        return Lu(None)
    texte = re.sub(r"^(?:mail|e-?mail|courriel|mailto)\s*:\s*", "", texte, flags=re.I)
    chevrons = _ENTRE_CHEVRONS.fullmatch(texte)
    adresse = (chevrons[1] if chevrons else texte).casefold().strip(" .;,<>")
    if _est_valable(adresse):
        return Lu(adresse)
    if adresse.count("@") > 1:
        morceaux = [morceau.strip(".") for morceau in re.split(r"[\s;,/]+|\bou\b", adresse)]
        valables = [morceau for morceau in morceaux if _est_valable(morceau)]
        if valables:
            return Lu(valables[0], doute("plusieurs courriels, le premier est gardé", valeur))
        return Lu(None, doute("courriel illisible", valeur))
    return _proposer(adresse, valeur)


def _est_valable(adresse: str) -> bool:
    return len(adresse) <= 254 and _ADRESSE.fullmatch(adresse) is not None


def _proposer(adresse: str, valeur: object) -> Lu[str]:
    """The faults we know how to mend, all named in one sentence, and the mended address as a proposal."""
    mendee = re.sub(r"\s", "", adresse).replace("’", "'").replace(",", ".")
    mendee = sans_accents(mendee)
    if not _est_valable(mendee):
        return Lu(None, doute("courriel illisible", valeur))
    fautes = [
        nom
        for nom, presente in (
            ("une virgule à la place du point", "," in adresse),
            ("des accents", sans_accents(adresse.replace("’", "'")) != adresse.replace("’", "'")),
            ("un espace", re.search(r"\s", adresse) is not None),
            ("une apostrophe courbe", "’" in adresse),
        )
        if presente
    ]
    return Lu(None, doute(f"courriel avec {' et '.join(fautes)}", valeur, _VERIFIER), mendee)

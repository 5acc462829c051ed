"""Postcodes and towns: « 75 019 », « Paris 12e », « 75011 PARIS », or a number that lost its zero."""

import re
from dataclasses import dataclass

from clairiere.importation.lecture.cellules.base import Lu, doute, lecteur
from clairiere.importation.lecture.cellules.noms import remettre_casse
from clairiere.importation.lecture.textes import cle, en_texte, est_neant

# Towns split into arrondissements: first postcode minus one, number of arrondissements.
ARRONDISSEMENTS = {"paris": (75000, 20), "lyon": (69000, 9), "marseille": (13000, 16)}
_CODE = re.compile(r"(?<!\d)(\d{2})\s?(\d{3})(?!\d)")
_ARRONDISSEMENT = re.compile(
    r"(paris|lyon|marseille) (\d{1,2}|[ivx]+)(?: ?(?:e|er|ere|eme|ieme|nd|nde|me))?(?: arr(?:ondissement|dt)?)?"
)
_SEUL = re.compile(r"(\d{1,2}) ?(?:e|er|ere|eme|ieme|me)(?: arr(?:ondissement|dt)?)?")
_ROMAINS = {"i": 1, "v": 5, "x": 10}


_PETITS_MOTS = re.compile(r"(?<=[ -])(?:Sous|Sur|Les|Lès|En|Aux|Et|La|Le)(?=[ -])")


@dataclass(frozen=True)
class Localite:
    """A French postcode of five digits, and the town when it was written."""

    code_postal: str | None
    ville: str = ""


@lecteur
def code_postal(valeur: object) -> Lu[Localite]:
    """A ``Localite``. A town alone is kept, with a doubt. An integer of four digits gets its zero back."""
    texte = re.sub(r"^(\d+)[.,]0$", r"\1", en_texte(valeur))
    if est_neant(texte):
        return Lu(None)
    if re.fullmatch(r"\d{4}", texte):
        texte = "0" + texte
    trouve = _CODE.search(texte)
    if trouve:
        return _avec_code(trouve[1] + trouve[2], texte[: trouve.start()] + " " + texte[trouve.end() :], valeur)
    return _sans_code(cle(re.sub(r"(?<=\d)\s*[º°]", "e", texte)), texte, valeur)


def _avec_code(code: str, reste: str, valeur: object) -> Lu[Localite]:
    ville = _ville(re.sub(r"^[\s,;:()\-–/]+|[\s,;:()\-–/]+$", "", reste))
    if re.search(r"\d", ville):
        ville = ""
    if code[:2] == "00" or code[:2] == "99" or code == "75000":
        conseil = "Quel est l’arrondissement ?" if code == "75000" else ""
        return Lu(Localite(None, ville) if ville else None, doute("code postal à vérifier", valeur, conseil))
    return Lu(Localite(code, ville))


def _sans_code(mots: str, texte: str, valeur: object) -> Lu[Localite]:
    arrondissement = _ARRONDISSEMENT.fullmatch(mots)
    if arrondissement:
        base, dernier = ARRONDISSEMENTS[arrondissement[1]]
        numero = _nombre(arrondissement[2])
        ville = arrondissement[1].capitalize()
        if 1 <= numero <= dernier:
            return Lu(Localite(f"{base + numero:05}", ville))
        return Lu(Localite(None, ville), doute("arrondissement qui n’existe pas", valeur))
    seul = _SEUL.fullmatch(mots)
    if seul and 1 <= int(seul[1]) <= 20:
        return Lu(None, doute("code postal à vérifier", valeur), Localite(f"{75000 + int(seul[1]):05}", "Paris"))
    if re.search(r"\d", texte) or not re.search(r"[^\W\d_]{2}", texte) or len(texte) > 60:
        return Lu(None, doute("code postal illisible", valeur))
    return Lu(Localite(None, _ville(texte)), doute("ville sans code postal", valeur))


def _ville(texte: str) -> str:
    """« MONTREUIL-SOUS-BOIS » → « Montreuil-sous-Bois »."""
    return _PETITS_MOTS.sub(lambda mot: mot[0].lower(), remettre_casse(texte))


def _nombre(texte: str) -> int:
    if texte.isdecimal():
        return int(texte)
    valeurs = [_ROMAINS[lettre] for lettre in texte]
    return sum(-un if un < suivant else un for un, suivant in zip(valeurs, [*valeurs[1:], 0], strict=True))

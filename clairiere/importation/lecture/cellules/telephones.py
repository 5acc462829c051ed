"""Telephone numbers, in the many ways people type them."""

import re

import phonenumbers

from clairiere.importation.lecture.cellules.base import Lu, doute, lecteur
from clairiere.importation.lecture.textes import en_texte, est_neant

# National numbers of overseas departments are not valid under the code of mainland France.
REGIONS = ("FR", "GP", "GF", "MQ", "RE", "YT")
_ETIQUETTE = re.compile(
    r"^\W*(?:t[ée]l[ée]?(?:phone)?s?|port(?:able)?|mob(?:ile)?|gsm|num(?:[ée]ro)?|n°|fixe)\b[\s.:]*", re.I
)
_NUMERO = re.compile(r"[+(]*\d[\d\s().+\-–_·/]*")
_SEPARATEURS = re.compile(r"\s*(?:[;,\n|]|\bou\b|\bet\b|\s/\s|/(?=\s*[+0]))\s*", re.I)


@lecteur
def telephone(valeur: object) -> Lu[str]:
    """E.164 (« +33600061033 »).

    A lost leading zero is put back without a doubt. Two numbers: the first, with a doubt.
    """
    texte = re.sub(r"^(\d+)[.,]0$", r"\1", en_texte(valeur))
    if est_neant(texte):
        return Lu(None)
    entier = _ETIQUETTE.sub("", texte)
    lu = _lire(entier)
    if lu is None:
        morceaux = [_ETIQUETTE.sub("", morceau) for morceau in _SEPARATEURS.split(entier) if morceau]
        lisibles = [numero for numero in map(_lire, morceaux) if numero]
        if not lisibles:
            return Lu(None, doute("téléphone illisible", valeur))
        if len(morceaux) > 1:
            constat = (
                "plusieurs téléphones, le premier est gardé" if len(set(lisibles)) > 1 else "téléphone avec une note"
            )
            return Lu(lisibles[0], doute(constat, valeur))
        lu = lisibles[0]
    if re.search(r"(\d)\1{7}$", lu):
        return Lu(None, doute("téléphone à vérifier, il semble mis au hasard", valeur))
    reste = _NUMERO.sub("", entier)
    if re.search(r"[^\W\d_]", reste):
        return Lu(lu, doute("téléphone avec une note", valeur, "Le numéro est repris, la note ne l’est pas."))
    return Lu(lu)


def _lire(texte: str) -> str | None:
    """The one valid number of a text, in E.164; None when there is none, or more digits than one number."""
    trouves = [brut for brut in _NUMERO.findall(texte) if sum(signe.isdigit() for signe in brut) >= 6]
    if len(trouves) != 1:
        return None
    chiffres = re.sub(r"[^\d+]", "", trouves[0].replace("(0)", ""))
    chiffres = chiffres[0] + chiffres[1:].replace("+", "")
    for region in REGIONS:
        try:
            numero = phonenumbers.parse(chiffres, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(numero):
            return phonenumbers.format_number(numero, phonenumbers.PhoneNumberFormat.E164)
    return None

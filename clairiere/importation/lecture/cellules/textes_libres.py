"""Free text and lists of words."""

import re

from clairiere.importation.lecture.cellules.base import Lu, doute, lecteur
from clairiere.importation.lecture.textes import cle, en_texte, est_neant, sur_une_ligne

MAX_TEXTE = 5_000  # characters
# A French social security number: sex, year, month, department, commune, order, key. Never kept (decree 2019-341).
_NIR = re.compile(
    r"(?<!\d)[12]\s?\d{2}\s?(?:0[1-9]|1[0-2]|[2-9]\d)\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}(?:\s?/?\s?\d{2})?(?!\d)", re.I
)
_LANGUES = re.compile(r"\s*(?:[,;/+&\n|]|\bet\b|\s[-–]\s)\s*", re.I)


@lecteur
def texte(valeur: object) -> Lu[str]:
    """Free text, spaces collapsed, line breaks kept. A social security number is refused and not even repeated."""
    propre = en_texte(valeur)
    if _NIR.search(propre):
        sans = _NIR.sub("[numéro retiré]", propre)
        return Lu(sans, "numéro de sécurité sociale retiré\u00a0: ce numéro ne doit pas être enregistré")
    if len(propre) > MAX_TEXTE:
        return Lu(propre[:MAX_TEXTE], doute(f"texte coupé à {MAX_TEXTE} signes", propre))
    return Lu(propre)


@lecteur
def langues(valeur: object) -> Lu[list[str]]:
    """Languages in small letters, in the order typed, each once: « arabe et bambara », « peul / wolof »."""
    texte_lu = sur_une_ligne(en_texte(valeur).replace("\n", ","))
    if est_neant(texte_lu):
        return Lu(None)
    trouvees: dict[str, str] = {}
    for morceau in _LANGUES.split(texte_lu):
        langue = morceau.strip(" .:").lower().replace("i\u0307", "i")
        if cle(langue):
            trouvees.setdefault(cle(langue), langue)
    gardees = [langue for langue in trouvees.values() if re.search(r"[^\W\d_]{2}", langue) and len(langue) <= 40]
    if len(gardees) < len(trouvees) or not gardees:
        return Lu(gardees or None, doute("langues à vérifier", valeur))
    return Lu(gardees)

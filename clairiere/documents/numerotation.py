"""The numbers and bullets that Word does not write in its text: computed again from `numbering.xml`."""

from collections import defaultdict
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

ROMAINS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
PUCES = ("•", "–", "▪")


class Numerotation:
    """Walks a document in order and says the mark of each list paragraph, as Word would draw it."""

    def __init__(self, document: Document) -> None:
        self._niveaux: dict[str, dict[int, Any]] = {}
        self._abstrait: dict[str, str] = {}
        self._departs: dict[tuple[str, int], int] = {}
        self._comptes: dict[str, dict[int, int]] = defaultdict(dict)
        self._vus: set[str] = set()
        for relation in document.part.rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
                self._lire(relation.target_part.element)

    def _lire(self, racine: Any) -> None:
        for abstrait in racine.findall(qn("w:abstractNum")):
            cle = abstrait.get(qn("w:abstractNumId"))
            self._niveaux[cle] = {int(n.get(qn("w:ilvl"))): n for n in abstrait.findall(qn("w:lvl"))}
        for num in racine.findall(qn("w:num")):
            num_id = num.get(qn("w:numId"))
            self._abstrait[num_id] = num.find(qn("w:abstractNumId")).get(qn("w:val"))
            for change in num.findall(qn("w:lvlOverride")):
                depart = change.find(qn("w:startOverride"))
                if depart is not None:
                    self._departs[num_id, int(change.get(qn("w:ilvl")))] = int(depart.get(qn("w:val")))

    def marque(self, num_id: str, niveau: int) -> str:
        """« 3. », « b) », « • »: the mark of the next paragraph of this list at this level; "" when it has none."""
        cle = self._abstrait.get(num_id, "")
        definition = self._niveaux.get(cle, {}).get(niveau)
        if definition is None:
            return PUCES[niveau % len(PUCES)]
        self._avancer(num_id, cle, niveau)
        genre = _valeur(definition, "w:numFmt", "decimal")
        texte = _valeur(definition, "w:lvlText", "")
        if genre == "bullet":  # Word draws bullets with symbol fonts: the letter itself means nothing
            return texte if texte in ("•", "–", "-", "—", "▪", "◦", "→", "☐", "✓") else PUCES[niveau % len(PUCES)]
        if genre == "none":
            return texte
        for rang, autre in self._niveaux[cle].items():
            compte = self._comptes[cle].get(rang, self._depart(num_id, cle, rang))
            texte = texte.replace(f"%{rang + 1}", _ecrire(compte, _valeur(autre, "w:numFmt", "decimal")))
        return texte

    def _avancer(self, num_id: str, cle: str, niveau: int) -> None:
        comptes = self._comptes[cle]
        if num_id not in self._vus:
            self._vus.add(num_id)
            for n in [n for (autre, n) in self._departs if autre == num_id]:
                comptes.pop(n, None)
        comptes[niveau] = comptes[niveau] + 1 if niveau in comptes else self._depart(num_id, cle, niveau)
        for plus_bas in [n for n in comptes if n > niveau]:
            del comptes[plus_bas]

    def _depart(self, num_id: str, cle: str, niveau: int) -> int:
        ecrit = int(_valeur(self._niveaux[cle][niveau], "w:start", "1"))
        return self._departs.get((num_id, niveau), ecrit)


def _valeur(element: Any, nom: str, defaut: str) -> str:
    enfant = element.find(qn(nom))
    return defaut if enfant is None else enfant.get(qn("w:val"), defaut)


def _ecrire(compte: int, genre: str) -> str:
    if genre in ("lowerLetter", "upperLetter"):
        lettre = chr(ord("a") + (compte - 1) % 26) * ((compte - 1) // 26 + 1)
        return lettre if genre == "lowerLetter" else lettre.upper()
    if genre in ("lowerRoman", "upperRoman"):
        reste, texte = compte, ""
        for valeur, signe in ROMAINS:
            texte += signe * (reste // valeur)
            reste %= valeur
        return texte if genre == "lowerRoman" else texte.upper()
    return f"{compte:02d}" if genre == "decimalZero" else str(compte)

"""What a run or a paragraph of a Word file finally looks like, once its chain of styles has been followed."""

from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

ALIGNEMENTS = {"center": "center", "right": "right", "end": "right", "both": "justify", "distribute": "justify"}
NIVEAU_MAX = 6
VIDES = ("none", "nil")
FAUX = ("0", "false", "off", "none")


class Styles:
    """The styles of one document, asked by element. Sizes and spaces come out in points."""

    def __init__(self, document: Document) -> None:
        racine = document.styles.element
        self._styles = {s.get(qn("w:styleId")): s for s in racine.findall(qn("w:style"))}
        self._defaut = {
            s.get(qn("w:type")): s.get(qn("w:styleId")) for s in self._styles.values() if s.get(qn("w:default")) == "1"
        }
        self._racine = racine

    def run(self, run: Any, paragraphe: Any) -> dict[str, Any]:
        """Bold, italic, underline, strike, capitals, raised, colour (#rrggbb), size (points); absent when ordinary."""
        chaine = list(self._chaine_run(run, paragraphe))
        aspect: dict[str, Any] = {}
        for cle, nom in (("gras", "w:b"), ("italique", "w:i"), ("barre", "w:strike"), ("majuscules", "w:caps")):
            if _vrai(chaine, nom):
                aspect[cle] = True
        if _vrai(chaine, "w:u"):
            aspect["souligne"] = True
        couleur = _premier(chaine, "w:color")
        if couleur and couleur not in ("auto", "000000"):
            aspect["couleur"] = f"#{couleur}"
        place = _premier(chaine, "w:vertAlign")
        if place in ("superscript", "subscript"):
            aspect["place"] = place
        aspect["taille"] = int(_premier(chaine, "w:sz") or 20) / 2
        return aspect

    def cache(self, run: Any, paragraphe: Any) -> bool:
        """True for hidden text, which Word does not print."""
        return _vrai(list(self._chaine_run(run, paragraphe)), "w:vanish")

    def paragraphe(self, paragraphe: Any) -> dict[str, Any]:
        """Alignment, spaces before and after, indents (points), heading level (0: none), page break before, shading."""
        chaine = list(self._chaine_paragraphe(paragraphe))
        niveau = _premier(chaine, "w:outlineLvl")
        return {
            "alignement": ALIGNEMENTS.get(_premier(chaine, "w:jc") or "", "left"),
            "avant": _mesure(chaine, "w:spacing", "w:before"),
            "apres": _mesure(chaine, "w:spacing", "w:after"),
            "gauche": _mesure(chaine, "w:ind", "w:left") or _mesure(chaine, "w:ind", "w:start"),
            "droite": _mesure(chaine, "w:ind", "w:right") or _mesure(chaine, "w:ind", "w:end"),
            "premiere": _mesure(chaine, "w:ind", "w:firstLine") - _mesure(chaine, "w:ind", "w:hanging"),
            "niveau": self._niveau_de_titre(paragraphe, niveau),
            "solidaire": _vrai(chaine, "w:keepNext"),
            "page_avant": _vrai(chaine, "w:pageBreakBefore"),
            "fond": fond(_element(chaine, "w:shd")),
            "cotes": cotes(_element(chaine, "w:pBdr")),
        }

    def liste(self, paragraphe: Any) -> tuple[str, int] | None:
        """(numId, level) of a list paragraph, its own or its style's; None when it is in no list."""
        num_id, niveau = None, None
        for proprietes in self._chaine_paragraphe(paragraphe):
            num = proprietes.find(qn("w:numPr"))
            if num is None:
                continue
            num_id = num_id or _val(num.find(qn("w:numId")))
            niveau = niveau or _val(num.find(qn("w:ilvl")))
        return None if num_id in (None, "0") else (str(num_id), int(niveau or 0))

    def tableau(self, tableau: Any) -> dict[str, bool]:
        """Which borders the table has: top, bottom, left, right, insideH, insideV."""
        proprietes = tableau.find(qn("w:tblPr"))
        propres = cotes(proprietes.find(qn("w:tblBorders")) if proprietes is not None else None)
        style = _val(proprietes.find(qn("w:tblStyle"))) if proprietes is not None else None
        for ancetre in reversed(list(self._ancetres(style))):
            table = ancetre.find(qn("w:tblPr"))
            if table is not None:
                propres = {**cotes(table.find(qn("w:tblBorders"))), **propres}
        return propres

    def _niveau_de_titre(self, paragraphe: Any, plan: str | None) -> int:
        style = self._style_de(paragraphe)
        noms = [_val(s.find(qn("w:name"))) or "" for s in self._ancetres(style)]
        if any(nom.lower() == "title" for nom in noms):
            return 1
        return int(plan) + 1 if plan is not None and int(plan) < NIVEAU_MAX else 0

    def _style_de(self, paragraphe: Any) -> str | None:
        proprietes = paragraphe.find(qn("w:pPr"))
        choisi = _val(proprietes.find(qn("w:pStyle"))) if proprietes is not None else None
        return choisi or self._defaut.get("paragraph")

    def _ancetres(self, style: str | None) -> Iterator[Any]:
        vus = set()
        while style in self._styles and style not in vus:
            vus.add(style)
            yield self._styles[style]
            style = _val(self._styles[style].find(qn("w:basedOn")))

    def _chaine_paragraphe(self, paragraphe: Any) -> Iterator[Any]:
        propres = paragraphe.find(qn("w:pPr"))
        if propres is not None:
            yield propres
        for style in self._ancetres(self._style_de(paragraphe)):
            if style.find(qn("w:pPr")) is not None:
                yield style.find(qn("w:pPr"))
        yield from self._racine.iterfind(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}")

    def _chaine_run(self, run: Any, paragraphe: Any) -> Iterator[Any]:
        propres = run.find(qn("w:rPr"))
        if propres is not None:
            yield propres
            for style in self._ancetres(_val(propres.find(qn("w:rStyle")))):
                yield from style.findall(qn("w:rPr"))
        for style in self._ancetres(self._style_de(paragraphe)):
            yield from style.findall(qn("w:rPr"))
        yield from self._racine.iterfind(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")


def cotes(bordures: Any) -> dict[str, bool]:
    """Side name → drawn or not, for the sides that the element mentions."""
    noms = {"start": "left", "end": "right"}
    if bordures is None:
        return {}
    trouves = {}
    for cote in bordures:
        nom = cote.tag.rsplit("}", 1)[-1]
        trouves[noms.get(nom, nom)] = cote.get(qn("w:val")) not in VIDES
    return trouves


def _val(element: Any) -> str | None:
    return None if element is None else element.get(qn("w:val"))


def _element(chaine: list[Any], nom: str) -> Any:
    return next((p.find(qn(nom)) for p in chaine if p.find(qn(nom)) is not None), None)


def _premier(chaine: list[Any], nom: str) -> str | None:
    return _val(_element(chaine, nom))


def _vrai(chaine: list[Any], nom: str) -> bool:
    element = _element(chaine, nom)
    return element is not None and element.get(qn("w:val"), "1") not in FAUX


def _mesure(chaine: list[Any], nom: str, attribut: str) -> float:
    """The attribute (twentieths of a point) of the nearest style that has it, in points; 0 when none has."""
    for proprietes in chaine:
        element = proprietes.find(qn(nom))
        if element is not None and element.get(qn(attribut)) is not None:
            return float(element.get(qn(attribut))) / 20
    return 0.0


def fond(ombre: Any) -> str | None:
    couleur = None if ombre is None else ombre.get(qn("w:fill"))
    return f"#{couleur}" if couleur and couleur != "auto" else None

"""A Word file read as plain data: paragraphs, lists, tables, in order, with nothing left out in silence."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import nsmap, qn
from lxml import etree

from clairiere.documents.moteur import CompositionImpossible, image_svg
from clairiere.documents.numerotation import Numerotation
from clairiere.documents.styles_word import Styles, cotes, fond

EMU_PAR_POINT = 12_700
PAR_TWIP = 20
ALIAS = {"PAGE": "page", "NUMPAGES": "pages"}
ESPACES = {**nsmap, "m": "http://schemas.openxmlformats.org/officeDocument/2006/math"}
# What cannot be drawn, and how a person says it.
REFUS = tuple(
    (etree.XPath(chemin.replace("//", ".//"), namespaces=ESPACES), raison)
    for chemin, raison in (
        ("//w:txbxContent", "une zone de texte"),
        ("//wp:anchor[not(.//w:txbxContent)]", "une image qui flotte à côté du texte"),
        ("//w:object", "un objet d’un autre logiciel"),
        ("//w:pict[not(.//w:txbxContent)]", "un dessin"),
        ("//m:oMath", "une formule de calcul"),
        ("//w:ins | //w:del | //w:moveFrom | //w:moveTo", "des modifications suivies, ni acceptées ni refusées"),
        ("//w:footnoteReference | //w:endnoteReference", "une note de bas de page"),
        ("//w:altChunk", "un autre document inséré"),
        ("//w:sym", "un caractère spécial de Word"),
        ("//w:cols[@w:num > 1]", "un texte en colonnes"),
    )
)


class NonConvertible(Exception):
    """The Word file holds what our own converter cannot draw. `raisons` lists it; `phrase` says it in one sentence."""

    def __init__(self, raisons: list[str]) -> None:
        self.raisons = raisons
        self.phrase = _("Ce fichier Word contient %(r)s. Le PDF ne peut pas être fait sans LibreOffice.") % {
            "r": ", ".join(raisons)
        }
        super().__init__(self.phrase)


def lire_docx(contenu: bytes) -> dict[str, Any]:
    """Page, header, footer and blocks of a .docx as JSON-able data. Raises NonConvertible."""
    try:
        document = docx.Document(io.BytesIO(contenu))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as erreur:
        raise NonConvertible([_("des données qui ne sont pas celles d’un fichier .docx")]) from erreur
    return _Lecteur(document).lire()


class _Lecteur:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.styles = Styles(document)
        self.numerotation = Numerotation(document)
        self.raisons: list[str] = []

    def lire(self) -> dict[str, Any]:
        corps = self.document.element.body
        section = self.document.sections[0]
        zones = {
            "entete": section.header,
            "pied": section.footer,
            "entete_premiere": section.first_page_header,
            "pied_premiere": section.first_page_footer,
        }
        premiere = section.different_first_page_header_footer
        zones = {n: z for n, z in zones.items() if not z.is_linked_to_previous and (premiere or "premiere" not in n)}
        self._refuser(corps, *[zone._element for zone in zones.values()])
        lu: dict[str, Any] = {"page": _page(section), "blocs": self._blocs(corps, self.document.part)}
        lu |= {nom: self._blocs(zone._element, zone.part) for nom, zone in zones.items()}
        lu["premiere_differente"] = premiere
        self._rien_de_perdu(lu["blocs"], corps)
        if self.raisons:
            raise NonConvertible(list(dict.fromkeys(self.raisons)))
        return lu

    def _refuser(self, *racines: Any) -> None:
        for chercher, raison in REFUS:
            if any(chercher(racine) for racine in racines):
                self.raisons.append(raison)
        sections = list(self.document.sections)
        autres_zones = any(s._sectPr.xpath("./w:headerReference | ./w:footerReference") for s in sections[1:])
        if autres_zones or len({tuple(_page(s).values()) for s in sections}) > 1:
            self.raisons.append(_("plusieurs mises en page différentes"))

    def _rien_de_perdu(self, blocs: list[dict[str, Any]], corps: Any) -> None:
        """Compare the letters read with the letters of the file, counted in the simplest way there is."""
        runs = [r for r in corps.iter(qn("w:r")) if not self.styles.cache(r, next(r.iterancestors(qn("w:p"))))]
        attendu = "".join(t.text or "" for r in runs for t in r.findall(qn("w:t")))
        if _lettres(attendu) != _lettres("".join(textes(blocs))):
            self.raisons.append(_("un passage que le logiciel ne sait pas lire"))

    def _blocs(self, parent: Any, partie: Any) -> list[dict[str, Any]]:
        blocs: list[dict[str, Any]] = []
        for element in _deplies(parent):
            if element.tag == qn("w:p"):
                self._paragraphe(element, partie, blocs)
            elif element.tag == qn("w:tbl"):
                blocs.append(self._tableau(element, partie))
        return blocs

    def _paragraphe(self, p: Any, partie: Any, blocs: list[dict[str, Any]]) -> None:
        forme = self.styles.paragraphe(p)
        if forme.pop("page_avant") and blocs:
            blocs.append({"genre": "saut"})
        morceaux = list(self._morceaux(p, partie))
        liste = self.styles.liste(p)
        if liste and forme["niveau"]:
            marque = self.numerotation.marque(*liste)
            morceaux.insert(0, {"t": f"{marque} ", "calcule": True, **self.styles.run(p, p)})
        elif liste:
            _ranger(
                blocs,
                liste[1],
                self.numerotation.marque(*liste),
                {"genre": "p", **forme, "niveau": 0, "runs": morceaux},
            )
            return
        courant: list[dict[str, Any]] = []
        for morceau in morceaux:
            if morceau.get("saut") == "page":
                if courant:
                    blocs.append({"genre": "p", **forme, "runs": courant})
                blocs.append({"genre": "saut"})
                courant = []
            else:
                courant.append(morceau)
        if courant or not morceaux:
            forme["niveau"] = forme["niveau"] if any(m.get("t", "").strip() for m in courant) else 0
            taille = self.styles.run(p, p)["taille"]
            blocs.append({"genre": "p", **forme, "runs": courant, "taille": taille})

    def _morceaux(self, p: Any, partie: Any) -> Iterator[dict[str, Any]]:
        """The pieces of a paragraph in order; of a page field only the field is kept, of others their last result."""
        champs: list[list[Any]] = []  # one [instruction, result reached] per open field
        for run in p.iter(qn("w:r")):
            if self.styles.cache(run, p):
                continue
            aspect = self.styles.run(run, p)
            simple = next(run.iterancestors(qn("w:fldSimple")), None)
            if simple is not None and _champ(simple.get(qn("w:instr"))):
                yield {"champ": _champ(simple.get(qn("w:instr"))), **aspect}
                continue
            for enfant in run:
                nom = enfant.tag.rsplit("}", 1)[-1]
                if nom == "fldChar":
                    yield from _avancer_champ(champs, enfant.get(qn("w:fldCharType")), aspect)
                elif nom == "instrText" and champs:
                    champs[-1][0] += enfant.text or ""
                elif not any(not reste or _champ(instruction) for instruction, reste in champs):
                    morceau = self._morceau(nom, enfant, partie)
                    if morceau:
                        yield {**morceau, **aspect}

    def _morceau(self, nom: str, enfant: Any, partie: Any) -> dict[str, Any] | None:
        if nom == "t":
            return {"t": enfant.text or ""}
        if nom == "tab":
            return {"saut": "tabulation"}
        if nom in ("br", "cr"):
            genre = enfant.get(qn("w:type"), "textWrapping")
            return {"saut": "ligne" if genre == "textWrapping" else "page"}
        if nom == "noBreakHyphen":
            return {"t": "\u2011"}
        if nom == "drawing":
            return self._image(enfant, partie)
        return None

    def _image(self, dessin: Any, partie: Any) -> dict[str, Any] | None:
        liens = dessin.xpath(".//a:blip/@r:embed")
        tailles = dessin.xpath("./wp:inline/wp:extent/@cx")
        if not liens or not tailles:
            self.raisons.append(_("un dessin"))
            return None
        proprietes = dessin.xpath("./wp:inline/wp:docPr")[0]
        try:
            source = image_svg(partie.rels[liens[0]].target_part.blob)
        except CompositionImpossible:
            self.raisons.append(_("une image qui n’est ni en PNG ni en JPEG"))
            return None
        alt = proprietes.get("descr") or proprietes.get("title") or _("Image sans description")
        return {"image": source, "largeur": int(tailles[0]) / EMU_PAR_POINT, "alt": alt}

    def _tableau(self, tbl: Any, partie: Any) -> dict[str, Any]:
        lignes = [_cellules(tr) for tr in tbl.findall(qn("w:tr"))]
        colonnes = [float(c.get(qn("w:w")) or 1) for c in tbl.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")]
        nombre = max([len(colonnes), *[place + large for ligne in lignes for place, large, _s, _tc in ligne]])
        colonnes += [sum(colonnes) / len(colonnes) if colonnes else 1.0] * (nombre - len(colonnes))
        cellules = []
        for y, ligne in enumerate(lignes):
            for x, large, suite, tc in ligne:
                if suite:
                    continue
                cellules.append(
                    {"x": x, "y": y, "large": large, "haute": _hauteur(lignes, x, y), **self._cellule(tc, partie)}
                )
        entetes = [tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for tr in tbl.findall(qn("w:tr"))]
        return {
            "genre": "tableau",
            "colonnes": colonnes,
            "cotes": self.styles.tableau(tbl),
            "entetes": next((i for i, vrai in enumerate(entetes) if not vrai), len(entetes)),
            "lignes": len(lignes),
            "cellules": cellules,
        }

    def _cellule(self, tc: Any, partie: Any) -> dict[str, Any]:
        proprietes = tc.find(qn("w:tcPr"))
        bordures = proprietes.find(qn("w:tcBorders")) if proprietes is not None else None
        ombre = proprietes.find(qn("w:shd")) if proprietes is not None else None
        return {"fond": fond(ombre), "cotes": cotes(bordures), "blocs": self._blocs(tc, partie)}


def textes(blocs: list[dict[str, Any]]) -> Iterator[str]:
    """Every text of the blocks read, in reading order; not the numbers that Word computes."""
    for bloc in blocs:
        if bloc["genre"] == "p":
            yield from (run.get("t", "") for run in bloc["runs"] if not run.get("calcule"))
        for enfant in [*bloc.get("elements", []), *bloc.get("cellules", [])]:
            yield from textes(enfant["blocs"])


def _deplies(parent: Any) -> Iterator[Any]:
    for element in parent:
        if element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:smartTag")):
            yield from _deplies(element)
        else:
            yield element


def _ranger(blocs: list[dict[str, Any]], niveau: int, marque: str, paragraphe: dict[str, Any]) -> None:
    """Put a list paragraph at its depth in the list that is being read, opening lists as needed."""
    while True:
        if not blocs or blocs[-1]["genre"] != "liste":
            blocs.append({"genre": "liste", "elements": []})
        elements = blocs[-1]["elements"]
        if niveau == 0 or not elements:
            elements.append({"marque": marque, "blocs": [paragraphe]})
            return
        blocs, niveau = elements[-1]["blocs"], niveau - 1


def _avancer_champ(champs: list[list[Any]], genre: str, aspect: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if genre == "begin":
        champs.append(["", False])
    elif genre == "separate" and champs:
        champs[-1][1] = True
    elif genre == "end" and champs:
        connu = _champ(champs.pop()[0])
        if connu:
            yield {"champ": connu, **aspect}


def _champ(instruction: str | None) -> str | None:
    mots = (instruction or "").split()
    return ALIAS.get(mots[0].upper()) if mots else None


def _cellules(tr: Any) -> list[tuple[int, int, bool, Any]]:
    """(column, columns wide, goes on from above, element) of each cell of a row."""
    avant = tr.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    x = int(avant.get(qn("w:val"))) if avant is not None else 0
    ligne = []
    for tc in _deplies(tr):
        if tc.tag != qn("w:tc"):
            continue
        large = tc.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        fusion = tc.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        largeur = int(large.get(qn("w:val"))) if large is not None else 1
        ligne.append((x, largeur, fusion is not None and fusion.get(qn("w:val")) != "restart", tc))
        x += largeur
    return ligne


def _hauteur(lignes: list[list[tuple[int, int, bool, Any]]], x: int, y: int) -> int:
    haute = 1
    while y + haute < len(lignes) and any(cx == x and suite for cx, _l, suite, _tc in lignes[y + haute]):
        haute += 1
    return haute


def _page(section: Any) -> dict[str, float]:
    noms = {
        "largeur": section.page_width, "hauteur": section.page_height, "haut": section.top_margin,
        "bas": section.bottom_margin, "gauche": section.left_margin, "droite": section.right_margin,
    }  # fmt: skip
    return {nom: (valeur or 0) / EMU_PAR_POINT for nom, valeur in noms.items()}


def _lettres(texte: str) -> str:
    return re.sub(r"[\W\d_]", "", texte)

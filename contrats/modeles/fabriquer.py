"""Makes `contrat_cdi.docx`, so that the template can be reviewed as text and made again.

    python -m contrats.modeles.fabriquer

The same script always gives the same file. The words are in `texte.py`, the names they use in `variables.py`.
"""

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from contrats.modeles.texte import ARTICLES, NOTE, sinon

FICHIER = Path(__file__).with_name("contrat_cdi.docx")
VERT = RGBColor(0x23, 0x69, 0x3F)
MOUSSE = "E7F1E8"
POINTS = "…" * 26


def construire() -> bytes:
    """The template as .docx bytes; always the same ones."""
    document = docx.Document()
    _mettre_en_page(document)
    _titre(document)
    _parties(document)
    for numero, (titre, paragraphes) in enumerate(ARTICLES, start=1):
        document.add_paragraph(f"Article {numero} – {titre}", style="Heading 2")
        for texte in paragraphes:
            _paragraphe(document, texte)
    _signatures(document)
    _pied(document)
    _proprietes(document)
    return _enregistrer(document)


def _mettre_en_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(2)
    _style(document, "Normal", 11, apres=4)
    _style(document, "Title", 20, gras=True, couleur=VERT, apres=0)
    _style(document, "Subtitle", 13, couleur=RGBColor(0x1E, 0x2A, 0x22), apres=8)
    _style(document, "Heading 2", 12, gras=True, couleur=VERT, avant=10, apres=2)
    _style(document, "List Bullet", 11, apres=1)
    bordure = document.styles["Title"].element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    if bordure is not None:
        bordure.getparent().remove(bordure)


def _style(
    document: Document,
    nom: str,
    taille: float,
    *,
    gras: bool = False,
    couleur: Any = None,
    avant: float = 0,
    apres: float = 0,
) -> None:
    style = document.styles[nom]
    style.font.name, style.font.size, style.font.bold, style.font.italic = "Calibri", Pt(taille), gras, False
    polices = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribut in list(polices.attrib):
        del polices.attrib[attribut]
    for attribut in ("w:ascii", "w:hAnsi", "w:cs"):
        polices.set(qn(attribut), "Calibri")
    if couleur is not None:
        style.font.color.rgb = couleur
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(avant), Pt(apres)


def _titre(document: Document) -> None:
    document.add_paragraph("Contrat de travail à durée indéterminée", style="Title")
    document.add_paragraph("Assistant parental (garde d’enfants au domicile des parents)", style="Subtitle")
    cellule = document.add_table(1, 1, style="Table Grid").cell(0, 0)
    _ombrer(cellule)
    cellule.paragraphs[0].add_run(NOTE)


def _parties(document: Document) -> None:
    document.add_paragraph("Les parties", style="Heading 2")
    tableau = document.add_table(1, 2, style="Table Grid")
    gauche, droite = tableau.rows[0].cells
    _lignes(gauche, "L’employeur", "{{ employeur_nom }}", "{{ employeur_adresse }}")
    gauche.add_paragraph("Numéro Pajemploi ou Cesu : " + sinon("numero_employeur", POINTS[:14]))
    _lignes(droite, "La salariée", "{{ salariee_nom }}", "{{ salariee_adresse }}")
    droite.add_paragraph("Numéro de sécurité sociale, à écrire à la main par les parties :")
    droite.add_paragraph(POINTS)


def _lignes(cellule: _Cell, titre: str, nom: str, adresse: str) -> None:
    cellule.paragraphs[0].add_run(titre).bold = True
    cellule.add_paragraph(nom)
    cellule.add_paragraph(adresse)


def _paragraphe(document: Document, texte: str) -> None:
    if texte == "[horaires]":
        _tableau_des_horaires(document)
    elif texte.startswith("• "):
        document.add_paragraph(texte.removeprefix("• "), style="List Bullet")
    else:
        document.add_paragraph(texte)


def _tableau_des_horaires(document: Document) -> None:
    tableau = document.add_table(4, 2, style="Table Grid")
    tableau.alignment = WD_TABLE_ALIGNMENT.LEFT
    for cellule, mot in zip(tableau.rows[0].cells, ("Jour", "Heures de travail"), strict=True):
        cellule.paragraphs[0].add_run(mot).bold = True
        _ombrer(cellule)
    entete = OxmlElement("w:tblHeader")
    tableau.rows[0]._tr.get_or_add_trPr().append(entete)
    tableau.cell(1, 0).text = "{%tr for ligne in horaires %}"
    tableau.cell(2, 0).text, tableau.cell(2, 1).text = "{{ ligne.jour }}", "{{ ligne.plages }}"
    tableau.cell(3, 0).text = "{%tr endfor %}"
    tableau.autofit = False
    for colonne, largeur in zip(tableau.columns, (Cm(4), Cm(12.6)), strict=True):
        colonne.width = largeur
        for cellule in colonne.cells:
            cellule.width = largeur


def _signatures(document: Document) -> None:
    titre = document.add_paragraph("Signatures", style="Heading 2")
    titre.paragraph_format.keep_with_next = True
    texte = document.add_paragraph(
        "Fait en deux exemplaires à {{ lieu_signature }}. Chaque partie garde le sien. Chacune écrit ses initiales "
        "en bas de chaque page."
    )
    texte.paragraph_format.keep_with_next = True
    tableau = document.add_table(1, 2, style="Table Grid")
    propriete = OxmlElement("w:cantSplit")
    tableau.rows[0]._tr.get_or_add_trPr().append(propriete)
    for cellule, titre_cellule, nom in zip(
        tableau.rows[0].cells,
        ("L’employeur", "La salariée"),
        ("{{ employeur_nom }}", "{{ salariee_nom }}"),
        strict=True,
    ):
        cellule.paragraphs[0].add_run(titre_cellule).bold = True
        cellule.add_paragraph(nom)
        cellule.add_paragraph("Date : " + POINTS[:14])
        cellule.add_paragraph("Signature :")
        for _rang in range(3):
            cellule.add_paragraph("")


def _pied(document: Document) -> None:
    paragraphe = document.sections[0].footer.paragraphs[0]
    paragraphe.alignment = WD_ALIGN_PARAGRAPH.LEFT
    taquets = paragraphe.paragraph_format.tab_stops
    taquets.add_tab_stop(Cm(8.3), WD_TAB_ALIGNMENT.CENTER)
    taquets.add_tab_stop(Cm(16.6), WD_TAB_ALIGNMENT.RIGHT)
    _petit(paragraphe, "Contrat no {{ contrat_numero }}\tInitiales : ………… / …………\tpage ")
    _champ(paragraphe, "PAGE")
    _petit(paragraphe, " / ")
    _champ(paragraphe, "NUMPAGES")


def _petit(paragraphe: Paragraph, texte: str) -> Any:
    run = paragraphe.add_run(texte)
    run.font.size = Pt(9)
    return run


def _champ(paragraphe: Paragraph, instruction: str) -> None:
    """A page field, with « 1 » as the result shown until Word computes it."""
    for genre in ("begin", None, "separate", "1", "end"):
        run = _petit(paragraphe, "1" if genre == "1" else "")
        if genre is None:
            texte = OxmlElement("w:instrText")
            texte.text = instruction
            run._r.append(texte)
        elif genre != "1":
            marque = OxmlElement("w:fldChar")
            marque.set(qn("w:fldCharType"), genre)
            run._r.append(marque)


def _ombrer(cellule: _Cell) -> None:
    ombre = OxmlElement("w:shd")
    for attribut, valeur in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", MOUSSE)):
        ombre.set(qn(attribut), valeur)
    cellule._tc.get_or_add_tcPr().append(ombre)


def _proprietes(document: Document) -> None:
    proprietes = document.core_properties
    proprietes.author = proprietes.last_modified_by = "Clairière"
    proprietes.title = "Contrat de travail à durée indéterminée – assistant parental"
    proprietes.comments, proprietes.language = "", "fr-FR"
    proprietes.created = proprietes.modified = datetime.datetime(2026, 11, 22)
    for langue in document.styles.element.iter(qn("w:lang")):
        langue.set(qn("w:val"), "fr-FR")
    relations = document.part.package.rels
    for cle in [c for c, r in relations.items() if r.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[cle]


def _enregistrer(document: Document) -> bytes:
    """The file with the same date on each of its parts, so that it only changes when its content does."""
    brut, net = io.BytesIO(), io.BytesIO()
    document.save(brut)
    with zipfile.ZipFile(brut) as source, zipfile.ZipFile(net, "w", zipfile.ZIP_DEFLATED) as cible:
        for partie in source.infolist():
            date = zipfile.ZipInfo(partie.filename, (2026, 11, 22, 0, 0, 0))
            cible.writestr(date, source.read(partie), zipfile.ZIP_DEFLATED)
    return net.getvalue()


if __name__ == "__main__":
    FICHIER.write_bytes(construire())

"""Makes the Word templates of the course, so that they can be reviewed as text and made again.

    python -m parcours.modeles.fabriquer

The same script always gives the same files. The words are in `textes_*.py`, the names they use in `variables.py`.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from parcours.modeles import textes_groupe, textes_preuves

DOSSIER = Path(__file__).parent
VERT, ENCRE, DISCRET = RGBColor(0x23, 0x69, 0x3F), RGBColor(0x1E, 0x2A, 0x22), RGBColor(0x55, 0x63, 0x5A)
MOUSSE = "E7F1E8"
LARGEUR = 16.6  # centimetres between the margins
LARGEURS = {  # list → widths of its columns, in centimetres
    "demi_journees": (6, 3.6, 7),
    "modules": (6.2, 2.2, 8.2),
    "presences": (6.6, 3, 4.5, 2.5),
    "competences": (5, 8.4, 3.2),
}

# file → (title, words)
TEXTES: dict[str, tuple[str, Sequence[Any]]] = {
    "convocation": ("Convocation", textes_groupe.CONVOCATION),
    "reglement": ("Règlement intérieur des stagiaires", textes_groupe.REGLEMENT),
    "information": ("Programme remis avant l’inscription", textes_groupe.INFORMATION),
    "assiduite": ("Attestation d’assiduité", textes_preuves.ASSIDUITE),
    "fin_formation": ("Attestation de fin de formation", textes_preuves.FIN_FORMATION),
    "realisation": ("Certificat de réalisation", textes_preuves.REALISATION),
    "satisfaction_chaud": ("Votre avis sur la formation", textes_preuves.SATISFACTION),
    "satisfaction_froid": ("Six mois après : votre avis", textes_preuves.SATISFACTION),
    "immersion": ("Votre immersion : le résumé", textes_preuves.IMMERSION),
}


def fichier(code: str) -> Path:
    """Where the shipped template of a paper is."""
    return DOSSIER / f"{code}.docx"


def construire(code: str) -> bytes:
    """The template of one paper as .docx bytes; always the same ones."""
    titre, contenu = TEXTES[code]
    document = docx.Document()
    _mettre_en_page(document)
    _entete(document)
    document.add_paragraph(titre, style="Title")
    for element in contenu:
        _element(document, element)
    _pied(document)
    _proprietes(document, titre)
    return _enregistrer(document)


def _mettre_en_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(1.6), Cm(2)
    _style(document, "Normal", 11, apres=5)
    _style(document, "Title", 20, gras=True, couleur=VERT, avant=10, apres=8)
    _style(document, "Subtitle", 9.5, couleur=DISCRET, apres=0)
    _style(document, "Heading 2", 12.5, gras=True, couleur=VERT, avant=9, apres=3)
    _style(document, "List Bullet", 11, apres=2)
    document.styles.add_style("Petit espace", WD_STYLE_TYPE.PARAGRAPH)
    _style(document, "Petit espace", 4)
    bordure = document.styles["Title"].element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    if bordure is not None:
        bordure.getparent().remove(bordure)


def _style(
    document: Document, nom: str, taille: float, *, gras: bool = False, couleur: Any = ENCRE, avant: float = 0,
    apres: float = 0,
) -> None:  # fmt: skip
    style = document.styles[nom]
    style.font.name, style.font.size, style.font.bold, style.font.italic = "Calibri", Pt(taille), gras, False
    polices = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribut in list(polices.attrib):
        del polices.attrib[attribut]
    for attribut in ("w:ascii", "w:hAnsi", "w:cs"):
        polices.set(qn(attribut), "Calibri")
    style.font.color.rgb = couleur
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(avant), Pt(apres)


def _entete(document: Document) -> None:
    """Who gives the paper. The mention about the registration is compulsory beside the number (C. trav. R.6351-6)."""
    nom = document.add_paragraph(style="Subtitle")
    run = nom.add_run("{{ centre_nom }}")
    run.bold, run.font.size, run.font.color.rgb = True, Pt(12), ENCRE
    document.add_paragraph(
        "{{ centre_adresse }}{% if centre_telephone %} – {{ centre_telephone }}{% endif %}"
        "{% if centre_courriel %} – {{ centre_courriel }}{% endif %}",
        style="Subtitle",
    )
    legal = document.add_paragraph(style="Subtitle")
    legal.add_run(
        "{% if centre_siret %}SIRET {{ centre_siret }}. {% endif %}{% if centre_declaration %}Déclaration d’activité "
        "enregistrée sous le numéro {{ centre_declaration }}. Cet enregistrement ne vaut pas agrément de l’État."
        "{% endif %}"
    )
    _filet(legal)


def _filet(paragraphe: Paragraph) -> None:
    bordures, bas = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for attribut, valeur in (("w:val", "single"), ("w:sz", "8"), ("w:space", "4"), ("w:color", "23693F")):
        bas.set(qn(attribut), valeur)
    bordures.append(bas)
    paragraphe._p.get_or_add_pPr().append(bordures)


def _element(document: Document, element: Any) -> None:
    if isinstance(element, tuple):
        {"fiche": _fiche, "tableau": _tableau, "signatures": _signatures}[element[0]](document, *element[1:])
    elif element.startswith("## "):
        document.add_paragraph(element.removeprefix("## "), style="Heading 2").paragraph_format.keep_with_next = True
    elif element.startswith("• "):
        document.add_paragraph(element.removeprefix("• "), style="List Bullet")
    elif element.startswith("~ "):
        cellule = _grille(document, 1, (LARGEUR,)).cell(0, 0)
        _ombrer(cellule)
        cellule.paragraphs[0].add_run(element.removeprefix("~ "))
        _petit_espace(document)
    else:
        document.add_paragraph(element)


def _grille(document: Document, lignes: int, largeurs: Sequence[float]) -> Any:
    tableau = document.add_table(lignes, len(largeurs), style="Table Grid")
    tableau.autofit = False
    for colonne, largeur in zip(tableau.columns, largeurs, strict=True):
        colonne.width = Cm(largeur)
        for cellule in colonne.cells:
            cellule.width = Cm(largeur)
            cellule.paragraphs[0].paragraph_format.space_after = Pt(2)
    return tableau


def _fiche(document: Document, *lignes: tuple[str, str]) -> None:
    tableau = _grille(document, len(lignes), (4.2, LARGEUR - 4.2))
    for rang, (libelle, valeur) in enumerate(lignes):
        tableau.cell(rang, 0).paragraphs[0].add_run(libelle).bold = True
        _ombrer(tableau.cell(rang, 0))
        tableau.cell(rang, 1).paragraphs[0].add_run(valeur)
    _petit_espace(document)


def _tableau(document: Document, liste: str, *colonnes: tuple[str, str]) -> None:
    largeurs = LARGEURS[liste]
    tableau = _grille(document, 4, largeurs)
    for cellule, (titre, _valeur) in zip(tableau.rows[0].cells, colonnes, strict=True):
        cellule.paragraphs[0].add_run(titre).bold = True
        _ombrer(cellule)
    tableau.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    tableau.cell(1, 0).paragraphs[0].add_run("{%tr for x in " + liste + " %}")
    for cellule, (_titre, valeur) in zip(tableau.rows[2].cells, colonnes, strict=True):
        cellule.paragraphs[0].add_run(valeur)
    tableau.cell(3, 0).paragraphs[0].add_run("{%tr endfor %}")
    _petit_espace(document)


def _petit_espace(document: Document) -> None:
    """An empty line of 4 points: Word wants a paragraph between two tables."""
    document.add_paragraph(style="Petit espace")


def _signatures(document: Document, *cases: tuple[str, str]) -> None:
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    tableau = _grille(document, 1, (LARGEUR / 2,) * len(cases))
    tableau.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cellule, (qui, nom) in zip(tableau.rows[0].cells, cases, strict=True):
        cellule.paragraphs[0].add_run(qui).bold = True
        cellule.add_paragraph(nom)
        cellule.add_paragraph("Date et signature :")
        for _rang in range(3):
            cellule.add_paragraph("")


def _pied(document: Document) -> None:
    paragraphe = document.sections[0].footer.paragraphs[0]
    paragraphe.paragraph_format.tab_stops.add_tab_stop(Cm(LARGEUR), WD_TAB_ALIGNMENT.RIGHT)
    _petit(paragraphe, "{{ centre_nom }}{% if numero %} – no {{ numero }}{% endif %}\tpage ")
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


def _ombrer(cellule: Any) -> None:
    ombre = OxmlElement("w:shd")
    for attribut, valeur in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", MOUSSE)):
        ombre.set(qn(attribut), valeur)
    cellule._tc.get_or_add_tcPr().append(ombre)


def _proprietes(document: Document, titre: str) -> None:
    proprietes = document.core_properties
    proprietes.author = proprietes.last_modified_by = "Clairière"
    proprietes.title = titre
    proprietes.comments, proprietes.language = "", "fr-FR"
    proprietes.created = proprietes.modified = datetime.datetime(2026, 11, 23)
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
            date = zipfile.ZipInfo(partie.filename, (2026, 11, 23, 0, 0, 0))
            cible.writestr(date, source.read(partie), zipfile.ZIP_DEFLATED)
    return net.getvalue()


if __name__ == "__main__":
    for nom in TEXTES:
        fichier(nom).write_bytes(construire(nom))

import datetime
import io
from collections import Counter

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from hypothesis import given, settings
from hypothesis import strategies as st

from clairiere.documents.conversion import (
    CompositionImpossible,
    NonConvertible,
    docx_en_pdf,
    docx_en_pdf_par_libreoffice,
    soffice_disponible,
)
from clairiere.documents.lecture_word import lire_docx
from tests.documents.outils import besoin_de_poppler, en_octets, fiche_du_pdf, mots, texte_du_pdf, word
from tests.documents.test_certificat import PNG

GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
JOUR = datetime.date(2026, 11, 22)
LETTRES = st.text(alphabet="abcdéèçœÀŞğıốựß0123456789 '’-.,;:!?()«»&<>#*_$@\\", min_size=1, max_size=40)


def pdf_de(document, titre="Essai"):
    return docx_en_pdf(en_octets(document) if not isinstance(document, bytes) else document, titre=titre, date=JOUR)


def mots_du_word(octets):
    """Every word of the body, as Word stores it: read with nothing but the XML."""
    racine = docx.Document(io.BytesIO(octets)).element.body
    return [mot for p in racine.iter(qn("w:p")) for mot in mots("".join(t.text or "" for t in p.iter(qn("w:t"))))]


@pytest.fixture
def riche():
    document = docx.Document()
    document.add_heading("Contrat # $ * _ @", 0)
    document.add_heading("Article 1", 1)
    document.add_heading("Détail", 3)
    paragraphe = document.add_paragraph("Du texte ")
    paragraphe.add_run("gras").bold = True
    paragraphe.add_run(" et ")
    paragraphe.add_run("italique").italic = True
    paragraphe.add_run(" souligné").underline = True
    document.add_paragraph("À droite").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("Justifié " * 40).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for style in ("List Bullet", "List Number", "List Number", "List Number 2"):
        document.add_paragraph(f"élément-{style.replace(' ', '-')}", style=style)
    tableau = document.add_table(4, 3, style="Table Grid")
    for y in range(4):
        for x in range(3):
            tableau.cell(y, x).text = f"case-{y}-{x}"
    tableau.cell(0, 0).merge(tableau.cell(0, 1))
    tableau.cell(1, 2).merge(tableau.cell(3, 2))
    document.add_picture(io.BytesIO(PNG), width=Cm(2))
    document.add_page_break()
    document.add_paragraph("Dernière page")
    document.sections[0].header.paragraphs[0].text = "En-tête du centre"
    document.sections[0].footer.paragraphs[0].text = "Pied de page "
    return document


@besoin_de_poppler
def test_every_word_of_the_word_file_is_in_the_pdf_and_no_other(riche):
    octets = en_octets(riche)
    lus = Counter(mots(texte_du_pdf(pdf_de(octets))))
    attendus = Counter(mots_du_word(octets)) + Counter(["En-tête", "du", "centre", "Pied", "de", "page"] * 2)
    marques = Counter(["•", "1.", "2.", "1."])
    assert lus == attendus + marques


@besoin_de_poppler
@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["Normal", "Heading 1", "Heading 2", "tableau"]), LETTRES), min_size=1, max_size=6
    )
)
def test_whatever_staff_write_the_pdf_says_the_same_words_in_the_same_order(blocs):
    document = docx.Document()
    for style, texte in blocs:
        if style == "tableau":
            document.add_table(1, 1, style="Table Grid").cell(0, 0).text = texte
        else:
            document.add_paragraph(texte, style=style)
    octets = en_octets(document)
    assert "".join(mots(texte_du_pdf(pdf_de(octets), "-raw"))) == "".join(mots_du_word(octets))


@besoin_de_poppler
def test_the_pdf_is_tagged_titled_a4_and_numbers_its_pages(riche):
    riche.sections[0].page_width, riche.sections[0].page_height = Cm(21), Cm(29.7)
    pied = riche.sections[0].footer.paragraphs[0]
    for instruction in ("PAGE", "NUMPAGES"):
        champ = parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" {instruction} "><w:r><w:t>99</w:t></w:r></w:fldSimple>'
        )
        pied._p.append(champ)
        pied.add_run(" sur " if instruction == "PAGE" else "")
    pdf = pdf_de(riche, titre="Contrat de Zoé")
    fiche = fiche_du_pdf(pdf)
    assert "Contrat de Zoé" in fiche
    assert "(A4)" in fiche
    assert b"/Lang(fr-FR)" in pdf
    pages = texte_du_pdf(pdf).strip("\f").split("\f")
    assert "Pied de page 1 sur 2" in " ".join(mots(pages[0]))
    assert "Pied de page 2 sur 2" in " ".join(mots(pages[1]))
    assert "99" not in "".join(pages)


@besoin_de_poppler
def test_numbered_lists_carry_the_numbers_that_word_would_show():
    document = docx.Document()
    for texte, style in [
        ("un", "List Number"),
        ("deux", "List Number"),
        ("dedans", "List Bullet"),
        ("trois", "List Number"),
    ]:
        document.add_paragraph(texte, style=style)
    texte = " ".join(mots(texte_du_pdf(pdf_de(document), "-layout")))
    assert texte == "1. un 2. deux • dedans 3. trois"


def _liste_a_deux_niveaux(document):
    num = document.part.numbering_part.element
    niveaux = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{genre}"/><w:lvlText w:val="{texte}"/></w:lvl>'
        for n, genre, texte in ((0, "upperRoman", "Article %1 –"), (1, "lowerLetter", "%1.%2)"))
    )
    num.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{niveaux}</w:abstractNum>'))
    num.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def _numeroter(paragraphe, niveau):
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{niveau}"/><w:numId w:val="77"/></w:numPr>'
    paragraphe._p.get_or_add_pPr().append(parse_xml(xml))


@besoin_de_poppler
def test_numbers_of_two_levels_and_of_headings_are_computed_as_word_does():
    document = docx.Document()
    _liste_a_deux_niveaux(document)
    for texte, niveau, style in [
        ("Essai", 0, "Heading 1"),
        ("petit", 1, None),
        ("autre", 1, None),
        ("Salaire", 0, "Heading 1"),
        ("encore", 1, None),
    ]:
        _numeroter(document.add_paragraph(texte, style=style), niveau)
    texte = " ".join(mots(texte_du_pdf(pdf_de(document), "-layout")))
    assert texte == "Article I – Essai I.a) petit I.b) autre Article II – Salaire II.a) encore"


def test_merged_cells_keep_their_place():
    document = docx.Document()
    tableau = document.add_table(3, 3)
    tableau.cell(0, 0).merge(tableau.cell(0, 1))
    tableau.cell(1, 2).merge(tableau.cell(2, 2))
    [lu] = [bloc for bloc in lire_docx(en_octets(document))["blocs"] if bloc["genre"] == "tableau"]
    places = {(c["x"], c["y"]): (c["large"], c["haute"]) for c in lu["cellules"]}
    assert places[0, 0] == (2, 1)
    assert places[2, 1] == (1, 2)
    assert (2, 2) not in places
    assert len(places) == 7


def test_bold_that_comes_from_a_style_is_bold_and_hidden_text_is_not_there():
    document = docx.Document()
    document.styles["Heading 2"].font.bold = True
    document.add_paragraph("Titre", style="Heading 2")
    cache = document.add_paragraph("visible ").add_run("invisible")
    cache.font.hidden = True
    titre, texte = lire_docx(en_octets(document))["blocs"][:2]
    assert titre["niveau"] == 2
    assert titre["runs"][0]["gras"]
    assert "".join(run["t"] for run in texte["runs"]) == "visible "


def test_the_same_word_file_gives_the_same_pdf_bytes(riche):
    octets = en_octets(riche)
    assert pdf_de(octets) == pdf_de(octets)
    assert docx_en_pdf(octets, titre="Essai", date=datetime.date(2026, 11, 23)) != pdf_de(octets)


def _ajouter(document, xml):
    document.add_paragraph("avant")._p.append(parse_xml(xml))


def _suivi(document):
    _ajouter(document, f'<w:ins {nsdecls("w")} w:id="1" w:author="x"><w:r><w:t>ajout</w:t></w:r></w:ins>')


def _zone_de_texte(document):
    dedans = "<w:txbxContent><w:p><w:r><w:t>dans la zone</w:t></w:r></w:p></w:txbxContent>"
    _ajouter(document, f"<w:r {nsdecls('w')}><w:pict>{dedans}</w:pict></w:r>")


def _symbole(document):
    _ajouter(document, f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>')


def _deux_mises_en_page(document):
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _colonnes(document):
    colonnes = OxmlElement("w:cols")
    colonnes.set(qn("w:num"), "2")
    document.sections[0]._sectPr.append(colonnes)


def _image_gif(document):
    document.add_picture(io.BytesIO(GIF))


@pytest.mark.parametrize(
    ("abimer", "raison"),
    [
        (_suivi, "modifications suivies"),
        (_zone_de_texte, "zone de texte"),
        (_symbole, "caractère spécial"),
        (_deux_mises_en_page, "plusieurs mises en page"),
        (_colonnes, "colonnes"),
        (_image_gif, "ni en PNG ni en JPEG"),
    ],
)
def test_what_cannot_be_drawn_is_named_and_never_left_out_in_silence(abimer, raison):
    document = docx.Document()
    abimer(document)
    with pytest.raises(NonConvertible) as refus:
        pdf_de(document)
    assert any(raison in r for r in refus.value.raisons)
    assert raison in refus.value.phrase


def test_text_in_a_place_the_reader_does_not_know_stops_the_conversion():
    document = docx.Document()
    inconnu = parse_xml(f"<w:inconnu {nsdecls('w')}><w:p><w:r><w:t>clause cachée</w:t></w:r></w:p></w:inconnu>")
    document.element.body.insert(0, inconnu)
    with pytest.raises(NonConvertible, match="passage que le logiciel ne sait pas lire"):
        pdf_de(document)


def test_a_file_that_is_no_word_file_is_refused():
    for octets in (b"", b"PK\x03\x04", b"%PDF"):
        with pytest.raises(NonConvertible):
            pdf_de(octets)


def test_a_letter_without_drawing_is_named():
    with pytest.raises(CompositionImpossible, match="« 李 »"):
        pdf_de(word("Madame 李"))


@pytest.mark.skipif(soffice_disponible() is None, reason="LibreOffice n’est pas installé sur cette machine")
@besoin_de_poppler
def test_libreoffice_says_the_same_words(riche):
    octets = en_octets(riche)
    lus = set(mots(texte_du_pdf(docx_en_pdf_par_libreoffice(octets))))
    assert set(mots_du_word(octets)) <= lus


def test_without_libreoffice_the_refusal_tells_what_to_do(monkeypatch):
    monkeypatch.setattr("clairiere.documents.conversion.shutil.which", lambda nom: None)
    assert soffice_disponible() is None
    with pytest.raises(CompositionImpossible, match="Prenez le fichier Word"):
        docx_en_pdf_par_libreoffice(word("x"))

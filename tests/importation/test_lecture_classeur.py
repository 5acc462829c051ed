"""Opening files: which are read, which are refused, and in what words."""

import io
from datetime import datetime

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from clairiere.importation.lecture import ouverture
from clairiere.importation.lecture.classeur import MAX_LIGNES, FichierIllisible, Formule
from clairiere.importation.lecture.ouverture import ouvrir
from tests.importation.classeurs import classeur, octets_de, remplacer_partie, zip_de

FEUILLE_1 = "xl/worksheets/sheet1.xml"


def cellules(octets, nom="liste.xlsx"):
    return [ligne.cellules for feuille in ouvrir(octets, nom).feuilles for ligne in feuille.lignes]


def refus(octets, nom="liste.xlsx"):
    with pytest.raises(FichierIllisible) as erreur:
        ouvrir(octets, nom)
    assert erreur.value.phrase.endswith(".")
    assert "!" not in erreur.value.phrase
    return erreur.value.phrase


def test_values_keep_their_kind_and_lines_their_number():
    octets = classeur(("A", [["Nom", 3, 2.5, True, datetime(2026, 2, 10), None, "z"], [], ["fin"]]))
    lignes = ouvrir(octets, "x.xlsx").feuilles[0].lignes
    assert [ligne.numero for ligne in lignes] == [1, 2, 3]
    assert lignes[0].cellules == ("Nom", 3, 2.5, True, datetime(2026, 2, 10), None, "z")
    assert lignes[1].est_vide


def test_a_formula_is_kept_as_text_and_never_computed():
    assert cellules(classeur(("A", [["=2+2", '=HYPERLINK("http://example.org")']]))) == [
        (Formule("=2+2"), Formule('=HYPERLINK("http://example.org")'))
    ]


def test_only_the_first_of_merged_cells_has_a_value_even_when_the_others_were_left_filled():
    octets = classeur(("A", [["titre", "caché", "caché aussi"], ["a", "b", "c"]]))
    fusion = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>'
    octets = remplacer_partie(octets, FEUILLE_1, lambda xml: xml.replace(b"</sheetData>", fusion))
    assert cellules(octets) == [("titre", None, None), ("a", "b", "c")]


@pytest.mark.parametrize("codage", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separateur", [";", ",", "\t", "|"])
def test_a_text_table_reads_the_same_in_every_encoding_and_with_every_separator(codage, separateur):
    texte = separateur.join(["Nom", "Prénom", "Tél."]) + "\r\n" + separateur.join(["Bâ", "Gül", "06 00"]) + "\r\n"
    assert cellules(texte.encode(codage), "liste.csv") == [("Nom", "Prénom", "Tél."), ("Bâ", "Gül", "06 00")]


def test_a_semicolon_table_full_of_commas_is_cut_at_semicolons():
    texte = "Nom;Adresse;Langues\nBâ;6, avenue Ledru-Rollin;peul, wolof, arabe\nSy;8, rue X;turc\n"
    assert cellules(texte.encode(), "x.csv")[1] == ("Bâ", "6, avenue Ledru-Rollin", "peul, wolof, arabe")


def test_a_quoted_cell_may_hold_the_separator_and_a_line_break():
    assert cellules(b'a;b\n"x;y";"un\ndeux"\n', "x.csv")[1] == ("x;y", "un\ndeux")


def test_a_quotation_mark_never_closed_does_not_swallow_the_people_below():
    texte = "Nom;Note;Tél\n" + 'Bâ;"urgent;06\n' + "".join(f"Nom{i};;06\n" for i in range(30))
    assert len(cellules(texte.encode(), "x.csv")) == 32


def test_the_line_sep_that_a_spreadsheet_writes_is_not_a_line():
    assert cellules(b"sep=,\nNom,Tel;x\nBa,06\n", "x.csv") == [("Nom", "Tel;x"), ("Ba", "06")]


def test_a_formula_in_a_text_table_is_flagged_too():
    assert cellules("Nom;Note\nBâ;=2+2\n".encode(), "x.csv")[1][1] == Formule("=2+2")


def test_a_protected_workbook_asks_to_remove_the_password():
    clair, protege = io.BytesIO(classeur(("A", [["Nom"]]))), io.BytesIO()
    OOXMLFile(clair).encrypt("secret", protege)
    assert "mot de passe" in refus(protege.getvalue())


@pytest.mark.parametrize(
    ("octets", "nom", "mots"),
    [
        (b"", "x.xlsx", "vide"),
        (b"\xef\xbb\xbf \r\n", "x.csv", "vide"),
        (b"%PDF-1.7 ...", "x.pdf", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "x.png", "image"),
        (b"\xff\xd8\xff\xe0....", "x.xlsx", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "x.xls", "Enregistrer sous"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "x.doc", "Word"),
        (b"<html><table><tr><td>Nom</td></tr></table>", "x.xls", "page enregistrée"),
        (b"{\\rtf1 bonjour}", "x.rtf", "pas un tableau"),
        (b"PK\x03\x04 abime", "x.xlsx", "abîmé"),
        (zip_de({"word/document.xml": "<a/>"}), "x.docx", "Word"),
        (zip_de({"content.xml": "<a/>", "mimetype": "x"}), "x.ods", "Enregistrer sous"),
        (zip_de({"xl/workbook.bin": "x"}), "x.xlsb", ".xlsb"),
        (zip_de({"photo.txt": "x"}), "x.zip", "archive"),
        (zip_de({"xl/workbook.xml": "<a/>", "[Content_Types].xml": "<pas fini"}), "x.xlsx", "abîmé"),
        (bytes(range(256)) * 20, "x.csv", "pas un tableau"),
    ],
)
def test_what_is_not_a_table_is_refused_in_words(octets, nom, mots):
    assert mots in refus(octets, nom)


def test_a_workbook_cut_in_the_middle_is_said_to_be_damaged():
    octets = classeur(("A", [["Nom", "Prénom"]] * 50))
    assert "abîmé" in refus(octets[: len(octets) // 2])
    assert "abîmé" in refus(remplacer_partie(octets, FEUILLE_1, lambda xml: xml[: len(xml) // 2]))


def test_a_file_over_the_limit_is_told_its_size_and_the_limit():
    phrase = refus(b"Nom;x\n" * (ouverture.MAX_OCTETS // 6 + 100_000))
    assert "20,6\u00a0Mo" in phrase
    assert "20\u00a0Mo" in phrase


def test_a_zip_bomb_is_refused_before_it_is_unfolded():
    octets = remplacer_partie(
        classeur(("A", [["Nom"]])), "xl/styles.xml", lambda xml: b" " * (ouverture.MAX_DECOMPRESSE + 1)
    )
    assert len(octets) < 1_000_000
    assert "trop gros" in refus(octets)


def test_a_merge_over_the_whole_sheet_does_not_unfold_into_millions_of_cells():
    fusion = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    octets = remplacer_partie(
        classeur(("A", [["Nom", "Prénom"]])), FEUILLE_1, lambda x: x.replace(b"</sheetData>", fusion)
    )
    assert cellules(octets) == [("Nom", "Prénom")]


def test_a_stray_cell_far_below_does_not_hide_the_list():
    livre = openpyxl.Workbook()
    livre.active.append(["Nom", "Prénom"])
    livre.active["B1000000"] = "perdue"
    lignes = ouvrir(octets_de(livre), "x.xlsx").feuilles[0].lignes
    assert [ligne.numero for ligne in lignes] == [1, 1_000_000]


def test_more_lines_than_the_limit_are_refused_and_the_limit_is_read():
    assert len(cellules(b"a;b\n" * MAX_LIGNES, "x.csv")) == MAX_LIGNES
    assert "20\u202f000 lignes" in refus(b"a;b\n" * (MAX_LIGNES + 1), "x.csv")


def test_too_many_cells_are_refused():
    ligne = b";".join([b"x"] * 400) + b"\n"
    assert "trop de cases" in refus(ligne * 2600, "x.csv")


def test_the_content_decides_not_the_name():
    assert cellules(classeur(("A", [["Nom"]])), "liste.csv") == [("Nom",)]
    assert cellules(b"Nom;Tel\n", "liste.xlsx") == [("Nom", "Tel")]

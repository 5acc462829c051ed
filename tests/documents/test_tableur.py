"""A table opens in a spreadsheet as it is; what looks like a formula is read, never computed."""

import csv
import io

import openpyxl
import pytest

from clairiere.documents.tableur import en_tableur

ENTETES = ["Nom", "Heures"]
PIEGES = ["=1+1", "+33600000000", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("piege", PIEGES)
def test_in_a_workbook_a_formula_is_only_a_text(piege):
    livre = openpyxl.load_workbook(io.BytesIO(en_tableur("xlsx", "Heures", ENTETES, [[piege, 3.5]])))
    cellule = livre.active["A2"]
    assert (cellule.data_type, cellule.value) == ("s", piege)
    assert livre.active["B2"].value == 3.5


@pytest.mark.parametrize("piege", PIEGES)
def test_in_a_text_table_a_formula_is_only_a_text(piege):
    texte = en_tableur("csv", "Heures", ENTETES, [[piege, 3.5], ["Awa", 120.0]]).decode("utf-8-sig")
    lignes = list(csv.reader(io.StringIO(texte), delimiter=";"))
    assert lignes[1] == [f"'{piege}", "3,50"]
    assert lignes[2] == ["Awa", "120"]


def test_a_title_with_signs_that_a_workbook_refuses_is_accepted():
    livre = openpyxl.load_workbook(io.BytesIO(en_tableur("xlsx", "Heures [2026/11]: ?*" * 4, ENTETES, [])))
    assert livre.active.title.startswith("Heures 202611")
    assert [c.value for c in livre.active[1]] == ENTETES


def test_another_format_does_not_exist():
    with pytest.raises(KeyError):
        en_tableur("xls", "Heures", ENTETES, [])


def test_a_sign_that_no_workbook_accepts_is_left_out():
    livre = openpyxl.load_workbook(io.BytesIO(en_tableur("xlsx", "Heures", ENTETES, [["Awa\x0bDiallo", 1.0]])))
    assert livre.active["A2"].value == "AwaDiallo"

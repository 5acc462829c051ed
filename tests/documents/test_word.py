import datetime
import io
import time
import zipfile
from decimal import Decimal

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clairiere.documents import langage
from clairiere.documents.word import ModeleRefuse, rendre_docx, variables_du_modele, verifier_modele
from tests.documents.outils import en_octets, lignes, word


def refus(*paragraphes, **donnees):
    with pytest.raises(ModeleRefuse) as pris:
        rendre_docx(word(*paragraphes), donnees)
    return pris.value.phrase


def test_a_name_with_and_or_angle_brackets_comes_out_as_typed():
    rendu = rendre_docx(word("Bonjour {{ nom }}."), {"nom": "M. & Mme <O’Brien> #*_$@\\ «ici» {{ x }}"})
    assert lignes(rendu) == ["Bonjour M. & Mme <O’Brien> #*_$@\\ «ici» {{ x }}."]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_whatever_a_person_typed_the_word_file_opens_and_keeps_every_letter(texte):
    rendu = lignes(rendre_docx(word("[{{ nom }}]"), {"nom": texte}))
    attendu = [c for c in texte if c.isalnum() and c.isprintable()]
    assert [c for c in "".join(rendu) if c.isalnum() and c.isprintable()] == attendu


def test_a_new_line_typed_in_a_field_stays_a_new_line():
    assert lignes(rendre_docx(word("{{ t }}"), {"t": "un\r\ndeux\rtrois"})) == ["un\ndeux\ntrois"]


def test_amounts_dates_and_hours_are_written_the_french_way():
    donnees = {
        "m": Decimal("2234.27"),
        "d": datetime.date(2026, 12, 1),
        "h": Decimal("35.5"),
        "oui": True,
        "rien": None,
    }
    modele = word("{{ m | euros }}|{{ d | date_longue }}|{{ h | heures }}|{{ d }}|{{ h }}|{{ oui }}|{{ rien }}")
    [ligne] = lignes(rendre_docx(modele, donnees))
    assert ligne.replace("\u00a0", " ").replace("\u202f", " ") == (
        "2 234,27 €|mardi 1er décembre 2026|35 h 30|mardi 1er décembre 2026|35,5|oui|"
    )


def test_lists_and_tables_are_filled_row_by_row():
    document = docx.Document()
    for texte in ("{%p for h in horaires %}", "{{ loop.index }}. {{ h.jour }}", "{%p endfor %}"):
        document.add_paragraph(texte)
    tableau = document.add_table(3, 2)
    tableau.cell(0, 0).text, tableau.cell(2, 0).text = "{%tr for h in horaires %}", "{%tr endfor %}"
    tableau.cell(1, 0).text, tableau.cell(1, 1).text = "{{ h.jour }}", "{{ h.plages | join(' et ') }}"
    horaires = [{"jour": "lundi", "plages": ["8 h – 12 h", "14 h – 18 h"]}, {"jour": "mardi", "plages": ["9 h – 12 h"]}]
    rendu = docx.Document(io.BytesIO(rendre_docx(en_octets(document), {"horaires": horaires})))
    assert [p.text for p in rendu.paragraphs] == ["1. lundi", "2. mardi"]
    assert [[c.text for c in r.cells] for r in rendu.tables[0].rows] == [
        ["lundi", "8 h – 12 h et 14 h – 18 h"],
        ["mardi", "9 h – 12 h"],
    ]


def test_the_names_a_template_asks_for_are_found_in_its_header_and_footer_too():
    document = docx.Document()
    document.add_paragraph("{{ corps }} {% for e in enfants %}{{ e.prenom }}{% endfor %}")
    document.sections[0].header.paragraphs[0].text = "{{ tete }}"
    document.sections[0].footer.paragraphs[0].text = "{% if pied %}x{% endif %}"
    assert variables_du_modele(en_octets(document)) == {"corps", "enfants", "tete", "pied"}


def test_an_unknown_name_is_named_with_the_nearest_known_one():
    ennuis = verifier_modele(word("{{ nom }} {{ salair }} {{ zzz }}"), ["nom", "salaire", "date_embauche"])
    assert len(ennuis) == 2
    assert "« salair »" in ennuis[0]
    assert "« salaire »" in ennuis[0]
    assert "« zzz »" in ennuis[1]
    assert "le plus proche" not in ennuis[1]
    assert verifier_modele(word("{{ nom }}"), ["nom"]) == []


def test_an_unknown_field_inside_a_list_is_found_by_a_trial():
    modele = word("{% for e in enfants %}{{ e.age }}{% endfor %}")
    assert verifier_modele(modele, ["enfants"]) == []
    [ennui] = verifier_modele(modele, ["enfants"], {"enfants": [{"prenom": "Zoé"}]})
    assert "« age »" in ennui


@pytest.mark.parametrize(
    ("paragraphes", "attendu"),
    [
        (["Début", "{% for a in b %} coucou"], "n’est pas fermée. Ajoutez « {% endfor %} »"),
        (["Avant", "Salaire : {{ a b }} euros"], "Passage : « Salaire : {{ a b }} euros »"),
        (["{% fr a in b %}"], "Passage : « {% fr a in b %} »"),
        (["{{ a | euro }}"], "Le nom le plus proche est « euros »"),
        (["{{ a | euros }}"], "« euros » ne convient pas à la valeur « texte »"),
        (["{{r a }}"], "Écrivez « {{ nom }} »"),
        (["{{ a / 0 }}"], "calcul"),
    ],
)
def test_a_mistake_in_a_template_is_said_in_french_with_its_place(paragraphes, attendu):
    assert attendu in refus(*paragraphes, a="texte" if "euros" in paragraphes[0] else 1, b=[1])


@pytest.mark.parametrize(
    "balise",
    [
        "{{ a.__class__ }}",
        "{{ a['__class__'] }}",
        "{{ a['_' ~ '_class__'] }}",
        "{{ a.upper() }}",
        "{% for x in range(10) %}x{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}",
        "{% include 'autre' %}",
        "{% import 'autre' as x %}",
        "{% for x in b recursive %}{{ x }}{% endfor %}",
        "{{ 2 ** 99999999 }}",
        "{{ 'a' * 1000000000 }}",
        "{{ '%0999999999d' % 1 }}",
        "{{ a | _compter }}",
        "{{ self }}",
        "{% set x = 7 %}" + "{% set x = x * x %}" * 40 + "{{ x }}",
        "{% set x = 'aaaaaaaaaa' %}" + "{% set x = x ~ x ~ x ~ x %}" * 30 + "{{ x }}",
        "{% set x = 'aaaaaaaaaa' %}" + "{% set x = x + x + x + x %}" * 30 + "{{ x }}",
        "{% for i in c %}{% for j in c %}{% for k in c %}{{ k }}{% endfor %}{% endfor %}{% endfor %}",
        "{% for i in c %}{% for j in c %}{% for k in c %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for i in c %}{% for j in c %}{{ long }}{% endfor %}{% endfor %}",
    ],
)
def test_a_template_can_neither_reach_the_software_nor_keep_it_busy(balise):
    avant = time.monotonic()
    phrase = refus(balise, a="texte", b=[1], c=list(range(60)), long="x" * 100_000)
    assert time.monotonic() - avant < 3
    assert "Traceback" not in phrase
    assert phrase.endswith((".", "»"))


def test_a_template_that_is_slow_is_stopped(monkeypatch):
    monkeypatch.setattr(langage, "SECONDES_MAX", -1.0)
    assert "trop de temps" in refus("{{ a }}", a=1)


def _archive(**parties):
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, contenu in parties.items():
            archive.writestr(nom.replace("__", "/"), contenu)
    return sortie.getvalue()


def _avec_partie(modele, nom, contenu):
    sortie = io.BytesIO(modele)
    with zipfile.ZipFile(sortie, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(nom, contenu)
    return sortie.getvalue()


@pytest.mark.parametrize(
    ("fichier", "attendu"),
    [
        (b"", "n’est pas un document Word"),
        (b"%PDF-1.7", "n’est pas un document Word"),
        (word("x")[:-40], "n’est pas un document Word"),
        (_archive(content="x"), "n’est pas un document Word"),
        (_archive(**{"word/document.xml": "<a/>"}), "abîmé"),
        (_avec_partie(word("x"), "word/vbaProject.bin", b"x"), "macros"),
        (_avec_partie(word("x"), "word/gros.xml", b"\0" * 61_000_000), "trop de données"),
        (b"PK" + b"x" * 10_000_001, "trop lourd"),
        (
            _avec_partie(
                word("x"),
                "word/_rels/settings.xml.rels",
                '<Relationship Type="…/attachedTemplate" Target="http://ailleurs.example/" TargetMode="External"/>',
            ),
            "ailleurs",
        ),
    ],
    ids=["vide", "pdf", "coupé", "archive", "abîmé", "macros", "bombe", "lourd", "lien"],
)
def test_a_file_that_is_no_clean_word_file_is_refused_in_words(fichier, attendu):
    with pytest.raises(ModeleRefuse) as pris:
        rendre_docx(fichier, {})
    assert attendu in pris.value.phrase


def test_a_tag_that_would_cut_a_table_in_two_is_refused_rather_than_mended_in_silence():
    document = docx.Document()
    tableau = document.add_table(1, 1)
    tableau.cell(0, 0).text = "{% if a %}dedans"
    document.add_paragraph("dehors{% endif %}")
    with pytest.raises(ModeleRefuse, match="coupe un paragraphe ou un tableau"):
        rendre_docx(en_octets(document), {"a": False})

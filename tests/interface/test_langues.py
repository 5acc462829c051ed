"""Five languages for her pages, French for whoever works here; nothing is left untranslated."""

import re

import pytest
from django.utils import translation

from clairiere.interface import autres_langues, catalogues
from clairiere.interface.langues import NOMS, compiler, connue
from tests.outils.client import ClientStrict

HTML = re.compile(r'<html lang="(\w+)" dir="(\w+)">')


@pytest.fixture
def awa(monde):
    client = ClientStrict()
    client.force_login(monde.ici.comptes["auxiliaire"])
    return client


def choisir(client, langue, suite="/c/ici/mon-parcours/"):
    return client.envoyer("/c/ici/mon-parcours/", {"langue": langue, "suite": suite}, vers="/langue/", follow=True)


@pytest.mark.django_db
@pytest.mark.parametrize("langue", list(NOMS))
def test_she_chooses_her_language_once_and_every_page_of_hers_follows(awa, langue):
    choisir(awa, langue)
    attendu = (langue, "rtl" if langue == "ar" else "ltr")
    for page in ("mon-parcours", "mes-documents", "mes-rendez-vous", "aide", "mes-donnees"):
        reponse = awa.get(f"/c/ici/{page}/")
        assert HTML.search(reponse.content.decode()).groups() == attendu, page
        assert reponse["Content-Language"] == langue


@pytest.mark.django_db
def test_the_choice_follows_her_to_another_telephone(monde, awa):
    choisir(awa, "pt")
    ailleurs = ClientStrict()
    ailleurs.force_login(monde.ici.comptes["auxiliaire"])
    assert HTML.search(ailleurs.get("/c/ici/mon-parcours/").content.decode()).group(1) == "pt"


@pytest.mark.django_db
def test_the_staff_reads_french_whatever_the_telephone_says(monde):
    client = ClientStrict()
    client.force_login(monde.ici.comptes["coordinatrice"])
    client.cookies["langue"] = "ar"
    assert HTML.search(client.get("/c/ici/parcours/").content.decode()).groups() == ("fr", "ltr")


@pytest.mark.django_db
def test_the_page_to_log_in_speaks_the_language_of_the_telephone(client):
    client.cookies["langue"] = "es"
    assert HTML.search(client.get("/compte/login/code/").content.decode()).group(1) == "es"


@pytest.mark.django_db
def test_a_strange_language_or_address_does_no_harm(awa):
    reponse = choisir(awa, "klingon", suite="https://ailleurs.example/")
    assert reponse.redirect_chain[0][0] == "/"
    assert connue("klingon") == "fr"


def test_every_sentence_of_her_pages_is_translated_with_the_same_variables():
    assert catalogues.manques() == []


def test_no_translation_is_the_french_text_left_as_it_was():
    """A few words are the same in two languages; a sentence never is."""
    for code in catalogues.TRADUITES:
        pareilles = [e.msgid for e in catalogues.catalogue(code) if e.msgstr == e.msgid and len(e.msgid.split()) > 3]
        assert pareilles == [], code


def test_arabic_sentences_are_written_in_arabic():
    sans = [e.msgid for e in catalogues.catalogue("ar") if e.msgstr and not re.search(r"[\u0600-\u06ff]", e.msgstr)]
    assert [m for m in sans if re.search(r"[a-zà-ÿ]{3}", m) and "%(" not in m] == []


def test_the_catalogues_are_compiled_when_their_text_is_newer():
    compiler()
    assert compiler() == []
    with translation.override("en"):
        assert translation.gettext("Mes documents") != "Mes documents"


@pytest.mark.parametrize(
    ("langue", "attendu"),
    [("en", "Tuesday 24 November"), ("es", "martes 24 de noviembre"), ("pt", "24 de novembro"), ("ar", "24")],
)
def test_dates_are_said_in_her_language(langue, attendu):
    import datetime as dt

    with translation.override(langue):
        assert attendu.lower() in autres_langues.date_longue(dt.date(2026, 11, 24), dt.date(2026, 1, 1)).lower()

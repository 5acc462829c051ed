"""The catalogue and the pages of refusal, opened as a visitor does."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.shortcuts import render
from django.template.loader import render_to_string

from clairiere.interface import urls as adresses
from clairiere.interface.erreurs import csrf_absent

RACINE = Path(__file__).resolve().parents[2]
CSS = sorted((RACINE / "clairiere/interface/static/css").rglob("*.css"))
PAGES = ["", "equipe/", "chez-soi/", "confidentiel/", "publique/", "papier/"]
REFUS = ["400.html", "403.html", "404.html", "500.html", "403_csrf.html"]
ANGLAIS = re.compile(r">\s*[^<]*\b(the|this|please|error|submit|page not found|forbidden)\b", re.IGNORECASE)


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_each_page_of_the_catalogue_opens_without_a_login(client, page):
    reponse = client.get(f"/interface/{page}")
    assert reponse.status_code == 200
    html = reponse.content.decode()
    assert html.startswith("<!doctype html>")
    assert html.count("<h1") == 1
    assert html.count('id="contenu"') == 1


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_ids_are_unique_on_each_page(client, page):
    identifiants = re.findall(r'\sid="([^"]+)"', client.get(f"/interface/{page}").content.decode())
    assert len(identifiants) == len(set(identifiants))


@pytest.mark.django_db
def test_the_catalogue_shows_every_component(client):
    utilises = set()
    client.get("/interface/")
    for gabarit in (RACINE / "templates/interface").rglob("*.html"):
        utilises |= set(re.findall(r"{% (\w+)", gabarit.read_text()))
    balises = {
        nom for nom in _balises() if nom not in ("champ", "resume_erreurs", "capter", "ranger_possibles", "recherche")
    }
    assert balises <= utilises


def _balises():
    from clairiere.interface.balises.registre import register

    return register.tags


@pytest.mark.parametrize("gabarit", REFUS)
def test_a_refusal_is_plain_french_and_shows_a_way_out(rf, gabarit):
    html = render(rf.get("/"), gabarit).content.decode()
    assert not ANGLAIS.search(html)
    assert 'href="/"' in html
    assert "Oups" not in html


def test_the_500_page_needs_neither_a_request_nor_a_database():
    assert "Une panne de notre côté" in render_to_string("500.html")


def test_a_refusal_says_who_may_open_the_page(rf):
    html = render(rf.get("/"), "403.html", {"phrase": "Cette page est pour la médiatrice."}).content.decode()
    assert "Cette page est pour la médiatrice." in html


def test_an_old_form_is_refused_in_words(rf):
    reponse = csrf_absent(rf.post("/"), reason="CSRF token missing.")
    assert reponse.status_code == 403
    assert "restée ouverte trop longtemps" in reponse.content.decode()
    assert "CSRF token" not in reponse.content.decode()


def test_every_style_sheet_is_linked_once_and_every_link_exists():
    liens = re.findall(r"static '([^']+)'", render_source("mises_en_page/styles.html"))
    assert sorted(liens) == sorted(str(c.relative_to(RACINE / "clairiere/interface/static")) for c in CSS)
    base = re.findall(r"static '([^']+)'", render_source("mises_en_page/base.html"))
    assert all(finders.find(lien) for lien in liens + base)


def render_source(nom):
    return (RACINE / "templates" / nom).read_text()


def test_the_styles_stay_light_for_a_phone():
    """What travels: the server sends them compressed."""
    assert sum(len(gzip.compress(c.read_bytes())) for c in CSS) < 26_000


def test_every_rule_stands_in_a_layer():
    for fichier in CSS:
        texte = re.sub(r"/\*.*?\*/", "", fichier.read_text(), flags=re.DOTALL).strip()
        assert texte.startswith("@layer"), fichier.name


def test_colours_have_a_value_in_the_tokens_only():
    for fichier in CSS:
        if fichier.name in ("jetons.css", "impression.css"):
            continue
        sans_url = re.sub(r"url\([^)]*\)", "", fichier.read_text())
        assert not re.search(r"#[0-9a-f]{3,8}\b", sans_url, re.IGNORECASE), fichier.name


def test_templates_carry_no_inline_style_nor_handler():
    for dossier in ("mises_en_page", "composants", "interface", "django"):
        for gabarit in (RACINE / "templates" / dossier).rglob("*.html"):
            assert not re.search(r"\s(style|on[a-z]+)=[\"']", gabarit.read_text()), gabarit.name


def test_the_catalogue_is_declared_public():
    assert {motif.callback.droit for motif in adresses.urlpatterns} == {"public"}

"""The menu: each role sees its own items, in order, and knows where it stands."""

from types import SimpleNamespace

import pytest

from clairiere.comptes import droits
from clairiere.comptes.roles import Role
from clairiere.interface import icones, navigation

MENUS = (navigation.MENU_EQUIPE, navigation.MENU_AUXILIAIRE, navigation.MENU_FAMILLE)


@pytest.fixture(autouse=True)
def _toutes_les_pages(monkeypatch):
    """Every page exists, so that only the rights decide."""

    def adresse(nom, code):
        return f"/c/{code}/" if nom == "centre:accueil" else f"/c/{code}/{nom.replace(':', '/')}/"

    monkeypatch.setattr(navigation, "_adresse", adresse)


def acteur(*roles):
    tenus = frozenset(roles)
    return SimpleNamespace(
        centre=SimpleNamespace(code="ici"), roles=tenus, peut=lambda droit: bool(droits.roles_pour(droit) & tenus)
    )


def libelles(*roles, chemin=""):
    return [str(entree.libelle) for entree in navigation.de(acteur(*roles), chemin)]


@pytest.mark.parametrize("rubrique", [r for menu in MENUS for r in menu], ids=lambda r: r.url_name)
def test_each_item_asks_for_a_known_right_and_has_a_drawing(rubrique):
    assert droits.roles_pour(rubrique.droit)
    assert rubrique.icone in icones.ICONES


def test_the_mediatrice_sees_her_cases_and_nobody_else_does():
    assert "Médiations" in libelles(Role.MEDIATRICE)
    assert "Médiations" not in libelles(Role.DIRECTRICE)
    assert "Familles" not in libelles(Role.MEDIATRICE)


def test_the_screen_says_mises_en_relation_and_never_placements():
    assert "Mises en relation" in libelles(Role.COORDINATRICE)
    assert not any("lacement" in libelle for libelle in libelles(Role.COORDINATRICE))


def test_an_auxiliaire_has_four_tiles_and_a_family_its_own():
    assert libelles(Role.AUXILIAIRE) == ["Mon parcours", "Mes rendez-vous", "Mes documents", "Aide"]
    assert libelles(Role.FAMILLE)[0] == "Ma demande"


def test_someone_who_works_here_and_is_also_a_family_keeps_the_staff_menu():
    assert libelles(Role.FAMILLE, Role.COORDINATRICE)[0] == "À faire"


def test_a_stranger_has_no_menu():
    assert navigation.de(None) == []
    assert navigation.de(acteur()) == []
    assert navigation.de(SimpleNamespace(centre=None, roles=frozenset({"directrice"}))) == []


@pytest.mark.parametrize(
    ("chemin", "ici"),
    [
        ("/c/ici/", "À faire"),
        ("/c/ici/parcours/liste/", "Parcours"),
        ("/c/ici/parcours/liste/12/", "Parcours"),
        ("/c/ici/ailleurs/", None),
    ],
)
def test_the_menu_marks_where_we_are(chemin, ici):
    marquees = [str(e.libelle) for e in navigation.de(acteur(Role.COORDINATRICE), chemin) if e.ici]
    assert marquees == ([ici] if ici else [])


def test_the_search_of_the_rail_goes_to_what_the_reader_may_list(monkeypatch):
    assert navigation.recherche(acteur(Role.COORDINATRICE)) == "/c/ici/centre/recherche/"
    monkeypatch.setattr(navigation, "_adresse", lambda nom, code: "/p/" if nom == "parcours:liste" else None)
    assert navigation.recherche(acteur(Role.COORDINATRICE)) == "/p/"
    assert navigation.recherche(acteur(Role.MEDIATRICE)) == ""
    assert navigation.recherche(None) == ""


def test_an_item_without_a_page_is_left_out(monkeypatch):
    monkeypatch.undo()
    assert navigation._adresse("nulle:part", "ici") is None
    assert navigation._adresse("interface:catalogue", "ici") == "/interface/"

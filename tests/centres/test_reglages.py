"""The settings of a centre: shown with the values in force, kept, refused in words, told in the history."""

import pytest

from clairiere.centres.actions_reglages import regler
from clairiere.centres.forms_reglages import groupes
from clairiere.centres.reglages import REGLAGES, ReglageInconnu, lire
from clairiere.journal.models import Entree
from tests.outils.client import ClientStrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(monde):
    client = ClientStrict()
    client.force_login(monde.ici.comptes["directrice"])
    return client


def test_a_setting_never_touched_has_its_usual_value(ici):
    assert lire(ici.centre, "delai_semaines") == 6
    with pytest.raises(ReglageInconnu):
        lire(ici.centre, "inconnu")


def test_a_value_of_the_wrong_kind_in_the_base_is_ignored(ici):
    ici.centre.reglages = {"delai_semaines": "beaucoup"}
    assert lire(ici.centre, "delai_semaines") == 6


def test_the_director_changes_a_rule_and_the_history_says_so(ici):
    par = ici.acteur("directrice")
    assert regler(ici.centre, par=par, valeurs={"delai_semaines": 9}) == ["delai_semaines"]
    assert regler(ici.centre, par=par, valeurs={"delai_semaines": 9}) == []
    assert Entree.objects.filter(code="centre.regler").count() == 1
    assert "(6 devient 9)" in Entree.objects.get(code="centre.regler").phrase


@pytest.mark.parametrize("adresse", list(groupes()))
def test_each_group_of_settings_opens_and_keeps_what_is_typed(monde, client, adresse):
    page = monde.ici.adresse(f"reglages/regles/{adresse}/")
    assert client.get(page).status_code == 200


def test_a_delay_of_zero_weeks_is_refused_beside_the_field(monde, client):
    page = monde.ici.adresse("reglages/regles/familles/")
    reponse = client.envoyer(page, {"delai_semaines": "0"})
    assert reponse.status_code == 422
    assert "supérieure ou égale à 1" in reponse.content.decode()
    reponse = client.envoyer(page, {"delai_semaines": "8"})
    assert reponse.status_code == 302
    monde.ici.centre.refresh_from_db()
    assert lire(monde.ici.centre, "delai_semaines") == 8


def test_an_unknown_group_does_not_exist(monde, client):
    assert client.get(monde.ici.adresse("reglages/regles/rien/")).status_code == 404


def test_each_setting_has_words_and_fits_its_own_bounds():
    for nom, reglage in REGLAGES.items():
        assert reglage.libelle, nom
        assert reglage.groupe, nom
        if isinstance(reglage.defaut, int) and not isinstance(reglage.defaut, bool):
            assert reglage.mini <= reglage.defaut <= reglage.maxi, nom
        if reglage.choix:
            assert reglage.defaut in [valeur for valeur, _mots in reglage.choix], nom

"""What each action brought, with the names; partners to call back; the first contact in one minute."""

import datetime as dt

import pytest
from django.utils import timezone

from clairiere.centres import portee
from parcours.actions import promotion as actions
from parcours.models import ActionPromotion, Parcours, Partenaire
from parcours.regles.promotion import deviner_origine
from tests.fabriques import base as f
from tests.outils.requetes import assertNumQueries
from tests.parcours.conftest import texte

ACTION = {"genre": "forum", "date": "2026-11-10", "lieu": "Mairie du 2e", "rencontrees": "30", "heures": "3,5"}


@pytest.fixture
def forum(monde):
    with portee.dans(monde.ici.centre):
        par = monde.ici.acteur("coordinatrice")
        return actions.noter_action(
            par=par,
            genre="forum",
            date=dt.date(2026, 11, 10),
            lieu="Mairie du 2e",
            partenaire=None,
            rencontrees=30,
            heures=None,
            note="",
        )


@pytest.mark.parametrize(
    ("mots", "code"),
    [
        ("France Travail", "partenaire"),
        ("FRANCE-TRAVAIL Paris 2", "partenaire"),
        ("Mission locale", "partenaire"),
        ("une amie certifiée", "bouche_a_oreille"),
        ("sa sœur", "bouche_a_oreille"),
        ("l’affiche du métro", "affiche"),
        ("Forum des métiers", "forum"),
        ("réunion du 3", "reunion"),
        ("Facebook", "internet"),
        ("Mme Amiel", ""),
        ("accueil du centre", ""),
        ("", ""),
    ],
)
def test_the_origin_is_guessed_only_when_the_words_are_clear(mots, code):
    assert deviner_origine(mots) == code


def test_an_action_says_how_many_came_from_it_and_how_far_they_went(monde, forum, coordinatrice):
    with portee.dans(monde.ici.centre):
        venues = [
            f.FabriqueParcours(action_promotion=forum),
            f.FabriqueParcours(candidate=True, action_promotion=forum),
            f.FabriqueParcours(admise=True, action_promotion=forum),
            f.FabriqueParcours(certifiee=True, action_promotion=forum),
        ]
        f.FabriqueParcours(certifiee=True)
        apports = ActionPromotion.objects.avec_apports().get()
    assert (apports.venues, apports.admises, apports.certifiees, apports.placees) == (4, 2, 1, 0)
    page = coordinatrice.voir(f"recrutement/promotion/{forum.pk}/?etape=admises")
    for parcours in venues:
        assert (str(parcours.personne) in page) == (parcours in venues[2:])


def test_an_action_is_noted_with_a_comma_in_the_hours_and_a_second_click_notes_it_once(monde, coordinatrice):
    for _fois in range(2):
        page = coordinatrice.envoyer("recrutement/promotion/nouvelle/", ACTION)
        assert "L’action est notée." in texte(page)
    with portee.dans(monde.ici.centre):
        assert str(ActionPromotion.objects.get().heures) == "3.5"


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"rencontrees": "-3"}, "Ce nombre ne peut pas être négatif."),
        ({"heures": "-1"}, "Le temps passé ne peut pas être négatif."),
        ({"heures": "trois"}, "Écrivez un nombre d’heures"),
        ({"lieu": ""}, "Il manque le lieu."),
        ({"genre": ""}, "Choisissez le genre."),
    ],
)
def test_bad_input_is_said_beside_its_field_and_what_was_typed_stays(coordinatrice, champs, phrase):
    page = coordinatrice.envoyer("recrutement/promotion/nouvelle/", {**ACTION, "note": "Avec Paul.", **champs})
    assert page.status_code == 422
    assert phrase in texte(page)
    assert "Avec Paul." in page.content.decode()


def test_unknown_is_said_unknown_and_not_zero(monde, coordinatrice):
    coordinatrice.envoyer("recrutement/promotion/nouvelle/", {**ACTION, "rencontrees": ""})
    assert "on ne sait pas" in coordinatrice.voir("recrutement/promotion/")


def test_the_list_costs_the_same_for_5_and_for_40_actions(monde, coordinatrice):
    def ajouter(n):
        with portee.dans(monde.ici.centre):
            for rang in range(n):
                action = ActionPromotion.objects.create(genre="forum", lieu=f"Salle {rang}")
                f.FabriqueParcours(action_promotion=action, admise=True)

    assertNumQueries(
        coordinatrice.client, monde.ici.adresse("recrutement/promotion/"), ajouter, peu=5, beaucoup=40, au_plus=12
    )


def test_a_partner_is_called_back_on_the_day_and_each_exchange_stays(monde, coordinatrice):
    coordinatrice.envoyer("recrutement/partenaires/nouveau/", {"nom": "Mission locale", "genre": "mission_locale"})
    with portee.dans(monde.ici.centre):
        partenaire = Partenaire.objects.get()
    chemin = f"recrutement/partenaires/{partenaire.pk}/"
    hier = (timezone.localdate() - dt.timedelta(days=1)).isoformat()
    page = coordinatrice.envoyer(chemin, {"le": hier, "phrase": "Elle envoie trois femmes.", "rappel_le": hier})
    assert "Elle envoie trois femmes." in texte(page)
    assert "Rappeler Mission locale" in coordinatrice.voir("")
    coordinatrice.envoyer(chemin, {"le": timezone.localdate().isoformat(), "phrase": "Rendez-vous pris."})
    assert "Rappeler Mission locale" not in coordinatrice.voir("")
    page = coordinatrice.voir(chemin)
    assert "Elle envoie trois femmes." in page
    assert "Rendez-vous pris." in page


def test_two_partners_of_the_same_name_are_refused_beside_the_name(coordinatrice):
    for statut in (200, 422):
        page = coordinatrice.envoyer("recrutement/partenaires/nouveau/", {"nom": "PMI", "genre": "pmi"})
        assert page.status_code == statut
    assert "Un partenaire porte déjà ce nom." in texte(page)


CONTACT = {"prenom": "Fanta", "telephone": "0611223344", "prochaine_action": "Appeler", "prochaine_date": "2026-12-01"}


def test_the_first_contact_says_how_she_heard_of_us_and_where_she_was_met(monde, forum, coordinatrice):
    donnees = {"origine_genre": "forum", "origine": "Stand de la mairie", "action_promotion": forum.pk}
    coordinatrice.envoyer("parcours/nouvelle/", {**CONTACT, **donnees})
    with portee.dans(monde.ici.centre):
        elle = Parcours.objects.get(personne__prenom="Fanta")
    assert (elle.origine_genre, elle.origine, elle.action_promotion) == ("forum", "Stand de la mairie", forum)


@pytest.mark.parametrize("naissance", ["1850-01-01", "2015-01-01", "1940-01-01"])
def test_a_birth_date_that_no_candidate_has_is_refused_in_words(coordinatrice, naissance):
    page = coordinatrice.envoyer("parcours/nouvelle/", {**CONTACT, "naissance": naissance})
    assert page.status_code == 422
    assert "Vérifiez l’année." in texte(page)
    assert f'value="{naissance}"' in page.content.decode()


@pytest.mark.parametrize("naissance", ["2009-01-01", "1953-01-01"])
def test_sixteen_and_seventy_three_are_accepted(coordinatrice, naissance):
    page = coordinatrice.envoyer("parcours/nouvelle/", {**CONTACT, "naissance": naissance})
    assert "Fanta est notée." in texte(page)

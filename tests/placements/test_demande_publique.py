"""The public form, the secret link, and what is kept from others."""

import re

import pytest
from django.urls import reverse

from clairiere.centres import portee
from clairiere.comptes.models import Personne
from placements.models import Demande
from tests.placements.conftest import dans, saisie


def _page(reponse):
    return reponse.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def adresse(monde):
    return monde.ici.adresse("demande/")


def _nombre(monde):
    with portee.dans(monde.ici.centre):
        return Demande.objects.count()


def test_a_forbidden_wish_is_refused_beside_its_field_and_nothing_typed_is_lost(monde, client, adresse):
    reponse = client.envoyer(adresse, saisie(precisions="Nounou française de préférence", animaux="on"))
    page = _page(reponse)
    assert reponse.status_code == 422
    assert _nombre(monde) == 0
    assert "L.1132-1" in page
    assert "Nounou française de préférence</textarea>" in page
    champ = page[page.index('id="id_precisions_error"') - 200 :][:900]
    assert "L.1132-1" in champ
    tapes = (
        'value="Noé"',
        'value="2025-03-02"',
        'value="08:30"',
        'value="06 00 09 00 01"',
        'value="75011"',
        'value="Martin"',
    )
    for tape in tapes:
        assert tape in page, tape
    assert re.search(r'name="animaux"[^>]*checked', page)


def test_a_second_click_leads_to_the_first_request(monde, client, adresse):
    premier = client.envoyer(adresse, saisie())
    second = client.envoyer(adresse, saisie(), follow=True)
    assert _nombre(monde) == 1
    assert second.redirect_chain[-1][0] == premier["Location"]
    assert "Elle n’a pas été comptée deux fois" in _page(second)


def test_a_stranger_with_the_same_phone_does_not_get_the_page(monde, client, adresse):
    premier = client.envoyer(adresse, saisie())
    client.cookies.clear()
    second = client.envoyer(adresse, saisie(), follow=True)
    assert _nombre(monde) == 1
    assert "deja-recue" in second.redirect_chain[-1][0]
    jeton = premier["Location"].rstrip("/").rsplit("/", 1)[-1]
    assert jeton not in _page(second)


def test_the_same_family_may_ask_for_another_child(monde, client, adresse):
    client.envoyer(adresse, saisie())
    client.envoyer(adresse, saisie(enfant1_prenom="Inès", enfant1_naissance="2023-01-05"))
    with portee.dans(monde.ici.centre):
        assert Demande.objects.count() == 2
        assert Personne.objects.filter(nom="Martin").count() == 1


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"debut": dans(-1).isoformat()}, "Cette date est passée"),
        ({"debut": dans(400).isoformat()}, "plus d’un an"),
        ({"debut": "bientôt"}, "Cette date est illisible"),
        ({"telephone": ""}, "Indiquez un téléphone ou un courriel"),
        ({"telephone": "06 12"}, "Ce numéro n’est pas complet"),
        ({"enfant1_prenom": "", "enfant1_naissance": ""}, "Indiquez au moins un enfant"),
        ({"enfant1_naissance": ""}, "Indiquez la date de naissance"),
        ({"enfant2_naissance": "2020-01-01"}, "écrivez « bébé »"),
        ({"enfant1_naissance": "1990-01-01"}, "plus de 16 ans"),
        ({"semaine_lundi_0_fin": "07:00"}, "n’est pas après le début"),
        ({"semaine_lundi_0_fin": ""}, "l’heure de fin"),
        ({"code_postal": "7501"}, "cinq chiffres"),
        ({"site_web": "http://robot.example"}, "doit rester vide"),
        ({"langues": "a, b, c, d, e, f"}, "au plus cinq langues"),
    ],
)
def test_a_mistake_is_said_in_words_and_nothing_is_recorded(monde, client, adresse, champs, phrase):
    reponse = client.envoyer(adresse, saisie(**champs))
    assert reponse.status_code == 422
    assert phrase in _page(reponse)
    assert _nombre(monde) == 0


def test_too_many_requests_from_one_place_are_stopped_with_a_sentence(monde, client, adresse):
    for n in range(10):
        assert client.envoyer(adresse, saisie(telephone=f"06 00 09 01 {n:02}")).status_code == 302
    reponse = client.envoyer(adresse, saisie(telephone="06 00 09 02 00"))
    assert reponse.status_code == 429
    assert "Trop de demandes" in _page(reponse)
    assert _nombre(monde) == 10


def test_the_link_is_secret_and_not_kept_by_browsers(monde, client, adresse):
    suivi = client.envoyer(adresse, saisie())["Location"]
    reponse = client.get(suivi)
    assert reponse["Cache-Control"] == "no-store"
    assert reponse["Referrer-Policy"] == "same-origin"
    assert "noindex" in reponse["X-Robots-Tag"]
    jeton = suivi.rstrip("/").rsplit("/", 1)[-1]
    faux = "x" + jeton[1:] if jeton[0] != "x" else "y" + jeton[1:]
    assert client.get(reverse("placements:suivi", args=["ici", faux])).status_code == 404
    assert client.get(reverse("placements:suivi", args=["ailleurs", jeton])).status_code == 404


def test_a_family_withdraws_by_its_link_and_a_second_click_is_harmless(monde, client, adresse):
    suivi = client.envoyer(adresse, saisie())["Location"]
    client.envoyer(suivi, {"geste": "retirer", "attendu": "recue"})
    page = _page(client.get(suivi))
    assert "Retirer ma demande" not in page
    # an old tab still holds the button
    vieille = client.envoyer(adresse, {"geste": "retirer", "attendu": "recue"}, vers=suivi, follow=True)
    assert "C’est déjà noté" in _page(vieille)
    assert "Vous avez retiré votre demande" in page
    with portee.dans(monde.ici.centre):
        assert Demande.objects.get().etat == "retiree"


def test_the_needs_page_compares_without_putting_home_care_first(monde, client):
    page = _page(client.get(monde.ici.adresse("besoins/")))
    ordre = [
        page.index(mot)
        for mot in ("crèche", "assistante maternelle", "auxiliaire parentale à domicile", "garde partagée")
    ]
    assert ordre == sorted(ordre)


def test_the_desk_notes_the_same_request_and_corrects_it(monde, client):
    ici = monde.ici
    client.force_login(ici.comptes["chargee_insertion"])
    reponse = client.envoyer(ici.adresse("demandes/nouvelle/"), saisie(adresse="12 rue de la Roquette"), follow=True)
    assert "Claire Martin" in _page(reponse)
    with portee.dans(ici.centre):
        demande = Demande.objects.get()
    assert demande.origine == "accueil"
    modifier = ici.adresse(f"demandes/{demande.pk}/modifier/")
    assert 'value="Noé"' in _page(client.get(modifier))
    reponse = client.envoyer(modifier, saisie(quartier="Bastille", adresse="12 rue de la Roquette"), follow=True)
    assert "a modifié le quartier" in _page(reponse)

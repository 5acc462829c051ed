"""Logging in: by code, by password; what a stranger learns; the demonstration door."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from clairiere.centres import portee
from clairiere.centres.models import Installation
from clairiere.comptes.actions import ouvrir_compte
from clairiere.comptes.models import Utilisateur
from clairiere.comptes.roles import Role
from clairiere.flux.obstacles import Ferme
from clairiere.messages.models import Message
from tests.fabriques.base import FabriquePersonne

DEMANDE = "/compte/login/code/"


def code_recu(centre):
    """The code in the outbox, as the person reads it (the text is erased once sent: read what was written)."""
    with portee.dans(centre):
        return Message.objects.filter(genre="code").latest("pk")


@pytest.fixture
def awa(ici):
    """An auxiliaire with a phone and no e-mail, whose account the centre opened."""
    personne = FabriquePersonne(prenom="Awa", nom="Bâ", telephone="+33600061033", courriel="")
    ouvrir_compte(personne, Role.AUXILIAIRE, par=ici.acteur(Role.COORDINATRICE))
    personne.refresh_from_db()
    return personne


@pytest.mark.parametrize("saisie", ["06 00 06 10 33", "+33 6 00 06 10 33", "0033600061033", "06.00.06.10.33"])
def test_she_logs_in_with_the_code_sent_to_her_phone_however_she_types_it(client, ici, awa, saisie, monkeypatch):
    textes = []
    monkeypatch.setattr(
        "clairiere.messages.canaux.BoiteSeule.envoyer", lambda self, m: textes.append(m.texte) or "gardé"
    )
    reponse = client.envoyer(DEMANDE, {"contact": saisie})
    assert reponse.status_code == 302, reponse.content.decode()[:3000]
    code = re.search(r"code Clairière est (\S+)\.", textes[0]).group(1)
    message = code_recu(ici.centre)
    assert message.adresse == "+33600061033"
    assert code not in message.texte, "the code must be erased once the message has left"
    reponse = client.envoyer(reponse.url, {"code": code}, follow=True)
    assert reponse.wsgi_request.user == awa.utilisateur


def test_an_unknown_number_gets_the_same_page_and_no_message(client, ici, awa):
    reponse = client.envoyer(DEMANDE, {"contact": "06 00 00 00 01"})
    assert reponse.status_code == 302
    assert not Message.objects.filter(genre="code").exists()


@pytest.mark.parametrize(
    ("saisie", "phrase"),
    [("12", "Ce numéro est illisible"), ("nom@", "Ce courriel est incomplet"), ("", "Écrivez votre numéro")],
)
def test_what_cannot_be_read_is_said_beside_the_field_and_kept(client, db, saisie, phrase):
    page = client.envoyer(DEMANDE, {"contact": saisie}).content.decode()
    assert phrase in page
    assert f'value="{saisie}"' in page or not saisie


def test_a_wrong_code_does_not_open(client, ici, awa):
    suite = client.envoyer(DEMANDE, {"contact": "0600061033"}).url
    reponse = client.envoyer(suite, {"code": "FAUXCODE"})
    assert reponse.status_code == 200
    assert not reponse.wsgi_request.user.is_authenticated


def test_staff_log_in_with_a_password(client, db):
    Utilisateur.objects.creer(courriel="nadia@example.org", password="une phrase assez longue 1")
    reponse = client.envoyer("/compte/login/", {"login": "nadia@example.org", "password": "une phrase assez longue 1"})
    assert reponse.url == settings.LOGIN_REDIRECT_URL


def test_nobody_signs_up_alone(client, db):
    assert "csrfmiddlewaretoken" not in client.get("/compte/signup/").content.decode()


def test_a_phone_that_is_the_login_of_someone_else_is_said(ici, awa):
    voisine = FabriquePersonne(prenom="Fanta", nom="Sy", telephone="+33600061033")
    with pytest.raises(Ferme, match="sert déjà à une autre personne"):
        ouvrir_compte(voisine, Role.AUXILIAIRE, par=ici.acteur(Role.COORDINATRICE))


def test_a_role_opened_twice_is_one_account(ici, awa):
    compte = ouvrir_compte(awa, Role.AUXILIAIRE, par=ici.acteur(Role.COORDINATRICE))
    assert compte == awa.utilisateur
    assert compte.adhesions.count() == 1


@pytest.mark.parametrize("nature", [None, "reelle"])
@pytest.mark.parametrize("mode", ["demo", "test", "production"])
def test_the_demonstration_door_opens_on_demonstration_data_only(client, monde, settings, mode, nature):
    if nature:
        Installation.marquer(nature)
    settings.MODE = mode
    assert client.get("/demonstration/").status_code == 404


def test_in_demonstration_one_button_logs_in_as_a_role(client, monde, settings):
    Installation.marquer("demo")
    settings.MODE = "demo"
    page = client.get("/demonstration/").content.decode()
    assert "Se connecter comme coordinatrice" in page
    reponse = client.envoyer("/demonstration/", {"centre": "ici", "role": "coordinatrice"}, vers=reverse("demo:entrer"))
    assert reponse.url == "/c/ici/"
    assert reponse.wsgi_request.user == monde.ici.comptes["coordinatrice"]

"""The second factor and the account pages, offered to the staff, in French and in our look."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, format_hotp_value, hotp_value
from django.urls import reverse

from clairiere.comptes.models import Utilisateur
from tests.outils.client import JETON

PHRASE = "une phrase assez longue 1"


@pytest.fixture
def nadia(client, db):
    """A staff member who has just logged in with her password."""
    compte = Utilisateur.objects.creer(prenom="Nadia", nom="Benali", courriel="nadia@example.org", password=PHRASE)
    client.envoyer(reverse("account_login"), {"login": "nadia@example.org", "password": PHRASE})
    return compte


@pytest.mark.parametrize("nom", ["mfa_index", "mfa_activate_totp", "account_change_password", "account_logout"])
def test_the_pages_of_her_account_are_in_french_and_in_the_look(client, nadia, nom):
    reponse = client.get(reverse(nom), follow=True)
    page = reponse.content.decode()
    assert reponse.status_code == 200
    assert 'lang="fr"' in page
    assert "css/jetons.css" in page


def test_she_adds_an_application_and_the_next_login_asks_for_its_code(client, nadia):
    adresse = reverse("mfa_activate_totp")
    client.envoyer(adresse, {"password": PHRASE}, follow=True)  # a sensitive act asks for the password again
    jeton = JETON.search(client.get(adresse).content.decode()).group(1)
    code = format_hotp_value(hotp_value(client.session[SECRET_SESSION_KEY], int(time.time()) // 30))
    client.post(adresse, {"code": code, "csrfmiddlewaretoken": jeton})
    assert Authenticator.objects.filter(user=nadia, type="totp").exists()
    client.logout()
    suite = client.envoyer(reverse("account_login"), {"login": "nadia@example.org", "password": PHRASE})
    assert suite.url == reverse("mfa_authenticate")
    assert client.get(reverse("mfa_authenticate")).status_code == 200

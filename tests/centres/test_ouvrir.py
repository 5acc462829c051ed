"""Opening a centre: from the command on a new installation, and from the network's page."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from clairiere.centres.models import Centre, Installation
from clairiere.comptes.models import Utilisateur

QUI = "Marie Martin <marie@example.org>"


def ouvrir(code="nouveau", **options):
    sortie = io.StringIO()
    call_command("ouvrir", code, **{"nom": "Centre nouveau", "directrice": QUI, **options}, stdout=sortie)
    return sortie.getvalue()


def test_a_new_installation_gets_its_first_centre_and_director_in_one_command(db, settings):
    settings.MODE = "production"
    dit = ouvrir(administration="Sacha Novak <sacha@example.org>")
    assert "/c/nouveau/" in dit
    assert Installation.nature_actuelle() == "reelle"
    assert [a.role for a in Utilisateur.objects.get(courriel="marie@example.org").adhesions.all()] == ["directrice"]
    assert [a.role for a in Utilisateur.objects.get(courriel="sacha@example.org").adhesions.all()] == [
        "admin_technique"
    ]


@pytest.mark.parametrize(
    ("code", "options", "phrase"),
    [
        ("Majuscule", {}, "Lettres minuscules"),
        ("nouveau", {"directrice": "Marie"}, "est illisible"),
        ("nouveau", {"directrice": "Marie <marie@example.org>"}, "il manque le prénom ou le nom"),
        ("nouveau", {"telephone": "12"}, "numéro saisi"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_opened(db, code, options, phrase):
    with pytest.raises(CommandError, match=phrase):
        ouvrir(code, **options)
    assert not Centre.objects.exists()


def test_a_code_already_taken_is_said(db):
    ouvrir()
    with pytest.raises(CommandError, match="existe déjà"):
        ouvrir()


def test_the_demonstration_is_not_mixed_with_a_real_centre(db):
    Installation.marquer("demo")
    with pytest.raises(CommandError, match="démonstration"):
        ouvrir()


def test_the_network_opens_a_centre_and_sees_figures_only(client, monde):
    client.force_login(monde.reseau["admin_technique"])
    reseau = monde.ici.centre.reseau
    donnees = {
        "nom": "Relais neuf",
        "code": "neuf",
        "ville": "Paris",
        "telephone": "",
        "directrice_prenom": "Marie",
        "directrice_nom": "Martin",
        "directrice_courriel": "marie@example.org",
    }
    client.envoyer(reverse("reseau:ouvrir_centre", args=[reseau.pk]), donnees)
    page = client.get(reverse("reseau:chiffres", args=[reseau.pk])).content.decode()
    assert "Relais neuf" in page
    assert "Diallo" not in page
    assert client.get("/c/neuf/").status_code == 404


def test_another_network_is_not_even_admitted(client, monde):
    client.force_login(monde.reseau["reseau"])
    assert client.get(reverse("reseau:chiffres", args=[monde.ici.centre.reseau.pk + 1])).status_code == 404

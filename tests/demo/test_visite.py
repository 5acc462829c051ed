"""Walking through the demonstration, button by button and link by link."""

from urllib.parse import urljoin

import pytest

from clairiere.comptes.models import Adhesion
from clairiere.comptes.roles import DU_RESEAU, Role
from clairiere.exploitation.mesures import Liens

pytestmark = pytest.mark.xdist_group("demo")
CENTRES = ("clairiere", "roquette", "relais59")
PAGES = 250
# Static files, and the log-in library's own pages.
HORS_VISITE = ("/statique/", "/compte/", "/interface/")


def entrer(client, role, centre):
    """Press the button of the demonstration's door, and follow to the home."""
    return client.envoyer(
        "/demonstration/", {"role": role, "centre": centre}, vers="/demonstration/entrer/", follow=True
    )


@pytest.mark.parametrize("centre", CENTRES)
@pytest.mark.parametrize("role", [r.value for r in Role if r not in DU_RESEAU])
def test_each_role_has_its_button_and_a_home(demo, client, centre, role):
    porte = client.get("/demonstration/").content.decode()
    assert f"Se connecter comme {Role(role).label}".replace("'", "&#x27;") in porte
    accueil = entrer(client, role, centre)
    assert accueil.status_code == 200
    assert accueil.redirect_chain[-1][0].startswith(f"/c/{centre}/")


@pytest.mark.parametrize("role", sorted(DU_RESEAU))
def test_roles_of_the_network_have_their_button_and_a_home(demo, client, role):
    assert entrer(client, role, "reseau").status_code == 200


def test_there_is_no_door_without_the_demonstration_mode(reseau, db, client):
    assert client.get("/demonstration/").status_code == 404
    assert client.get("/demonstration/entrer/").status_code in (404, 405)


@pytest.mark.parametrize("role", ["coordinatrice", "formatrice", "jury", "auxiliaire", "famille", "mediatrice"])
def test_no_link_is_broken_and_no_page_fails(demo, client, role):
    depart = entrer(client, role, "clairiere").redirect_chain[-1][0]
    a_voir, vues, cassees = [(depart, "la porte")], set(), []
    while a_voir and len(vues) < PAGES:
        chemin, depuis = a_voir.pop(0)
        if chemin in vues:
            continue
        vues.add(chemin)
        reponse = client.get(chemin, follow=True)
        if reponse.status_code != 200:
            cassees.append(f"{reponse.status_code} {chemin} (depuis {depuis})")
            continue
        if reponse.streaming:
            assert b"".join(reponse.streaming_content)
        elif "text/html" in reponse.get("Content-Type", ""):
            a_voir += [(lien, chemin) for lien in liens(reponse.content.decode(), chemin) if lien not in vues]
    assert cassees == []
    assert len(vues) > 5


def liens(html, chemin):
    """Links of a page that stay on the site."""
    lecteur = Liens()
    lecteur.feed(html)
    absolus = [urljoin(chemin, adresse.partition("#")[0]) for adresse in lecteur.adresses]
    return [a for a in absolus if a.startswith("/") and not a.startswith(("//", *HORS_VISITE))]


def test_the_first_account_of_each_role_is_the_one_people_meet(demo):
    noms = {
        role: str(Adhesion.objects.filter(centre__code="clairiere", role=role).order_by("pk").first().utilisateur)
        for role in ("coordinatrice", "formatrice", "mediatrice", "auxiliaire")
    }
    assert noms == {
        "coordinatrice": "Nadia Benali",
        "formatrice": "Sophie Nguyen",
        "mediatrice": "Lucie Perrin",
        "auxiliaire": "Awa Diallo",
    }

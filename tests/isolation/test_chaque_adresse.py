"""Each address × each role × own and other centre, generated from the URL configuration.

A foreigner gets 404 on everything, whether the thing exists or not. In her own centre, a role without the right gets
403 in words, and one with the right gets 404 for a thing of another centre.
"""

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import reverse

from clairiere.comptes.droits import TABLE
from tests.fabriques.monde import Monde
from tests.isolation import adresses
from tests.isolation.lignes import AILLEURS, ICI, du_centre, semer

DU_CENTRE = adresses.du_centre()
PERSONNE = 999_999_999


def secrets_de(cle):
    """Values of the parameters that are not keys: read from the rows themselves."""

    def lire(modele, champ):
        return apps.get_model(modele).tous.filter(pk=cle).values_list(champ, flat=True).first()

    return {
        "code": lire("parcours.Certificat", "code"),
        "jeton": lire("placements.Demande", "jeton"),
        "jeton_appel": lire("parcours.LienAppel", "jeton"),
        "jeton_tablette": lire("parcours.Tablette", "jeton"),
        "jeton_place": lire("agenda.Inscription", "jeton"),
        "jeton_offre": lire("parcours.OffreDePlace", "jeton"),
        "jeton_enquete": lire("parcours.Participation", "jeton"),
        "jeton_metier": lire("parcours.QuestionnaireMetier", "jeton"),
        "papier": "convocation",
        "quand": "chaud",
        "moment": "avant",
        "format": "pdf",
        "machine": "parcours",
        "mouvement": "informer",
        "genre": "candidates",
        "etape": "debut",
        "filtre": "tout",
        "groupe": "papiers",
        "mois": "2026-11",
    }


def arguments(adresse, cle, code="ici", autres=None):
    """Arguments of one address for the row `cle`. An unknown parameter fails: `secrets_de` says what it stands for."""
    valeurs = {**(autres or secrets_de(cle)), "centre": code}
    donnes = {}
    for nom in adresse.parametres:
        if nom in ("pk", "id") or nom.endswith("_pk"):
            donnes[nom] = cle
        else:
            assert nom in valeurs, f"{adresse.nom}: unknown parameter {nom!r}: add it to secrets_de"
            donnes[nom] = valeurs[nom]
    return donnes


# The mark has the test database made; the transaction of each test is `semis`, inside the one of the file.
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _django_db_marker():
    """In the place of pytest-django's own, which would open and close a transaction around each test."""


@pytest.fixture(scope="module")
def _monde_seme(django_db_setup, django_db_blocker):
    """The two centres, built once for this file; each test works in a transaction of its own that is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        monde = Monde()
        semer(monde.ici, "ici")
        semer(monde.ailleurs, "ailleurs")
        yield monde
        transaction.set_rollback(True)


@pytest.fixture
def semis(_monde_seme, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield _monde_seme
        transaction.set_rollback(True)


def frapper(compte, methode, url):
    """One request as someone (None: a visitor). Errors of the server are raised, not shown."""
    client = Client()
    if compte is not None:
        client.force_login(compte)
    return getattr(client, methode)(url)


def test_every_view_says_who_may_open_it():
    connus = {*TABLE, "public", "connectee"}
    assert [a.nom for a in adresses.toutes() if a.droit not in connus] == []


def test_every_model_of_a_centre_has_a_row_in_the_two_centres(semis):
    for modele in du_centre():
        assert modele.tous.filter(pk=ICI, centre=semis.ici.centre).exists(), modele
        assert modele.tous.filter(pk=AILLEURS, centre=semis.ailleurs.centre).exists(), modele


@pytest.mark.parametrize("adresse", DU_CENTRE, ids=lambda a: a.nom)
def test_a_visitor_is_asked_to_log_in(semis, adresse):
    url = reverse(adresse.nom, kwargs=arguments(adresse, ICI))
    for methode in ("get", "post"):
        reponse = frapper(None, methode, url)
        if adresse.droit == "public":
            assert reponse.status_code in (200, 302, 404, 405, 409, 422, 429), (url, reponse.status_code)
        else:
            assert reponse.status_code == 302, (url, reponse.status_code)
            assert reponse.url.startswith("/compte/login/"), reponse.url


@pytest.mark.parametrize("adresse", [a for a in DU_CENTRE if a.droit != "public"], ids=lambda a: a.nom)
def test_nobody_of_another_centre_learns_anything(semis, adresse):
    existe = reverse(adresse.nom, kwargs=arguments(adresse, ICI))
    etrangers = {**semis.ailleurs.comptes, **semis.reseau}
    for role, compte in etrangers.items():
        for methode in ("get", "post") if role in ("directrice", "auxiliaire", "reseau") else ("get",):
            reponse = frapper(compte, methode, existe)
            assert reponse.status_code == 404, (role, methode, existe, reponse.status_code)
    if "pk" in adresse.parametres:
        absent = reverse(adresse.nom, kwargs={**arguments(adresse, ICI), "pk": PERSONNE})
        compte = semis.ailleurs.comptes["directrice"]
        assert frapper(compte, "get", existe).content == frapper(compte, "get", absent).content


@pytest.mark.parametrize("adresse", [a for a in DU_CENTRE if a.droit != "public"], ids=lambda a: a.nom)
def test_each_role_of_the_centre_gets_its_right_or_a_sentence(semis, adresse):
    url = reverse(adresse.nom, kwargs=arguments(adresse, ICI))
    for role, compte in semis.ici.comptes.items():
        roles = {role, "coordinatrice"} if role == "formatrice" else {role}  # the second role that `semer` gave her
        for methode in ("get", "post"):
            reponse = frapper(compte, methode, url)
            assert reponse.status_code < 500, (role, methode, url)
            if not roles & TABLE[adresse.droit]:
                assert reponse.status_code in (403, 405), (role, methode, url, reponse.status_code)
            elif reponse.status_code == 403:
                assert "text/html" in reponse["Content-Type"], url
                assert "pour" in reponse.content.decode(), url


AVEC_CLE = [a for a in DU_CENTRE if "pk" in a.parametres and a.droit != "public"]


@pytest.mark.parametrize("adresse", AVEC_CLE, ids=lambda a: a.nom)
def test_a_thing_of_another_centre_does_not_exist_here(semis, adresse):
    """The number of a row of the other centre, in an address of one's own."""
    etranger = reverse(adresse.nom, kwargs=arguments(adresse, AILLEURS))
    for role, compte in semis.ici.comptes.items():
        for methode in ("get", "post"):
            reponse = frapper(compte, methode, etranger)
            assert reponse.status_code in (403, 404, 405), (role, methode, etranger, reponse.status_code)
            assert "Secrèteailleurs" not in reponse.content.decode(errors="replace")


@pytest.mark.parametrize(("machine", "mouvement"), adresses.machines(), ids=lambda v: v)
def test_each_move_is_refused_to_strangers(semis, machine, mouvement):
    for cle, attendus in ((ICI, (404,)), (AILLEURS, (404,))):
        url = reverse("flux:acte", kwargs={"centre": "ici", "machine": machine, "pk": cle, "mouvement": mouvement})
        for role in ("directrice", "auxiliaire", "famille", "mediatrice"):
            for methode in ("get", "post"):
                assert frapper(semis.ailleurs.comptes[role], methode, url).status_code in attendus
    url = reverse("flux:acte", kwargs={"centre": "ici", "machine": machine, "pk": AILLEURS, "mouvement": mouvement})
    for compte in semis.ici.comptes.values():
        for methode in ("get", "post"):
            assert frapper(compte, methode, url).status_code == 404

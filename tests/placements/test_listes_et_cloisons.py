"""Lists that stay quick, and pages that stay closed."""

import datetime as dt

import pytest
from django.utils import timezone

from clairiere.centres import portee
from clairiere.flux.registre import taches_de
from placements import actions
from placements.models import Proposition
from tests.placements.conftest import autre_auxiliaire, demande_de, proposer


@pytest.fixture
def compter():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def mesurer(appel):
        with CaptureQueriesContext(connection) as prises:
            appel()
        return len(prises)

    return mesurer


def test_the_shortlist_asks_the_same_number_of_questions_for_200_as_for_10(ici, compter):
    demande = demande_de(ici)
    for _ in range(9):
        autre_auxiliaire()
    peu = compter(lambda: actions.liste_courte(demande))
    for _ in range(190):
        autre_auxiliaire()
    assert compter(lambda: actions.liste_courte(demande)) == peu <= 7
    liste = actions.liste_courte(demande)
    assert len(liste.retenues) == 12
    assert liste.suivantes == 188


def test_hours_of_contracts_come_from_the_floor_above(ici, equipe):
    demande = demande_de(ici)
    fournisseur = lambda ids: dict.fromkeys(ids, 45 * 60)  # noqa: E731
    actions.HEURES_EN_CONTRAT.append(fournisseur)
    try:
        assert "la convention permet" in actions.liste_courte(demande).refus(ici.parcours.pk)
    finally:
        actions.HEURES_EN_CONTRAT.remove(fournisseur)


@pytest.mark.parametrize("page", ["demandes/", "demandes/?etat=proposee", "mises-en-relation/"])
def test_lists_ask_the_same_number_of_questions_whatever_their_length(monde, client, compter, page):
    ici = monde.ici
    client.force_login(ici.comptes["coordinatrice"])

    def ajouter(n):
        with portee.dans(ici.centre):
            par = ici.acteur("coordinatrice")
            for _ in range(n):
                parcours = autre_auxiliaire()
                [p] = proposer(ici, demande_de(ici), parcours)
                actions.accepter_auxiliaire(p, par=par, voie="telephone")
                actions.conclure(actions.accepter_famille(p, par=par, voie="telephone"), par=par)
                proposer(ici, demande_de(ici), autre_auxiliaire())

    ajouter(2)
    client.get(ici.adresse(page))
    peu = compter(lambda: client.get(ici.adresse(page)))
    ajouter(10)
    assert compter(lambda: client.get(ici.adresse(page))) == peu


def test_pages_of_another_centre_answer_404(monde, client):
    with portee.dans(monde.ici.centre):
        demande = demande_de(monde.ici)
        [p] = proposer(monde.ici, demande)
    for role in ("directrice", "auxiliaire", "famille"):
        client.force_login(monde.ailleurs.comptes[role])
        for adresse in ("demandes/", f"demandes/{demande.pk}/", f"propositions/{p.pk}/", "mes-propositions/"):
            assert client.get(monde.ici.adresse(adresse)).status_code == 404
            # the same number, looked for at home
        if role == "directrice":
            assert client.get(monde.ailleurs.adresse(f"demandes/{demande.pk}/")).status_code == 404
            assert client.get(monde.ailleurs.adresse(f"propositions/{p.pk}/")).status_code == 404


@pytest.mark.parametrize("role", ["formatrice", "animatrice", "mediatrice", "jury"])
def test_roles_that_do_not_match_families_are_told_who_does(monde, client, role):
    client.force_login(monde.ici.comptes[role])
    reponse = client.get(monde.ici.adresse("demandes/"))
    assert reponse.status_code == 403
    assert "une personne de l’équipe" in reponse.content.decode()


def test_an_auxiliaire_sees_only_what_was_asked_to_her(monde, client):
    ici = monde.ici
    with portee.dans(ici.centre):
        [a_elle, a_une_autre] = proposer(ici, demande_de(ici), ici.parcours, autre_auxiliaire())
    client.force_login(ici.comptes["auxiliaire"])
    assert client.get(ici.adresse(f"propositions/{a_elle.pk}/")).status_code == 302
    assert client.get(ici.adresse(f"propositions/{a_une_autre.pk}/")).status_code == 404
    donnees = {"geste": "oui", "proposition": a_une_autre.pk, "attendu": "proposee"}
    assert client.envoyer(ici.adresse("mes-propositions/"), donnees).status_code == 404
    assert client.get(ici.adresse(f"demandes/{a_elle.demande_id}/")).status_code == 403


def test_a_family_with_an_account_follows_its_own_request(monde, client):
    ici = monde.ici
    client.force_login(ici.comptes["famille"])
    assert "Vous n’avez pas encore de demande" in client.get(ici.adresse("ma-demande/")).content.decode()
    with portee.dans(ici.centre):
        mienne, autre = demande_de(ici, compte=True), demande_de(ici)
        [p, q] = [*proposer(ici, mienne), *proposer(ici, autre, autre_auxiliaire())]
    assert "Awa" not in client.get(ici.adresse("ma-demande/")).content.decode()
    with portee.dans(ici.centre):
        for proposition in (p, q):
            actions.accepter_auxiliaire(proposition, par=ici.acteur("coordinatrice"), voie="telephone")
    page = client.get(ici.adresse("ma-demande/")).content.decode()
    assert "Awa D." in page
    assert "Diallo" not in page
    donnees = {"geste": "oui", "proposition": q.pk, "attendu": "acceptee_auxiliaire"}
    assert client.envoyer(ici.adresse("ma-demande/"), donnees).status_code == 404
    raison = {
        "geste": "non",
        "proposition": p.pk,
        "attendu": "acceptee_auxiliaire",
        f"p{p.pk}-raison": "Nous voulons une femme blanche",
    }
    reponse = client.envoyer(ici.adresse("ma-demande/"), raison)
    assert reponse.status_code == 422
    assert "L.1132-1" in reponse.content.decode()
    assert "Nous voulons une femme blanche</textarea>" in reponse.content.decode()
    raison[f"p{p.pk}-raison"] = "Les heures ne vont pas"
    assert client.envoyer(ici.adresse("ma-demande/"), raison).status_code == 302
    with portee.dans(ici.centre):
        assert Proposition.objects.get(pk=p.pk).etat == "refusee_famille"


def test_the_choice_stays_ticked_when_the_question_is_refused(monde, client):
    ici = monde.ici
    with portee.dans(ici.centre):
        demande = demande_de(ici)
        autres = [autre_auxiliaire() for _ in range(6)]
    client.force_login(ici.comptes["coordinatrice"])
    fiche = ici.adresse(f"demandes/{demande.pk}/")
    reponse = client.envoyer(fiche, {"parcours": [p.pk for p in autres]}, vers=fiche + "proposer/")
    page = reponse.content.decode()
    assert reponse.status_code == 409
    assert "au plus 5" in page
    assert page.count(" checked") == 6
    vide = client.envoyer(fiche, {}, vers=fiche + "proposer/").content.decode()
    assert "Choisissez au moins une auxiliaire" in vide


def test_each_role_is_told_what_waits_for_it(ici, equipe):
    demande_de(ici, ouverte=False)
    [p] = proposer(ici, demande_de(ici, compte=True))
    Proposition.objects.filter(pk=p.pk).update(depuis=timezone.now() - dt.timedelta(days=4))
    phrases = [t.phrase for t in taches_de(equipe)]
    assert "1 demande de famille à lire" in phrases
    assert "Relancer Awa Diallo : pas de réponse depuis 4 jours" in phrases
    assert "1 famille attend votre réponse" in [t.phrase for t in taches_de(ici.acteur("auxiliaire"))]
    assert not [t for t in taches_de(ici.acteur("famille")) if "profil" in t.phrase]
    actions.accepter_auxiliaire(p, par=ici.acteur("auxiliaire"))
    assert "1 profil à regarder" in [t.phrase for t in taches_de(ici.acteur("famille"))]
    actions.accepter_famille(p, par=ici.acteur("famille"))
    assert any(t.phrase.startswith("Conclure entre Awa Diallo") for t in taches_de(equipe))

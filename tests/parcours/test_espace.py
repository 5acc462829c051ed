"""Her rights on her file, seen from her telephone; and the director's answer."""

import datetime as dt
import json

import pytest
import time_machine

from clairiere import journal
from clairiere.centres import portee
from clairiere.comptes.models import DemandeDroit, Personne
from clairiere.journal.models import Consultation
from parcours.actions.espace import mes_donnees
from tests.fabriques.base import FabriqueParcours
from tests.parcours.conftest import Personne as AuGuichet
from tests.parcours.conftest import texte

pytestmark = pytest.mark.django_db


@pytest.fixture
def awa(monde):
    return AuGuichet(monde.ici, "auxiliaire")


def test_she_reads_the_role_and_the_day_of_who_opened_her_file_not_the_name(monde, awa):
    assert "Personne n’a encore ouvert votre dossier" in awa.voir("mes-donnees/lectures/")
    pk = monde.ici.parcours.pk
    for role in ("coordinatrice", "coordinatrice", "directrice"):
        AuGuichet(monde.ici, role).voir(f"parcours/{pk}/")
    with portee.dans(monde.ici.centre):
        assert Consultation.objects.count() == 2  # twice a day is once
    page = awa.voir("mes-donnees/lectures/")
    assert "Coordinatrice" in page
    assert "Directrice" in page
    assert str(monde.ici.comptes["coordinatrice"]) not in page


def test_opening_her_own_file_is_not_a_reading(ici):
    journal.noter_consultation(ici.auxiliaire, par=ici.acteur("auxiliaire"))
    assert not Consultation.objects.exists()


def test_one_reading_costs_one_query(ici, django_assert_num_queries):
    par = ici.acteur("coordinatrice")
    assert par.titre
    with django_assert_num_queries(1):
        journal.noter_consultation(ici.auxiliaire, par=par)


def test_her_data_come_in_a_file_with_everything_of_hers_and_nothing_of_others(monde, awa):
    with portee.dans(monde.ici.centre):
        autre = FabriqueParcours(personne__prenom="Fatou", personne__nom="Inconnue")
        journal.noter("essai.noter", par=monde.ici.acteur("directrice"), sur=monde.ici.parcours, phrase="a noté cela")
        journal.noter("essai.noter", par=monde.ici.acteur("directrice"), sur=autre, phrase="a noté autre chose")
    reponse = awa.client.get(monde.ici.adresse("mes-donnees/fichier/"))
    assert reponse["Content-Disposition"].startswith('attachment; filename="mes-donnees-')
    assert "no-store" in reponse["Cache-Control"]
    dossier = json.loads(reponse.content)
    assert dossier["fiche"]["prénom"] == "Awa"
    assert "parcours" in dossier["rubriques"]
    assert any("a noté cela" in e["phrase"] for e in dossier["historique"])
    entier = reponse.content.decode()
    assert "Fatou" not in entier
    assert "a noté autre chose" not in entier
    assert "jeton" not in entier


def test_interview_notes_are_named_but_given_in_person(ici):
    ici.parcours.entretiens.create(
        date=dt.date(2026, 3, 3), mene_par="Nadia", avis="reserve", synthese="opinion privée", centre=ici.centre
    )
    dossier = mes_donnees(ici.auxiliaire, acteur=ici.acteur("auxiliaire"))
    assert "entretiens" in dossier["sur_demande"]
    assert "opinion privée" not in json.dumps(dossier, ensure_ascii=False)


def test_a_request_to_be_erased_is_dated_once_and_the_director_answers(monde, awa):
    with time_machine.travel("2026-11-23 09:00:00+00:00", tick=False):
        for _clic in range(2):
            reponse = awa.envoyer("mes-donnees/", {"genre": "effacement", "mots": "Je pars."})
        assert "Votre demande est notée" in texte(reponse)
    with portee.dans(monde.ici.centre):
        demande = DemandeDroit.objects.get()
    directrice = AuGuichet(monde.ici, "directrice")
    assert "Awa Diallo" in directrice.voir("demandes-de-droit/")
    page = f"demandes-de-droit/{demande.pk}/"
    refus = directrice.envoyer(page, {"reponse": " "})
    assert refus.status_code == 422
    assert "Écrivez ce qui est fait" in texte(refus)
    fini = directrice.envoyer(page, {"reponse": "Votre adresse est effacée. Le certificat se garde."})
    assert "La réponse est envoyée à Awa Diallo" in texte(fini)
    assert "Votre adresse est effacée" in awa.voir("mes-donnees/")
    awa.envoyer("mes-donnees/", {"genre": "effacement"})  # a new one may be made once the first is answered
    with portee.dans(monde.ici.centre):
        assert DemandeDroit.objects.count() == 2


def test_only_the_director_answers(monde):
    AuGuichet(monde.ici, "coordinatrice").voir("demandes-de-droit/", statut=403)


def test_the_home_says_what_comes_next_in_one_sentence_for_every_state(ici):
    from parcours.models.etats import ETATS
    from parcours.views.mon_espace import SUITES

    assert {nom for nom, etat in ETATS.items() if not etat.fin} <= set(SUITES)


def test_someone_without_a_file_here_gets_not_found(monde, awa):
    with portee.dans(monde.ici.centre):
        Personne.objects.filter(utilisateur=monde.ici.comptes["auxiliaire"]).update(utilisateur=None)
    awa.voir("mes-donnees/", statut=404)

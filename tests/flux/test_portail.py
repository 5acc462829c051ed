"""The gateway: what a person notices when a move is open, closed, already made, or not hers."""

import datetime as dt
import time

import pytest
from django.utils import timezone

from clairiere import flux, journal
from clairiere.centres import portee
from clairiere.comptes.roles import Role
from clairiere.flux.obstacles import DejaFait, Ferme, HorsPortail, Interdit, Introuvable
from clairiere.flux.registre import MACHINES
from parcours.models import Parcours
from tests.fabriques.base import FabriqueDecisionJury, FabriqueEvaluation, FabriqueParcours, suivre_heures


def test_a_move_is_saved_dated_and_told_in_her_history(ici):
    parcours = FabriqueParcours()
    coordinatrice = ici.acteur(Role.COORDINATRICE)
    apres = flux.franchir(parcours, "informer", par=coordinatrice, date_reunion=dt.date(2026, 2, 10))
    assert apres.etat == "informee"
    [entree] = journal.historique(apres, coordinatrice)
    assert entree.phrase == "a noté la réunion d’information du mardi 10 février 2026"
    assert entree.auteur_nom == coordinatrice.nom
    assert entree.auteur_titre == "coordinatrice"


def test_the_second_click_says_who_did_it_and_when(ici):
    parcours = FabriqueParcours()
    par = ici.acteur(Role.COORDINATRICE)
    flux.franchir(parcours, "informer", par=par, attendu="reperee", date_reunion=dt.date(2026, 2, 10))
    with pytest.raises(DejaFait, match=r"déjà fait par Coordinatrice Ici, à \d+ h \d\d"):
        flux.franchir(parcours, "informer", par=par, attendu="reperee", date_reunion=dt.date(2026, 2, 10))
    assert len(journal.historique(parcours, par)) == 1


def test_at_117_hours_certification_says_what_is_missing_and_all_of_it(ici):
    parcours = FabriqueParcours(en_evaluation=True)
    suivre_heures(parcours, 117)
    with pytest.raises(Ferme) as refus:
        flux.franchir(parcours, "certifier", par=ici.acteur(Role.DIRECTRICE))
    assert [o.code for o in refus.value.obstacles] == ["heures_manquantes", "exception", "evaluation", "jury"]
    assert refus.value.obstacles[0].phrase == "117\u00a0h sur 120\u00a0: il manque 3\u00a0h."


def test_at_120_hours_with_evaluation_and_jury_it_opens(ici):
    parcours = FabriqueParcours(en_evaluation=True)
    suivre_heures(parcours, 120)
    FabriqueEvaluation(parcours=parcours)
    FabriqueDecisionJury(parcours=parcours)
    [certifier] = [p for p in flux.possibles(parcours, ici.acteur(Role.DIRECTRICE)) if p.nom == "certifier"]
    assert certifier.ouvert
    [ferme] = [p for p in flux.possibles(parcours, ici.acteur(Role.FORMATRICE)) if p.nom == "certifier"]
    assert not ferme.ouvert
    assert ferme.obstacles[0].phrase == "C’est à faire par la directrice ou la coordinatrice."


def test_a_role_that_may_not_is_refused_in_words(ici):
    with pytest.raises(Interdit, match="la directrice ou la coordinatrice"):
        flux.franchir(FabriqueParcours(candidate=True), "admettre", par=ici.acteur(Role.FORMATRICE))


def test_a_row_of_another_centre_does_not_exist(monde):
    with portee.dans(monde.ailleurs.centre):
        parcours = FabriqueParcours()
    with portee.dans(monde.ici.centre), pytest.raises(Introuvable):
        flux.franchir(parcours, "informer", par=monde.ici.acteur(Role.COORDINATRICE), date_reunion=timezone.localdate())


def test_a_reason_is_required_where_it_counts(ici):
    with pytest.raises(Ferme, match="Il manque la raison"):
        flux.franchir(FabriqueParcours(informee=True), "ne_pas_retenir", par=ici.acteur(Role.DIRECTRICE), motif="  ")


def test_nothing_but_the_gateway_calls_a_transition(ici):
    with pytest.raises(HorsPortail):
        FabriqueParcours().informer(date_reunion=timezone.localdate())


def test_the_state_cannot_be_written(ici):
    parcours = FabriqueParcours()
    with pytest.raises(AttributeError):
        parcours.etat = "certifiee"
    parcours.refresh_from_db()
    with pytest.raises(AttributeError):
        parcours.etat = "certifiee"


def test_a_failed_refresh_keeps_the_protection(ici):
    parcours = FabriqueParcours()
    Parcours.objects.filter(pk=parcours.pk).delete()
    with pytest.raises(Parcours.DoesNotExist):
        parcours.refresh_from_db()
    with pytest.raises(AttributeError):
        parcours.etat = "certifiee"


def test_a_refused_move_changes_nothing(ici):
    parcours = FabriqueParcours(en_evaluation=True)
    with pytest.raises(Ferme):
        flux.franchir(parcours, "certifier", par=ici.acteur(Role.DIRECTRICE))
    parcours.refresh_from_db()
    assert parcours.etat == "en_evaluation"
    assert journal.historique(parcours, ici.acteur(Role.DIRECTRICE)) == []


@pytest.mark.parametrize("machine", sorted(MACHINES))
def test_every_transition_has_its_line_in_the_table_of_rights(machine):
    from clairiere.comptes.droits import TABLE

    modele = MACHINES[machine].modele
    assert [m for m in modele.mouvements() if f"{machine}.{m}" not in TABLE] == []


@pytest.mark.parametrize("machine", sorted(MACHINES))
def test_every_state_can_be_reached_and_says_its_words(machine):
    modele = MACHINES[machine].modele
    atteints = {modele._meta.get_field("etat").default} | {m.cible for m in modele.mouvements().values()}
    assert atteints == set(modele.ETATS)
    for code, etat in modele.ETATS.items():
        assert etat.equipe, code
        assert etat.personne, code
        assert etat.principal or etat.apres in modele.ETATS, code


def test_the_list_of_moves_costs_little(ici, django_assert_max_num_queries):
    parcours = FabriqueParcours(en_evaluation=True)
    with django_assert_max_num_queries(12):
        debut = time.perf_counter()
        flux.possibles(parcours, ici.acteur(Role.DIRECTRICE))
    assert time.perf_counter() - debut < 1


def test_what_the_database_refuses_is_said_in_words_and_undoes_the_move(ici):
    personne = FabriqueParcours(etat="reperee").personne
    arretee = FabriqueParcours(personne=personne, etat="abandon")
    with pytest.raises(Ferme, match="a déjà un parcours ouvert"):
        flux.franchir(arretee, "reprendre_candidature", par=ici.acteur(Role.COORDINATRICE), motif="Elle revient.")
    arretee.refresh_from_db()
    assert arretee.etat == "abandon"

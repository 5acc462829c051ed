"""The rules of the jury, of the exception and of the appeal, as tables."""

import datetime as dt

import pytest

from parcours.regles import FaitsCertification, certification
from parcours.regles import jury as regles
from parcours.regles.derogation import FaitsDerogation, derogation
from parcours.regles.observation import Releve, grille, proposer, resultat_propose
from parcours.regles.recours import FaitsRecours, recours, reponse

JOUR = dt.date(2026, 11, 23)
LENDEMAIN = JOUR + dt.timedelta(days=1)


def codes(obstacles):
    return [o.code for o in obstacles]


def membre(cle, nom="", **reste):
    return regles.MembreDuJury(cle, nom or f"Membre {cle}", **reste)


TROIS = (membre(1, preside=True), membre(2, externe=True), membre(3))


@pytest.mark.parametrize(
    ("membres", "reste", "attendus"),
    [
        (TROIS, {}, []),
        (TROIS[:2], {}, ["membres"]),
        (TROIS[:2], {"membres_minimum": 2}, []),
        ((membre(1), membre(2, externe=True), membre(3)), {}, ["presidente"]),
        ((membre(1, preside=True), membre(2), membre(3)), {}, ["externe"]),
        ((membre(1, preside=True), membre(2), membre(3)), {"externe_exige": False}, []),
        ((), {}, ["membres"]),
        (TROIS, {"candidates": 0}, ["candidates"]),
        (TROIS, {"date": JOUR - dt.timedelta(days=1)}, ["date"]),
    ],
)
def test_a_jury_is_called_with_its_members_a_president_and_someone_from_outside(membres, reste, attendus):
    faits = regles.FaitsComposition(
        **{"membres": membres, "candidates": 12, "date": JOUR, "aujourd_hui": JOUR, **reste}
    )
    assert codes(regles.composition(faits)) == attendus


@pytest.mark.parametrize(
    ("presents", "reste", "attendus"),
    [
        ((True, True, True), {}, []),
        ((True, True, False), {}, []),
        ((True, False, False), {}, ["quorum", "externe"]),
        ((True, False, True), {}, ["externe"]),
        ((True, False, True), {"externe_exige": False}, []),
        ((True, True, True), {"date": LENDEMAIN}, ["pas_venu"]),
        ((False, False, False), {"presence_dite": False}, []),
    ],
)
def test_a_sitting_opens_with_enough_people_in_the_room(presents, reste, attendus):
    membres = [
        membre(1, preside=True, present=presents[0]),
        membre(2, externe=True, present=presents[1]),
        membre(3, present=presents[2]),
    ]
    faits = regles.FaitsOuverture(
        **{"membres": membres, "date": JOUR, "aujourd_hui": JOUR, "presence_dite": True, **reste}
    )
    assert codes(regles.ouverture(faits)) == attendus


def test_a_member_with_a_link_or_who_evaluated_her_does_not_decide():
    membres = [membre(1, "Jeanne Martin", present=True), membre(2, "Sophie Bérnard", present=True), membre(3)]
    ecartees = regles.ecartees(membres, {1: "ancien employeur"}, "sophie  bernard")
    assert ecartees == {1: "ancien employeur", 2: "a fait son évaluation"}
    assert regles.votantes(membres, ecartees) == [], "the third one is not there"
    assert regles.ecartees(membres, {}, "") == {}, "an evaluation without a name sets nobody aside"


DECISION = {"nom": "Awa Diallo", "decision": "certifiee", "votantes": 2, "date": JOUR, "parcours": 1}


@pytest.mark.parametrize(
    ("reste", "attendus"),
    [
        ({}, []),
        ({"votantes": 1}, ["quorum"]),
        ({"en_seance": False}, ["seance"]),
        ({"candidate": False}, ["candidate"]),
        ({"en_evaluation": False}, ["etat"]),
        ({"decision": "ajournee"}, ["remarque", "echeance"]),
        ({"decision": "ajournee", "remarque": "Refaire.", "echeance": LENDEMAIN}, ["remarque"]),
        ({"decision": "ajournee", "remarque": "Rattraper 6 h de sécurité.", "echeance": JOUR}, ["echeance"]),
        ({"decision": "ajournee", "remarque": "Rattraper 6 h de sécurité.", "echeance": LENDEMAIN}, []),
        ({"decision": "non_certifiee"}, ["remarque"]),
        ({"decision": "non_certifiee", "remarque": "Trop d’absences."}, []),
    ],
)
def test_a_decision_needs_a_quorum_and_says_what_and_by_when(reste, attendus):
    assert codes(regles.deliberation(regles.FaitsDeliberation(**{**DECISION, **reste}))) == attendus


def test_no_quorum_is_one_sentence():
    [obstacle] = regles.deliberation(regles.FaitsDeliberation(**{**DECISION, "votantes": 1}))
    assert obstacle.phrase.replace("\u00a0", " ") == (
        "Pas de quorum pour Awa Diallo : 1 membre peut décider, il en faut 2."
    )


CERTIFIABLE = {
    "minutes": 120 * 60,
    "heures_visees": 120,
    "evaluation": "acquis",
    "decision": "certifiee",
    "exception_maximum": 12,
}


@pytest.mark.parametrize(
    ("reste", "attendus"),
    [
        ({}, []),
        ({"minutes": 117 * 60}, ["heures_manquantes", "exception"]),
        ({"minutes": 100 * 60}, ["heures_manquantes"]),
        ({"minutes": 114 * 60, "exception": 114 * 60, "exception_vue": True}, []),
        ({"minutes": 114 * 60, "exception": 114 * 60}, ["exception_non_vue"]),
        (
            {"minutes": 111 * 60, "exception": 114 * 60, "exception_vue": True},
            ["heures_manquantes", "exception_depassee"],
        ),
        (
            {"minutes": 117 * 60, "minutes_non_signees": 180},
            ["heures_manquantes", "signatures_manquantes", "exception"],
        ),
        ({"evaluation": ""}, ["evaluation"]),
        ({"evaluation": "a_revoir"}, ["evaluation"]),
        ({"decision": ""}, ["jury"]),
        ({"decision": "ajournee"}, ["jury"]),
        ({"seance_ouverte": True}, ["seance"]),
    ],
)
def test_certification_stands_on_hours_or_an_exception_an_evaluation_and_a_closed_jury(reste, attendus):
    assert codes(certification(FaitsCertification(**{**CERTIFIABLE, **reste}))) == attendus


def test_117_hours_are_refused_with_the_rule_and_two_ways_out():
    faits = FaitsCertification(**{**CERTIFIABLE, "minutes": 117 * 60, "parcours": 4, "session": 7})
    rattrapage, exception = certification(faits)
    assert rattrapage.phrase.replace("\u00a0", " ") == "117 h sur 120 : il manque 3 h."
    assert rattrapage.lien == ("parcours:rattrapage", {"pk": 7})
    assert exception.lien == ("parcours:derogation", {"pk": 4})
    assert exception.qui == "la directrice seule"


EXCEPTION = {
    "nom": "Awa",
    "minutes": 114 * 60,
    "acceptees": 114 * 60,
    "heures_visees": 120,
    "maximum": 12,
    "motif": "Elle a fait ces gestes chez deux familles.",
    "faits": "Bilan du 12 novembre.",
}


@pytest.mark.parametrize(
    ("reste", "attendus"),
    [
        ({}, []),
        ({"acceptees": 110 * 60}, []),
        ({"acceptees": 115 * 60}, ["trop"]),
        ({"acceptees": 100 * 60}, ["maximum"]),
        ({"motif": "Elle est bien."}, ["motif"]),
        ({"faits": "Oui."}, ["faits"]),
        ({"minutes": 120 * 60}, ["complete"]),
        ({"dans_la_formation": False}, ["etat"]),
    ],
)
def test_an_exception_accepts_hours_she_has_within_the_limit_with_a_reason(reste, attendus):
    assert codes(derogation(FaitsDerogation(**{**EXCEPTION, **reste}))) == attendus


APPEL = {
    "decision": "ajournee",
    "decision_du": JOUR,
    "recu_le": JOUR + dt.timedelta(days=15),
    "motif": "Je n’ai pas pu montrer le repas.",
}


@pytest.mark.parametrize(
    ("reste", "attendus"),
    [
        ({}, []),
        ({"recu_le": JOUR + dt.timedelta(days=16)}, ["delai"]),
        ({"recu_le": JOUR - dt.timedelta(days=1)}, ["avant"]),
        ({"decision": "certifiee"}, ["decision"]),
        ({"decision": ""}, ["decision"]),
        ({"motif": "Non."}, ["motif"]),
        ({"en_cours": True}, ["en_cours"]),
        ({"deja_traite": True}, ["deja_traite"]),
        ({"dans_l_etat": False}, ["etat"]),
    ],
)
def test_an_appeal_is_made_once_within_its_time(reste, attendus):
    assert codes(recours(FaitsRecours(**{**APPEL, **reste}))) == attendus


@pytest.mark.parametrize(
    ("par_qui", "texte", "attendus"),
    [
        (["Lila Benali"], "Elle repassera en janvier.", []),
        (["lila BENALI", "Paul Roux"], "Elle repassera en janvier.", ["memes"]),
        ([""], "Elle repassera en janvier.", ["par_qui"]),
        (["Lila Benali"], "Non.", ["reponse"]),
    ],
)
def test_an_appeal_is_answered_by_others_than_those_who_decided(par_qui, texte, attendus):
    assert codes(reponse(par_qui, ["Jeanne Martin", "Paul Roux"], texte)) == attendus


@pytest.mark.parametrize(
    ("niveaux", "exemples", "attendus"),
    [
        ({"eveil": "acquis"}, {"eveil": "Elle chante."}, []),
        ({"eveil": "acquis", "soins": "en_cours"}, {"soins": "Elle a oublié le bavoir."}, []),
        ({"eveil": "non_observe"}, {"eveil": "Elle chante."}, ["rien_vu"]),
        ({"eveil": "acquis", "soins": "non_observe"}, {"soins": "Elle a oublié."}, ["exemple"]),
        ({"eveil": "acquis"}, {"eveil": "Vu"}, ["exemple"]),
    ],
)
def test_a_grid_says_what_was_seen_with_an_example(niveaux, exemples, attendus):
    assert codes(grille(niveaux, exemples)) == attendus


def test_the_last_level_seen_is_proposed_and_not_observed_erases_nothing():
    releves = [
        Releve("eveil", "en_cours", JOUR, "Elle hésite."),
        Releve("eveil", "acquis", LENDEMAIN),
        Releve("eveil", "non_observe", LENDEMAIN),
        Releve("soins", "non_observe", LENDEMAIN),
    ]
    p = proposer(["eveil", "soins"], releves)
    assert (p["eveil"].niveau, p["eveil"].date, p["eveil"].exemple, p["eveil"].fois) == (
        "acquis",
        LENDEMAIN,
        "Elle hésite.",
        2,
    )
    assert p["soins"].niveau == "non_observe"
    assert resultat_propose(p) == "a_revoir"
    assert resultat_propose({"eveil": p["eveil"]}) == "acquis"


def test_the_sitting_closes_when_each_candidate_has_a_decision_that_still_holds():
    assert codes(regles.cloture([], [], jury=1)) == []
    assert codes(regles.cloture(["Awa"], [], jury=1)) == ["sans_decision"]
    assert codes(regles.cloture([], ["Awa"], ["Rosa"], jury=1)) == ["a_refaire", "ailleurs"]
    [obstacle] = regles.cloture(list("ABCDEF"), [], jury=1)
    assert obstacle.phrase == "Il manque une décision pour A, B, C, D et 2 autres."

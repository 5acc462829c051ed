"""Matching: who is kept, who is not, and in which words."""

from __future__ import annotations

import random
import time
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from clairiere.agenda.semaine import JOURS, Semaine
from placements.regles.appariement import apparier
from placements.regles.criteres import POIDS, Besoin, BesoinInvalide, Candidate, Poids, Reglages

AUJOURDHUI = date(2026, 11, 22)
OUVRES = JOURS[:5]
SEMAINE_40 = Semaine.reguliere(OUVRES, ("8:00", "16:00"))
BESOIN = Besoin(
    semaine=SEMAINE_40,
    debut=date(2026, 12, 1),
    quartier="Belleville",
    code_postal="75011",
    langues=frozenset({"portugais"}),
    ages_enfants=(10, 50),
)
AWA = Candidate(
    id=1,
    nom="Awa",
    disponible=Semaine.reguliere(OUVRES, ("7:00", "19:00")),
    disponible_des=date(2026, 11, 1),
    quartiers=frozenset({"75011", "75020"}),
    langues=frozenset({"portugais", "français"}),
    certifiee=True,
    disponibilite_confirmee=AUJOURDHUI - timedelta(days=3),
    accepte_animaux=True,
)


def lisible(textes):
    return [texte.replace("\u00a0", " ") for texte in textes]


def seule(candidate, besoin=BESOIN, **reste):
    return apparier(besoin, [candidate], aujourdhui=AUJOURDHUI, **reste)


def ecart(candidate, besoin=BESOIN, **reste):
    resultat = seule(candidate, besoin, **reste)
    assert resultat.retenues == []
    return resultat.ecartees[0].regle, *lisible([resultat.ecartees[0].phrase])


def test_an_ideal_auxiliaire_shows_her_reasons_and_nothing_missing():
    [proposition] = seule(AWA).retenues
    assert lisible(proposition.raisons) == [
        "couvre 40 h sur 40 h",
        "libre à la date demandée",
        "habite ou accepte le 75011",
        "parle portugais",
        "jamais proposée",
    ]
    assert proposition.manques == ()
    assert proposition.couverture == (2400, 2400)
    assert proposition.points == sum(proposition.detail.values()) == 40 + 15 + 15 + 10 + 5


def test_what_is_missing_is_said_hour_by_hour_and_day_by_day():
    disponible = Semaine.de(
        {
            "lundi": [("8:15", "16:00")],
            "mardi": [("8:15", "15:30")],
            "mercredi": [("8:00", "12:00"), ("13:00", "16:00")],
            "jeudi": [("8:00", "16:00")],
            "vendredi": [("8:00", "16:00")],
        }
    )
    candidate = replace(
        AWA,
        disponible=disponible,
        disponible_des=date(2026, 12, 8),
        langues=frozenset(),
        derniere_proposition=AUJOURDHUI - timedelta(days=45),
        disponibilite_confirmee=AUJOURDHUI - timedelta(days=75),
    )
    [proposition] = seule(candidate).retenues
    assert lisible(proposition.manques) == [
        "arrive à 8 h 15 au lieu de 8 h le lundi et le mardi",
        "part à 15 h 30 au lieu de 16 h le mardi",
        "pas libre de 12 h à 13 h le mercredi",
        "libre le 8 décembre 2026 au lieu du 1er décembre 2026",
        "n’a pas indiqué parler portugais",
        "disponibilité confirmée il y a 75 jours : à vérifier avec elle",
    ]
    assert lisible(proposition.raisons) == [
        "couvre 38 h sur 40 h",
        "habite ou accepte le 75011",
        "pas proposée depuis 45 jours",
    ]


def test_a_whole_day_off_is_said_simply():
    candidate = replace(AWA, disponible=Semaine.reguliere(OUVRES[:4], ("8:00", "16:00")))
    [proposition] = seule(candidate).retenues
    assert lisible(proposition.manques) == ["pas libre le vendredi"]


@pytest.mark.parametrize(
    ("change", "regle", "phrase"),
    [
        ({"certifiee": False}, "certification", "N’a pas encore le certificat d’aptitude."),
        (
            {"disponible_des": date(2026, 12, 16)},
            "debut",
            "Libre le 16 décembre 2026, soit 15 jours après la date demandée (14 jours au plus).",
        ),
        ({"quartiers": frozenset({"75018"})}, "quartier", "N’accepte pas le 75011."),
        (
            {"disponible": Semaine.reguliere(OUVRES[:4], ("8:00", "15:45"))},
            "couverture",
            "Couvre 31 h sur 40 h : il faut au moins 80 % des heures.",
        ),
        (
            {"heures_deja_en_contrat": 8 * 60 + 15},
            "duree",
            "Travaillerait 48 h 15 par semaine avec ses autres contrats : "
            "la convention permet 48 h par semaine en moyenne.",
        ),
        (
            {"heures_deja_en_contrat": 12 * 60},
            "duree",
            "Travaillerait 52 h par semaine avec ses autres contrats : la convention permet 50 h par semaine.",
        ),
        ({"accepte_moins_de_3_ans": False}, "age_enfant", "Ne souhaite pas garder un enfant de moins de 3 ans."),
    ],
)
def test_each_hard_rule_excludes_and_says_why(change, regle, phrase):
    assert ecart(replace(AWA, **change)) == (regle, phrase)


def test_animals_exclude_only_when_the_family_has_some_and_she_said_no():
    refuse = replace(AWA, accepte_animaux=False)
    avec_chat = replace(BESOIN, animaux=True)
    assert seule(refuse).retenues
    assert ecart(refuse, avec_chat) == ("animaux", "N’accepte pas les animaux, et la famille en a.")
    [proposition] = seule(replace(AWA, accepte_animaux=None), avec_chat).retenues
    assert lisible(proposition.manques) == ["animaux : à lui demander"]


def test_travel_excludes_only_when_both_times_are_known():
    limitee = replace(AWA, trajet_max_minutes=30)
    assert seule(limitee).retenues
    assert seule(limitee, trajets={1: 30}).retenues
    assert ecart(limitee, trajets={1: 31}) == ("trajet", "Trajet de 31 minutes : elle accepte 30 minutes.")
    assert seule(AWA, trajets={1: 90}).retenues


@pytest.mark.parametrize(
    ("change", "retenue"),
    [
        ({"disponible": Semaine.reguliere(OUVRES[:4], ("8:00", "16:00"))}, True),  # exactly 80 %
        ({"disponible_des": date(2026, 12, 15)}, True),  # exactly 14 days
        ({"heures_deja_en_contrat": 8 * 60}, True),  # exactly 48 h
        ({"quartiers": frozenset()}, True),  # she set no limit
    ],
)
def test_at_the_limit_she_is_still_proposed(change, retenue):
    assert bool(seule(replace(AWA, **change)).retenues) is retenue


def test_overtime_with_her_other_contracts_is_shown_as_missing():
    [proposition] = seule(replace(AWA, heures_deja_en_contrat=5 * 60)).retenues
    assert lisible(proposition.manques) == [
        "45 h par semaine avec ses contrats : des heures supplémentaires au-delà de 40 h"
    ]


def test_all_the_rules_that_stop_her_are_listed_the_first_one_leading():
    resultat = seule(replace(AWA, certifiee=False, quartiers=frozenset({"75018"})))
    assert resultat.ecartees[0].regle == "certification"
    assert resultat.ecartees[0].autres == (("quartier", "N’accepte pas le 75011."),)


def test_five_at_most_and_ties_go_to_who_waited_longest_then_to_the_first_registered():
    dates = {1: AUJOURDHUI - timedelta(90), 2: None, 3: AUJOURDHUI - timedelta(60), 4: None, 5: None, 6: None, 7: None}
    candidates = [replace(AWA, id=i, derniere_proposition=d) for i, d in dates.items()]
    for _ in range(5):
        random.shuffle(candidates)
        resultat = apparier(BESOIN, candidates, aujourdhui=AUJOURDHUI)
        assert [p.candidate_id for p in resultat.retenues] == [2, 4, 5, 6, 7]
        assert resultat.suivantes == 2


def test_someone_proposed_last_week_passes_after_someone_who_waits():
    recente = replace(AWA, id=1, derniere_proposition=AUJOURDHUI - timedelta(7))
    attend = replace(AWA, id=2, derniere_proposition=AUJOURDHUI - timedelta(30))
    resultat = apparier(BESOIN, [recente, attend], aujourdhui=AUJOURDHUI)
    assert [p.candidate_id for p in resultat.retenues] == [2, 1]


@pytest.mark.parametrize(
    ("champ", "code", "jours", "points"),
    [
        ("derniere_proposition", "equite", 30, 15),
        ("derniere_proposition", "equite", 29, 0),
        ("disponibilite_confirmee", "confirmee", 30, 5),
        ("disponibilite_confirmee", "confirmee", 31, 0),
    ],
)
def test_thirty_days_is_the_hinge_of_fairness_and_freshness(champ, code, jours, points):
    candidate = replace(AWA, **{champ: AUJOURDHUI - timedelta(days=jours)})
    assert seule(candidate).retenues[0].detail[code] == points


def test_changing_a_weight_changes_the_order():
    parle = replace(AWA, id=1, derniere_proposition=AUJOURDHUI)
    attend = replace(AWA, id=2, langues=frozenset())
    poids = dict(POIDS) | {"langues": Poids("Langue", 50, "")}
    avant = apparier(BESOIN, [parle, attend], aujourdhui=AUJOURDHUI)
    apres = apparier(BESOIN, [parle, attend], aujourdhui=AUJOURDHUI, reglages=Reglages(poids=poids))
    assert [p.candidate_id for p in avant.retenues] == [2, 1]
    assert [p.candidate_id for p in apres.retenues] == [1, 2]


def test_everyone_is_either_kept_or_told_why():
    hasard = random.Random(7)
    candidates = [_au_hasard(i, hasard) for i in range(500)]
    resultat = apparier(BESOIN, candidates, aujourdhui=AUJOURDHUI)
    assert len(resultat.retenues) + resultat.suivantes + len(resultat.ecartees) == 500
    assert all(ecartee.phrase.endswith(".") for ecartee in resultat.ecartees)
    assert all(0 <= p.points <= sum(poids.points for poids in POIDS.values()) for p in resultat.retenues)


def test_a_request_without_hours_is_refused_in_words():
    with pytest.raises(BesoinInvalide) as refus:
        replace(BESOIN, semaine=Semaine())
    assert "aucune heure" in refus.value.phrase


def test_forbidden_criteria_have_no_place_to_be_written():
    noms = {champ.name for modele in (Besoin, Candidate) for champ in fields(modele)}
    interdits = ("origine", "nationalite", "religion", "naissance", "sexe", "sante", "handicap", "photo", "enceinte")
    assert not [nom for nom in noms for mot in interdits if mot in nom]
    assert "age" not in noms


def test_public_weights_carry_french_labels_and_make_a_hundred():
    assert sum(poids.points for poids in POIDS.values()) == 100
    assert all(poids.libelle and poids.explication for poids in POIDS.values())


def _au_hasard(i, hasard):
    debut = hasard.choice(["7:00", "8:00", "8:15", "9:00"])
    return replace(
        AWA,
        id=i,
        disponible=Semaine.reguliere(OUVRES[: hasard.randint(3, 5)], (debut, hasard.choice(["16:00", "19:00"]))),
        disponible_des=AUJOURDHUI + timedelta(days=hasard.randint(-30, 40)),
        quartiers=frozenset(hasard.sample(["75011", "75018", "75019", "75020"], 3)),
        langues=frozenset(hasard.sample(["portugais", "français", "arabe"], 1)),
        certifiee=hasard.random() > 0.1,
        heures_deja_en_contrat=hasard.choice([0, 0, 0, 600]),
        derniere_proposition=hasard.choice([None, AUJOURDHUI - timedelta(days=hasard.randint(0, 90))]),
    )


def test_ten_thousand_auxiliaires_are_ordered_while_the_page_opens():
    hasard = random.Random(1)
    candidates = [_au_hasard(i, hasard) for i in range(10_000)]
    durees = []
    for _ in range(3):
        debut = time.process_time()
        resultat = apparier(BESOIN, candidates, aujourdhui=AUJOURDHUI)
        durees.append(time.process_time() - debut)
    assert len(resultat.retenues) == 5
    assert min(durees) < 0.3

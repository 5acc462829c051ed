"""The ten checks before printing, and the planning examples P1 to P6."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clairiere.agenda.semaine import JOURS, PAS_PAR_JOUR, Semaine
from contrats.regles.controles import controler, controler_absences, controler_taux, imprimable
from contrats.regles.controles_temps import controler_heures, controler_repos_de
from contrats.regles.projet import Absence, Partage, ProjetDeContrat
from contrats.regles.tables import mentions
from contrats.regles.temps import heures_de_la_semaine, moyenne_la_plus_haute

JOUR = date(2026, 11, 22)
OUVRES = JOURS[:5]
CODES = ["taux", "emploi", "age", "duree", "repos", "partage", "essai", "date", "absences", "mentions"]
PROJET = ProjetDeContrat(
    date_contrat=date(2026, 11, 20),
    date_embauche=date(2026, 12, 1),
    taux=Decimal("13.00"),
    emploi="assistant_parental_a",
    taches=frozenset({"accompagner", "espaces_de_vie"}),
    ages_enfants=(10, 50),
    semaines=(Semaine.reguliere(OUVRES, ("8:00", "16:00")),),
    mentions_remplies=frozenset(m.code for m in mentions() if m.condition == "toujours" and not m.laissee_aux_parties),
)
semaines = st.builds(Semaine, st.tuples(*[st.integers(0, 2**PAS_PAR_JOUR - 1)] * 7))


def lisible(texte):
    return texte.replace("\u00a0", " ")


def refus(projet):
    return [(c.code, lisible(c.phrase)) for c in controler(projet) if c.gravite == "refus"]


@pytest.mark.parametrize(
    ("numero", "heures", "autres", "gravite", "extrait"),
    [
        ("P1", [50] * 6 + [46] * 6, 0, "ok", "permise"),
        ("P2", [50] * 7 + [46] * 5, 0, "refus", "48,33 h"),
        ("P3", [Fraction("50.5")] + [40] * 11, 0, "refus", "Une semaine compte 50 h 30. Le maximum est 50 h."),
        ("P4", [28], 24, "conseil", "Avec ses autres contrats : une semaine compte 52 h."),
    ],
)
def test_planning_example(numero, heures, autres, gravite, extrait):
    [controle] = controler_heures(heures, JOUR, autres)
    assert controle.gravite == gravite
    assert extrait in lisible(controle.phrase)
    assert "134" in controle.source


def test_p5_36_hours_free_from_friday_evening_are_enough():
    semaine = Semaine.pleine() - Semaine.de(
        {"vendredi": [("20:00", "24:00")], "samedi": [("0:00", "24:00")], "dimanche": [("0:00", "8:00")]}
    )
    assert controler_repos_de(semaine, JOUR).gravite == "ok"
    assert "36 h, du vendredi 20 h au dimanche 8 h" in lisible(controler_repos_de(semaine, JOUR).phrase)


def test_p6_34_hours_30_from_saturday_evening_are_not():
    controle = controler_repos_de(Semaine.reguliere(JOURS[:6], ("6:30", "20:00")), JOUR)
    assert controle.gravite == "refus"
    assert lisible(controle.phrase) == "Le plus long repos dure 34 h 30. Il en faut 35 h de suite."


def test_a_sound_contract_passes_the_ten_checks():
    controles = controler(PROJET)
    assert [c.code for c in controles] == CODES
    assert {c.gravite for c in controles} == {"ok"}
    assert imprimable(controles)


@pytest.mark.parametrize(
    "change",
    [
        {"taux": Decimal("12.89")},
        {"date_contrat": date(2026, 12, 1)},
        {"essai_renouvellement_mois": 1},
        {"semaines": (Semaine.reguliere(JOURS[:6], ("7:00", "9:00"), ("17:00", "19:00")),)},
    ],
)
def test_exactly_at_the_limit_is_legal(change):
    assert imprimable(controler(replace(PROJET, **change)))


def test_exactly_35_hours_of_rest_are_enough():
    semaine = Semaine.reguliere(JOURS[:6], ("7:00", "20:00"))
    assert semaine.repos_le_plus_long().minutes == 35 * 60
    assert controler_repos_de(semaine, JOUR).gravite == "ok"


@pytest.mark.parametrize(
    ("change", "code", "extrait"),
    [
        ({"taux": Decimal("12.88")}, "taux", "12,88 € brut par heure est sous le minimum du 01/12/2026 : 12,89 €"),
        ({"certifiee_de_branche": True}, "taux", "13,41 €"),
        ({"taches": frozenset({"linge"})}, "emploi", "« Entretenir le linge de l’enfant »"),
        ({"emploi": "baby_sitter", "occasionnelle": True}, "age", "ne peut pas être baby-sitter"),
        ({"semaines": (Semaine.reguliere(OUVRES, ("8:00", "18:15")),)}, "duree", "51 h 15"),
        ({"semaines": (Semaine.reguliere(OUVRES, ("8:00", "17:45")),)}, "duree", "48,75 h"),
        ({"semaines": (Semaine.reguliere(JOURS, ("12:00", "14:00")),)}, "repos", "22 h"),
        ({"essai_mois": 2}, "essai", "1 mois au plus"),
        ({"essai_renouvellement_mois": 2}, "essai", "renouvelable une fois"),
        ({"date_contrat": date(2026, 12, 2)}, "date", "02/12/2026, après l’embauche du 01/12/2026"),
        ({"date_contrat": None}, "date", "n’a pas de date"),
        ({"absences": (Absence(None, None),)}, "absences", "n’a pas de dates"),
        ({"mentions_remplies": frozenset()}, "mentions", "Il manque la mention 1"),
        ({"situations": frozenset({"conduite"})}, "mentions", "assurance du véhicule"),
        ({"emploi": "jardinier"}, "emploi", "n’existe pas"),
    ],
)
def test_each_check_refuses_names_the_rule_and_the_remedy(change, code, extrait):
    controles = [c for c in controler(replace(PROJET, **change)) if c.code == code and c.gravite == "refus"]
    assert any(extrait in lisible(c.phrase) for c in controles)
    assert all(c.remede and c.source for c in controles)


def test_a_rate_legal_at_hiring_is_checked_again_at_each_later_date():
    ancien = replace(PROJET, date_embauche=date(2025, 9, 1), taux=Decimal("12.60"), dates_d_effet=(date(2026, 6, 1),))
    assert [c.gravite for c in controler_taux(ancien)] == ["ok", "refus"]


def test_shared_care_tells_every_fault_at_once():
    partage = Partage((Decimal(60), Decimal(30)), clauses_identiques=False, transport=50, contrats=1)
    projet = replace(PROJET, partage=partage, presences=(Semaine.de({"samedi": [("8:00", "9:00")]}),))
    phrases = [phrase for code, phrase in refus(projet) if code == "partage"]
    assert phrases == [
        "Il faut deux familles et un contrat écrit pour chacune.",
        "La clause commune n’est pas la même dans les deux contrats.",
        "Les parts font 90 % au lieu de 100 %.",
        "La présence responsable est interdite en garde partagée.",
        "Le transport est remboursé à 50 % au lieu de 100 %.",
    ]


def test_sound_shared_care_asks_only_for_its_clause():
    partage = Partage((Decimal("57.5"), Decimal("42.5")), clauses_identiques=True)
    assert refus(replace(PROJET, partage=partage)) == [
        (
            "mentions",
            "Il manque la mention 21 : clause identique de garde partagée : "
            "heures, salaire, lieux, absences, transport.",
        )
    ]


def test_absences_with_dates_pass():
    ferme = replace(PROJET, absences=(Absence(date(2027, 8, 1), date(2027, 8, 21)),))
    assert [c.gravite for c in controler_absences(ferme)] == ["ok"]
    assert [phrase for _, phrase in refus(ferme)] == ["Il manque la mention 16 : périodes d’absence de la famille."]


def test_her_other_contracts_warn_without_stopping():
    controles = controler(replace(PROJET, autres_contrats=9 * 60))
    assert [(c.code, c.gravite) for c in controles if c.gravite != "ok"] == [("duree", "conseil")]
    assert imprimable(controles)


def test_less_than_11_hours_between_two_days_is_advice_not_a_fault():
    tard = Semaine.de({"lundi": [("14:00", "22:00")], "mardi": [("7:00", "12:00")]})
    controles = controler(replace(PROJET, semaines=(tard,)))
    assert [lisible(c.phrase) for c in controles if c.gravite == "conseil"] == [
        "Entre lundi et mardi, le repos est de 9 h."
    ]
    assert imprimable(controles)


def test_a_contract_older_than_the_tables_is_refused_in_words_not_by_a_crash():
    vieux = replace(PROJET, date_embauche=date(2021, 9, 1), date_contrat=date(2021, 9, 1))
    assert ("taux", "L’emploi-repère « assistant_parental_a » n’existe pas au 01/09/2021.") in refus(vieux)


def test_an_hour_counted_twice_is_pointed_at():
    projet = replace(PROJET, presences=(Semaine.de({"lundi": [("15:00", "17:00")]}),))
    assert (
        "duree",
        "Ces heures sont comptées deux fois, en travail et en présence responsable : lundi 15 h – 16 h.",
    ) in refus(projet)


def test_presence_converts_to_two_thirds_on_the_grid():
    presence = Semaine.de({"samedi": [("8:00", "17:00")]})
    effective = Semaine.de({"lundi": [("0:00", "24:00")]})
    assert heures_de_la_semaine(effective, presence, a_la_date=JOUR).valeur == Decimal("30.00")


def test_a_two_week_cycle_is_averaged_over_its_repetitions():
    assert moyenne_la_plus_haute([50, 44], JOUR).valeur == Decimal("47.00")
    assert moyenne_la_plus_haute([30] * 3 + [49] * 12, JOUR).valeur == Decimal("49.00")


@given(semaines, semaines)
def test_a_legal_week_never_becomes_illegal_by_removing_time(a, b):
    moins = a & b
    if controler_repos_de(a, JOUR).gravite == "ok":
        assert controler_repos_de(moins, JOUR).gravite == "ok"


@given(st.lists(st.integers(0, 220), min_size=1, max_size=16), st.data())
def test_legal_hours_never_become_illegal_by_removing_some(quarts, data):
    heures = [Fraction(q, 4) for q in quarts]
    moins = [Fraction(data.draw(st.integers(0, q)), 4) for q in quarts]
    [avant], [apres] = controler_heures(heures, JOUR), controler_heures(moins, JOUR)
    assert avant.gravite != "ok" or apres.gravite == "ok"

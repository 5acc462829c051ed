"""Pay, to the cent: the worked examples S1 to S11 of the trade file, and what holds for every week."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrats.regles.minimum import minimum
from contrats.regles.montants import Explique, Refus, arrondir, ecrire
from contrats.regles.salaire import (
    Methode,
    heures_sup_irregulieres,
    jour_majore,
    mois_incomplet,
    partager,
    salaire_de_la_semaine,
    salaire_mensuel,
    salaire_partage,
    supplement,
)
from contrats.regles.temps import bandes, heures_travaillees

JOUR = date(2026, 11, 22)
A, B = Decimal("12.89"), Decimal("13.08")
CERTIFIEE = minimum("IV", certifiee_de_branche=True, a_la_date=JOUR).valeur
quarts = st.integers(1, 4 * 60).map(lambda q: Fraction(q, 4))
taux = st.integers(1000, 3000).map(lambda centimes: Decimal(centimes) / 100)


def mensuel(heures, salaire=A, **reste):
    return salaire_mensuel(heures, salaire, a_la_date=JOUR, **reste)


def parts(part_a, heures, **reste):
    return [p.valeur for p in salaire_partage(heures, Decimal("13.20"), part_a=part_a, a_la_date=JOUR, **reste)]


SIX_DIXIEMES = Fraction(60, 100)
S7 = heures_travaillees(24 * 60, 9 * 60, a_la_date=JOUR)

VECTEURS = {
    "S1": lambda: mensuel(40),
    "S1b": lambda: mensuel(40, methode=Methode.FORFAIT_174),
    "S2 52/12": lambda: mensuel(40, CERTIFIEE),
    "S2 174 h": lambda: mensuel(40, CERTIFIEE, methode=Methode.FORFAIT_174),
    "S3": lambda: mensuel(45),
    "S4": lambda: salaire_de_la_semaine(49, B, JOUR),
    "S7": lambda: mensuel(S7.exact),
    "S8": lambda: mois_incomplet(mensuel(40), 184, 168),
    "S9 supplément": lambda: supplement(8, A, "majoration_ferie", JOUR),
    "S9 total": lambda: jour_majore(8, A, "majoration_ferie", JOUR),
    "S9b": lambda: jour_majore(8, A, "majoration_1er_mai", JOUR),
    "S9b supplément": lambda: supplement(8, A, "majoration_1er_mai", JOUR),
    "S9c": lambda: jour_majore(5, A, "majoration_repos", JOUR),
    "S11": lambda: heures_sup_irregulieres([36, 44, 40, 48, 30, 42, 46, 44], A, JOUR),
}
ATTENDUS = {
    "S1": "2234.27",
    "S1b": "2242.86",
    "S2 52/12": "2357.33",
    "S2 174 h": "2366.40",
    "S3": "2583.37",
    "S4": "673.62",
    "S7": "1675.70",
    "S8": "2039.99",
    "S9 supplément": "10.31",
    "S9 total": "113.43",
    "S9b": "206.24",
    "S9b supplément": "103.12",
    "S9c": "80.56",
    "S11": "161.13",
}


@pytest.mark.parametrize("numero", ATTENDUS)
def test_worked_example_to_the_cent(numero):
    assert VECTEURS[numero]().valeur == Decimal(ATTENDUS[numero])


@pytest.mark.parametrize(
    ("numero", "heures", "reste", "attendu"),
    [
        ("S5", 40, {}, ("1372.80", "915.20")),
        ("S6", 45, {}, ("1587.30", "1058.20")),
        ("S6b", 45, {"part_a_des_heures_sup": 1}, ("1730.30", "915.20")),
    ],
)
def test_shared_care_example_to_the_cent(numero, heures, reste, attendu):
    assert parts(SIX_DIXIEMES, heures, **reste) == [Decimal(a) for a in attendu]


def test_s3_shows_its_two_steps():
    total = mensuel(45)
    assert [e.valeur for e in total.enfants] == [Decimal("2234.27"), Decimal("349.10")]
    assert [e.formule.replace("\u00a0", " ") for e in total.enfants] == [
        "40 h × 12,89 € × 52 / 12",
        "5 h × 12,89 € × 1,25 × 52 / 12",
    ]
    assert total.formule.replace("\u00a0", " ") == "2 234,27 € + 349,10 €"
    assert "146.1" in total.source
    assert [retrait for retrait, _ in total.lignes()] == [0, 1, 1]


def test_s4_shows_normal_hours_and_both_bands():
    enfants = salaire_de_la_semaine(49, B, JOUR).enfants
    assert [e.valeur for e in enfants] == [Decimal("523.20"), Decimal("130.80"), Decimal("19.62")]


def test_s6_overtime_comes_before_the_split():
    assert mensuel(45, Decimal("13.20")).valeur == Decimal("2645.50")


def test_s7_presence_is_335_14_of_the_salary():
    assert S7.valeur == Decimal("30.00")
    assert mensuel(S7.enfants[1].exact).valeur == Decimal("335.14")


def test_s7b_presence_responsable_is_refused_in_shared_care():
    with pytest.raises(Refus) as refus:
        heures_travaillees(24 * 60, 9 * 60, garde_partagee=True, a_la_date=JOUR)
    assert "garde partagée" in refus.value.phrase
    assert "137.1" in refus.value.source


def test_s8_holds_back_194_28():
    mois = mensuel(40)
    assert mois.valeur - mois_incomplet(mois, 184, 168).valeur == Decimal("194.28")


def test_the_flat_174_hours_is_only_for_a_40_hour_week():
    with pytest.raises(Refus):
        mensuel(39, methode=Methode.FORFAIT_174)


@pytest.mark.parametrize(("heures", "salaire"), [(0, A), (-1, A), (40, Decimal(0))])
def test_no_hours_or_no_rate_is_asked_for_in_words(heures, salaire):
    with pytest.raises(Refus):
        mensuel(heures, salaire)


@pytest.mark.parametrize(("prevues", "faites"), [(0, 0), (184, 185), (184, -1)])
def test_an_incomplete_month_cannot_be_more_than_the_month(prevues, faites):
    with pytest.raises(Refus):
        mois_incomplet(mensuel(40), prevues, faites)


def test_eight_weeks_under_40_hours_on_average_bring_no_overtime():
    assert heures_sup_irregulieres([40] * 8, A, JOUR).valeur == 0
    with pytest.raises(Refus):
        heures_sup_irregulieres([40] * 7, A, JOUR)


@pytest.mark.parametrize(
    ("exact", "attendu"),
    [
        (Fraction("4.005"), "4.01"),
        (Fraction("-4.005"), "-4.01"),
        (Fraction("4.0049999"), "4.00"),
        (Fraction(2, 3), "0.67"),
        (Decimal("2.675"), "2.68"),
    ],
)
def test_rounding_is_half_up_once(exact, attendu):
    assert arrondir(exact) == Decimal(attendu)


def test_numbers_are_written_the_french_way():
    assert [ecrire(n).replace("\u00a0", " ") for n in (Decimal("2234.27"), Fraction(40), Fraction(25, 2), 1000)] == [
        "2 234,27",
        "40",
        "12,50",
        "1 000",
    ]


@given(quarts, taux)
def test_a_quarter_hour_more_never_jumps(heures, salaire):
    """Bands are continuous: one more quarter hour costs between its normal price and its price at +50 %."""
    avant, apres = mensuel(heures, salaire).exact, mensuel(heures + Fraction(1, 4), salaire).exact
    normal = Fraction(salaire) * Fraction(52, 12) / 4
    assert normal <= apres - avant <= normal * Fraction(3, 2)


@given(quarts)
def test_bands_hold_all_the_hours(heures):
    decoupe = bandes(heures, JOUR)
    assert decoupe.total == heures
    assert decoupe.normales <= 40
    assert decoupe.majorees_1 <= 8
    assert not decoupe.majorees_2 or decoupe.majorees_1 == 8


@given(quarts, taux, st.fractions(0, 1, max_denominator=1000), st.none() | st.fractions(0, 1, max_denominator=1000))
def test_the_two_shares_make_the_whole(heures, salaire, part, part_sup):
    total = mensuel(heures, salaire)
    a, b = salaire_partage(heures, salaire, part_a=part, part_a_des_heures_sup=part_sup, a_la_date=JOUR)
    assert a.valeur + b.valeur == total.valeur
    assert a.valeur >= 0
    assert b.valeur >= 0


def test_a_cent_that_cannot_be_halved_goes_to_the_first_family():
    total = Explique("", Fraction("100.01"), "€", "", "", None, "sûr")
    assert [p.valeur for p in partager(total, Fraction(1, 2))] == [Decimal("50.01"), Decimal("50.00")]
    with pytest.raises(Refus):
        partager(total, Fraction(101, 100))

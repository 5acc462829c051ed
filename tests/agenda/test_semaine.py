"""The week: reading hours, algebra, rest, and the sentence shown on screen."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clairiere.agenda.semaine import (
    JOURS,
    MINUTES_PAR_SEMAINE,
    PAS_PAR_JOUR,
    Plage,
    Semaine,
    SemaineInvalide,
    ecrire_duree,
    ecrire_heure,
    lire_heure,
)

semaines = st.builds(Semaine, st.tuples(*[st.integers(0, 2**PAS_PAR_JOUR - 1)] * 7))
OUVRES = JOURS[:5]


def lisible(texte: str) -> str:
    return texte.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("texte", "minutes"),
    [
        ("8h30", 510),
        ("8:30", 510),
        ("08:30", 510),
        ("08h", 480),
        ("8 h 30", 510),
        ("8\u00a0h\u00a030", 510),
        ("8H15", 495),
        ("8", 480),
        (" 18:45 ", 1125),
        ("0:00", 0),
        ("24:00", 1440),
        (time(7, 45), 465),
    ],
)
def test_the_usual_ways_to_write_an_hour_are_understood(texte, minutes):
    assert lire_heure(texte) == minutes


@pytest.mark.parametrize("texte", ["8h75", "huit heures", "", "8h3", "830", "-8", "8h30m", "8.30", "٨:30"])
def test_an_unreadable_hour_is_quoted_back(texte):
    with pytest.raises(SemaineInvalide) as refus:
        lire_heure(texte)
    assert lisible(refus.value.phrase).startswith(f"Heure illisible : « {texte} »")


def test_26_hours_do_not_fit_in_a_day():
    with pytest.raises(SemaineInvalide) as refus:
        Semaine.de({"lundi": [("8h", "26h")]})
    assert lisible(refus.value.phrase) == "lundi : une journée finit à 24 h : « 26h » n’existe pas."
    with pytest.raises(SemaineInvalide):
        Semaine((1 << PAS_PAR_JOUR, 0, 0, 0, 0, 0, 0))
    with pytest.raises(SemaineInvalide):
        lire_heure("24:15")


def test_an_hour_off_the_quarter_grid_is_refused_not_rounded():
    with pytest.raises(SemaineInvalide) as refus:
        Semaine.de({"mardi": [("8:10", "9:00")]})
    assert lisible(refus.value.phrase) == ("mardi : « 8:10 » n’est pas un quart d’heure. Choisissez 00, 15, 30 ou 45.")


def test_a_night_is_explained_when_the_end_is_before_the_start():
    with pytest.raises(SemaineInvalide) as refus:
        Semaine.de({"jeudi": [("20:00", "6:30")]})
    assert "la fin (6 h 30) n’est pas après le début (20 h)" in lisible(refus.value.phrase)
    with pytest.raises(SemaineInvalide):
        Semaine.de({"jeudi": [("8:00", "8:00")]})


def test_overlapping_ranges_are_both_named():
    with pytest.raises(SemaineInvalide) as refus:
        Semaine.de({"lundi": [("8:00", "12:00"), ("11:45", "18:00")]})
    assert lisible(refus.value.phrase) == "lundi : 8 h – 12 h et 11 h 45 – 18 h se chevauchent."


def test_an_unknown_day_or_half_a_range_is_refused():
    for donnees in ({"lundis": [("8h", "9h")]}, {"lundi": [("8h",)]}, {"lundi": ["8h"]}):
        with pytest.raises(SemaineInvalide):
            Semaine.de(donnees)


@pytest.mark.parametrize(
    "texte",
    ["", "[]", "null", '{"lundi":"08:00-09:00"}', '{"lundi":["08:00"]}', '{"lundi":[8]}', '{"lundi":5}', '{"x":[]}'],
)
def test_spoiled_stored_hours_give_a_sentence_not_a_crash(texte):
    with pytest.raises(SemaineInvalide):
        Semaine.depuis_json(texte)


def test_stored_form_is_compact_and_readable():
    semaine = Semaine.de({"mercredi": [("14:00", "24:00"), ("8:15", "12:00")], "lundi": [("0:00", "1:00")]})
    assert semaine.vers_json() == '{"lundi":["00:00-01:00"],"mercredi":["08:15-12:00","14:00-24:00"]}'


def test_touching_ranges_become_one():
    semaine = Semaine.de({"lundi": [("8:00", "12:00"), ("12:00", "18:00")]})
    assert semaine.plages(0) == [Plage(480, 1080)]
    assert semaine.minutes == 600
    assert semaine.minutes_par_jour() == (600, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("plages", "phrase"),
    [
        ({}, "aucune heure"),
        (
            {"lundi": [("8:30", "18:00")], "mardi": [("8:30", "18:00")], "mercredi": [("8:00", "12:00")]},
            "lundi, mardi 8 h 30 – 18 h ; mercredi 8 h – 12 h",
        ),
        (dict.fromkeys(OUVRES, [("8:00", "12:00"), ("14:00", "18:15")]),
         "du lundi au vendredi 8 h – 12 h et 14 h – 18 h 15"),
        (
            {j: [("8:00", "18:00")] for j in ("lundi", "mardi", "jeudi", "vendredi")}
            | {"mercredi": [("0:00", "24:00")]},
            "lundi, mardi, jeudi, vendredi 8 h – 18 h ; mercredi 0 h – 24 h",
        ),
    ],
)  # fmt: skip
def test_the_week_reads_as_a_sentence(plages, phrase):
    assert lisible(Semaine.de(plages).phrase()) == phrase


def test_durations_are_written_as_people_say_them():
    assert [lisible(ecrire_duree(m)) for m in (0, 45, 60, 75, 2280)] == ["0 h", "45 min", "1 h", "1 h 15", "38 h"]
    assert lisible(ecrire_heure(495)) == "8 h 15"


def test_longest_rest_joins_sunday_night_to_monday():
    semaine = Semaine.reguliere(JOURS[:6], ("6:30", "20:00"))
    repos = semaine.repos_le_plus_long()
    assert repos.minutes == 34 * 60 + 30
    assert lisible(repos.phrase) == "du samedi 20 h au lundi 6 h 30"
    assert Semaine().repos_le_plus_long().minutes == MINUTES_PAR_SEMAINE
    assert Semaine().repos_le_plus_long().phrase == "toute la semaine"
    assert Semaine.pleine().repos_le_plus_long().minutes == 0
    un_jour = Semaine.de({"mardi": [("8:00", "18:00")]}).repos_le_plus_long()
    assert un_jour.minutes == MINUTES_PAR_SEMAINE - 600


def test_rest_between_two_days_skips_days_off_and_whole_nights():
    semaine = Semaine.de(
        {
            "lundi": [("8:00", "22:00")],
            "mardi": [("7:00", "9:00")],
            "jeudi": [("20:00", "24:00")],
            "vendredi": [("0:00", "6:00")],
        }
    )
    assert semaine.repos_entre_jours() == [(0, 9 * 60)]
    assert Semaine.de({"dimanche": [("8:00", "20:00")], "lundi": [("6:00", "7:00")]}).repos_entre_jours() == [(6, 600)]


@given(semaines)
def test_a_week_survives_storage(semaine):
    assert Semaine.depuis_json(semaine.vers_json()) == semaine
    assert Semaine.de({j: [(ecrire_heure(p.debut), ecrire_heure(p.fin)) for p in semaine.plages(i)]
                       for i, j in enumerate(JOURS)}) == semaine  # fmt: skip


@given(semaines, semaines)
def test_sets_of_hours_behave_as_sets(a, b):
    assert (a | b).minutes == a.minutes + b.minutes - (a & b).minutes
    assert (a - b) | (a & b) == a
    assert not (a - b) & b
    assert a.couvre(b) == (not (b - a)) == (a | b == a)
    assert a.minutes_communes(b) == (a & b).minutes
    assert sum(a.minutes_par_jour()) == a.minutes


@given(semaines, semaines)
def test_working_less_never_shortens_the_rest(a, b):
    assert (a & b).repos_le_plus_long().minutes >= a.repos_le_plus_long().minutes


@given(semaines)
def test_the_longest_rest_is_really_free(semaine):
    repos = semaine.repos_le_plus_long()
    quarts = [(debut // 15) % (7 * PAS_PAR_JOUR) for debut in range(repos.debut, repos.debut + repos.minutes, 15)]
    assert not any(semaine.jours[q // PAS_PAR_JOUR] >> (q % PAS_PAR_JOUR) & 1 for q in quarts)
    assert repos.minutes + semaine.minutes <= MINUTES_PAR_SEMAINE


@given(semaines)
def test_ranges_of_a_day_are_apart_and_in_order(semaine):
    for jour in range(7):
        plages = semaine.plages(jour)
        assert all(p.debut < p.fin for p in plages)
        assert all(avant.fin < apres.debut for avant, apres in zip(plages, plages[1:], strict=False))

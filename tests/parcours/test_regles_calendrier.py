"""The rules of planning: days without a course, half-days from a pattern, modules over them, two things at once."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clairiere.agenda.semaine import Semaine
from parcours import regles
from parcours.regles import jours_sans_cours as sans
from parcours.regles.competences import LIVREES
from parcours.regles.conflits import Creneau
from parcours.regles.programme_type import HEURES, MODULES

J = dt.date
MARDI = J(2026, 11, 24)
LUN_MAR_JEU = {0: [(540, 720)], 1: [(540, 720)], 3: [(540, 720)]}


@pytest.mark.parametrize(
    ("jour", "nom"),
    [
        (J(2024, 4, 1), "lundi de Pâques"),
        (J(2026, 4, 6), "lundi de Pâques"),
        (J(2026, 5, 14), "Ascension"),
        (J(2026, 5, 25), "lundi de Pentecôte"),
        (J(2027, 3, 29), "lundi de Pâques"),
        (J(2027, 1, 1), "jour de l’an"),
        (J(2027, 5, 1), "fête du Travail"),
        (J(2026, 12, 25), "Noël"),
        (J(2038, 4, 26), "lundi de Pâques"),
        (J(2026, 3, 3), ""),
    ],
)
def test_public_holidays_have_their_name(jour, nom):
    assert sans.jour_ferie(jour) == nom


@pytest.mark.parametrize(
    ("jour", "zone", "nom"),
    [
        (J(2026, 12, 28), "C", "vacances de Noël"),
        (J(2027, 2, 10), "C", "vacances d’hiver"),
        (J(2027, 2, 10), "B", ""),
        (J(2027, 1, 12), "A", ""),
        (J(2090, 12, 28), "C", ""),
    ],
)
def test_school_holidays_depend_on_the_zone(jour, zone, nom):
    assert sans.vacances_scolaires(jour, zone) == nom


def test_a_zone_that_does_not_exist_is_a_fault_not_a_silence():
    with pytest.raises(ValueError, match="unknown zone"):
        sans.vacances_scolaires(J(2027, 1, 1), "Z")


def test_school_holidays_that_nobody_knows_yet_are_said_not_ignored():
    dernier = sans.vacances_connues()[1]
    assert sans.vacances_inconnues([J(2026, 12, 1), dernier]) == ""
    assert sans.vacances_inconnues([]) == ""
    phrase = sans.vacances_inconnues([J(2026, 12, 1), dernier + dt.timedelta(days=1)])
    assert f"{dernier.year}" in phrase
    assert "vérifiez-les" in phrase


def test_a_skipped_day_says_why_the_closest_reason_first():
    sauts = sans.Sauts(
        feries=True,
        zone="C",
        fermetures=(sans.Ferme(J(2026, 12, 24), J(2026, 12, 31), "inventaire"),),
        autres=frozenset({J(2026, 12, 3)}),
    )
    assert sauts.raison(J(2026, 12, 25)) == "jour férié (Noël)"
    assert sauts.raison(J(2026, 12, 24)) == "centre fermé (inventaire)"
    assert sauts.raison(J(2026, 12, 23)) == "vacances de Noël, zone C"
    assert sauts.raison(J(2026, 12, 3)) == "jour que vous avez retiré"
    assert sauts.raison(J(2026, 12, 2)) == ""
    assert sans.Sauts().raison(J(2026, 12, 25)) == ""


def test_three_mornings_a_week_give_forty_half_days_and_name_what_they_jump():
    sauts = sans.Sauts(feries=True)
    prevue = regles.prevoir(LUN_MAR_JEU, a_partir_du=J(2027, 3, 1), minutes=120 * 60, raison=sauts.raison)
    assert len(prevue.seances) == 40
    assert prevue.minutes == 120 * 60
    assert prevue.seances[0].date == J(2027, 3, 1)
    assert prevue.sautees == (
        (J(2027, 3, 29), "jour férié (lundi de Pâques)"),
        (J(2027, 5, 6), "jour férié (Ascension)"),
        (J(2027, 5, 17), "jour férié (lundi de Pentecôte)"),
    )


def test_the_last_half_day_is_cut_to_fall_right():
    prevue = regles.prevoir({2: [(540, 750)]}, a_partir_du=J(2027, 1, 4), minutes=500)
    assert [s.minutes for s in prevue.seances] == [210, 210, 80]


def test_a_pattern_that_only_meets_closed_days_gives_nothing_and_ends():
    prevue = regles.prevoir({0: [(540, 720)]}, a_partir_du=J(2027, 1, 4), minutes=600, raison=lambda _j: "fermé")
    assert prevue.seances == ()
    assert len(prevue.sautees) > 50


def test_no_pattern_gives_no_half_day():
    assert regles.prevoir({}, a_partir_du=J(2027, 1, 4), minutes=600) == regles.Prevision()


def test_a_half_day_ends_a_module_and_begins_the_next_one():
    assert regles.etaler([(1, 420), (2, 180)], [180, 180, 180, 60]) == [
        [(1, 180)],
        [(1, 180)],
        [(1, 60), (2, 120)],
        [(2, 60)],
    ]
    assert regles.etaler([(1, 60)], [30]) == [[(1, 30)]]
    assert regles.etaler([(1, 60)], [60, 60]) == [[(1, 60)], []]
    assert regles.etaler([], [60]) == [[]]


@given(
    st.lists(st.integers(15, 1200), max_size=12),
    st.lists(st.integers(30, 360), max_size=60),
)
def test_spreading_modules_loses_and_invents_no_minute(durees, places):
    modules = list(enumerate(durees, start=1))
    seances = regles.etaler(modules, places)
    assert len(seances) == len(places)
    assert all(sum(m for _, m in parts) <= place for parts, place in zip(seances, places, strict=True))
    assert sum(m for parts in seances for _, m in parts) == min(sum(durees), sum(places))
    ordre = [module for parts in seances for module, _ in parts]
    assert ordre == sorted(ordre)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 200)), max_size=4), st.integers(0, 360))
def test_a_shorter_half_day_keeps_its_first_parts(parts, minutes):
    gardees = regles.raccourcir(parts, minutes)
    assert sum(m for _, m in gardees) == min(sum(m for _, m in parts), minutes)
    assert [module for module, _ in gardees] == [module for module, _ in parts][: len(gardees)]


@pytest.mark.parametrize(
    ("minutes", "phrase"),
    [
        (7200, "120 h planifiées sur 120"),
        (7020, "117 h sur 120 : il manque 3 h"),
        (7380, "123 h planifiées sur 120 : 3 h de plus"),
        (0, "0 h sur 120 : il manque 120 h"),
        (7155, "119 h 15 sur 120 : il manque 45 min"),
    ],
)
def test_hours_of_the_calendar_are_said_in_one_sentence(minutes, phrase):
    assert regles.dire_prevu(minutes, 120).replace("\u00a0", " ") == phrase


@pytest.mark.parametrize(
    ("minutes", "phrase"),
    [(7200, "120 h sur 120"), (7020, "117 h sur 120 : il manque 3 h"), (7260, "121 h sur 120 : 1 h de trop")],
)
def test_the_total_of_a_programme_is_said_in_one_sentence(minutes, phrase):
    assert regles.dire_total(minutes, 120).replace("\u00a0", " ") == phrase


def test_the_ready_made_programme_has_ten_modules_and_exactly_120_hours():
    assert len(MODULES) == 10
    assert sum(m.heures for m in MODULES) == HEURES == 120
    par_theme = [(1, 2, 3), (4,), (5,), (6, 7), (8,), (0,), (9,)]
    assert [sum(MODULES[n].heures for n in rangs) for rangs in par_theme] == [36, 15, 12, 14, 15, 16, 12]
    assert all(m.objectifs and m.contenu for m in MODULES)
    assert {code for m in MODULES for code in m.competences} == {c.code for c in LIVREES}


@pytest.mark.parametrize(
    ("minutes", "modules", "code"), [(7200, 10, None), (7020, 10, "total"), (7260, 10, "total"), (0, 0, "aucun_module")]
)
def test_a_programme_is_published_with_its_exact_hours(minutes, modules, code):
    assert [o.code for o in regles.publication(minutes, 120, modules)] == ([code] if code else [])


def test_what_does_not_add_up_is_said_module_by_module():
    liste = regles.bilans([(1, 420), (2, 180)], {1: 240, 2: 240})
    assert [b.dit.replace("\u00a0", " ") for b in liste] == ["il manque 3 h", "1 h de plus"]
    assert regles.manquants([(1, 420), (2, 180)], {1: 240, 2: 240}) == [(1, 180)]
    phrases = [p.replace("\u00a0", " ") for p in regles.dire_ecart({1: "Un", 2: "Deux"}, liste, 60)]
    assert phrases == [
        "Un : il manque 3 h (4 h sur 7 h).",
        "Deux : 1 h de plus (4 h sur 3 h).",
        "1 h du calendrier n’ont pas de module.",
    ]
    assert regles.dire_ecart({1: "Un"}, regles.bilans([(1, 60)], {1: 60}), 0) == []


def creneau(debut=540, fin=720, *, session=1, formatrice=None, salle=None, jour=MARDI, pour=()):
    return Creneau(
        jour,
        debut,
        fin,
        session,
        {1: "Automne", 2: "Hiver"}[session],
        formatrice,
        "Sophie Bernard" if formatrice else "",
        salle,
        "Érable" if salle else "",
        frozenset(pour),
    )


def test_a_trainer_in_two_places_is_refused_naming_both_sessions():
    (obstacle,) = regles.conflits(creneau(session=2, formatrice=7), [creneau(formatrice=7)])
    assert obstacle.champ == "formatrice"
    dit = obstacle.phrase.replace("\u00a0", " ")
    assert dit == (
        "Sophie Bernard est déjà prise par la session Automne : mardi 24 novembre, de 9 h à 12 h. "
        "Elle ne peut pas animer aussi la session Hiver."
    )


def test_a_room_taken_twice_is_refused_naming_both_sessions():
    (obstacle,) = regles.conflits(creneau(session=2, salle=3, debut=660, fin=780), [creneau(salle=3)])
    assert obstacle.champ == "salle"
    assert "La salle Érable est déjà prise par la session Automne" in obstacle.phrase
    assert "la session Hiver" in obstacle.phrase


@pytest.mark.parametrize(
    ("nouveau", "combien"),
    [
        (creneau(720, 900, session=2, formatrice=7, salle=3), 0),
        (creneau(360, 540, session=2, formatrice=7, salle=3), 0),
        (creneau(session=2, formatrice=8, salle=4), 0),
        (creneau(session=2, formatrice=7, salle=3, jour=J(2026, 11, 25)), 0),
        (creneau(session=2, formatrice=7, salle=3), 2),
        (creneau(700, 760, session=2, formatrice=7, salle=3), 2),
        (creneau(session=1), 1),
        (creneau(session=1, pour={4}), 1),
    ],
)
def test_only_what_shares_a_moment_is_in_conflict(nouveau, combien):
    assert len(list(regles.conflits(nouveau, [creneau(formatrice=7, salle=3)]))) == combien


def test_two_catch_ups_at_once_are_fine_when_nobody_is_in_both():
    assert list(regles.conflits(creneau(pour={1, 2}), [creneau(pour={3})])) == []
    assert [o.code for o in regles.conflits(creneau(pour={1, 2}), [creneau(pour={2})])] == ["groupe"]


def test_forty_conflicts_are_not_forty_sentences():
    tous = [o for n in range(40) for o in regles.conflits(creneau(formatrice=7, session=2), [creneau(formatrice=7)])]
    dits = regles.resumer(tous)
    assert len(dits) == 5
    assert dits[-1].phrase == "Et 36 autres fois ensuite."
    assert regles.resumer(tous[:5]) == tous[:5]


def test_a_small_room_is_a_warning_with_both_numbers():
    assert regles.dire_capacite("Érable", 8, "Hiver", 12) == "La salle Érable a 8 places. La session Hiver en a 12."
    assert regles.dire_capacite("Érable", 12, "Hiver", 12) == ""


def test_who_cannot_come_is_found_from_her_week():
    semaines = {
        1: Semaine.de({"mardi": [("8:00", "10:00")]}),
        2: Semaine.de({"mardi": [("12:00", "14:00")]}),
        3: Semaine.de({"lundi": [("9:00", "12:00")]}),
    }
    assert regles.empechees(MARDI, 540, 720, semaines) == [1]
    assert regles.empechees(MARDI, 540, 725, semaines) == [1, 2]
    assert regles.empechees(MARDI, 600, 720, semaines) == []
    assert regles.empechees(MARDI, 540, 720, semaines, attendues=[2, 3]) == []
    assert regles.dire_empechees([]) == ""
    assert regles.dire_empechees(["Awa D."]) == "Awa D. ne peut pas venir."
    assert regles.dire_empechees(["Awa D.", "Fanta K."]) == "Awa D. et Fanta K. ne peuvent pas venir."

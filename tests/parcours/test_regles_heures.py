"""Hours by module add up, a missed hour is said once, a limit is told once: tables and random half-days."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.regles.heures import (
    SANS_MODULE,
    Bilan,
    ModulePrevu,
    Part,
    Suivi,
    bilan,
    dire_manque,
    heures_stagiaires,
    par_module,
    repartir,
    seuils,
)
from parcours.regles.rattrapages import Manquee, Rattrapage, planifier_rattrapages

JOUR = dt.date(2026, 11, 23)
H = 60


def suivi(n, minutes=180, *, duree=180, compte=True, **autres):
    return Suivi(n, JOUR + dt.timedelta(days=n - 100), duree, minutes=minutes, compte=compte, **autres)


@pytest.mark.parametrize(
    ("suivis", "attendu"),
    [
        ([suivi(n) for n in range(40)], {"acquises": 120 * H, "reste": 0, "a_rattraper": 0, "finie": True}),
        # F1: 34 half-days of 3 h 30 are 119 h
        ([suivi(n, 210, duree=210) for n in range(34)], {"acquises": 119 * H, "a_rattraper": 60, "finie": True}),
        # F2: 112 h followed, 8 h caught up
        (
            [suivi(n, 240, duree=240) for n in range(28)]
            + [suivi(n, 0, duree=240, compte=False) for n in (28, 29)]
            + [suivi(n, 240, duree=240, au_calendrier=False) for n in (30, 31)],
            {"acquises": 120 * H, "manquees": 8 * H, "rattrapees": 8 * H, "a_rattraper": 0},
        ),
        # F4: the trainer has not signed
        ([suivi(1, compte=False)], {"acquises": 0, "en_attente": 180, "reste": 120 * H}),
        # Awa comes 45 minutes late, Fanta is absent, the course goes on
        ([suivi(1, 135), suivi(120, None, passee=False)], {"acquises": 135, "a_rattraper": 45, "a_venir": 180}),
        ([suivi(1, 0, compte=False), suivi(120, None, passee=False)], {"acquises": 0, "a_rattraper": 180}),
        # a day that is over and says nothing of her yet is not missed
        ([suivi(1, None), suivi(120, None, passee=False)], {"non_notees": 180, "a_rattraper": 0, "projection": 360}),
        # the catch-up of someone else is not hers
        ([suivi(120, None, passee=False, au_calendrier=False, attendue=False)], {"a_venir": 0, "finie": False}),
        ([], {"acquises": 0, "finie": False, "a_rattraper": 0, "reste": 120 * H}),
    ],
)
def test_what_she_did_missed_and_will_have(suivis, attendu):
    b = bilan(suivis, 120 * H)
    assert {nom: getattr(b, nom) for nom in attendu} == attendu


@pytest.mark.parametrize(
    ("minutes", "parts", "perdu_au", "attendu"),
    [
        (180, [Part(1, 90), Part(2, 90)], "", {1: 90, 2: 90}),
        (135, [Part(1, 90), Part(2, 90)], "debut", {1: 45, 2: 90}),
        (135, [Part(1, 90), Part(2, 90)], "fin", {1: 90, 2: 45}),
        (135, [Part(1, 90), Part(2, 90)], "", {1: 68, 2: 67}),
        (75, [Part(1, 90), Part(2, 90)], "debut", {2: 75}),
        (180, [], "", {SANS_MODULE: 180}),
        (180, [Part(1, 120)], "", {1: 120, SANS_MODULE: 60}),
        (0, [Part(1, 120)], "", {}),
    ],
)
def test_a_partial_presence_is_shared_between_the_modules_of_the_half_day(minutes, parts, perdu_au, attendu):
    assert repartir(minutes, 180, parts, perdu_au) == attendu


@st.composite
def demi_journees(draw):
    duree = draw(st.integers(30, 360))
    parts, reste = [], duree
    for module in draw(st.lists(st.integers(1, 6), max_size=4, unique=True)):
        if reste < 1:
            break
        part = draw(st.integers(1, reste))
        parts.append(Part(module, part))
        reste -= part
    return Suivi(
        draw(st.integers(1, 999)),
        JOUR,
        duree,
        au_calendrier=draw(st.booleans()),
        minutes=draw(st.none() | st.integers(0, duree)),
        compte=draw(st.booleans()),
        perdu_au=draw(st.sampled_from(["", "debut", "fin"])),
        parts=tuple(parts),
    )


@given(st.lists(demi_journees(), max_size=60), st.integers(0, 4))
def test_the_hours_by_module_always_add_up_to_the_hours_acquired(suivis, connus):
    prevus = [ModulePrevu(n, f"Module {n}", 600) for n in range(1, connus + 1)]
    lignes = par_module(suivis, prevus)
    b = bilan(suivis, 120 * H)
    assert sum(ligne.faites for ligne in lignes) == b.acquises
    assert all(ligne.faites >= 0 for ligne in lignes)
    assert b.reste == max(0, b.visees - b.acquises)
    assert 0 <= b.a_rattraper <= b.reste


@given(demi_journees())
def test_the_shares_of_a_half_day_add_up_to_its_minutes(suivi):
    partage = repartir(suivi.minutes or 0, suivi.duree, suivi.parts, suivi.perdu_au)
    assert sum(partage.values()) == (suivi.minutes or 0)
    prevues = {part.module: part.minutes for part in suivi.parts}
    assert all(m <= prevues[module] for module, m in partage.items() if module in prevues)


@pytest.mark.parametrize(
    ("manque", "phrase"),
    [
        (360, "Il vous manque 6 h."),
        (45, "Il vous manque 45 min."),
        (390, "Il vous manque 6 h 30."),
        (0, "Il ne vous manque rien."),
    ],
)
def test_what_she_lacks_is_said_in_words(manque, phrase):
    assert dire_manque(manque).replace("\u00a0", " ") == phrase


def _bilan(manquees, *, reste_jours=60, a_venir=100 * H):
    fin = JOUR + dt.timedelta(days=reste_jours)
    return Bilan(120 * H, acquises=20 * H - manquees, manquees=manquees, a_venir=a_venir, fin=fin)


@pytest.mark.parametrize(
    ("b", "projection", "attendus"),
    [
        (_bilan(5 * H), "fin", []),
        (_bilan(6 * H), "fin", ["absence-1"]),
        (_bilan(11 * H), "fin", ["absence-1"]),
        (_bilan(12 * H), "fin", ["absence-2"]),
        (_bilan(3 * H, reste_jours=10), "fin", ["projection"]),
        (_bilan(3 * H, reste_jours=10), "jamais", []),
        (_bilan(3 * H), "toujours", ["projection"]),
        (_bilan(0, reste_jours=10), "toujours", []),
    ],
)
def test_a_limit_has_a_stable_name_so_that_it_is_told_once(b, projection, attendus):
    assert [s.cle for s in seuils(b, heures=6, projection=projection, aujourd_hui=JOUR)] == attendus


def test_no_limit_is_told_when_the_centre_set_none():
    assert seuils(_bilan(30 * H), heures=0, projection="jamais", aujourd_hui=JOUR) == []


def jour(n):
    return JOUR + dt.timedelta(days=n)


def test_catch_ups_about_the_missed_module_come_first_and_full_ones_are_left_out():
    manquees = [Manquee(1, jour(-9), 180, (4,)), Manquee(2, jour(-5), 180, (7,))]
    possibles = [
        Rattrapage(10, jour(3), 180, 0, (4,)),
        Rattrapage(11, jour(4), 180, 5, (1,)),
        Rattrapage(12, jour(9), 180, 1, (4,)),
        Rattrapage(13, jour(20), 180, 8, (7,)),
    ]
    plan = planifier_rattrapages(manquees, possibles, 360)
    assert [r.demi_journee for r in plan.proposes] == [12, 13]
    assert plan.pour == {12: (1,), 13: (2,)}
    assert plan.reste == 0


def test_what_no_catch_up_gives_is_said():
    plan = planifier_rattrapages([Manquee(1, jour(-9), 360)], [Rattrapage(10, jour(3), 180, 4)], 360)
    assert (len(plan.proposes), plan.reste) == (1, 180)


@pytest.mark.parametrize(("heures", "total"), [([112] * 10, 1120), ([120] * 8 + [96, 60], 1116), ([], 0)])
def test_hours_of_the_group_add_up_as_the_yearly_report_asks(heures, total):
    assert heures_stagiaires(h * H for h in heures) == total * H

"""Who gets a place, and on which dates: the pure rules."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from clairiere.agenda import regles
from clairiere.agenda.regles import Places

PARIS = ZoneInfo("Europe/Paris")
attentes = st.lists(st.integers(0, 6), max_size=30).map(lambda ns: list(enumerate(ns)))
places = st.builds(Places, st.integers(0, 12), st.integers(0, 20))


@given(places, attentes)
def test_places_given_are_never_more_than_free(libres, attente):
    enfants = dict(attente)
    elues = regles.a_placer(libres, attente)
    assert len(elues) <= libres.adultes
    assert sum(enfants[cle] for cle in elues) <= libres.enfants


@given(places, attentes)
def test_nobody_is_passed_over_who_would_have_fitted_in_her_turn(libres, attente):
    elues = set(regles.a_placer(libres, attente))
    reste = libres
    for cle, enfants in attente:
        assert (cle in elues) == reste.accueille(enfants), "her turn, her places"
        if cle in elues:
            reste = reste - (1, enfants)


@given(st.integers(0, 6), st.dates(dt.date(2025, 1, 1), dt.date(2027, 1, 1)), st.integers(-10, 400))
def test_series_has_every_such_weekday_between_the_dates_and_no_other(jour, du, duree):
    au = du + dt.timedelta(days=duree)
    attendues = [du + dt.timedelta(days=n) for n in range(duree + 1) if (du + dt.timedelta(days=n)).weekday() == jour]
    assert regles.dates_de_serie(jour, du, au) == attendues


def test_two_o_clock_stays_two_o_clock_when_summer_time_ends():
    avant = regles.a_l_heure(dt.date(2026, 10, 20), dt.time(14), PARIS)
    apres = regles.a_l_heure(dt.date(2026, 10, 27), dt.time(14), PARIS)
    assert (avant.hour, apres.hour) == (14, 14)
    assert apres.astimezone(dt.UTC) - avant.astimezone(dt.UTC) == dt.timedelta(days=7, hours=1)


def test_a_series_that_makes_no_meeting_says_why_beside_the_field():
    codes = {
        o.code: o.champ
        for o in regles.pour_creer_serie(1, dt.time(16), dt.time(14), dt.date(2026, 11, 25), dt.date(2026, 11, 26))
    }
    assert codes == {"heures": "heure_fin", "aucune_date": "jour"}
    longue = regles.pour_creer_serie(1, dt.time(14), dt.time(16), dt.date(2026, 1, 1), dt.date(2028, 1, 1))
    assert [o.code for o in longue] == ["trop_longue"]


def test_rank_and_places_are_said_in_words():
    assert regles.dire_attente(1).startswith("Vous êtes la première sur la liste d’attente.")
    assert "la 3e" in regles.dire_attente(3)
    assert regles.dire_libres(Places(1, 5), 12) == "Il reste 1\u00a0place pour les adultes et 5 pour les enfants."
    assert regles.dire_libres(Places(2, 0), 12) == "Il reste 2\u00a0places pour les adultes et aucune pour les enfants."
    assert regles.dire_libres(Places(2, 0), 0) == "Il reste 2\u00a0places pour les adultes."
    assert regles.dire_libres(Places(0, 5), 12) == "C’est complet."

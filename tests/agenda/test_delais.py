"""Until when she may answer: waking hours only, never later than two hours before the start."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clairiere.agenda.delais import AU_MOINS, AVANT_LE_DEBUT, COUCHER, LEVER, echeance, temps_compte

PARIS = ZoneInfo("Europe/Paris")


def le(jour, heure, minute=0, mois=11):
    return dt.datetime(2026, mois, jour, heure, minute, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("maintenant", "debut", "heures", "attendu"),
    [
        (le(23, 10), le(30, 14), 24, le(25, 10)),  # two days of twelve waking hours
        (le(23, 10), le(30, 14), 12, le(24, 10)),
        (le(23, 10), le(30, 14), 4, le(23, 14)),
        (le(23, 18), le(30, 14), 4, le(24, 10)),  # the night does not count
        (le(23, 23), le(30, 14), 4, le(24, 12)),  # nor the evening
        (le(23, 5), le(30, 14), 4, le(23, 12)),  # nor the early morning
        (le(23, 10), le(24, 14), 24, le(24, 12)),  # two hours before the start
        (le(23, 10), le(24, 9), 24, le(24, 7)),  # the start is in the morning: she had the whole day before
        (le(24, 11, 20), le(24, 14), 24, le(24, 12)),  # forty minutes are left
        (le(24, 11, 31), le(24, 14), 24, None),  # less than half an hour: someone calls
        (le(23, 22), le(24, 9), 24, None),  # only the night is left
        (le(24, 13), le(24, 14), 24, None),
        (le(25, 10), le(24, 14), 24, None),  # over
        (le(24, 22, mois=10), le(30, 14, mois=10), 4, le(25, 12, mois=10)),  # the night when clocks go back
    ],
)
def test_the_hour_that_the_message_says(maintenant, debut, heures, attendu):
    assert echeance(maintenant, debut, heures, PARIS) == attendu
    assert echeance(maintenant.astimezone(dt.UTC), debut.astimezone(dt.UTC), heures, PARIS) == attendu


moments = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 31)).map(lambda d: d.replace(tzinfo=PARIS))


@given(moments, st.integers(0, 24 * 15), st.integers(1, 96))
def test_she_has_half_an_hour_awake_at_least_and_never_more_than_was_set(maintenant, dans, heures):
    debut = (maintenant.astimezone(dt.UTC) + dt.timedelta(hours=dans)).astimezone(PARIS)
    fin = echeance(maintenant, debut, heures, PARIS)
    if fin is None:
        assert temps_compte(maintenant, debut - AVANT_LE_DEBUT) < AU_MOINS + dt.timedelta(minutes=1)
        return
    assert maintenant < fin <= debut - AVANT_LE_DEBUT
    assert AU_MOINS <= temps_compte(maintenant, fin) <= dt.timedelta(hours=heures)
    if fin < (debut - AVANT_LE_DEBUT).replace(second=0, microsecond=0):
        assert dt.timedelta(hours=heures) - temps_compte(maintenant, fin) < dt.timedelta(minutes=1)
        assert LEVER <= fin.time() <= COUCHER

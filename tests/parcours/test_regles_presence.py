"""Minutes followed, sheets that close, names that differ, signatures that can be read: tables."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.regles.presence import (
    FaitsFeuille,
    Horaire,
    arrivee_a_noter,
    arrivees_proposees,
    fermee_depuis,
    heures_impossibles,
    minutes_suivies,
    noms_distincts,
    pour_noter,
)
from parcours.regles.signatures import SignatureIllisible, lire_saisie, lire_trait

MATIN = Horaire(dt.time(9), 180)
JOUR = dt.date(2026, 11, 9)


def h(texte):
    return dt.time.fromisoformat(texte) if texte else None


@pytest.mark.parametrize(
    ("arrivee", "depart", "pas", "minutes"),
    [
        ("", "", 15, 180),
        ("09:45", "", 15, 135),  # 45 min late of 3 h: 2 h 15
        ("09:50", "", 15, 120),  # 50 min: the started quarter counts, 2 h
        ("09:50", "", 1, 130),  # by the minute
        ("09:50", "", 5, 130),
        ("09:51", "", 5, 125),
        ("09:50", "", 30, 120),
        ("09:01", "", 15, 165),
        ("09:00", "", 15, 180),
        ("08:40", "", 15, 180),  # early is not more
        ("", "11:30", 15, 150),
        ("", "11:25", 15, 135),
        ("", "12:00", 15, 180),
        ("", "12:40", 15, 180),
        ("09:45", "11:30", 15, 105),
        ("09:50", "11:55", 15, 105),
        ("11:50", "", 15, 0),  # the last quarter is started too
        ("13:00", "", 15, 0),
    ],
)
def test_minutes_followed(arrivee, depart, pas, minutes):
    assert minutes_suivies(MATIN, arrivee=h(arrivee), depart=h(depart), pas=pas) == minutes


@given(st.integers(0, 300), st.integers(0, 300), st.sampled_from([1, 5, 15, 30]), st.integers(30, 360))
def test_what_counts_is_never_more_than_what_was_followed_nor_a_step_less_at_each_end(retard, avance, pas, duree):
    horaire = Horaire(dt.time(9), duree)
    fin = 9 * 60 + duree
    arrivee = dt.time(*divmod(9 * 60 + retard, 60))
    depart = dt.time(*divmod(max(0, fin - avance), 60))
    compte = minutes_suivies(horaire, arrivee=arrivee, depart=depart, pas=pas)
    la = max(0, duree - retard - avance)
    assert 0 <= compte <= la
    assert compte >= la - 2 * (pas - 1)


@pytest.mark.parametrize(
    ("arrivee", "depart", "mots"),
    [
        ("09:45", "", ""),
        ("", "11:00", ""),
        ("", "12:00", ""),
        ("12:00", "", "arrivée à 12 h"),
        ("08:30", "", "arrivée à 8 h 30"),
        ("", "09:00", "partie à 9 h"),
        ("", "12:30", "partie à 12 h 30"),
        ("10:00", "09:30", "avant son arrivée à 10 h"),
    ],
)
def test_hours_that_cannot_be(arrivee, depart, mots):
    phrases = [o.phrase for o in heures_impossibles("Awa D.", MATIN, arrivee=h(arrivee), depart=h(depart))]
    assert bool(phrases) is bool(mots)
    assert mots in " ".join(phrases).replace("\u00a0", " ")


def test_the_buttons_of_lateness_leave_something_to_follow():
    assert arrivees_proposees(MATIN) == [(15, h("09:15")), (30, h("09:30")), (45, h("09:45")), (60, h("10:00"))]
    assert arrivees_proposees(Horaire(dt.time(14), 45)) == [(15, h("14:15")), (30, h("14:30"))]


@pytest.mark.parametrize(("moment", "arrivee"), [("08:50", ""), ("09:15", ""), ("09:16", "09:16"), ("10:00", "10:00")])
def test_signing_is_arriving_once_the_tolerance_is_over(moment, arrivee):
    assert arrivee_a_noter(MATIN, h(moment), 15) == h(arrivee)


@pytest.mark.parametrize(
    ("faits", "codes"),
    [
        ({}, []),
        ({"annulee": True}, ["annulee"]),
        ({"aujourd_hui": JOUR - dt.timedelta(days=1)}, ["avenir"]),
        ({"aujourd_hui": JOUR + dt.timedelta(days=7)}, []),
        ({"aujourd_hui": JOUR + dt.timedelta(days=8)}, ["fermee"]),
        ({"aujourd_hui": JOUR + dt.timedelta(days=8), "motif": "Oubli."}, ["fermee"]),
        ({"aujourd_hui": JOUR + dt.timedelta(days=8), "peut_corriger": True}, []),
        ({"aujourd_hui": JOUR + dt.timedelta(days=8), "peut_corriger": True, "corrige": True}, ["motif"]),
        ({"aujourd_hui": JOUR + dt.timedelta(days=8), "peut_corriger": True, "corrige": True, "motif": "Oubli."}, []),
        ({"signee": True, "corrige": True}, ["motif"]),
        ({"signee": True, "corrige": True, "motif": "  "}, ["motif"]),
        ({"signee": True, "corrige": True, "motif": "Oubli."}, []),
        ({"corrige": True}, []),
    ],
)
def test_who_may_still_write(faits, codes):
    base = {"date": JOUR, "aujourd_hui": JOUR, "verrou_jours": 7}
    assert [o.code for o in pour_noter(FaitsFeuille(**{**base, **faits}))] == codes


def test_a_closed_sheet_says_since_when_and_who_can_mend_it():
    faits = FaitsFeuille(date=JOUR, aujourd_hui=JOUR + dt.timedelta(days=30), verrou_jours=7)
    (refus,) = pour_noter(faits)
    assert refus.phrase == "Cette feuille est fermée depuis le 17/11/2026."
    assert refus.qui == "la directrice ou la coordinatrice"
    assert fermee_depuis(JOUR, JOUR + dt.timedelta(days=7), 7) is None


@pytest.mark.parametrize(
    ("gens", "noms"),
    [
        ([("Awa", "Diallo"), ("Fanta", "Keïta")], ["Awa D.", "Fanta K."]),
        ([("Awa", "Diallo"), ("Awa", "Diop")], ["Awa Dia.", "Awa Dio."]),
        ([("Awa", "Diallo"), ("awa", "DIALLO")], ["Awa Diallo", "awa DIALLO"]),
        ([("Awa", "Ba"), ("Awa", "Bah")], ["Awa Ba", "Awa Bah"]),
        ([("Awa", "")], ["Awa"]),
    ],
)
def test_short_names_differ_as_long_as_they_can(gens, noms):
    assert noms_distincts(gens) == noms


SIGNATURE = "M100 100" + "l20 10" * 20 + "M500 200l-60 40l-9 -9"


@pytest.mark.parametrize("trait", [SIGNATURE, "M0 0l1000 400", "M10 10l30 0l30 0"])
def test_a_drawn_signature_is_kept_as_it_is(trait):
    assert lire_trait(trait) == trait


@pytest.mark.parametrize(
    "trait",
    [
        "",
        "M10 10",  # a dot
        "M10 10l3 2l4 1",
        "l10 10",
        "M10 10L500 10",
        "M10 10l995 0",  # out of the frame
        "M10 10l-60 0",
        "M10 10l60 0<script>",
        "M1e3 10l60 0",
        "M0 0" + "l9 9l-9 -9" * 1000,  # too long
    ],
)
def test_what_is_no_signature_is_refused_in_words(trait):
    with pytest.raises(SignatureIllisible, match=r"^[A-Z].+\.$"):
        lire_trait(trait)


@pytest.mark.parametrize(("texte", "lu"), [(" A. D. ", "A. D."), ("Sophie  Bernard", "Sophie Bernard")])
def test_typed_initials(texte, lu):
    assert lire_saisie(texte) == lu


@pytest.mark.parametrize("texte", ["", "  ", "12", "--"])
def test_initials_need_a_letter(texte):
    with pytest.raises(SignatureIllisible):
        lire_saisie(texte)

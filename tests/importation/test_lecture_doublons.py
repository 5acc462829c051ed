"""Who is the same person, who only looks like it, and how it is said."""

from datetime import date

import pytest

from clairiere.importation.lecture.doublons import Connue, chercher_doublons, une_lettre_pres

NEE = date(1973, 5, 12)
AUTRE_DATE = date(1980, 6, 7)
JANVIER = date(1980, 1, 1)


def raison(un, deux):
    doublon = chercher_doublons([Connue(2, *deux)], [Connue(1, *un)]).get(2)
    return doublon and (doublon.raison, doublon.sur)


@pytest.mark.parametrize(
    ("un", "deux", "attendue"),
    [
        (("Bâ", "Soumaya", NEE), ("BA", "soumaya", NEE), ("même nom et même date de naissance", True)),
        (("El-Amrani", "Nino", NEE), ("el amrani", "Nino", NEE), ("même nom et même date de naissance", True)),
        (("d’Almeida", "Gül", NEE), ("D'ALMEIDA", "Gul", NEE), ("même nom et même date de naissance", True)),
        (("Bâ", "Soumaya", NEE), ("Soumaya", "Bâ", NEE), ("même nom et même date de naissance", True)),
        (
            ("Bâ", "Soumaya", NEE, "+33600007924"),
            ("Bâ", "Soumaya", NEE, "+33600007924"),
            ("même téléphone, même nom et même date de naissance", True),
        ),
        (
            ("Bâ", "Soumaya", NEE),
            ("Bâ", "Soumaia", NEE),
            ("nom presque pareil (Soumaya Bâ) et même date de naissance", False),
        ),
        (
            ("Traoré", "Awa", NEE, None, "awa@example.org"),
            ("Traorée", "Awa", None, None, "awa@example.org"),
            ("même courriel et nom presque pareil (Awa Traoré)", False),
        ),
        (
            ("Bâ", "Soumaya", NEE, "+33600007924"),
            ("Konaté", "Awa", AUTRE_DATE, "+33600007924"),
            ("même téléphone, mais un autre nom (Soumaya Bâ) et une autre date de naissance", False),
        ),
        (("Bâ", "Awa", JANVIER), ("Bâ", "Awa", JANVIER), ("même nom et même date de naissance", False)),
    ],
)
def test_a_probable_duplicate_is_found_and_its_reason_said(un, deux, attendue):
    assert raison(un, deux) == attendue


@pytest.mark.parametrize(
    ("un", "deux"),
    [
        (("Mensah", "Soumaya", NEE, "+33600000001"), ("Mensah", "Soumaya", AUTRE_DATE, "+33600000002")),  # homonyms
        (("Mensah", "Soumaya"), ("Mensah", "Soumaya")),  # the name alone proves nothing
        (("Bâ", "Awa", NEE), ("Bâ", "Elif", NEE)),  # twins
        (("Bâ", "Awa", NEE), ("Sâ", "Awa", NEE)),  # too short for one letter to be a slip
        (("Traoré", "Awa", JANVIER), ("Traorée", "Awa", JANVIER)),  # a default date proves nothing
        (("Bâ", "Awa", NEE, None, "famille@example.org"), ("Bâ", "Samira", AUTRE_DATE, None, "famille@example.org")),
        (("", "", NEE), ("", "", NEE)),
    ],
)
def test_people_who_only_look_alike_are_left_apart(un, deux):
    assert raison(un, deux) is None


def test_a_third_repetition_points_to_the_first_record():
    personnes = [
        Connue("a", "Bâ", "Awa", NEE, "+33600000001"),
        Connue("b", "Bâ", "Awa", NEE, "+33600000002"),
        Connue("c", "Ba", "Awa", None, "+33600000002"),
    ]
    trouves = chercher_doublons(personnes)
    assert {qui: doublon.avec.id for qui, doublon in trouves.items()} == {"b": "a", "c": "a"}


def test_someone_already_known_comes_before_a_line_of_the_file():
    lignes = [Connue("l1", "Bâ", "Awa", NEE), Connue("l2", "Bâ", "Awa", NEE)]
    trouves = chercher_doublons(lignes, [Connue(7, "Bâ", "Awa", NEE)])
    assert {qui: doublon.avec.id for qui, doublon in trouves.items()} == {"l1": 7, "l2": 7}


@pytest.mark.parametrize(
    ("un", "deux", "proches"),
    [
        ("soumaya", "soumaia", True),
        ("soumaya", "soumaaya", True),
        ("soumaya", "oumaya", True),
        ("soumaya", "soumyaa", True),
        ("soumaya", "soumaya", True),
        ("soumaya", "samaya", False),
        ("awa", "eva", False),
        ("nadia", "sonia", False),
    ],
)
def test_one_letter_more_less_changed_or_swapped_is_near(un, deux, proches):
    assert une_lettre_pres(un, deux) is proches
    assert une_lettre_pres(deux, un) is proches

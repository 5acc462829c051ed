from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clairiere.documents import numeros

CODE = "K7PQ4MZRT" + numeros.signe_de_controle("K7PQ4MZRT")
codes = st.text(alphabet=numeros.ALPHABET, min_size=9, max_size=9).map(lambda c: c + numeros.signe_de_controle(c))


def test_a_code_is_printed_in_three_groups_and_has_no_letter_that_one_confuses():
    assert numeros.grouper("K7PQ4MZRT2") == "K7PQ-4MZR-T2"
    tires = {numeros.nouveau_code() for _ in range(500)}
    assert len(tires) == 500
    assert not set("".join(tires)) & set("01OILAEUSB")
    assert all(numeros.lire_code(code) == code for code in tires)


@pytest.mark.parametrize(
    "saisie", [CODE.lower(), f" {CODE[:4]} {CODE[4:8]} {CODE[8:]} ", numeros.grouper(CODE), "-".join(CODE)]
)
def test_a_code_is_read_however_a_person_types_it(saisie):
    assert numeros.lire_code(saisie) == CODE


@given(codes)
def test_one_wrong_sign_is_always_noticed(code):
    for place in range(numeros.LONGUEUR):
        for signe in set(numeros.ALPHABET) - {code[place]}:
            with pytest.raises(numeros.CodeInvalide):
                numeros.lire_code(code[:place] + signe + code[place + 1 :])


@given(codes)
def test_two_signs_exchanged_are_always_noticed(code):
    for a, b in combinations(range(numeros.LONGUEUR), 2):
        signes = list(code)
        signes[a], signes[b] = signes[b], signes[a]
        if signes[a] != signes[b]:
            with pytest.raises(numeros.CodeInvalide):
                numeros.lire_code("".join(signes))


@pytest.mark.parametrize(
    ("saisie", "phrase"),
    [
        ("", "Écrivez le code"),
        ("K7PQ-4MZR", "Vous en avez écrit 8"),
        ("K7PQ-4MZR-O2", "« O » n’existe dans aucun code"),
        (CODE[1] + CODE[0] + CODE[2:], "deux signes sont échangés"),
    ],
)
def test_a_mistyped_code_says_what_is_wrong_with_it(saisie, phrase):
    with pytest.raises(numeros.CodeInvalide) as refus:
        numeros.lire_code(saisie)
    assert phrase in refus.value.phrase


def test_a_number_is_written_with_its_year_and_read_back():
    assert str(numeros.Numero("CERT", 2026, 7)) == "CERT-2026-0007"
    assert numeros.lire_numero(" cert-2026-0007 ") == numeros.Numero("CERT", 2026, 7)
    assert str(numeros.Numero("CDI", 2026, 12345)) == "CDI-2026-12345"
    with pytest.raises(ValueError, match="n’est pas un numéro"):
        numeros.lire_numero("CERT 7")

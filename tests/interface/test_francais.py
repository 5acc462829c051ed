"""French on screen: tables of what is written, and what is read."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from clairiere.interface import francais

NB, FINE = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("saisi", "lu"),
    [
        ("Il manque : 6 h", f"Il manque{NB}: 6{NB}h"),
        ("Vraiment ?", f"Vraiment{FINE}?"),
        ("l'aide de l’équipe", "l’aide de l’équipe"),
        ("« oui »", f"«{NB}oui{NB}»"),
        ("«oui»", f"«{NB}oui{NB}»"),
        ("12 % et 3 €", f"12{NB}% et 3{NB}€"),
        ("de 9 h 30 à 12 h", f"de 9{NB}h{NB}30 à 12{NB}h"),
        ("1 234 €", f"1{FINE}234{NB}€"),
        ("le 24 novembre", f"le 24{NB}novembre"),
        ("contrat no 3", f"contrat no{NB}3"),
        ("https://exemple.example/a?b=1;c", "https://exemple.example/a?b=1;c"),
        ("à 14:30", "à 14:30"),
        ("06 00 06 10 33", "06 00 06 10 33"),
        ("", ""),
    ],
)
def test_a_sentence_never_breaks_before_its_punctuation(saisi, lu):
    assert francais.typographie(saisi) == lu


def test_typographie_twice_is_typographie_once():
    phrase = "« Il manque : 1 234,50 € ; l'heure ? » de 9 h 30 au 3 mai"
    assert francais.typographie(francais.typographie(phrase)) == francais.typographie(phrase)


@pytest.mark.parametrize(
    ("duree", "lu"),
    [
        (210, f"3{NB}h{NB}30"),
        (0, f"0{NB}h"),
        (45, f"45{NB}min"),
        (60, f"1{NB}h"),
        (65, f"1{NB}h{NB}05"),
        (-90, f"−1{NB}h{NB}30"),
        (72000, f"1{FINE}200{NB}h"),
        (Decimal("3.5"), f"3{NB}h{NB}30"),
        (Decimal("120"), f"120{NB}h"),
        (7.25, f"7{NB}h{NB}15"),
        (Decimal("138.6667"), f"138{NB}h{NB}40"),
        (timedelta(hours=2, minutes=5), f"2{NB}h{NB}05"),
    ],
)
def test_a_duration_reads_in_hours_and_minutes(duree, lu):
    assert francais.heures(duree) == lu


@pytest.mark.parametrize(
    ("montant", "lu"),
    [
        (Decimal("1234.5"), f"1{FINE}234,50{NB}€"),
        (Decimal("0.005"), f"0,01{NB}€"),
        (Decimal("-1329.36"), f"−1{FINE}329,36{NB}€"),
        (1000000, f"1{FINE}000{FINE}000,00{NB}€"),
        (0, f"0,00{NB}€"),
    ],
)
def test_an_amount_reads_in_euros_and_cents(montant, lu):
    assert francais.euros(montant) == lu


@pytest.mark.parametrize(
    ("moment", "lu"),
    [
        (date(2026, 11, 24), f"mardi 24{NB}novembre"),
        (date(2026, 12, 1), f"mardi 1er{NB}décembre"),
        (date(2027, 1, 12), f"mardi 12{NB}janvier 2027"),
        (datetime(2026, 11, 24, 14, 0), f"mardi 24{NB}novembre à{NB}14{NB}h"),
        (datetime(2026, 11, 24, 9, 5), f"mardi 24{NB}novembre à{NB}9{NB}h{NB}05"),
        (datetime(2026, 11, 24, 23, 30, tzinfo=UTC), f"mercredi 25{NB}novembre à{NB}0{NB}h{NB}30"),
        (datetime(2026, 7, 1, 12, 0, tzinfo=UTC), f"mercredi 1er{NB}juillet à{NB}14{NB}h"),
    ],
)
def test_a_date_reads_with_its_day_and_its_hour_in_paris(moment, lu):
    assert francais.date_longue(moment, aujourdhui=date(2026, 11, 22)) == lu


def test_a_short_date_fits_a_table():
    assert francais.date_courte(date(2026, 3, 2)) == "02/03/2026"
    assert francais.date_courte(datetime(2026, 3, 2, 8, 30)) == f"02/03/2026 à{NB}8{NB}h{NB}30"
    assert francais.heure(time(8, 0)) == f"8{NB}h"


@pytest.mark.parametrize(
    ("numero", "lu", "compose"),
    [
        ("+33600061033", f"06{NB}00{NB}06{NB}10{NB}33", "tel:+33600061033"),
        ("06 00 06 10 33", f"06{NB}00{NB}06{NB}10{NB}33", "tel:+33600061033"),
        ("+3225551234", f"+32{NB}2{NB}555{NB}12{NB}34", "tel:+3225551234"),
        ("le soir", "le soir", ""),
        (None, "", ""),
    ],
)
def test_a_telephone_number_reads_by_pairs_and_can_be_dialled(numero, lu, compose):
    assert francais.telephone(numero) == lu
    assert francais.telephone_lien(numero) == compose


@pytest.mark.parametrize(
    ("quantite", "lu"),
    [(0, f"0{NB}place libre"), (1, f"1{NB}place libre"), (1.5, f"1,5{NB}place libre"), (2, f"2{NB}places libres")],
)
def test_plural_starts_at_two(quantite, lu):
    assert francais.pluriel(quantite, "place libre", "places libres") == lu


def test_enumeration_says_et_before_the_last():
    assert francais.enumeration(["a"]) == "a"
    assert francais.enumeration(["a", "b", "c"]) == "a, b et c"
    assert francais.enumeration(["a", "b"], "ou") == "a ou b"


def rendre(gabarit, **valeurs):
    return Template("{% load francais %}" + gabarit).render(Context(valeurs))


def test_filters_escape_what_people_typed():
    rendu = rendre("{{ x|typographie }}", x="<script>l'aide</script>")
    assert rendu == "&lt;script&gt;l’aide&lt;/script&gt;"
    assert "<b>" not in rendre("{{ x|sans_coupure }}", x="<b>a-b</b> rendez-vous")


def test_typographie_leaves_the_inside_of_tags_alone():
    rendu = rendre("{{ x|typographie }}", x=mark_safe('<a href="/x?a=1 : b" title="l\'a">l\'a : b</a>'))
    assert rendu == f'<a href="/x?a=1 : b" title="l\'a">l’a{NB}: b</a>'


def test_filters_say_nothing_of_nothing():
    assert rendre("{{ x|heures }}{{ x|euros }}{{ x|date_longue }}{{ x|date_courte }}{{ x|telephone }}", x=None) == ""
    assert rendre("{{ zero|heures }}", zero=0) == f"0{NB}h"
    assert rendre('{{ n|pluriel:"cheval,chevaux" }}', n=3) == f"3{NB}chevaux"

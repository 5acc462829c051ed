"""One table of cases per kind of cell."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clairiere.importation.lecture import cellules
from clairiere.importation.lecture.cellules import Localite, Lu, NomPrenom, Reunion
from clairiere.importation.lecture.classeur import Formule
from clairiere.importation.lecture.textes import cle, est_neant
from tests.importation.classeurs import ONZE_TELEPHONES, SEPT_DATES

AUJOURD_HUI = date(2026, 11, 22)


def simple(phrase):
    """A sentence with ordinary spaces, to compare it easily."""
    return phrase.replace("\u00a0", " ") if phrase else phrase


def naissance(valeur):
    return cellules.date_naissance(valeur, aujourd_hui=AUJOURD_HUI)


def reunion(valeur, annee=2026):
    return cellules.date_reunion(valeur, annee=annee, aujourd_hui=AUJOURD_HUI)


@pytest.mark.parametrize("valeur", ONZE_TELEPHONES)
def test_a_telephone_is_read_in_eleven_spellings_without_a_doubt(valeur):
    assert cellules.telephone(valeur) == Lu("+33600061033")


@pytest.mark.parametrize(
    ("valeur", "attendu"),
    [
        ("06/00/06/10/33", "+33600061033"),
        ("+33.6.00.06.10.33", "+33600061033"),
        (33600061033, "+33600061033"),
        (600061033.0, "+33600061033"),
        ("600061033,0", "+33600061033"),
        ("06\u00a000\u202f06 10 33", "+33600061033"),
        ("Portable : 06 00 06 10 33", "+33600061033"),
        ("01 42 00 00 12", "+33142000012"),
        ("0690 12 34 56", "+590690123456"),
        ("+212 612-345678", "+212612345678"),
        ("pas de téléphone", None),
        ("néant", None),
        ("-", None),
        ("", None),
        (None, None),
    ],
)
def test_other_telephones_are_read_without_a_doubt(valeur, attendu):
    assert cellules.telephone(valeur) == Lu(attendu)


@pytest.mark.parametrize(
    ("valeur", "attendu", "doute"),
    [
        ("06 00 06", None, "téléphone illisible : « 06 00 06 »"),
        ("6,00061E+08", None, "téléphone illisible : « 6,00061E+08 »"),
        ("voir Samira", None, "téléphone illisible : « voir Samira »"),
        ("06 00 06 10 333", None, "téléphone illisible : « 06 00 06 10 333 »"),
        ("0600000000", None, "téléphone à vérifier, il semble mis au hasard : « 0600000000 »"),
        ("06 00 06 10 33 / 06 00 06 10 34", "+33600061033", "plusieurs téléphones, le premier est gardé"),
        ("06 00 06 10 33 ou 01 42 00 00 12", "+33600061033", "plusieurs téléphones, le premier est gardé"),
        ("06 00 06 10 33 (voisine)", "+33600061033", "téléphone avec une note"),
        (Formule("=A1"), None, "formule « =A1 » non lue"),
        ("#REF!", None, "case en erreur dans le tableur : « #REF! »"),
    ],
)
def test_a_doubtful_telephone_says_what_was_typed(valeur, attendu, doute):
    lu = cellules.telephone(valeur)
    assert lu.valeur == attendu
    assert simple(lu.doute).startswith(doute)


@pytest.mark.parametrize("valeur", SEPT_DATES)
def test_a_birth_date_is_read_in_seven_spellings(valeur):
    assert naissance(valeur) == Lu(date(1982, 4, 17))


@pytest.mark.parametrize(
    ("valeur", "attendue"),
    [
        ("1982-04-17 00:00:00", date(1982, 4, 17)),
        ("née le 17/04/1982", date(1982, 4, 17)),
        ("17 avr. 1982", date(1982, 4, 17)),
        ("1er février 1982", date(1982, 2, 1)),
        ("17 04 1982", date(1982, 4, 17)),
        ("17041982", date(1982, 4, 17)),
        ("4/1/05", date(2005, 1, 4)),
        ("22/11/10", date(2010, 11, 22)),  # sixteen today
        ("29/02/1984", date(1984, 2, 29)),
        (date(1982, 4, 17), date(1982, 4, 17)),
        ("?", None),
        (None, None),
    ],
)
def test_other_birth_dates_are_read_without_a_doubt(valeur, attendue):
    assert naissance(valeur) == Lu(attendue)


@pytest.mark.parametrize(
    ("valeur", "attendue", "doute", "proposition"),
    [
        ("31/02/1980", None, "date de naissance qui n’existe pas : « 31/02/1980 »", None),
        ("04/25/1982", None, "date de naissance qui n’existe pas : « 04/25/1982 »", date(1982, 4, 25)),
        ("12/03/2031", None, "date de naissance dans le futur : « 12/03/2031 »", None),
        (datetime(2031, 3, 12), None, "date de naissance dans le futur : « 12/03/2031 »", None),
        ("12/03/1929", None, "date de naissance avant 1930 : « 12/03/1929 »", date(1929, 3, 12)),
        ("12/03/2014", None, "date de naissance à vérifier, elle donne 12 ans : « 12/03/2014 »", date(2014, 3, 12)),
        ("23/11/10", None, "date de naissance avant 1930 : « 23/11/10 »", date(1910, 11, 23)),
        ("12/03/1949", None, "date de naissance à vérifier, elle donne 77 ans : « 12/03/1949 »", date(1949, 3, 12)),
        (
            "01/01/1980",
            date(1980, 1, 1),
            "date de naissance à vérifier, le 1er janvier est souvent mis par défaut",
            None,
        ),
        ("17/04", None, "date de naissance sans année : « 17/04 »", None),
        (1982, None, "date de naissance incomplète, il y a seulement l’année : « 1982 »", None),
        (30058, None, "date de naissance écrite comme un nombre : « 30058 »", date(1982, 4, 17)),
        ("au printemps", None, "date de naissance illisible : « au printemps »", None),
        (Formule("=TODAY()"), None, "formule « =TODAY() » non lue", None),
    ],
)
def test_a_doubtful_birth_date_says_why(valeur, attendue, doute, proposition):
    lu = naissance(valeur)
    assert (lu.valeur, lu.proposition) == (attendue, proposition)
    assert simple(lu.doute).startswith(doute)


@pytest.mark.parametrize(
    ("valeur", "attendue"),
    [
        ("10/02", Reunion("presente", date(2026, 2, 10))),
        (datetime(2026, 2, 10), Reunion("presente", date(2026, 2, 10))),
        ("10/02/26", Reunion("presente", date(2026, 2, 10))),
        ("mardi 10 février", Reunion("presente", date(2026, 2, 10))),
        ("15/12/2026", Reunion("prevue", date(2026, 12, 15))),
        ("oui", Reunion("presente")),
        ("OUI ", Reunion("presente")),
        ("absente", Reunion("absente")),
        ("non", Reunion("absente")),
        ("absente le 10/02", Reunion("absente", date(2026, 2, 10))),
        ("oui (10/02)", Reunion("presente", date(2026, 2, 10))),
        (None, None),
    ],
)
def test_the_information_meeting_is_a_date_a_yes_or_an_absence(valeur, attendue):
    assert reunion(valeur) == Lu(attendue)


@pytest.mark.parametrize(
    ("valeur", "annee", "doute"),
    [
        ("10/02", None, "date de réunion sans année : « 10/02 »"),
        ("31/02", 2026, "date de réunion qui n’existe pas : « 31/02 »"),
        ("10/02/1926", 2026, "date de réunion à vérifier : « 10/02/1926 »"),
        ("à rappeler", 2026, "date de réunion illisible : « à rappeler »"),
    ],
)
def test_a_doubtful_meeting_says_why(valeur, annee, doute):
    lu = reunion(valeur, annee)
    assert lu.valeur is None
    assert simple(lu.doute) == doute


@pytest.mark.parametrize(
    ("valeur", "attendu"),
    [
        (" Adjoa.Camara@example.org ", "adjoa.camara@example.org"),
        ("nino.d'almeida@example.org", "nino.d'almeida@example.org"),
        ("mailto:a.b@example.org", "a.b@example.org"),
        ("Awa Bâ <awa@example.org>", "awa@example.org"),
        ("awa@example.org;", "awa@example.org"),
        ("pas de mail", None),
        ("Aucun", None),
        ("n'a pas", None),
        ("/", None),
    ],
)
def test_a_plain_address_is_read_without_a_doubt(valeur, attendu):
    assert cellules.courriel(valeur) == Lu(attendu)


@pytest.mark.parametrize(
    ("valeur", "proposition", "mots"),
    [
        (
            "Nino@example,org",
            "nino@example.org",
            "courriel avec une virgule à la place du point : « Nino@example,org »",
        ),
        ("gül.bâ@example.org", "gul.ba@example.org", "courriel avec des accents"),
        ("Irène@example,org", "irene@example.org", "courriel avec une virgule à la place du point et des accents"),
        ("marie.yıldız@example.org", "marie.yildiz@example.org", "courriel avec des accents"),
        ("awa ba@example.org", "awaba@example.org", "courriel avec un espace"),
        ("nino.d’almeida@example.org", "nino.d'almeida@example.org", "courriel avec une apostrophe courbe"),
        ("linh.y?ld?z@example.org", None, "courriel illisible"),
        ("awa.example.org", None, "courriel illisible"),
        ("awa@example", None, "courriel illisible"),
        ("06 00 06 10 33", None, "courriel illisible"),
    ],
)
def test_a_doubtful_address_is_left_empty_and_a_correction_only_proposed(valeur, proposition, mots):
    lu = cellules.courriel(valeur)
    assert (lu.valeur, lu.proposition) == (None, proposition)
    assert simple(lu.doute).startswith(mots)


def test_of_two_addresses_the_first_is_kept_and_it_is_said():
    lu = cellules.courriel("a@example.org / b@example.org")
    assert lu.valeur == "a@example.org"
    assert "le premier est gardé" in lu.doute


@pytest.mark.parametrize(
    ("valeur", "attendue"),
    [
        ("Paris 12e", Localite("75012", "Paris")),
        ("Paris 1e", Localite("75001", "Paris")),
        ("paris 1er", Localite("75001", "Paris")),
        ("PARIS XI", Localite("75011", "Paris")),
        ("Paris 20ème arrondissement", Localite("75020", "Paris")),
        ("Lyon 3e", Localite("69003", "Lyon")),
        ("Marseille 8", Localite("13008", "Marseille")),
        ("75 019", Localite("75019")),
        (75004, Localite("75004")),
        (75004.0, Localite("75004")),
        (1000, Localite("01000")),
        ("75011 PARIS", Localite("75011", "Paris")),
        ("PARIS (75011)", Localite("75011", "Paris")),
        ("93100 Montreuil-sous-Bois", Localite("93100", "Montreuil-sous-Bois")),
        ("93100 MONTREUIL-SOUS-BOIS", Localite("93100", "Montreuil-sous-Bois")),
        ("97400", Localite("97400")),
        (None, None),
    ],
)
def test_a_postcode_is_read_in_all_its_forms(valeur, attendue):
    assert cellules.code_postal(valeur) == Lu(attendue)


@pytest.mark.parametrize(
    ("valeur", "attendue", "mots"),
    [
        ("Paris 25e", Localite(None, "Paris"), "arrondissement qui n’existe pas : « Paris 25e »"),
        ("75000", None, "code postal à vérifier : « 75000 ». Quel est l’arrondissement ?"),
        ("75000 Paris", Localite(None, "Paris"), "code postal à vérifier"),
        ("MONTREUIL", Localite(None, "Montreuil"), "ville sans code postal : « MONTREUIL »"),
        ("7501", Localite("07501"), None),
        ("750111", None, "code postal illisible : « 750111 »"),
        ("123", None, "code postal illisible : « 123 »"),
    ],
)
def test_a_doubtful_postcode_says_why(valeur, attendue, mots):
    lu = cellules.code_postal(valeur)
    assert lu.valeur == attendue
    assert simple(lu.doute or "").startswith(mots or "")
    assert bool(lu.doute) == bool(mots)


def test_an_arrondissement_alone_is_only_proposed():
    assert cellules.code_postal("12e").proposition == Localite("75012", "Paris")
    assert cellules.code_postal("12e").valeur is None


@pytest.mark.parametrize(
    ("valeur", "attendues"),
    [
        ("portugais, tamoul", ["portugais", "tamoul"]),
        ("bambara / soninké / arabe", ["bambara", "soninké", "arabe"]),
        ("vietnamien;tamoul;wolof", ["vietnamien", "tamoul", "wolof"]),
        ("arabe et bambara et anglais", ["arabe", "bambara", "anglais"]),
        ("Français\nFRANÇAIS\nlangue des signes", ["français", "langue des signes"]),
        ("tibétain", ["tibétain"]),
    ],
)
def test_languages_are_split_whatever_stands_between_them(valeur, attendues):
    assert cellules.langues(valeur) == Lu(attendues)


@pytest.mark.parametrize(
    ("valeur", "attendu"),
    [
        ("BÂ", "Bâ"),
        ("D'ALMEIDA", "d’Almeida"),
        ("d'Almeida", "d’Almeida"),
        ("EL-AMRANI", "El-Amrani"),
        ("El - Amrani", "El-Amrani"),
        ("Le-Goff", "Le-Goff"),
        ("Da Silva", "Da Silva"),
        ("DE SOUZA", "de Souza"),
        ("ÇELIK", "Çelik"),
        ("YİĞİT", "Yiğit"),
        ("N'DIAYE", "N’Diaye"),
        ("McDonald", "McDonald"),
        ("Mme TRAORÉ", "Traoré"),
        ("  OUÉDRAOGO  ", "Ouédraogo"),
        ("Zhang", "Zhang"),
        ("van den Berg", "van den Berg"),
        ("da silva", "Da Silva"),
    ],
)
def test_a_name_gets_its_case_back_and_keeps_its_spelling(valeur, attendu):
    assert cellules.nom(valeur) == Lu(attendu)


@pytest.mark.parametrize(
    ("valeur", "attendu"), [("soumaya", "Soumaya"), ("MARIE-THÉRÈSE", "Marie-Thérèse"), ("Mei-Ling", "Mei-Ling")]
)
def test_a_first_name_gets_its_case_back(valeur, attendu):
    assert cellules.prenom(valeur) == Lu(attendu)


@pytest.mark.parametrize(("valeur", "attendu"), [("Y?ld?z", "Y?ld?z"), ("Bâ2", "Bâ2"), ("Yıld\ufffdz", "Yıld\ufffdz")])
def test_a_damaged_name_is_kept_and_someone_must_look(valeur, attendu):
    lu = cellules.nom(valeur)
    assert lu.valeur == attendu
    assert "nom à vérifier" in lu.doute


@pytest.mark.parametrize("valeur", ["123", "?", "--", Formule("=A1"), "a" * 200])
def test_what_is_no_name_is_left_empty_with_a_doubt(valeur):
    lu = cellules.nom(valeur)
    assert lu.valeur is None
    assert lu.doute


@pytest.mark.parametrize(
    ("valeur", "ordre", "attendu"),
    [
        ("BÂ Gül", None, NomPrenom("Bâ", "Gül")),
        ("Gül BÂ", "nom", NomPrenom("Bâ", "Gül")),
        ("DA SILVA Noémie", None, NomPrenom("Da Silva", "Noémie")),
        ("Marie-Thérèse de SOUZA", None, NomPrenom("de Souza", "Marie-Thérèse")),
        ("Mme TRAORÉ Awa", None, NomPrenom("Traoré", "Awa")),
        ("Dupont, Marie Ange", None, NomPrenom("Dupont", "Marie Ange")),
        ("Bâ Gül", "nom", NomPrenom("Bâ", "Gül")),
        ("Gül Bâ", "prenom", NomPrenom("Bâ", "Gül")),
        ("Da Silva Noémie", "nom", NomPrenom("Da Silva", "Noémie")),
        ("Noémie Da Silva", "prenom", NomPrenom("Da Silva", "Noémie")),
    ],
)
def test_a_name_and_first_name_in_one_cell_are_told_apart(valeur, ordre, attendu):
    assert cellules.nom_prenom(valeur, ordre=ordre) == Lu(attendu)


def test_when_nothing_tells_name_from_first_name_the_guess_is_shown_with_a_doubt():
    lu = cellules.nom_prenom("Gül Bâ")
    assert lu.valeur == NomPrenom("Gül", "Bâ")
    assert "Lu : nom Gül, prénom Bâ." in simple(lu.doute)
    assert cellules.nom_prenom("Samira").valeur is None
    assert "manquant" in cellules.nom_prenom("Samira").doute


def test_free_text_keeps_its_lines_and_loses_its_extra_spaces():
    assert cellules.texte("  veut   temps partiel\n(école 16h30)  ") == Lu("veut temps partiel\n(école 16h30)")
    assert simple(cellules.texte(Formule("=2+2")).doute) == "formule « =2+2 » non lue"


@pytest.mark.parametrize(
    "numero", ["2 82 04 75 111 222 33", "282047511122233", "2820475111222", "1 70 12 2A 123 456 78"]
)
def test_a_social_security_number_is_removed_and_not_repeated(numero):
    lu = cellules.texte(f"dossier {numero} complet")
    assert lu.valeur == "dossier [numéro retiré] complet"
    assert "sécurité sociale" in lu.doute
    assert "111" not in lu.doute


@pytest.mark.parametrize(
    "mots", ["pas de mail", "Néant", "x", "-", "??", "sans téléphone", "AUCUNE", "non communiqué", "n/a"]
)
def test_words_for_nothing_are_understood(mots):
    assert est_neant(mots)


def test_words_that_say_something_are_not_taken_for_nothing():
    assert not any(est_neant(mots) for mots in ("oui", "Paris", "peul", "a@example.org", "06"))


def test_the_key_of_a_heading_forgets_accents_case_and_signs():
    assert cle(" Date  Naiss. ") == cle("DATE NAISS") == "date naiss"
    assert cle("N° de Tél.") == "n de tel"


VALEURS = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=80),
    st.integers(),
    st.integers(min_value=10**300, max_value=10**5000),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.text(max_size=20).map(Formule),
    st.text(alphabet="0123456789 /.-+()@,;:éÂ'’ anetlpMIX\n°²", max_size=40),
    st.sampled_from([time(3, 30), timedelta(hours=3), date(1982, 4, 17)]),
)
LECTEURS = {
    "telephone": cellules.telephone,
    "courriel": cellules.courriel,
    "naissance": naissance,
    "reunion": reunion,
    "reunion_sans_annee": lambda valeur: reunion(valeur, None),
    "code_postal": cellules.code_postal,
    "langues": cellules.langues,
    "nom": cellules.nom,
    "prenom": cellules.prenom,
    "nom_prenom": cellules.nom_prenom,
    "texte": cellules.texte,
}


@pytest.mark.parametrize("quoi", LECTEURS)
@settings(max_examples=150, deadline=None)
@given(valeur=VALEURS)
def test_no_cell_whatever_it_holds_stops_the_reading(quoi, valeur):
    lu = LECTEURS[quoi](valeur)
    assert isinstance(lu, Lu)
    assert lu.doute is None or (isinstance(lu.doute, str) and "\n" not in lu.doute)

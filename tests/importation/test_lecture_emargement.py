"""Attendance sheets: half-days, marks, minutes, and who is who."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clairiere.importation.lecture.classeur import FichierIllisible
from clairiere.importation.lecture.demi_journees import est_titre_de_demi_journee, lire_duree
from clairiere.importation.lecture.doublons import Connue
from clairiere.importation.lecture.emargement import lire_emargement, rapprocher
from clairiere.importation.lecture.presences import Presence, lire_presence
from tests.importation.classeurs import classeur, octets_de

DONNEES = Path(__file__).parent.parent / "donnees"


def lire(texte, annee=2026):
    return lire_emargement(texte.encode(), "feuille.csv", annee=annee)


def moments(feuille):
    return [(jour, moment) for jour, moment, _ in feuille.demi_journees]


def phrases(feuille):
    return [probleme.phrase.replace("\u00a0", " ") for probleme in feuille.problemes]


@pytest.fixture(scope="module")
def printemps():
    nom = "emargement-printemps-2026.csv"
    return lire_emargement((DONNEES / nom).read_bytes(), nom, annee=2026)


def test_the_centres_own_sheet_has_thirty_seven_half_days_that_make_120_hours(printemps):
    assert len(printemps.demi_journees) == 37
    assert printemps.demi_journees[:2] == [(date(2026, 3, 2), "apres_midi", 180), (date(2026, 3, 3), "matin", 210)]
    assert printemps.demi_journees[-1] == (date(2026, 4, 13), "apres_midi", 180)
    assert sum(minutes for _, _, minutes in printemps.demi_journees) == 120 * 60
    assert printemps.problemes == []
    assert printemps.ignorees == [(2, "durées des demi-journées")]


def test_the_centres_own_sheet_gives_each_trainee_her_hours(printemps):
    heures = {ligne.nom_brut: ligne.minutes / 60 for ligne in printemps.lignes}
    assert heures == {
        "BÂ Gül": 116.0,
        "EL-AMRANI Nino": 109.5,
        "D'ALMEIDA Gül": 113.0,
        "ROUVIÈRE Grâce": 116.0,
        "RAMANATHAN Marie-Thérèse": 103.0,
        "HADDAD Samira": 106.0,
        "CAMARA Adjoa": 110.0,
        "MENSAH Soumaya": 103.0,
        "BÂ Soumaya": 102.5,
        "TRAORÉ Oksana": 113.5,
        "D'ALMEIDA Fatoumata": 113.5,
        "DA SILVA Noémie": 113.5,
    }


def test_the_centres_own_sheet_counts_each_kind_of_mark(printemps):
    tous = [presence.statut for ligne in printemps.lignes for presence in ligne.presences]
    assert {statut: tous.count(statut) for statut in sorted(set(tous))} == {
        "absente": 14,
        "absente_justifiee": 12,
        "presente": 400,
        "retard": 9,
        "vide": 9,
    }


@pytest.mark.parametrize(
    ("marque", "statut", "minutes"),
    [
        ("X", "presente", 180),
        ("x", "presente", 180),
        ("P", "presente", 180),
        ("Présente", "presente", 180),
        ("✓", "presente", 180),
        (True, "presente", 180),
        ("3h", "presente", 180),
        (1, "presente", 180),
        ("A", "absente", 0),
        ("abs", "absente", 0),
        ("ABS non justifiée", "absente", 0),
        ("ABS justifiée", "absente_justifiee", 0),
        ("Excusée", "absente_justifiee", 0),
        ("AJ", "absente_justifiee", 0),
        ("retard 30 min", "retard", 150),
        ("Retard 30min.", "retard", 150),
        ("retard (30 mn)", "retard", 150),
        ("retard 1h15", "retard", 105),
        ("R 20", "retard", 160),
        ("2h30", "retard", 150),
        ("", "vide", 0),
        (None, "vide", 0),
        ("-", "vide", 0),
    ],
)
def test_a_mark_says_who_was_there_and_how_long(marque, statut, minutes):
    assert lire_presence(marque, 180) == (Presence(statut, minutes), "")


@pytest.mark.parametrize(
    ("marque", "statut", "mots"),
    [
        ("stage", "vide", "marque non comprise, comptée 0 minute : « stage »"),
        ("retard", "retard", "retard sans durée lisible, compté 0 minute : « retard »"),
        ("retard bus", "retard", "retard sans durée lisible"),
        ("retard 3h", "retard", "retard aussi long que la demi-journée"),
        ("4h", "vide", "durée plus longue que la demi-journée"),
        ("départ 16h", "vide", "marque non comprise"),
        ("AM", "vide", "marque non comprise"),
    ],
)
def test_a_mark_not_understood_counts_nothing_and_is_said(marque, statut, mots):
    presence, doute = lire_presence(marque, 180)
    assert presence == Presence(statut, 0)
    assert doute.replace("\u00a0", " ").startswith(mots)


@pytest.mark.parametrize(
    ("valeur", "minutes"),
    [
        ("3h", 180),
        ("3h30", 210),
        ("3 h 30", 210),
        ("3:30", 210),
        ("3,5", 210),
        ("3,25h", 195),
        (3, 180),
        (3.5, 210),
        ("45 min", 45),
        ("3h30min", 210),
        (time(3, 30), 210),
        (timedelta(hours=3, minutes=30), 210),
        ("", None),
        ("longtemps", None),
        ("25h", None),
        (0, None),
        (None, None),
    ],
)
def test_a_duration_is_read_in_all_its_forms(valeur, minutes):
    assert lire_duree(valeur) == minutes


@pytest.mark.parametrize(
    ("titre", "attendu"),
    [
        ("03/03 matin", (date(2026, 3, 3), "matin")),
        ("03/03 après-midi", (date(2026, 3, 3), "apres_midi")),
        ("3 mars matin", (date(2026, 3, 3), "matin")),
        ("mardi 3 mars 2026 (après midi)", (date(2026, 3, 3), "apres_midi")),
        ("mar. 03/03 aprem", (date(2026, 3, 3), "apres_midi")),
        ("2026-03-03 PM", (date(2026, 3, 3), "apres_midi")),
        ("Matin 03/03/26", (date(2026, 3, 3), "matin")),
        ("03/03 M", (date(2026, 3, 3), "matin")),
    ],
)
def test_a_half_day_is_known_under_its_many_names(titre, attendu):
    feuille = lire(f"Nom;{titre}\nDurée;3h\nBÂ Gül;X\n")
    assert moments(feuille) == [attendu]
    assert est_titre_de_demi_journee(titre)
    assert feuille.problemes == []


def test_am_is_the_morning_beside_pm_and_the_afternoon_beside_matin():
    assert moments(lire("Nom;2026-03-03 AM;2026-03-03 PM\nDurée;3h;3h\nBÂ Gül;X;X\n")) == [
        (date(2026, 3, 3), "matin"),
        (date(2026, 3, 3), "apres_midi"),
    ]
    assert moments(lire("Nom;03/03 matin;03/03 AM\nDurée;3h;3h\nBÂ Gül;X;X\n"))[1][1] == "apres_midi"


def test_am_alone_is_read_as_the_morning_and_someone_must_look():
    feuille = lire("Nom;2026-03-03 AM\nDurée;3h\nBÂ Gül;X\n")
    assert moments(feuille) == [(date(2026, 3, 3), "matin")]
    assert "vérifiez" in phrases(feuille)[0]


def test_real_dates_merged_over_two_halves_are_read():
    livre = openpyxl.Workbook()
    feuille = livre.active
    feuille.append(["Session printemps"])
    feuille.append(["Stagiaire", datetime(2026, 3, 3), None, datetime(2026, 3, 5), None])
    feuille.append([None, "matin", "après-midi", "matin", "après-midi"])
    feuille.append(["Durée", 3, 3.5, time(3, 0), "3h30"])
    feuille.append(["BÂ Gül", "X", "X", None, "A"])
    feuille.merge_cells("B2:C2")
    feuille.merge_cells("D2:E2")
    lue = lire_emargement(octets_de(livre), "x.xlsx", annee=2026)
    assert [(j.day, m, d) for j, m, d in lue.demi_journees] == [
        (3, "matin", 180),
        (3, "apres_midi", 210),
        (5, "matin", 180),
        (5, "apres_midi", 210),
    ]
    assert [(ligne.nom_brut, ligne.minutes) for ligne in lue.lignes] == [("BÂ Gül", 390)]


def test_a_session_that_crosses_the_new_year_goes_on_into_the_next():
    feuille = lire("Nom;17/12 matin;07/01 matin\nDurée;3h;3h\nBÂ Gül;X;X\n", annee=2026)
    assert [jour for jour, _ in moments(feuille)] == [date(2026, 12, 17), date(2027, 1, 7)]


def test_impossible_and_repeated_half_days_are_left_out_and_said():
    feuille = lire("Nom;03/03 matin;31/02 matin;03/03 matin;04/03\nDurée;3h;3h;3h;3h\nBÂ Gül;X;X;X;X\n")
    assert moments(feuille) == [(date(2026, 3, 3), "matin")]
    assert feuille.lignes[0].minutes == 180
    assert phrases(feuille) == [
        "demi-journée à une date qui n’existe pas, colonne non lue : « 31/02 matin »",
        "demi-journée écrite deux fois, seule la première colonne est lue : « 03/03 matin »",
        "matin ou après-midi non précisé, colonne non lue : « 04/03 »",
    ]


def test_a_mark_not_understood_names_the_trainee_and_the_half_day():
    feuille = lire("Nom;03/03 matin\nDurée;3h\nBÂ Gül;bof\n")
    assert phrases(feuille) == ["BÂ Gül, 03/03/2026 matin : marque non comprise, comptée 0 minute : « bof »"]
    assert (feuille.problemes[0].ligne, feuille.problemes[0].colonne) == (3, "03/03 matin")


def test_without_durations_nothing_is_counted_and_it_is_said():
    feuille = lire("Nom;03/03 matin\nBÂ Gül;X\n")
    assert feuille.lignes[0].presences == [Presence("presente", 0)]
    assert "Durée" in phrases(feuille)[0]


def test_one_missing_duration_is_said_with_its_column():
    feuille = lire("Nom;03/03 matin;03/03 après-midi\nDurée;3h;\nBÂ Gül;X;X\n")
    assert [(p.colonne, p.phrase) for p in feuille.problemes] == [
        ("03/03 après-midi", "durée de la demi-journée manquante")
    ]


def test_name_and_first_name_in_two_columns_make_one_name_and_totals_are_nobody():
    lignes = "N°;Nom;Prénom;03/03 matin\n;;Durée;3h\n1;BÂ;Gül;X\n;;;\n;TOTAL présentes;;1\n;Formatrice;;X\n"
    feuille = lire(lignes)
    assert [ligne.nom_brut for ligne in feuille.lignes] == ["BÂ Gül"]
    assert [numero for numero, _ in feuille.ignorees] == [2, 4, 5, 6]


def test_the_sheet_with_half_days_is_found_among_others():
    octets = classeur(
        ("Notes", [["bonjour"]]), ("Présences", [["Nom", "03/03 matin"], ["Durée", "3h"], ["BÂ Gül", "X"]])
    )
    assert lire_emargement(octets, "x.xlsx", annee=2026).nom == "Présences"


def test_a_file_without_half_days_is_refused_in_words():
    with pytest.raises(FichierIllisible, match="Aucune demi-journée"):
        lire("Nom;Prénom\nBâ;Gül\n")


def test_the_sheet_goes_to_json(printemps):
    relu = json.loads(json.dumps(printemps.en_dict()))
    assert relu["demi_journees"][0] == ["2026-03-02", "apres_midi", 180]
    assert relu["lignes"][0]["presences"][0] == {"statut": "presente", "minutes": 180}


CONNUES = [
    Connue(1, "Bâ", "Gül", date(1994, 10, 7)),
    Connue(2, "d’Almeida", "Gül", date(1982, 4, 17)),
    Connue(3, "Mensah", "Soumaya", date(1978, 7, 27)),
    Connue(4, "Mensah", "Soumaya", date(1996, 4, 28)),
    Connue(5, "Ramanathan", "Marie-Thérèse"),
    Connue(6, "Da Silva", "Noémie"),
]


@pytest.mark.parametrize(
    ("nom", "qui"),
    [
        ("BÂ Gül", 1),
        ("Gül Bâ", 1),
        ("ba gul", 1),
        ("D'ALMEIDA Gül", 2),
        ("Gül D ALMEIDA", 2),
        ("RAMANATHAN Marie Thérèse", 5),
        ("Marie-Thérèse Ramanathan", 5),
        ("DA-SILVA Noémie", 6),
    ],
)
def test_a_name_on_the_sheet_finds_the_person_whatever_its_order_and_accents(nom, qui):
    trouve = rapprocher(nom, CONNUES)
    assert trouve.personne is not None
    assert (trouve.personne.id, trouve.phrase) == (qui, "")


def test_two_women_of_one_name_are_both_shown_and_none_is_chosen():
    trouve = rapprocher("MENSAH Soumaya", CONNUES)
    assert trouve.personne is None
    assert [connue.id for connue in trouve.candidates] == [3, 4]
    assert trouve.phrase.replace("\u00a0", " ") == (
        "2 personnes portent le nom « MENSAH Soumaya » : Soumaya Mensah née le 27/07/1978, "
        "Soumaya Mensah née le 28/04/1996. Choisissez la bonne."
    )


def test_a_near_spelling_is_proposed_and_not_chosen():
    trouve = rapprocher("RAMANATAN Marie-Thérèse", CONNUES)
    assert (trouve.personne, [connue.id for connue in trouve.candidates]) == (None, [5])
    assert "Est-ce Marie-Thérèse Ramanathan" in trouve.phrase


@pytest.mark.parametrize("nom", ["Inconnue Totale", "", "???", "Gül"])
def test_an_unknown_name_is_said_to_be_absent(nom):
    trouve = rapprocher(nom, CONNUES)
    assert (trouve.personne, trouve.candidates) == (None, [])
    assert "n’est pas dans la liste" in trouve.phrase


def test_the_centres_own_trainees_are_found_but_for_two_women_of_one_name(printemps):
    noms = [ligne.nom_brut for ligne in printemps.lignes if rapprocher(ligne.nom_brut, CONNUES).personne]
    assert noms == ["BÂ Gül", "D'ALMEIDA Gül", "RAMANATHAN Marie-Thérèse", "DA SILVA Noémie"]


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.none(), st.text(max_size=30), st.integers(), st.floats(), st.times(), st.timedeltas()),
    st.integers(0, 300),
)
def test_no_mark_stops_the_reading_nor_gives_more_than_the_half_day(marque, duree):
    presence, doute = lire_presence(marque, duree)
    assert 0 <= presence.minutes <= duree
    assert isinstance(doute, str)
    lire_duree(marque)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["C"]), max_size=20), max_size=6))
def test_no_heading_stops_the_reading(titres):
    entete = ";".join(["Nom", "03/03 matin", *(titre.replace('"', "").replace(";", "") for titre in titres)])
    assert len(lire(f"{entete}\nDurée;3h\nBÂ Gül;X\n").lignes) == 1

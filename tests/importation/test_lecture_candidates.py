"""A whole list, as a centre keeps it."""

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clairiere.importation.lecture.candidates import lire_candidates
from clairiere.importation.lecture.doublons import Connue
from tests.importation.classeurs import ENTETES, classeur, classeur_piege, liste

AUJOURD_HUI = date(2026, 11, 22)
DONNEES = Path(__file__).parent.parent / "donnees"


def lire(octets, nom="liste.xlsx", correspondances=None, connues=(), **options):
    return lire_candidates(
        octets, nom, correspondances=correspondances or {}, connues=list(connues), aujourd_hui=AUJOURD_HUI, **options
    )


def comptes(rapport):
    return [rapport.lues, rapport.creees, rapport.doublons, rapport.a_verifier, rapport.ignorees]


def ligne(rapport, numero, feuille=None):
    return next(li for li in rapport.lignes if li.numero == numero and feuille in {None, li.feuille})


def phrases(lue):
    return [probleme.phrase.replace("\u00a0", " ") for probleme in lue.problemes]


@pytest.fixture(scope="module")
def printemps():
    nom = "candidates-printemps-2026.xlsx"
    return lire((DONNEES / nom).read_bytes(), nom)


def test_the_centres_own_workbook_loses_nobody(printemps):
    assert comptes(printemps) == [69, 42, 1, 26, 7]
    assert all(li.enregistrable for li in printemps.lignes if li.statut != "ignoree")
    assert printemps.questions == []
    assert all(li.valeurs["telephone"].startswith("+336000") for li in printemps.lignes if li.statut != "ignoree")
    assert all(li.valeurs["naissance"] for li in printemps.lignes if li.statut != "ignoree")


def test_the_centres_own_workbook_every_doubt_has_its_reason(printemps):
    par_constat = {}
    for probleme in printemps.problemes:
        constat = probleme.phrase.split("\u00a0:")[0].split(" «")[0]
        par_constat[constat] = par_constat.get(constat, 0) + 1
    assert par_constat == {
        "courriel avec des accents": 12,
        "courriel avec une virgule à la place du point": 8,
        "courriel avec une virgule à la place du point et des accents": 2,
        "date de naissance à vérifier, le 1er janvier est souvent mis par défaut": 1,
        "formule": 5,
    }


def test_the_centres_own_workbook_lines_that_are_nobody_say_why(printemps):
    ignorees = {(li.feuille, li.numero): li.raison for li in printemps.lignes if li.statut == "ignoree"}
    assert ignorees == {
        ("Candidates 2026", 1): "titre au-dessus du tableau",
        ("Candidates 2026", 2): "ligne vide",
        ("Candidates 2026", 3): "titres des colonnes",
        ("Candidates 2026", 12): "ligne vide",
        ("Candidates 2026", 69): "ligne vide",
        ("Candidates 2026", 70): "ligne de total",
        ("liste attente", 1): "titres des colonnes",
    }


def test_the_centres_own_workbook_finds_the_woman_written_twice_and_not_her_homonym(printemps):
    double = ligne(printemps, 32)
    assert double.statut == "doublon"
    assert (double.doublon_de.feuille, double.doublon_de.ligne) == ("Candidates 2026", 13)
    assert double.raison == "même téléphone, même nom et même date de naissance"
    assert double.doublon_sur
    assert ligne(printemps, 68).statut == "creee"  # another Soumaya Mensah, born in 1996


def test_the_centres_own_workbook_one_line_in_full(printemps):
    assert ligne(printemps, 6).valeurs == {
        "nom": "d’Almeida",
        "prenom": "Gül",
        "telephone": "+33600010905",
        "courriel": None,
        "naissance": date(1982, 4, 17),
        "adresse": "5 ter, rue de la Roquette",
        "code_postal": "75004",
        "ville": "",
        "orientee_par": "France Travail",
        "langues": ["bambara", "lingala"],
        "reunion_presence": "presente",
        "reunion_date": date(2026, 2, 10),
        "observations": "",
    }


def test_a_workbook_with_every_trap():
    rapport = lire(classeur_piege())
    assert comptes(rapport) == [5, 2, 1, 2, 7]
    assert ligne(rapport, 1, "Candidates").raison == "titre au-dessus du tableau"
    assert ligne(rapport, 9).raison == "titres des colonnes répétés"
    assert ligne(rapport, 10).raison == "ligne de total"
    ba = ligne(rapport, 4)
    assert (ba.statut, ba.valeurs["telephone"], ba.valeurs["code_postal"]) == ("creee", "+33600007924", "75012")
    assert ba.valeurs["reunion_date"] == date(2026, 2, 10)  # the year is the one of the title
    assert ligne(rapport, 7).doublon_de.ligne == 4


def test_unreadable_cells_are_left_empty_and_the_person_stays():
    lue = ligne(lire(classeur_piege()), 5)
    assert (lue.statut, lue.enregistrable) == ("a_verifier", True)
    assert (lue.valeurs["nom"], lue.valeurs["prenom"]) == ("d’Almeida", "Grâce")
    assert [lue.valeurs[c] for c in ("naissance", "telephone", "courriel", "observations")] == [None, None, None, ""]
    assert phrases(lue) == [
        "date de naissance qui n’existe pas : « 31/02/1980 »",
        "téléphone illisible : « 06 00 »",
        "courriel avec une virgule à la place du point : « grace@example,org ». Vérifiez l’adresse avec la personne.",
        "formule « =2+2 » non lue",
    ]
    assert [(p.colonne, p.ligne, p.proposition) for p in lue.problemes][2] == ("Mail", 5, "grace@example.org")


def test_a_line_without_a_first_name_is_shown_but_cannot_be_recorded_yet():
    lue = ligne(lire(classeur_piege()), 8)
    assert (lue.statut, lue.enregistrable, lue.raison) == ("a_verifier", False, "il manque le nom ou le prénom")
    assert phrases(lue) == ["prénom manquant"]


def test_another_sheet_has_its_own_columns():
    rapport = lire(classeur_piege())
    chloe = ligne(rapport, 2, "liste attente")
    assert (chloe.valeurs["nom"], chloe.valeurs["prenom"], chloe.valeurs["telephone"]) == (
        "Le-Goff",
        "Chloé",
        "+33600004054",
    )
    assert chloe.valeurs["observations"] == "rappeler"


def test_an_unknown_column_is_asked_once_and_the_answer_is_used():
    octets = liste(["Bâ", "Gül", "0600061033", "tibétain"], entetes=["Nom", "Prénom", "Tél", "Zzz"])
    rapport = lire(octets)
    assert [(q.genre, q.cle, q.exemples) for q in rapport.questions] == [("colonne", "zzz", ("tibétain",))]
    rapport = lire(octets, correspondances={"zzz": "langues"})
    assert rapport.questions == []
    assert rapport.lignes[1].valeurs["langues"] == ["tibétain"]


def test_a_sheet_without_headings_shows_its_first_lines_and_reads_once_told():
    octets = classeur(("S", [["Bâ", "Gül", 600061033], ["Sy", "Awa", 600061034]]))
    rapport = lire(octets)
    assert comptes(rapport) == [0, 0, 0, 0, 2]
    assert rapport.questions[0].genre == "entete"
    assert rapport.questions[0].exemples[0] == "1 : Bâ | Gül | 600061033"
    reponses = {"colonne a": "nom", "colonne b": "prenom", "colonne c": "telephone"}
    assert comptes(lire(octets, correspondances=reponses, lignes_entete={"S": 0})) == [2, 2, 0, 0, 0]


def test_a_missing_name_column_is_asked_and_nobody_is_lost():
    rapport = lire(liste(["Bâ", "0600061033"], entetes=["Nom", "Tél"]))
    assert [q.genre for q in rapport.questions] == ["obligatoire"]
    assert comptes(rapport) == [1, 0, 0, 1, 1]
    assert not rapport.lignes[1].enregistrable


def test_a_column_that_may_not_be_recorded_is_not_read_and_it_is_said():
    rapport = lire(liste(["Bâ", "Gül", "0600061033", "SECRET"], entetes=["Nom", "Prénom", "Tél", "Nationalité"]))
    assert "ne doit pas être enregistrée" in rapport.questions[0].phrase
    assert "SECRET" not in json.dumps(rapport.en_dict())


def test_a_person_nobody_can_reach_is_reported_and_kept():
    rapport = lire(liste(["Bâ", "Gül", None, "pas de mail"], entetes=["Nom", "Prénom", "Tél", "Mail"]))
    assert comptes(rapport) == [1, 0, 0, 1, 1]
    assert phrases(rapport.lignes[1]) == ["ni téléphone ni courriel, cette personne ne pourra pas être prévenue"]


def test_a_second_telephone_goes_to_the_notes():
    rapport = lire(liste(["Bâ", "Gül", "01 42 00 00 12", "0600061033"], entetes=["Nom", "Prénom", "Fixe", "Portable"]))
    valeurs = rapport.lignes[1].valeurs
    assert valeurs["telephone"] == "+33600061033"
    assert valeurs["observations"].replace("\u00a0", " ") == "Autre téléphone : +33142000012"


def test_one_column_with_both_names_is_read():
    rapport = lire(liste(["BÂ Gül", "0600061033"], ["Sy Awa", "0600061034"], entetes=["Nom et prénom", "Tél"]))
    assert comptes(rapport) == [2, 2, 0, 0, 1]
    assert [(li.valeurs["nom"], li.valeurs["prenom"]) for li in rapport.lignes[1:]] == [("Bâ", "Gül"), ("Sy", "Awa")]


def test_someone_already_known_is_a_duplicate_with_her_id_even_when_ids_look_like_lines():
    octets = liste([1, "Bâ", "Gül", "17/04/82", "0600061033"], [2, "Sy", "Awa", "17/04/83", "0600061034"])
    rapport = lire(octets, connues=[Connue(1, "BA", "Gul", date(1982, 4, 17)), Connue(0, "Autre", "Elle")])
    assert (rapport.lignes[1].statut, rapport.lignes[1].doublon_de.connue) == ("doublon", 1)
    assert rapport.lignes[2].statut == "creee"


def test_reading_the_same_list_again_finds_only_people_already_known(printemps):
    connues = [
        Connue(f"p{rang}", li.valeurs["nom"], li.valeurs["prenom"], li.valeurs["naissance"], li.valeurs["telephone"])
        for rang, li in enumerate(printemps.lignes)
        if li.statut in {"creee", "a_verifier"}
    ]
    nom = "candidates-printemps-2026.xlsx"
    assert comptes(lire((DONNEES / nom).read_bytes(), nom, connues=connues)) == [69, 0, 69, 0, 7]


def test_a_hidden_sheet_is_not_read_and_it_is_said():
    import io

    import openpyxl

    livre = openpyxl.load_workbook(io.BytesIO(classeur_piege()))
    livre["liste attente"].sheet_state = "hidden"
    tampon = io.BytesIO()
    livre.save(tampon)
    rapport = lire(tampon.getvalue())
    assert rapport.lues == 4
    assert "masquée" in rapport.questions[-1].phrase


def test_a_windows_text_file_reads_as_well_as_a_workbook():
    texte = "Nom;Prénom;Né(e) le;Portable\r\nÇELIK;Hélène;17/04/82;600061033\r\n"
    rapport = lire(texte.encode("cp1252"), "liste.csv")
    assert (rapport.lignes[1].valeurs["nom"], rapport.lignes[1].valeurs["telephone"]) == ("Çelik", "+33600061033")


def test_the_file_of_families_in_windows_letters_is_read_to_its_last_line():
    nom = "demandes-familles-2026.csv"
    rapport = lire((DONNEES / nom).read_bytes(), nom)
    assert rapport.lues == 48
    assert rapport.lignes[1].valeurs["nom"] == "Çelik"


def test_the_report_goes_to_json_and_back(printemps):
    relu = json.loads(json.dumps(printemps.en_dict()))
    assert [relu[c] for c in ("lues", "creees", "doublons", "a_verifier", "ignorees")] == comptes(printemps)
    assert relu["lignes"][5]["valeurs"]["naissance"] == "1982-04-17"
    assert len(relu["lignes"]) == 76


def test_ten_thousand_lines_are_read_in_less_than_fifteen_seconds():
    lignes = [
        [
            i,
            f"Nom{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676 % 26)}",
            "Awa",
            "01/01/1980",
            600000001 + i,
            f"a{i}@example.org",
        ]
        for i in range(10_000)
    ]
    octets = liste(*lignes, entetes=ENTETES[:6])
    debut = time.process_time()
    rapport = lire(octets)
    assert time.process_time() - debut < 15  # of one processor, whatever else the machine does
    assert rapport.lues == 10_000


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(),
                st.text(st.characters(exclude_categories=["C"]), max_size=12),
                st.integers(),
                st.dates(),
                st.sampled_from(ENTETES),
            ),
            max_size=8,
        ),
        max_size=12,
    )
)
def test_every_line_of_any_sheet_has_one_verdict(lignes):
    texte = "\r\n".join(
        ";".join(str(c if c is not None else "").replace("\n", " ") for c in li) for li in [ENTETES, *lignes]
    )
    rapport = lire(texte.encode("utf-8"), "x.csv")
    assert rapport.lues == rapport.creees + rapport.doublons + rapport.a_verifier
    assert len(rapport.lignes) == rapport.lues + rapport.ignorees
    assert all(li.raison for li in rapport.lignes if li.statut in {"ignoree", "doublon", "a_verifier"})
    json.dumps(rapport.en_dict())

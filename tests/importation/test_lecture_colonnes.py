"""Finding the headings and naming the columns."""

import pytest

from clairiere.importation.lecture.classeur import Feuille, Ligne
from clairiere.importation.lecture.colonnes import CHAMPS, IGNORER, lettre, ordre_du_nom, planifier, reconnaitre
from tests.importation.classeurs import ENTETES


def feuille(*lignes):
    return Feuille("F", [Ligne(numero, tuple(cellules)) for numero, cellules in enumerate(lignes, start=1)])


SYNONYMES = {
    "nom": ["NOM", "Nom de famille", "Nom d’usage", "nom de jeune fille", "Noms", "Nom de naissance"],
    "prenom": ["Prénom", "PRENOM", "Prénoms", "prenom(s)", "Prénom :"],
    "nom_prenom": [
        "Nom et prénom",
        "Nom/Prénom",
        "NOM Prénom",
        "Prénom NOM",
        "Candidate",
        "Candidates",
        "Stagiaire",
        "Nom & Prénom",
    ],
    "naissance": ["Date naiss.", "Né(e) le", "Née le", "Date de naissance", "DDN", "naissance", "Date de nais."],
    "telephone": [
        "Tél.",
        "Tel",
        "Téléphone",
        "Portable",
        "GSM",
        "Mobile",
        "N° de téléphone",
        "Tél. portable",
        "Numéro de portable",
    ],
    "courriel": ["Mail", "Courriel", "E-mail", "Email", "Adresse mail", "Adresse électronique", "mél"],
    "adresse": ["Adresse", "Adresse postale", "ADRESSE", "Domicile"],
    "code_postal": ["CP", "Code postal", "C.P.", "CP Ville", "Arrondissement"],
    "ville": ["Ville", "Commune"],
    "orientee_par": [
        "Orientée par",
        "Prescripteur",
        "Nom du prescripteur",
        "Orientation",
        "Adressée par",
        "Envoyée par",
    ],
    "langues": ["Langues parlées", "Langue", "Langue(s)"],
    "reunion": ["Réunion info (date)", "Réunion d’information", "Info coll", "Date réunion", "Information collective"],
    "observations": ["Observations", "Obs.", "Remarques", "Commentaire", "Notes"],
    IGNORER: ["N°", "n°", "Num", "Civilité"],
}


@pytest.mark.parametrize(("champ", "entete"), [(champ, e) for champ, entetes in SYNONYMES.items() for e in entetes])
def test_a_heading_is_known_under_its_many_names(champ, entete):
    assert reconnaitre(entete) == champ


@pytest.mark.parametrize(
    "entete",
    [
        "Nom de l’enfant",
        "Téléphone du conjoint",
        "Personne à prévenir",
        "Mail de la référente",
        "Date d’inscription",
        "Niveau",
        "",
        None,
        "Âge",
    ],
)
def test_a_heading_about_someone_else_or_something_else_is_asked(entete):
    assert reconnaitre(entete) is None


@pytest.mark.parametrize(
    "entete", ["Nationalité", "N° sécu", "Pays de naissance", "Lieu de naissance", "RQTH", "Religion", "Santé"]
)
def test_what_may_not_be_recorded_is_never_read_even_when_someone_asks(entete):
    plan = planifier(
        feuille(["Nom", "Prénom", entete], ["Bâ", "Gül", "secret"]),
        {reconnaitre(entete) or "nationalite": "observations"},
    )
    assert plan.colonnes[2].interdite
    assert plan.colonnes[2].champ is None
    assert plan.colonnes[2].exemples == ()
    assert plan.inconnues == []


def test_headings_are_found_under_a_title_and_blank_lines():
    plan = planifier(feuille(["CANDIDATES 2026"], [], ["(liste au 3 mars)"], ENTETES, [1, "Bâ", "Gül"]))
    assert plan.entete.numero == 4
    assert plan.manquants == []
    assert plan.inconnues == []
    assert not plan.sans_telephone


def test_a_remembered_answer_comes_before_the_dictionary_and_is_found_whatever_its_case():
    lignes = feuille(["Nom", "Prénom", "Contact !", "Divers"], ["Bâ", "Gül", "06", "x"])
    assert [c.entete for c in planifier(lignes).inconnues] == ["Contact !"]
    plan = planifier(lignes, {"contact": "telephone", "divers": IGNORER})
    assert plan.inconnues == []
    assert [c.champ for c in plan.colonnes] == ["nom", "prenom", "telephone", IGNORER]


def test_an_unknown_column_is_asked_with_examples_and_an_empty_one_is_not():
    plan = planifier(feuille(["Nom", "Prénom", "Zzz", "Vide"], ["Bâ", "Gül", "un"], ["Sy", "Awa", "deux"]))
    assert [(c.entete, c.cle, c.exemples) for c in plan.inconnues] == [("Zzz", "zzz", ("un", "deux"))]


def test_a_column_without_a_heading_is_asked_under_its_letter():
    plan = planifier(feuille(["Nom", "Prénom", None], ["Bâ", "Gül", "mystère"]))
    assert [(c.entete, c.cle) for c in plan.inconnues] == [("colonne C", "colonne c")]


def test_a_missing_first_name_column_is_said():
    assert planifier(feuille(["Nom", "Tél."], ["Bâ", "06"])).manquants == ["prenom"]
    assert planifier(feuille(["Nom et prénom", "Tél."], ["Bâ Gül", "06"])).manquants == []


def test_without_headings_the_first_lines_are_shown_and_a_person_can_say_what_is_what():
    lignes = feuille(["Bâ", "Gül", "0600061033"], ["Sy", "Awa", "0600061034"])
    plan = planifier(lignes)
    assert plan.entete is None
    assert [ligne.numero for ligne in plan.premieres] == [1, 2]
    dit = planifier(lignes, {"colonne a": "nom", "colonne b": "prenom", "colonne c": "telephone"}, ligne_entete=0)
    assert [c.champ for c in dit.colonnes] == ["nom", "prenom", "telephone"]


def test_a_person_can_point_at_the_heading_line():
    plan = planifier(feuille(["titre"], ["Qui", "Quoi"], ["Bâ", "x"]), ligne_entete=2)
    assert plan.entete.numero == 2
    assert [c.entete for c in plan.colonnes] == ["Qui", "Quoi"]


def test_a_mobile_comes_before_a_landline_and_a_married_name_before_a_birth_name():
    plan = planifier(
        feuille(["Nom de naissance", "Nom d’usage", "Prénom", "Tél. fixe", "Portable"], ["A", "B", "C", "01", "06"])
    )
    assert [c.entete for c in plan.reconnues["telephone"]] == ["Portable", "Tél. fixe"]
    assert [c.entete for c in plan.reconnues["nom"]] == ["Nom d’usage", "Nom de naissance"]


def test_the_heading_tells_which_name_comes_first():
    assert [ordre_du_nom(e) for e in ("Nom et prénom", "Prénom NOM", "Candidate")] == ["nom", "prenom", None]


def test_columns_are_named_as_in_the_spreadsheet():
    assert [lettre(i) for i in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_each_field_has_words_for_the_screen():
    assert set(SYNONYMES) - {IGNORER} == set(CHAMPS)

"""`manage.py importer`, as someone types it."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from clairiere.centres import portee
from clairiere.comptes.models import Personne
from clairiere.importation.actions.depot import deposer
from clairiere.importation.models import CorrespondanceColonne, Import, LigneCreee
from parcours.models import Parcours
from tests.importation.classeurs import classeur
from tests.importation.conftest import CANDIDATES

pytestmark = pytest.mark.django_db


def importer(*arguments, code=0):
    """Run the command; give back what it says on stdout, or on stderr when it refuses."""
    sortie, erreurs = StringIO(), StringIO()
    try:
        call_command("importer", *map(str, arguments), stdout=sortie, stderr=erreurs)
        obtenu = 0
    except SystemExit as fin:
        obtenu = fin.code
    assert obtenu == code, (obtenu, sortie.getvalue()[:500], erreurs.getvalue())
    return (erreurs if code == 2 else sortie).getvalue().replace("\u00a0", " ")


@pytest.fixture
def fichier(tmp_path):
    """Write bytes under a name."""

    def ecrire(nom, octets):
        chemin = tmp_path / nom
        chemin.write_bytes(octets)
        return chemin

    return ecrire


def test_the_list_of_the_spring_is_recorded_whole(ici):
    avant = Personne.objects.count()
    rapport = json.loads(importer("candidates", CANDIDATES, "--centre", "ici", "--json"))
    assert [rapport[n] for n in ("lues", "creees", "doublons", "a_verifier", "ignorees")] == [69, 42, 1, 26, 7]
    assert rapport["enregistrees"] == Personne.objects.count() - avant == 68
    formule = next(p for p in rapport["problemes"] if p["ligne"] == 18)
    assert formule["feuille"], formule["colonne"] == ("Candidates 2026", "Observations")
    assert formule["phrase"].replace("\u00a0", " ") == "formule « =2+2 » non lue"


def test_a_rehearsal_writes_nothing_at_all(ici, settings):
    comptes = [m.objects.count() for m in (Personne, Parcours, Import, LigneCreee, CorrespondanceColonne)]
    rapport = json.loads(importer("candidates", CANDIDATES, "--centre", "ici", "--essai", "--json"))
    assert rapport["lues"] == 69
    assert comptes == [m.objects.count() for m in (Personne, Parcours, Import, LigneCreee, CorrespondanceColonne)]
    dossier = settings.STORAGES["default"]["OPTIONS"]["location"]
    assert not [f for f in dossier.rglob("*") if f.is_file()]


def test_the_summary_is_read_by_a_person(ici):
    texte = importer("candidates", CANDIDATES, "--centre", "ici")
    assert "69 personnes lues" in texte
    assert "Candidates 2026, ligne 18, Observations : formule « =2+2 » non lue" in texte
    assert "Candidates 2026, ligne 32 : Soumaya Bâ est probablement Soumaya Bâ (Candidates 2026, ligne 13)" in texte
    assert "Personnes enregistrées : 68." in texte


def test_the_same_file_twice_creates_nobody_twice(ici):
    importer("candidates", CANDIDATES, "--centre", "ici")
    combien = Personne.objects.count()
    rapport = json.loads(importer("candidates", CANDIDATES, "--centre", "ici", "--json"))
    assert (rapport["doublons"], rapport["enregistrees"], Personne.objects.count()) == (69, 0, combien)
    assert rapport["deja_importe_le"]


def test_the_command_leaves_the_preview_of_someone_else_alone(ici):
    octets = CANDIDATES.read_bytes()
    en_cours = deposer(octets, CANDIDATES.name, genre="candidates", par=ici.acteur("coordinatrice"))
    importer("candidates", CANDIDATES, "--centre", "ici")
    en_cours.refresh_from_db()
    assert en_cours.etat == "apercu"


@pytest.mark.parametrize(
    ("contenu", "phrase"),
    [
        (b"", "Ce fichier est vide."),
        (b"%PDF-1.7", "Ce fichier est un PDF."),
        (b"x" * (21 * 1024 * 1024), "Ce fichier pèse 21,0 Mo."),
    ],
)
def test_an_unreadable_file_is_one_sentence_and_code_2(ici, fichier, contenu, phrase):
    dit = importer("candidates", fichier("liste.xlsx", contenu), "--centre", "ici", code=2)
    assert dit.startswith(phrase)
    assert dit.count("\n") == 1
    assert not Import.objects.exists()


def test_an_unknown_centre_and_a_missing_file_are_said(ici, tmp_path):
    assert "Le centre « nulle-part » n’existe pas." in importer(
        "candidates", CANDIDATES, "--centre", "nulle-part", code=2
    )
    assert "n’existe pas" in importer("candidates", tmp_path / "rien.xlsx", "--centre", "ici", code=2)
    assert "ne peut pas être lu" in importer("candidates", tmp_path, "--centre", "ici", code=2)


def test_missing_names_are_asked_with_the_way_to_answer_and_remembered(ici, fichier):
    chemin = fichier(
        "l.xlsx", classeur(("Liste", [["Personne suivie", "Prénom", "Tél"], ["Sow", "Awa", "0600061033"]]))
    )
    dit = importer("candidates", chemin, "--centre", "ici", code=3)
    assert "il manque la colonne du nom" in dit
    assert '--colonne "Personne suivie=INFORMATION"' in dit
    assert not Personne.objects.filter(nom="Sow").exists()
    assert not Import.objects.exists()
    importer("candidates", chemin, "--centre", "ici", "--essai", "--colonne", "Personne suivie=nom")
    assert not CorrespondanceColonne.objects.exists(), "a rehearsal remembers nothing"
    importer("candidates", chemin, "--centre", "ici", "--colonne", "Personne suivie=nom")
    assert Personne.objects.filter(nom="Sow").count() == 1
    assert json.loads(importer("candidates", chemin, "--centre", "ici", "--json"))["doublons"] == 1, "remembered"


def test_a_column_that_nobody_knows_does_not_stop_the_others(ici, fichier):
    chemin = fichier("l.xlsx", classeur(("Liste", [["Nom", "Prénom", "Pointure"], ["Sow", "Awa", "38"]])))
    dit = importer("candidates", chemin, "--centre", "ici")
    assert "Que contient la colonne « Pointure »" in dit
    assert Personne.objects.filter(nom="Sow").count() == 1


def test_a_wrong_answer_is_explained(ici, fichier):
    assert "Informations possibles" in importer(
        "candidates", CANDIDATES, "--centre", "ici", "--colonne", "X=zut", code=2
    )


def test_the_people_go_to_the_centre_that_was_named(monde):
    importer("candidates", CANDIDATES, "--centre", "ailleurs")
    with portee.dans(monde.ici.centre):
        assert not Personne.objects.filter(nom="Benali").exists()
    with portee.dans(monde.ailleurs.centre):
        assert Personne.objects.filter(nom="Benali").count() == 2

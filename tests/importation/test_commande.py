"""`manage.py importer`, as someone types it."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from clairiere.comptes.models import Personne
from clairiere.importation.models import CorrespondanceColonne, Import, LigneCreee
from parcours.models import Parcours
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

"""A list of thousands: recorded by parcels in the background, with a bar; a stop in the middle loses nothing."""

import datetime as dt
import io
import json
import os
import resource
import subprocess
import sys
import time

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clairiere.centres import portee
from clairiere.comptes.models import Personne
from clairiere.importation.actions import candidates
from clairiere.importation.actions.annulation import annuler
from clairiere.importation.actions.depot import deposer
from clairiere.importation.models import Import, LigneCreee
from clairiere.importation.taches import enregistrer as tache
from clairiere.journal.models import Entree, Mention
from parcours.models import Parcours

ENTETES = ["Nom", "Prénom", "Date de naissance", "Téléphone", "Adresse", "Code postal", "Envoyée par"]


def longue(nombre):
    """A list of `nombre` candidates, all different."""
    livre = openpyxl.Workbook(write_only=True)
    feuille = livre.create_sheet("Candidates")
    feuille.append(ENTETES)
    for n in range(nombre):
        mot = "".join(chr(97 + n // 26**i % 26) for i in range(4))
        naissance = dt.date(1970 + n % 30, 1 + n % 12, 1 + n % 28)
        feuille.append([f"Nom{mot}", "Awa", naissance, f"07{n:08d}", f"{n} rue des Lilas", "75011", "PMI"])
    tampon = io.BytesIO()
    livre.save(tampon)
    return tampon.getvalue()


@pytest.fixture
def par(ici):
    return ici.acteur("coordinatrice")


def depose(ici, par, nombre):
    lot = deposer(longue(nombre), "longue.xlsx", genre="candidates", par=par)
    return candidates.demarrer(lot, par=par)


@pytest.mark.django_db
def test_a_worker_stopped_in_the_middle_goes_on_where_it_was(ici, par, monkeypatch):
    monkeypatch.setattr(candidates, "PAR_PAQUET", 20)
    avant = Personne.objects.count()
    lot = depose(ici, par, 50)
    vrai, appels = candidates.Enregistrement.tout, []

    def tombe_au_deuxieme(self):
        vrai(self)
        appels.append(1)
        if len(appels) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(candidates.Enregistrement, "tout", tombe_au_deuxieme)
    with pytest.raises(KeyboardInterrupt):
        candidates.enregistrer(lot, par=par)
    lot.refresh_from_db()
    assert (lot.etat, lot.faites, lot.a_faire) == ("en_cours", 20, 50)
    assert Personne.objects.count() == avant + 20  # the parcel in progress left nothing behind

    monkeypatch.setattr(candidates.Enregistrement, "tout", vrai)
    assert tache(ici.centre.pk, lot.pk, par.utilisateur.pk) == 50
    assert tache(ici.centre.pk, lot.pk, par.utilisateur.pk) == 0  # given twice, it is done once
    lot.refresh_from_db()
    assert (lot.etat, lot.bilan["creees"], lot.bilan["laissees"]) == ("confirme", 50, [])
    assert Personne.objects.count() == avant + 50
    assert LigneCreee.objects.filter(lot=lot, genre="personne").count() == 50
    assert Entree.objects.filter(code="parcours.reperer", auteur_nom=par.nom).count() == 50
    crees = LigneCreee.objects.filter(lot=lot, genre="parcours").values("objet_id")
    assert Mention.objects.filter(genre="parcours.parcours", objet_id__in=crees).count() == 50
    assert set(Parcours.objects.filter(pk__in=crees).values_list("origine", "etat")) == {("PMI", "reperee")}


@pytest.mark.django_db
def test_an_import_under_way_is_neither_undone_nor_confirmed_again(ici, par):
    lot = depose(ici, par, 5)
    with pytest.raises(Exception, match="L’enregistrement n’est pas fini"):
        annuler(lot, par=par)
    with pytest.raises(Exception, match="L’enregistrement est en cours, commencé par"):
        candidates.confirmer(lot, par=par)
    candidates.enregistrer(lot, par=par)
    lot = annuler(lot, par=par)
    assert lot.bilan["annulation"]["effacees"] == 5


@pytest.mark.django_db(transaction=True)
def test_the_bar_says_how_many_are_recorded_and_the_page_is_drawn_again_at_the_end(monde, client, monkeypatch):
    confiees = []
    monkeypatch.setattr(candidates, "async_task", lambda *a, **k: confiees.append(a))
    client.force_login(monde.ici.comptes["coordinatrice"])
    fichier = SimpleUploadedFile("longue.xlsx", longue(310))
    client.envoyer("/c/ici/importer/", {"genre": "candidates", "liste-fichier": fichier})
    with portee.dans(monde.ici.centre):
        lot = Import.objects.get()
    client.envoyer(f"/c/ici/importer/{lot.pk}/", {"aller": "enregistrer", "rangs": ""})
    assert [a[0] for a in confiees] == ["clairiere.importation.taches.enregistrer"]
    resultat = f"/c/ici/importer/{lot.pk}/resultat/"
    en_cours = client.get(resultat).content.decode()
    assert "Enregistrement en cours" in en_cours
    assert "0 sur 310" in en_cours
    tache(*confiees[0][1:])
    fini = client.get(resultat, headers={"HX-Request": "true"})
    assert fini["HX-Refresh"] == "true"
    assert "310 personnes enregistrées" in fini.content.decode().replace("\u00a0", " ")


@pytest.mark.django_db
def test_ninety_more_lines_cost_less_than_ten_more_queries(ici, par):
    comptes = []
    for nombre in (10, 100):
        lot = depose(ici, par, nombre)
        with CaptureQueriesContext(connection) as capture:
            candidates.enregistrer(lot, par=par)
        comptes.append(len(capture))
        annuler(lot, par=par)
    assert comptes[1] - comptes[0] < 10, comptes  # rows go by the hundred, cut where the database limits a query


MESURE = """
import sys, django
django.setup()
from django.conf import settings
class Sans(dict):
    __contains__ = lambda self, cle: True
    __getitem__ = lambda self, cle: None
settings.MIGRATION_MODULES = Sans()
from django.test.utils import setup_databases
setup_databases(0, False)
from django.core.management import call_command
from clairiere.centres.models import Centre, Reseau
Centre.objects.create(code="ici", nom="Ici", reseau=Reseau.objects.create(nom="R"))
call_command("importer", "candidates", sys.argv[1], centre="ici", json=True)
# The peak of this program: `ru_maxrss` would begin at that of the process of the tests, which it keeps through exec.
sommet = next(ligne for ligne in open("/proc/self/status") if ligne.startswith("VmHWM"))
print(int(sommet.split()[1]) // 1024, file=sys.stderr)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="la mémoire se mesure autrement ailleurs que sous Linux")
def test_ten_thousand_candidates_take_less_than_thirty_seconds_and_four_hundred_megabytes(tmp_path):
    """The whole command, in a process of its own, on a database in memory. CPU time: other tests run beside."""
    fichier = tmp_path / "dix-mille.xlsx"
    fichier.write_bytes(longue(10_000))
    milieu = {**os.environ, "DJANGO_SETTINGS_MODULE": "clairiere.settings", "MODE": "test", "PYTHONPATH": os.getcwd()}
    milieu.pop("DATABASE_URL", None)
    milieu["DOSSIER_DONNEES"] = str(tmp_path / "donnees")
    avant, debut = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    fini = subprocess.run(
        [sys.executable, "-c", MESURE, str(fichier)],
        env=milieu,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert fini.returncode == 0, fini.stderr
    apres = resource.getrusage(resource.RUSAGE_CHILDREN)
    duree = (apres.ru_utime - avant.ru_utime) + (apres.ru_stime - avant.ru_stime)
    bilan = json.loads(fini.stdout)
    megaoctets = int(fini.stderr.strip().splitlines()[-1])
    print(f"10 000 lignes : {duree:.1f} s de calcul, {time.monotonic() - debut:.1f} s en tout, {megaoctets} Mo")  # noqa: T201
    assert (bilan["lues"], bilan["enregistrees"]) == (10_000, 10_000)
    assert duree < 30
    assert megaoctets < 400


@pytest.mark.django_db
def test_the_command_records_a_long_list_at_once(ici, tmp_path, capsys):
    fichier = tmp_path / "l.xlsx"
    fichier.write_bytes(longue(320))
    call_command("importer", "candidates", str(fichier), centre="ici", json=True)
    assert json.loads(capsys.readouterr().out)["enregistrees"] == 320

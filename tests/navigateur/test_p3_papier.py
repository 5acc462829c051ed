"""P3 in a browser, steps 3, 6 and 7: a paper sheet copied with its photo, a correction, the sheet of the month."""

import datetime as dt
import io
import re
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image

from clairiere.centres import portee
from clairiere.interface.francais import heures
from parcours.donnees_presences import code_de, tableau
from parcours.models import DemiJournee, Emargement
from tests.fabriques import base as f
from tests.navigateur.recit import mots_du_pdf

pytestmark = pytest.mark.navigateur


@pytest.fixture
def groupe(salle):
    """Sophie's twelve: two half-days behind them, the first noted at the desk, the last still on paper."""
    with portee.dans(salle.ici.centre):
        session = f.FabriqueSession(
            nom="Automne", formatrice=salle.ici.comptes["formatrice"], lieu="Salle du premier étage"
        )
        noms = [("Awa", "Diallo"), ("Fanta", "Keïta"), *((f"Prénom{n}", f"Nom{n:02d}") for n in range(10))]
        gens = [
            f.FabriqueParcours(en_formation=True, session=session, personne=f.FabriquePersonne(prenom=p, nom=n))
            for p, n in noms
        ]
        aujourd_hui = timezone.localdate()
        hier, papier = (
            DemiJournee.objects.create(
                session=session, date=aujourd_hui, moment=moment, minutes=180, heure_debut=dt.time(heure)
            )
            for moment, heure in (("matin", 0), ("apres_midi", 4))
        )
        for p in gens:
            absente = p.personne.prenom == "Fanta"
            f.FabriqueEmargement(
                demi_journee=hier,
                parcours=p,
                statut="absente" if absente else "presente",
                minutes=0 if absente else 180,
                signature="" if absente else "papier",
                mode="ecran",
                saisi_par="Sophie",
            )
        DemiJournee.objects.filter(pk=hier.pk).update(signee_le=timezone.now(), signee_par="Sophie")
    return session, gens, hier, papier


def photo(dossier):
    """A telephone's picture of the sheet: 12 million points."""
    chemin = dossier / "feuille.jpg"
    Image.new("RGB", (4000, 3000), "#f4f1ea").save(chemin, "JPEG")
    return chemin


def test_a_paper_sheet_a_correction_and_the_month(salle, groupe, tmp_path):
    session, gens, hier, papier = groupe
    awa, fanta = gens[:2]
    sophie = salle.poste("formatrice")

    # 3. The sheet is printed, signed by hand, then copied in the same order with its photo.
    imprime = sophie.contexte.request.get(salle.adresse + salle.ici.adresse(f"demi-journees/{papier.pk}/feuille.pdf"))
    with portee.dans(salle.ici.centre):
        code = code_de(papier)
    texte = mots_du_pdf(imprime.body())
    assert f"Code de la feuille {code}" in texte
    ordre = re.findall(r"\d+ ((?:Awa|Fanta|Prénom\d) (?:Diallo|Keïta|Nom\d\d))", texte)
    sophie.aller(f"sessions/{session.pk}/presences/")
    sophie.ecrire("Vous avez une feuille de papier signée", code)
    sophie.agir("Ouvrir la feuille")
    assert re.findall(r"\d+ ((?:Awa|Fanta|Prénom\d) (?:Diallo|Keïta|Nom\d\d))", sophie.texte) == ordre
    assert len(ordre) == 12
    sophie.agir("Remplir les lignes vides : présente et signée")
    sophie.voit("Les lignes vides sont remplies.")
    ligne = sophie.page.get_by_role("group", name=re.compile("Awa Diallo"))
    ligne.get_by_label("Arrivée").fill("04:45")
    sophie.cocher("La formatrice a signé la feuille")
    sophie.page.get_by_label("Photo de la feuille").set_input_files(photo(tmp_path))
    sophie.examiner("grille de la feuille de papier")
    sophie.agir("Enregistrer d’après la feuille")
    sophie.voit("C’est enregistré, d’après la feuille de papier.")
    sophie.voit("Saisi d’après papier par Formatrice Ici")
    sophie.voit("1 page déjà jointe")
    with portee.dans(salle.ici.centre):
        note = Emargement.objects.get(demi_journee=papier, parcours=awa)
        assert (note.statut, note.minutes, note.signature, note.mode) == ("retard", 135, "papier", "papier")
        scan = papier.scans.get()
    image = sophie.contexte.request.get(salle.adresse + salle.ici.adresse(f"feuilles/{scan.pk}/"))
    assert Image.open(io.BytesIO(image.body())).size == (2000, 1500)

    # 6. Yesterday's absence becomes a presence: a reason is asked, the old value stays, the contradiction is listed.
    sophie.aller(f"demi-journees/{hier.pk}/papier/")
    fieldset = sophie.page.get_by_role("group", name=re.compile("Fanta Keïta"))
    fieldset.get_by_label("Présente", exact=True).check()
    fieldset.get_by_label("A signé").check()
    sophie.agir("Enregistrer d’après la feuille")
    sophie.voit("Pour la corriger, écrivez la raison.")
    assert fieldset.get_by_label("Présente", exact=True).is_checked(), "what was ticked is kept"
    sophie.ecrire("Raison de la correction", "Elle était à l’atelier de cuisine.")
    sophie.agir("Enregistrer d’après la feuille")
    sophie.voit("C’est enregistré, d’après la feuille de papier.")
    assert "absente devient présente, 3 h, signée sur papier" in " ".join(sophie.texte.split())
    bureau = salle.poste("coordinatrice")
    bureau.aller(f"sessions/{session.pk}/presences/")
    bureau.page.get_by_role("link", name=re.compile("contradictions? à vérifier")).click()
    bureau.voit("Signée alors qu’absente : 1")
    bureau.voit("La feuille signée la disait absente")
    bureau.examiner("contradictions")
    bureau.page.get_by_text("Expliquer pourquoi les deux restent").first.click()
    bureau.ecrire("Explication", "Sophie l’a confirmé.")
    bureau.agir("Garder cette explication")
    bureau.voit("L’explication est gardée.")
    assert "Signée alors qu’absente : 1" not in bureau.texte

    # 7. The sheet of the month: the totals of the paper are those of the screen.
    bureau.aller(f"sessions/{session.pk}/presences/")
    bureau.examiner("présences de la session")
    with portee.dans(salle.ici.centre):
        table = tableau(session, timezone.localdate().replace(day=1))
    assert table.minutes == 12 * 180 + 11 * 180 + 135
    attendu = f"Groupe {heures(table.minutes)}".replace("\u00a0", " ").replace("\u202f", " ")
    assert attendu in bureau.texte.replace("\u202f", " ")
    bureau.agir("Établir la feuille du mois")
    bureau.voit("La feuille est établie")
    with bureau.page.expect_download() as attente:
        bureau.page.get_by_role("link", name=re.compile("^Télécharger")).first.click()
    pdf = "".join(mots_du_pdf(Path(attente.value.path()).read_bytes()).split())
    for rang in table.lignes:
        total, debut = heures(rang.minutes), heures(rang.depuis_le_debut)
        assert "".join(f"{rang.parcours.personne.nom_complet}{total}{debut}".split()) in pdf
    assert "".join(f"Heures-stagiaires de la période : {heures(table.minutes)}".split()) in pdf
    assert "feuilledepapier,saisieparFormatriceIci" in pdf
    assert "photojointe(1page)" in pdf

"""The centre's own spreadsheet comes in."""

import re

from clairiere.comptes.models import Personne
from tests.navigateur.recit import CANDIDATES, ELLE, nombre


def importer_les_candidates(recit):
    """Preview, doubts in words, the duplicate side by side; nothing before the button; then the people are there."""
    bureau = recit.bureau
    bureau.aller()
    bureau.voit("À faire")
    bureau.examiner("accueil de l’équipe")
    with recit.dans():
        avant = Personne.objects.count()

    bureau.agir("Importer")
    bureau.examiner("importer")
    formulaire = bureau.page.locator("form").filter(has=bureau.page.get_by_role("button", name="Lire la liste"))
    formulaire.get_by_label("Fichier").set_input_files(CANDIDATES)
    bureau.agir("Lire la liste")
    bureau.voit("69 personnes lues. Rien n’est encore enregistré.")
    annoncees = nombre("personnes seront enregistrées", bureau.texte)
    assert annoncees >= 55
    assert nombre("avec une case à vérifier", bureau.texte) > 0
    bureau.voit("courriel avec une virgule à la place du point : « Nino@example,org »")
    bureau.examiner("aperçu de l’import")

    bureau.page.get_by_role("button", name=re.compile("^Doublons")).click()
    bureau.voit("Probablement Soumaya Bâ")
    cote_a_cote = bureau.page.get_by_role("table", name="Les deux, côte à côte")
    assert cote_a_cote.get_by_role("row", name=re.compile("Téléphone pareil")).count() == 1
    assert "165, rue Saint-Sauveur" in cote_a_cote.inner_text()
    assert "150, rue de la Roquette" in cote_a_cote.inner_text()
    bureau.examiner("doublons de l’import")
    with recit.dans():
        assert Personne.objects.count() == avant

    bureau.agir(f"Enregistrer {annoncees} personnes")
    bureau.voit(f"C’est fait : {annoncees} personnes enregistrées.")
    bureau.voit("Annuler cet import")
    bureau.examiner("résultat de l’import")
    with recit.dans():
        assert Personne.objects.count() == avant + annoncees
        assert recit.parcours.personne.nom_complet == ELLE
        assert recit.parcours.etat == "reperee"

"""From the first contact to the first day of the course."""

import csv

from clairiere import flux
from parcours.actions import recrutement, selection
from parcours.models import Parcours, Session
from parcours.regles.selection import GUIDE
from tests.navigateur.recit import ELLE, EMARGEMENT, NOM, PRENOM, SESSION, jour


def mener_jusqu_a_l_admission(recit):
    """Information meeting, interview, a session made by its form, admission: by the buttons of her file."""
    bureau = recit.bureau
    bureau.aller("parcours/")
    bureau.examiner("liste des parcours")
    bureau.ecrire("Nom ou téléphone", f"{PRENOM} {NOM}")
    bureau.agir("Filtrer")
    bureau.agir(ELLE)
    bureau.examiner("fiche de parcours")

    bureau.agir("Noter la réunion d’information")
    bureau.ecrire("Quel jour est-elle venue ?", "2026-02-10")
    bureau.agir("Noter la réunion d’information")
    bureau.voit("C’est fait : noter la réunion d’information.")

    bureau.agir("Noter l’entretien")
    bureau.ecrire("Date de l’entretien", "2026-02-17")
    observer(bureau)
    bureau.ecrire("Ce qui a été dit", "A gardé les jumeaux de sa voisine. Libre toute la semaine.")
    bureau.examiner("page d’un acte")
    bureau.agir("Noter l’entretien")
    bureau.voit("Il manque votre avis.")
    assert "jumeaux de sa voisine" in bureau.page.get_by_label("Ce qui a été dit").input_value()
    bureau.cocher("Favorable")
    bureau.agir("Noter l’entretien")
    bureau.voit("C’est fait : noter l’entretien.")
    _decider_a_deux(recit)

    _creer_la_session(bureau)
    recit.fiche()
    bureau.agir("Admettre dans une session")
    bureau.page.get_by_label(f"{SESSION}, du").check()
    bureau.agir("Admettre dans une session")
    bureau.voit("C’est fait : admettre dans une session.")
    assert recit.parcours.etat == "admise"


def observer(bureau, rang=2):
    """For each subject of the interview, one of its four sentences."""
    for critere in GUIDE:
        bureau.cocher(critere.ancres[rang], groupe=critere.titre)


def _decider_a_deux(recit):
    """The second sheet, copied from paper, then the decision of the two."""
    bureau = recit.bureau
    bureau.aller(f"parcours/{recit.parcours.pk}/entretien/")
    observer(bureau, rang=3)
    bureau.ecrire("Ce qui a été dit", "Parle de sa fille. Prend le métro seule.")
    bureau.cocher("Réservé")
    bureau.page.get_by_text("Je recopie la fiche d’une autre personne").click()
    bureau.ecrire("Fiche recopiée pour une autre personne", "Paul Roux")
    bureau.examiner("fiche d’entretien")
    bureau.agir("Donner ma fiche")
    bureau.voit("La fiche d’entretien est donnée.")
    bureau.agir("Noter la décision commune")
    bureau.examiner("décision commune")
    bureau.cocher("Admise")
    bureau.ecrire("Pourquoi", "Projet clair, disponible toute la semaine.")
    bureau.agir("Noter notre décision")
    bureau.voit("La décision commune est notée : admise.")


def _creer_la_session(bureau):
    bureau.agir("Sessions")
    bureau.agir("Créer une session")
    bureau.ecrire("Nom de la session", SESSION)
    bureau.ecrire("Premier jour", "2026-03-02")
    bureau.ecrire("Dernier jour", jour(14))
    bureau.ecrire("Nombre de places", "14")
    bureau.page.get_by_label("Formatrice").select_option(index=1)
    bureau.page.get_by_role("main").get_by_role("button", name="Créer la session").click()
    bureau.voit(f"La session {SESSION} est créée.")
    bureau.examiner("calendrier de la session")


def entrer_en_formation(recit):
    """The closed button says what is missing and leads there; once mended it opens."""
    bureau = recit.bureau
    recit.fiche()
    bureau.voit("La session n’a pas encore de demi-journées.")
    bureau.agir("Préparer le calendrier")
    bureau.voit("Le calendrier est vide")
    bureau.examiner("session")
    bureau.page.locator("summary", has_text="Autres actions").click()
    bureau.agir("Ajouter une demi-journée")
    bureau.ecrire("Date", "2026-03-02")
    bureau.ecrire("De", "14:00")
    bureau.ecrire("À", "17:00")
    bureau.agir("Ajouter une demi-journée")
    recit.fiche()
    bureau.agir("Commencer la formation")
    bureau.voit("C’est fait : commencer la formation.")
    _faire_entrer_les_autres(recit)


def _faire_entrer_les_autres(recit):
    """The other women of the attendance sheet, by the actions of the software."""
    par = recit.coordinatrice
    with recit.dans():
        session = Session.objects.get(nom=SESSION)
        reperees = Parcours.objects.filter(etat="reperee").select_related("personne").order_by("-pk")
        par_nom = {_cle(f"{p.personne.nom} {p.personne.prenom}"): p for p in reperees}
        feuille = noms_de_la_feuille()
        for nom in feuille:
            if nom == _cle(f"{NOM} {PRENOM}"):
                continue
            une = flux.franchir(par_nom[nom], "informer", par=par, date_reunion=session.debut)
            fiche = {"par": par, "date": session.debut, "avis": "favorable", "synthese": "Projet clair"}
            for nom in ("Nadia", "Paul"):
                une = recrutement.mener_entretien(une, mene_par=nom, **fiche)
            decision = {"date": session.debut, "decision": "admise", "raison": "Projet clair."}
            selection.decider(une, par=par, decideuses=["Nadia", "Paul"], **decision)
            une = recrutement.admettre(une, par=par, session=session)
            flux.franchir(une, "entrer_en_formation", par=par)
        assert session.parcours.filter(etat="en_formation").count() == len(feuille)


def noms_de_la_feuille():
    """The name of each line of the attendance sheet, ready to be compared."""
    with EMARGEMENT.open(encoding="utf-8-sig") as fichier:
        return [_cle(ligne[0]) for ligne in list(csv.reader(fichier, delimiter=";"))[2:] if ligne]


def _cle(nom):
    return nom.casefold().replace("'", "’")

"""120 hours, not one less: the sheet of the centre, then the half-days that are caught up."""

import datetime as dt

from django.utils import timezone

from clairiere.interface.francais import date_longue
from clairiere.interface.francais import heures as en_heures
from tests.navigateur.recit import ELLE, EMARGEMENT, SESSION, nombre

FEUILLE = 103 * 60  # what the attendance sheet gives her: 120 h less 3 absences of 3 h 30, one of 3 h, one blank


def importer_l_emargement(recit):
    """The sheet of the centre is read over the session; signed on paper, its hours count."""
    bureau = recit.bureau
    bureau.aller("importer/")
    formulaire = bureau.page.locator("form").filter(has=bureau.page.get_by_role("button", name="Lire la feuille"))
    formulaire.get_by_label("Session").select_option(label=SESSION)
    formulaire.get_by_label("Fichier").set_input_files(EMARGEMENT)
    bureau.agir("Lire la feuille")
    bureau.voit("Rien n’est encore enregistré.")
    assert recit.minutes == 0
    ligne = bureau.page.get_by_role("row").filter(has=bureau.page.get_by_role("link", name=ELLE))
    assert "103 h" in " ".join(ligne.inner_text().split())
    assert "1 case vide, non notée" in " ".join(ligne.inner_text().split())
    bureau.cocher("Les feuilles papier sont signées par la formatrice et les stagiaires")
    bureau.examiner("aperçu de la feuille de présence")
    presences = nombre("présences à noter", bureau.texte)
    bureau.agir(f"Enregistrer {presences} présences")
    bureau.voit(f"C’est fait : {presences} présences notées.")
    bureau.examiner("résultat de la feuille de présence")
    assert recit.minutes == FEUILLE


def rattraper_jusqu_a_120(recit):
    """Certifying is refused with what is missing, and the way to mend it, until the last half-day."""
    bureau = recit.bureau
    recit.fiche()
    bureau.agir("Passer à l’évaluation")
    bureau.voit("C’est fait : passer à l’évaluation.")
    _voit_ce_qui_manque(recit, 17 * 60)
    for ecart in (8, 7, 6, 5):
        _rattraper(recit, ecart, "09:00", "12:30")
    assert recit.minutes == 117 * 60
    _voit_ce_qui_manque(recit, 3 * 60)
    _forcer_la_certification(recit)
    _rattraper(recit, 4, "09:00", "12:00")
    recit.fiche()
    assert "sur 120 : il manque" not in bureau.texte
    assert recit.minutes == 120 * 60


def _voit_ce_qui_manque(recit, minutes):
    recit.fiche()
    recit.bureau.voit(f"sur 120 : il manque {en_heures(minutes)}.")
    assert recit.bureau.page.get_by_role("link", name="Certifier", exact=True).count() == 0


def _forcer_la_certification(recit):
    """The address of the act, typed by hand, says the same and changes nothing."""
    bureau = recit.bureau
    bureau.aller(f"acte/parcours/{recit.parcours.pk}/certifier/")
    bureau.voit("Ce n’est pas encore possible")
    bureau.voit("117 h sur 120 : il manque 3 h.")
    bureau.examiner("certification refusée")
    assert recit.parcours.etat == "en_evaluation"


def _rattraper(recit, il_y_a, de, a):
    """The link of the refusal, the form of the half-day, her presence, the trainer's signature seen on paper."""
    bureau = recit.bureau
    recit.fiche()
    bureau.page.get_by_role("link", name="Ajouter un rattrapage").first.click()
    jour = timezone.localdate() - dt.timedelta(days=il_y_a)
    bureau.ecrire("Date", jour.isoformat())
    bureau.ecrire("De", de)
    bureau.ecrire("À", a)
    bureau.agir("Ajouter un rattrapage")
    bureau.voit("C’est ajouté.")
    bureau.page.get_by_role("link", name=f"{date_longue(jour)}, matin").click()
    bureau.agir("Ouvrir la feuille de présence")
    bureau.voit("Cochez seulement celles qui sont venues.")
    ligne = bureau.page.get_by_role("group", name=ELLE)
    ligne.get_by_label("présente", exact=False).first.check()
    ligne.get_by_label("A signé").check()
    if il_y_a == 8:
        bureau.examiner("feuille de rattrapage")
    bureau.agir("Enregistrer les présences")
    bureau.voit("C’est enregistré.")
    bureau.agir("Noter cette signature")
    bureau.voit("La feuille est signée. Ses heures comptent.")

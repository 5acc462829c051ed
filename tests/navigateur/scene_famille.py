"""A family without an account asks, the team proposes, both say yes."""

import re

from placements.models import Demande, Placement
from tests.navigateur.recit import ELLE, PARENT, PRENOM, TELEPHONE_PARENT, jour


def remplir_la_demande(page):
    """The public form, by its labels: two children, a week, a place, a day, how to be reached."""
    enfants = page.locator("#les-enfants")
    enfants.get_by_label("Prénom").first.fill("Zoé")
    enfants.get_by_label("Date de naissance").first.fill("2025-03-02")
    enfants.locator("summary").first.click()
    enfants.get_by_label("Prénom").nth(1).fill("Ismaël")
    enfants.get_by_label("Date de naissance").nth(1).fill("2023-06-15")
    for nom in ("lundi", "mardi", "jeudi", "vendredi"):
        groupe = page.get_by_role("group", name=nom, exact=True)
        groupe.get_by_label("de", exact=True).first.fill("08:30")
        groupe.get_by_label("à", exact=True).first.fill("17:30")
    page.get_by_label("À partir de quel jour").fill(jour(20))
    page.get_by_label("Votre quartier").fill("rue de la Roquette")
    page.get_by_label("Code postal").fill("75011")
    prenom, nom = PARENT.split()
    page.get_by_label("Votre prénom").fill(prenom)
    page.get_by_label("Votre nom").fill(nom)
    page.get_by_label("Votre téléphone").fill(TELEPHONE_PARENT)


def demander_une_garde(recit):
    """Nothing is lost when something is missing; then the follow-up address is hers."""
    famille = recit.salle.poste(largeur=360)
    famille.aller("demande/")
    famille.examiner("demande publique")
    remplir_la_demande(famille.page)
    famille.page.get_by_label("Code postal").fill("7501")
    famille.agir("Envoyer ma demande")
    famille.voit("Un code postal a cinq chiffres.")
    assert famille.page.locator("#les-enfants").get_by_label("Prénom").nth(1).input_value() == "Ismaël"
    famille.examiner("demande publique, avec une erreur")
    famille.page.get_by_label("Code postal").fill("75011")
    famille.agir("Envoyer ma demande")
    famille.voit("Votre demande est enregistrée.")
    famille.voit("Votre demande est reçue")
    famille.examiner("suivi de la demande")
    recit.suivi = famille.page.url
    famille.partir()


def proposer(recit):
    """The desk reads the request, sees who suits and why, and asks her."""
    bureau = recit.bureau
    bureau.aller()
    bureau.voit("1 demande de famille à lire")
    bureau.agir("Familles")
    bureau.examiner("demandes des familles")
    bureau.agir(PARENT)
    bureau.agir("Commencer la recherche")
    bureau.voit("Auxiliaires qui conviennent")
    carte = bureau.page.locator("#liste-courte .carte").filter(has_text=f"Choisir {PRENOM}")
    raisons = " ".join(carte.first.inner_text().split())
    assert "36 h sur 36" in raisons or "toutes les heures" in raisons, raisons
    bureau.examiner("liste courte")
    bureau.cocher(f"Choisir {PRENOM}")
    bureau.agir("Poser la question aux auxiliaires choisies")
    bureau.voit("Auxiliaires contactées")


def dire_oui_des_deux_cotes(recit):
    """Her yes on her telephone; then, and only then, the family sees her first name and says yes."""
    famille = recit.salle.poste(largeur=360)
    famille.page.goto(recit.suivi)
    assert PRENOM not in famille.texte

    elle = recit.elle
    elle.aller("mon-parcours/")
    elle.page.get_by_role("link", name=re.compile("1 famille attend votre réponse")).click()
    elle.voit("Une famille attend votre réponse.")
    assert "Petitjean" not in elle.texte
    elle.examiner("des familles pour vous")
    elle.agir("Oui, cela m’intéresse")
    elle.voit("Vous avez dit oui")

    famille.page.reload()
    famille.voit("Un profil attend votre réponse.")
    assert ELLE not in famille.texte
    famille.examiner("suivi, avec un profil")
    famille.agir("Oui, je veux la rencontrer")
    famille.voit("Vous êtes d’accord tous les deux.")
    famille.voit(ELLE)
    famille.partir()


def conclure(recit):
    """The two yes make a match."""
    bureau = recit.bureau
    bureau.aller("demandes/")
    bureau.agir(PARENT)
    bureau.page.get_by_role("link", name="Voir la proposition").click()
    bureau.examiner("proposition")
    bureau.page.get_by_role("link", name=re.compile("^Conclure")).first.click()
    assert bureau.page.get_by_label("Premier jour de garde").input_value() == jour(20)
    bureau.page.get_by_role("main").get_by_role("button", name=re.compile("^Conclure")).click()
    bureau.voit("C’est fait")
    with recit.dans():
        placement = Placement.objects.get()
        assert placement.parcours_id == recit.parcours.pk
        assert Demande.objects.get().etat == "pourvue"

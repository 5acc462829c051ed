"""An information meeting in a real browser: created, announced, filled, offered, noted, closed."""

import datetime as dt

import pytest
from django.utils import timezone

from clairiere.agenda.actions.inscriptions import annuler_inscription
from clairiere.agenda.models import Evenement, Inscription
from clairiere.centres import portee
from clairiere.comptes.acteur import Acteur
from parcours.actions import reunions as actions
from parcours.models import Parcours
from tests.outils.navigateur import TELEPHONE

pytestmark = pytest.mark.navigateur


def creer(bureau, places="20"):
    """Step 1 of the journey: the meeting of Tuesday week, and its poster."""
    bureau.aller()
    bureau.agir("Recrutement")
    bureau.examiner("réunions, vide")
    bureau.agir("Créer une réunion")
    bureau.ecrire("Quel jour", (timezone.localdate() + dt.timedelta(days=8)).isoformat())
    bureau.ecrire("Lieu", "60 rue Greneta, salle verte")
    bureau.ecrire("Nombre de places", places)
    bureau.examiner("nouvelle réunion")
    bureau.agir("Créer la réunion")
    bureau.voit("Personne n’est encore inscrit")
    bureau.examiner("réunion, vide")
    affiche = bureau.page.request.get(bureau.page.url + "affiche/")
    assert affiche.headers["content-type"] == "application/pdf"
    with portee.dans(bureau.salle.ici.centre):
        return Evenement.objects.get()


def inscrire_a_l_accueil(bureau, prenom, telephone):
    bureau.agir("Inscrire une personne")
    bureau.ecrire("Prénom", prenom)
    bureau.ecrire("Téléphone", telephone)
    bureau.agir("Inscrire")


def test_from_the_poster_to_those_to_call_again(salle):
    bureau, centre = salle.poste("coordinatrice"), salle.ici.centre
    evenement = creer(bureau)
    inscrire_a_l_accueil(bureau, "Awa", "06 00 05 00 01")
    bureau.voit("Awa est inscrite.")
    inscrire_a_l_accueil(bureau, "Aminata", "06 00 05 00 01")
    bureau.voit("Awa a ce numéro.")
    bureau.examiner("inscription, numéro connu")
    bureau.cocher("Une autre personne, qui partage ce téléphone")
    bureau.agir("Inscrire")
    bureau.voit("Aminata est inscrite.")

    elle = salle.poste(largeur=TELEPHONE, javascript=False)
    elle.aller(f"reunions/{evenement.pk}/inscription/")
    elle.ecrire("Votre prénom", "Mariam")
    elle.ecrire("Votre numéro de téléphone", "06 00 05 00 02")
    elle.agir("M’inscrire")
    elle.voit("Vous êtes inscrite")
    elle.voit("60 rue Greneta, salle verte")
    with portee.dans(centre):
        assert Inscription.objects.filter(canal="en_ligne").count() == 1
        par = Acteur.de(salle.ici.comptes["coordinatrice"], centre)
        for rang in range(15):
            actions.inscrire(evenement, par=par, prenom=f"Fatou{rang}", telephone=f"+336000600{rang:02d}")
        commence = timezone.now() - dt.timedelta(minutes=10)
        Evenement.objects.update(debut=commence, fin=commence + dt.timedelta(hours=2))

    telephone = salle.poste("coordinatrice", largeur=TELEPHONE)
    telephone.aller(f"reunions/{evenement.pk}/")
    telephone.agir("Noter les présences")
    telephone.examiner("présences")
    for rang in range(14):
        telephone.page.get_by_role("button", name=f"Présente, Fatou{rang}", exact=True).click()
        telephone.voit(f"Fatou{rang} est notée présente.")
    telephone.agir("Terminer la réunion")
    telephone.voit("4 personnes sans présence notée seront comptées absentes.")
    telephone.examiner("terminer la réunion")
    telephone.agir("Terminer la réunion")
    telephone.voit("4 absentes sont à rappeler.")
    telephone.examiner("réunion terminée")
    with portee.dans(centre):
        assert Parcours.objects.filter(etat="informee", reunion=evenement).count() == 14
    bureau.aller("reunions/?vue=a_rappeler")
    bureau.voit("4 personnes à rappeler")
    bureau.examiner("à rappeler")
    bureau.aller(f"reunions/{evenement.pk}/report/")
    bureau.examiner("feuille recopiée")


def test_a_place_is_offered_and_taken_from_a_telephone_without_javascript(salle):
    bureau, centre = salle.poste("coordinatrice"), salle.ici.centre
    evenement = creer(bureau, places="1")
    with portee.dans(centre):
        par = Acteur.de(salle.ici.comptes["coordinatrice"], centre)
        premiere = actions.inscrire(evenement, par=par, prenom="Awa", telephone="+33600050001").objet
        for rang in (2, 3):
            actions.inscrire(evenement, par=par, prenom=f"Fatou{rang}", telephone=f"+3360005000{rang}")
        annuler_inscription(premiere, par=par)
        offre = Inscription.objects.get(etat="proposee")
    bureau.aller(f"reunions/{evenement.pk}/")
    bureau.voit("1 place proposée")
    bureau.examiner("réunion avec une place proposée et une liste d’attente")
    elle = salle.poste(largeur=TELEPHONE, javascript=False)
    elle.aller(f"place/{offre.jeton}/")
    elle.voit("Une place est pour vous")
    elle.agir("Oui, je viens")
    elle.voit("Vous êtes inscrite")
    lectrice = salle.poste(largeur=TELEPHONE)
    lectrice.aller(f"place/{offre.jeton}/")
    lectrice.examiner("ma place")
    lectrice.aller(f"reunions/{evenement.pk}/inscription/")
    lectrice.examiner("inscription publique")
    with portee.dans(centre):
        assert Inscription.objects.get(pk=offre.pk).etat == "inscrite"

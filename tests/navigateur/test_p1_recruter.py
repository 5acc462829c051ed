"""P1: from the poster to the admitted group, with its numbers (produit.md, part 2)."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from clairiere.agenda.models import Inscription
from clairiere.centres import portee
from clairiere.messages.models import Message
from parcours.actions import reunions, selection
from parcours.actions.recrutement import mener_entretien
from parcours.models import OffreDePlace, Parcours
from tests.fabriques.base import FabriqueSession
from tests.navigateur.recit import jour
from tests.navigateur.scene_recrutement import observer
from tests.navigateur.test_reunions import creer, inscrire_a_l_accueil
from tests.outils.navigateur import TELEPHONE

pytestmark = pytest.mark.navigateur

PRENOMS = [f"Fatou{lettre}" for lettre in "abcdefghijklmnop"]


def test_p1_from_the_poster_to_the_admitted_group(salle):
    bureau = salle.poste("coordinatrice")
    evenement = annoncer_la_reunion(bureau)
    inscrire_awa_et_mariam(salle, bureau, evenement)
    noter_quatorze_presentes(salle, evenement)
    awa = entendre_awa_a_deux(salle, bureau)
    admettre_treize_dans_douze(salle, bureau, evenement, awa)
    lire_l_entonnoir(bureau, evenement)
    elle_repond(salle)
    assert len(salle.releve.pages) >= 8


def annoncer_la_reunion(bureau):
    """1. « Réunion d’information », 20 places, and its poster with QR and telephone number."""
    return creer(bureau, places="20")


def inscrire_awa_et_mariam(salle, bureau, evenement):
    """2 and 3. Awa at the desk with a first name and a phone; Mariam by the QR link, without account: one SMS."""
    inscrire_a_l_accueil(bureau, "Awa", "06 00 05 00 01")
    bureau.voit("Awa est inscrite.")
    elle = salle.poste(largeur=TELEPHONE, javascript=False)
    elle.aller(f"reunions/{evenement.pk}/inscription/")
    elle.ecrire("Votre prénom", "Mariam")
    elle.ecrire("Votre numéro de téléphone", "06 00 05 00 02")
    elle.agir("M’inscrire")
    elle.voit("Vous êtes inscrite")
    elle.partir()
    with portee.dans(salle.ici.centre):
        mariam = Message.objects.filter(personne__prenom="Mariam")
        assert [m.canal for m in mariam] == ["sms"]


def noter_quatorze_presentes(salle, evenement):
    """4. 14 present out of 18: 14 at « réunion faite » with this meeting as source, 4 to call again."""
    with portee.dans(salle.ici.centre):
        par = salle.ici.acteur("coordinatrice")
        for rang, prenom in enumerate(PRENOMS):
            reunions.inscrire(evenement, par=par, prenom=prenom, telephone=f"+336000600{rang:02d}")
        assert Inscription.objects.filter(evenement=evenement).count() == 18
        commence = timezone.now() - dt.timedelta(minutes=10)
        type(evenement).objects.filter(pk=evenement.pk).update(debut=commence, fin=commence + dt.timedelta(hours=2))
    telephone = salle.poste("coordinatrice", largeur=TELEPHONE)
    telephone.aller(f"reunions/{evenement.pk}/")
    telephone.agir("Noter les présences")
    for prenom in ("Awa", *PRENOMS[:13]):
        telephone.page.get_by_role("button", name=f"Présente, {prenom}", exact=True).click()
        telephone.voit(f"{prenom} est notée présente.")
    telephone.agir("Terminer la réunion")
    telephone.agir("Terminer la réunion")
    telephone.voit("4 absentes sont à rappeler.")
    telephone.partir()
    with portee.dans(salle.ici.centre):
        assert Parcours.objects.filter(etat="informee", reunion=evenement).count() == 14


def entendre_awa_a_deux(salle, bureau):
    """5. Two interviewers, two separate opinions, a joint decision; no score on her page."""
    with portee.dans(salle.ici.centre):
        awa = Parcours.objects.get(personne__prenom="Awa", reunion__isnull=False)
    for poste, role, avis in (
        (bureau, "coordinatrice", "Favorable"),
        (salle.poste("chargee_insertion"), "chargee_insertion", "Réservé"),
    ):
        poste.aller(f"parcours/{awa.pk}/entretien/")
        poste.ecrire("Date de l’entretien", jour(0))
        observer(poste)
        poste.ecrire("Ce qui a été dit", f"Les faits notés par la {role}.")
        poste.cocher(avis)
        poste.agir("Donner ma fiche")
        poste.voit("La fiche d’entretien est donnée.")
    bureau.aller(f"parcours/{awa.pk}/selection/")
    bureau.voit("Les faits notés par la chargee_insertion.")
    for case in bureau.page.get_by_role("group", name="Qui décide ?").get_by_role("checkbox").all():
        case.check()
    bureau.cocher("Admise")
    bureau.ecrire("Pourquoi", "Projet clair, disponible toute la semaine.")
    bureau.examiner("décision commune")
    bureau.agir("Noter notre décision")
    bureau.voit("La décision commune est notée : admise.")
    bureau.aller(f"parcours/{awa.pk}/")
    assert not re.search(r"\bscore\b|\bpoints?\b|\b\d+\s?/\s?(16|20)\b(?!\d|/)", bureau.texte)
    return awa


def admettre_treize_dans_douze(salle, bureau, evenement, awa):
    """6. 13 people into 12 places: 12 admitted, 1 at rank 1; one withdrawal: exactly one offer leaves by SMS."""
    with portee.dans(salle.ici.centre):
        session = FabriqueSession(
            nom="Printemps prochain",
            debut=timezone.localdate() + dt.timedelta(days=30),
            fin=timezone.localdate() + dt.timedelta(days=120),
            places=12,
        )
        _decider_pour_douze_autres(salle, evenement, awa)
    bureau.aller(f"sessions/{session.pk}/admissions/")
    cases = bureau.page.locator("input[name=choisies]")
    assert cases.count() == 13
    for case in cases.all():
        case.check()
    bureau.examiner("admissions")
    bureau.agir("Admettre les personnes choisies")
    bureau.voit("12 personnes sont admises.")
    bureau.voit("au rang 1")
    with portee.dans(salle.ici.centre):
        assert Parcours.objects.filter(session=session, etat="admise").count() == 12
        assert Parcours.objects.filter(session_attendue=session, etat="liste_attente", rang_attente=1).count() == 1
        partante = Parcours.objects.filter(session=session, etat="admise").order_by("pk").last()
    bureau.aller(f"acte/parcours/{partante.pk}/abandonner/")
    bureau.page.get_by_role("main").locator("textarea").first.fill("Elle a trouvé un emploi.")
    choix = bureau.page.get_by_role("main").locator("input[type=radio]")
    if choix.count():
        choix.first.check()
    bureau.page.get_by_role("main").get_by_role("button", name="Noter l’arrêt").click()
    bureau.voit("C’est fait : noter l’arrêt.")
    with portee.dans(salle.ici.centre):
        offre = OffreDePlace.objects.get()
        assert offre.etat == "proposee"
        assert Message.objects.filter(personne=offre.parcours.personne, texte__contains=offre.jeton).count() == 1
    bureau.aller(f"sessions/{session.pk}/admissions/")
    bureau.voit("Place proposée")
    bureau.examiner("admissions, une place proposée")


def _decider_pour_douze_autres(salle, evenement, awa):
    """The twelve other decisions, made as the screens do; the fourteenth woman waits for her interview."""
    par, autre = salle.ici.acteur("coordinatrice"), salle.ici.acteur("chargee_insertion")
    elles = Parcours.objects.filter(reunion=evenement, etat="informee").exclude(pk=awa.pk).order_by("pk")
    for parcours in elles[:12]:
        communs = {"date": timezone.localdate(), "avis": "favorable", "synthese": "Libre toute la semaine."}
        mener_entretien(parcours, par=par, **communs)
        selection.donner_fiche(parcours, par=autre, **communs)
        selection.decider(
            parcours,
            par=par,
            date=timezone.localdate(),
            decision="admise",
            raison="Projet clair.",
            decideuses=[par.nom, autre.nom],
        )


def lire_l_entonnoir(bureau, evenement):
    """7. 18 / 14 / 13 / 12, with the names behind each number; 14 of 18 is 78 %."""
    bureau.aller(f"recrutement/entonnoir/?reunion={evenement.pk}")
    bureau.voit("14 sur 18, soit 78 %")
    lignes = bureau.page.get_by_role("main").get_by_role("row")
    nombres = [re.sub(r"\D.*", "", lignes.nth(rang).get_by_role("cell").first.inner_text()) for rang in range(1, 5)]
    assert nombres == ["18", "14", "13", "12"]
    bureau.examiner("entonnoir")
    lignes.nth(2).get_by_role("link").first.click()
    bureau.voit("Awa")
    bureau.examiner("noms de l’entonnoir")


def elle_repond(salle):
    """Her answer, from her telephone without account: she takes the place."""
    with portee.dans(salle.ici.centre):
        offre = OffreDePlace.objects.get()
    elle = salle.poste(largeur=TELEPHONE, javascript=False)
    elle.aller(f"formation/place/{offre.jeton}/")
    elle.voit("Une place est libre pour vous")
    elle.agir("Oui, je prends la place")
    elle.voit("Vous êtes admise")
    with portee.dans(salle.ici.centre):
        assert Parcours.objects.get(pk=offre.parcours_id).etat == "admise"

"""P5: a certified woman on her telephone: certificate, passport, CV, availability, her data (produit.md, part 2)."""

import datetime as dt
import json
import re
import subprocess

import pytest
from django.utils import timezone

from clairiere.centres import portee
from clairiere.centres.models import Installation
from clairiere.comptes.models import DemandeDroit
from clairiere.messages.models import Message
from parcours.actions.certificat import delivrer
from parcours.actions.disponibilites import relancer
from parcours.actions.passeport import ajouter_ligne, attester
from parcours.models import Certificat, Disponibilite, Evaluation, Parcours, competences_de
from tests.fabriques.base import FabriqueDecisionJury, suivre_heures
from tests.navigateur.recit import mots_du_pdf

pytestmark = pytest.mark.navigateur

TELEPHONE = "+33600061234"
# What the browser is asked to read aloud is kept, to be looked at.
ECOUTE = """
window.dites = [];
const voix = window.speechSynthesis;
if (voix) { const dire = voix.speak.bind(voix); voix.speak = (u) => { window.dites.push([u.lang, u.text]); dire(u); }; }
"""


@pytest.fixture
def scene(salle):
    """Awa is certified: 120 h signed, an evaluation, a jury, a real signed certificate; 9 h of continuing training."""
    ici = salle.ici
    compte = ici.comptes["auxiliaire"]
    compte.telephone, ici.auxiliaire.telephone = TELEPHONE, TELEPHONE
    compte.save()
    with portee.dans(ici.centre):
        ici.auxiliaire.save()
        equipe, parcours = ici.acteur("directrice"), ici.parcours
        Certificat.objects.filter(parcours=parcours).delete()
        suivre_heures(parcours, 120)
        Evaluation.objects.create(
            parcours=parcours,
            date=timezone.localdate(),
            evaluatrice="Sophie",
            competences={c.code: "acquis" for c in competences_de()},
            resultat="acquis",
        )
        FabriqueDecisionJury(parcours=parcours)
        delivrer(Parcours.objects.get(pk=parcours.pk), par=equipe)
        debut = timezone.localdate().replace(month=1, day=2)
        for titre, minutes in (("Premiers secours", 420), ("Éveil musical", 120)):
            ligne = ajouter_ligne(
                ici.auxiliaire, par=equipe, genre="continue", titre=titre, debut=debut, minutes=minutes
            )
            attester(ligne, par=equipe)
        Disponibilite.objects.filter(parcours=parcours).update(
            confirmee_le=timezone.localdate() - dt.timedelta(days=40)
        )
    salle.elle = salle.poste(largeur=360)
    salle.elle.page.add_init_script(ECOUTE)
    return salle


def test_p5_her_certificate_passport_and_cv_on_her_telephone(scene):
    se_connecter_par_sms(scene)
    changer_de_langue_et_ecouter(scene)
    prendre_le_certificat_et_le_montrer(scene)
    lire_le_passeport_et_cacher_une_ligne(scene)
    faire_son_profil(scene)
    repondre_un_au_sms(scene)
    savoir_qui_a_vu_prendre_ses_donnees_demander_l_effacement(scene)
    assert len(scene.releve.pages) >= 8


def se_connecter_par_sms(scene):
    """1. Log in with phone number and SMS code: home with four big tiles, one « à faire »."""
    elle = scene.elle
    elle.page.goto("/compte/login/code/")
    elle.ecrire("Votre numéro de téléphone ou votre courriel", TELEPHONE)
    elle.agir("Recevoir un code")
    elle.voit("Nous avons envoyé un code par SMS")
    elle.ecrire("Le code reçu", re.search(r"code Clairière est (\S+)\. ", scene.sms[-1]["text"]).group(1))
    elle.agir("Entrer")
    elle.voit("Bonjour Awa")
    assert elle.page.locator(".tuile").count() == 4
    assert elle.page.locator(".a-faire li").count() == 1
    elle.voit("Dites quels jours vous pouvez travailler")
    elle.examiner("son accueil")


def changer_de_langue_et_ecouter(scene):
    """2. Switch the interface to another language, then « écouter »: translated, read aloud in that language."""
    elle = scene.elle
    for nom, code, sens, titre in (
        ("English", "en", "ltr", "Hello Awa"),
        ("Español", "es", "ltr", "Hola Awa"),
        ("Português", "pt", "ltr", "Olá Awa"),
        ("العربية", "ar", "rtl", "Awa"),
    ):
        elle.page.locator("form.langues summary").click()
        elle.page.locator("form.langues").get_by_role("button", name=nom).click()
        elle.page.locator(f"html[lang={code}][dir={sens}]").wait_for(state="attached")
        elle.voit(titre)
        elle.examiner(f"son accueil en {nom}")
    bouton = elle.page.locator("[data-ecouter]").first
    if bouton.is_visible():
        bouton.click()
        langue, lu = elle.page.evaluate("window.dites.at(-1)")
        assert langue.startswith("ar")
        assert re.search(r"[\u0600-\u06ff]", lu)
    elle.page.locator("form.langues summary").click()
    elle.page.locator("form.langues").get_by_role("button", name="Français").click()
    elle.voit("Bonjour Awa")


def prendre_le_certificat_et_le_montrer(scene):
    """3. Download the certificate, share the link: the PDF opens, the link works without log-in."""
    elle = scene.elle
    elle.aller("mes-documents/")
    elle.examiner("ses documents")
    with elle.page.expect_download() as attente:
        elle.page.get_by_role("link", name=re.compile("Télécharger.*PDF")).first.click()
    contenu = attente.value.path().read_bytes()
    assert "Awa Diallo" in mots_du_pdf(contenu)
    adresse = elle.page.locator("a.adresse").first.inner_text().strip()
    passant = scene.poste(largeur=360)
    passant.page.goto(re.sub(r"^https?://[^/]+", "", adresse))
    passant.voit("Awa Diallo")
    passant.partir()


def lire_le_passeport_et_cacher_une_ligne(scene):
    """4. 120 h initial, 9 h continuing, « 58 h par an : il reste 49 h » with the rule's date; she hides one line."""
    elle = scene.elle
    elle.aller("mon-parcours/")
    elle.agir("Mon passeport de formation")
    lu = elle.texte
    assert "120 h formation initiale" in lu
    assert "9 h formation continue" in lu
    assert "58 h par an : il reste 49 h" in lu
    assert "Règle depuis le 01/04/2025, lue le 22/11/2026" in lu
    elle.examiner("son passeport")
    elle.page.get_by_role("button", name=re.compile("Cacher cette ligne.*Éveil musical")).click()
    elle.voit("Cette ligne est cachée.")
    with elle.page.expect_download() as attente:
        elle.agir("Télécharger mon passeport")
    mots = mots_du_pdf(attente.value.path().read_bytes())
    assert "Premiers secours" in mots
    assert "Éveil musical" not in mots


def faire_son_profil(scene):
    """5. The profile from sentences: text proposed, editable; a CV of one page and a card."""
    elle = scene.elle
    elle.aller("mon-profil/")
    assert "120 heures de formation" in elle.page.get_by_label("Je me présente").input_value().replace("\u00a0", " ")
    elle.page.get_by_role("group", name="Ce que je fais bien").get_by_role("checkbox").first.check()
    elle.ecrire("Je me présente", "Je m’appelle Awa. J’aime chanter avec les enfants.")
    elle.examiner("son profil")
    elle.agir("Enregistrer mon profil")
    elle.voit("Votre profil est enregistré.")
    for bouton in ("Prendre mon CV", "Prendre ma carte"):
        with elle.page.expect_download() as attente:
            elle.agir(bouton)
        chemin = attente.value.path()
        pages = subprocess.run(["pdfinfo", chemin], capture_output=True, text=True, check=True).stdout
        assert re.search(r"Pages:\s+1\n", pages), bouton
        assert "Awa" in mots_du_pdf(chemin.read_bytes())
        if bouton == "Prendre mon CV":
            assert "chanter avec les enfants" in mots_du_pdf(chemin.read_bytes())


def repondre_un_au_sms(scene):
    """6. « 1 » to the SMS of the month: dated today; before, it was greyed with its age."""
    with portee.dans(scene.ici.centre):
        assert Disponibilite.objects.get(parcours=scene.ici.parcours).est_perimee
        Installation.marquer("demo")
        relancer()
        message = Message.objects.get(genre="disponibilite_du_mois", personne=scene.ici.auxiliaire)
    bureau = scene.poste("coordinatrice")
    bureau.aller(f"messages/{message.pk}/")
    bureau.page.get_by_label("Le SMS que Awa Diallo envoie").fill("1")
    bureau.agir("Envoyer ce SMS")
    bureau.voit("Disponibilités confirmées aujourd’hui.")
    with portee.dans(scene.ici.centre):
        assert Disponibilite.objects.get(parcours=scene.ici.parcours).confirmee_le == timezone.localdate()
    bureau.aller(f"parcours/{scene.ici.parcours.pk}/")
    bureau.examiner("sa fiche, côté équipe")
    bureau.partir()


def savoir_qui_a_vu_prendre_ses_donnees_demander_l_effacement(scene):
    """7. Roles and dates of who opened her file; a file of her data; a dated request to erase."""
    elle = scene.elle
    elle.aller("mon-parcours/")
    elle.agir("Qui a vu mon dossier")
    elle.voit("Coordinatrice")
    elle.examiner("qui a vu son dossier")
    elle.aller("mes-donnees/")
    elle.examiner("ses données")
    with elle.page.expect_download() as attente:
        elle.agir("Télécharger mes données")
    assert json.loads(attente.value.path().read_text("utf-8"))["fiche"]["prénom"] == "Awa"
    elle.cocher("Effacer mes données")
    elle.agir("Envoyer ma demande")
    elle.voit("Votre demande est notée.")
    with portee.dans(scene.ici.centre):
        assert timezone.localdate(DemandeDroit.objects.get().demandee_le) == timezone.localdate()

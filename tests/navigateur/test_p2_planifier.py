"""P2: plan 120 hours, from the ready-made programme to the trainer's calendar (produit.md, part 2)."""

import datetime as dt
from urllib.parse import urlsplit

import icalendar
import pytest

from clairiere.centres import portee
from parcours.models import DemiJournee, Session
from tests.fabriques import base as f
from tests.navigateur.recit import mots_du_pdf

pytestmark = pytest.mark.navigateur

NOM, AUTRE = "Printemps 2027", "Été 2027"
DEPART = dt.date(2027, 3, 1)
SAUTES = {
    "Lundi 29 mars 2027 : jour férié (lundi de Pâques)": dt.date(2027, 3, 29),
    "Jeudi 6 mai 2027 : jour férié (Ascension)": dt.date(2027, 5, 6),
    "Lundi 17 mai 2027 : jour férié (lundi de Pentecôte)": dt.date(2027, 5, 17),
    "Mardi 4 mai 2027 : centre fermé (inventaire)": dt.date(2027, 5, 4),
}


def en_clair(texte):
    """Plain spaces, as the journey writes them."""
    return " ".join(texte.split())


@pytest.fixture
def scene(salle):
    """A coordinator at her desk, Sophie who teaches, twelve trainees with names that must not travel."""
    ici = salle.ici
    sophie = ici.comptes["formatrice"]
    sophie.prenom, sophie.nom = "Sophie", "Bernard"
    sophie.save()
    return salle


def session(salle, nom):
    with portee.dans(salle.ici.centre):
        return Session.objects.get(nom=nom)


def demi_journees(salle, nom):
    with portee.dans(salle.ici.centre):
        return list(DemiJournee.objects.filter(session__nom=nom).order_by("date"))


def test_p2_plan_120_hours(scene):
    bureau = scene.poste("coordinatrice")
    creer_la_session(scene, bureau)
    generer_quarante_demi_journees(scene, bureau)
    retirer_une_demi_journee(scene, bureau)
    reserver_sophie_deux_fois(scene, bureau)
    ajouter_un_rattrapage(scene, bureau)
    imprimer(scene, bureau)
    s_abonner_au_calendrier_de_sophie(scene)
    assert len(scene.releve.pages) >= 8


def creer_la_session(scene, bureau):
    """1. Create a cohort from the « 120 h » template: 10 modules, total 120 h."""
    bureau.aller("sessions/")
    bureau.agir("Créer une session")
    bureau.ecrire("Nom de la session", NOM)
    bureau.page.get_by_label("Programme", exact=False).first.select_option(
        label="Programme type : 120 h en 10 modules, à adapter"
    )
    bureau.ecrire("Premier jour", DEPART.isoformat())
    bureau.ecrire("Dernier jour", "2027-06-30")
    bureau.page.get_by_label("Formatrice").select_option(label="Sophie Bernard")
    bureau.examiner("nouvelle session")
    bureau.page.get_by_role("main").get_by_role("button", name="Créer la session").click()
    bureau.voit(f"La session {NOM} est créée.")
    bureau.aller(f"sessions/{session(scene, NOM).pk}/")
    bureau.agir("Auxiliaire parentale 120 h, version 1")
    bureau.voit("10 modules, 120 h sur 120.")
    assert bureau.page.locator("ol.modules > li").count() == 10
    bureau.examiner("programme")
    with portee.dans(scene.ici.centre):
        for rang in range(12):
            personne = f.FabriquePersonne(prenom=f"Mariam{rang}", nom=f"Secrète{rang}")
            f.FabriqueParcours(admise=True, session=session(scene, NOM), personne=personne)


def generer_quarante_demi_journees(scene, bureau):
    """2. Monday, Tuesday, Thursday, 9 h to 12 h: 40 half-days, skipped dates with their reasons, 120 h."""
    bureau.aller("salles-et-fermetures/")
    bureau.agir("Ajouter une fermeture")
    bureau.ecrire("Premier jour fermé", "2027-05-04")
    bureau.ecrire("Dernier jour fermé", "2027-05-04")
    bureau.ecrire("Raison", "inventaire")
    bureau.agir("Enregistrer")
    bureau.voit("La fermeture est notée.")
    bureau.examiner("salles et fermetures")
    bureau.aller(f"sessions/{session(scene, NOM).pk}/calendrier/")
    bureau.voit("Le calendrier est vide")
    bureau.agir("Préparer le calendrier")
    bureau.ecrire("À partir du", DEPART.isoformat())
    for jour in ("lundi", "mardi", "jeudi"):
        bureau.page.locator(f"[name=rythme_{jour}_0_debut]").fill("09:00")
        bureau.page.locator(f"[name=rythme_{jour}_0_fin]").fill("12:00")
    assert bureau.page.get_by_label("Sauter les jours fériés").is_checked()
    assert bureau.page.get_by_label("Sauter les fermetures du centre").is_checked()
    bureau.agir("Voir les demi-journées")
    bureau.voit("120 h planifiées sur 120")
    for phrase in SAUTES:
        assert phrase in en_clair(bureau.texte), bureau.texte
    assert demi_journees(scene, NOM) == [], "nothing is written before the confirmation"
    bureau.examiner("aperçu du calendrier")
    bureau.agir("Ajouter 40 demi-journées")
    bureau.voit("40 demi-journées ajoutées.")
    dit = en_clair(bureau.texte)
    assert "120 h planifiées sur 120." in dit
    assert "Chaque module a ses heures dans le calendrier." in dit
    for phrase in SAUTES:
        assert phrase in dit, "the reasons stay after the confirmation"
    jours = demi_journees(scene, NOM)
    assert len(jours) == 40
    assert {j.date.weekday() for j in jours} == {0, 1, 3}
    assert not {j.date for j in jours} & set(SAUTES.values())
    bureau.examiner("calendrier")


def retirer_une_demi_journee(scene, bureau):
    """3. Delete one half-day: 117 h on 120, and which module lacks hours."""
    bureau.page.get_by_role("button", name="Retirer la demi-journée du 11/03/2027, matin").click()
    bureau.voit("La demi-journée est retirée du calendrier.")
    dit = en_clair(bureau.texte)
    assert "117 h sur 120 : il manque 3 h" in dit
    assert "personne ne pourra être certifié" in dit
    assert "1. Le métier, le contrat et la santé au travail : il manque 1 h (15 h sur 16 h)." in dit
    assert "2. Le développement de l’enfant de 0 à 3 ans : il manque 2 h (13 h sur 15 h)." in dit
    bureau.aller(f"sessions/{session(scene, NOM).pk}/")
    assert "117 h sur 120 : il manque 3 h" in en_clair(bureau.texte)
    bureau.aller("sessions/")
    assert "117 h sur 120 : il manque 3 h" in en_clair(bureau.texte)


def reserver_sophie_deux_fois(scene, bureau):
    """4. Book Sophie twice at the same hour: refused in words naming both sessions."""
    with portee.dans(scene.ici.centre):
        autre = f.FabriqueSession(nom=AUTRE, debut=DEPART, fin=dt.date(2027, 7, 1))
    bureau.aller(f"sessions/{autre.pk}/demi-journee/")
    bureau.ecrire("Date", "2027-03-02")
    bureau.ecrire("De", "10:00")
    bureau.ecrire("À", "13:00")
    bureau.page.get_by_label("Formatrice").select_option(label="Sophie Bernard")
    bureau.page.get_by_role("main").get_by_role("button", name="Ajouter une demi-journée").click()
    bureau.voit("Sophie Bernard est déjà prise")
    dit = en_clair(bureau.texte)
    assert f"par la session {NOM} : mardi 2 mars 2027, de 9 h à 12 h." in dit
    assert f"Elle ne peut pas animer aussi la session {AUTRE}." in dit
    assert bureau.page.get_by_label("Date").input_value() == "2027-03-02"
    assert demi_journees(scene, AUTRE) == []
    bureau.examiner("formatrice déjà prise")


def ajouter_un_rattrapage(scene, bureau):
    """5. Add a catch-up half-day for the group: 120 h again, each module has its hours."""
    bureau.aller(f"sessions/{session(scene, NOM).pk}/calendrier/")
    bureau.agir("Ajouter un rattrapage")
    bureau.ecrire("Date", "2027-06-16")
    assert bureau.page.get_by_label("Tout le groupe", exact=False).is_checked(), "the calendar lacks hours"
    bureau.examiner("rattrapage")
    bureau.page.get_by_role("main").get_by_role("button", name="Ajouter un rattrapage").click()
    bureau.voit("C’est ajouté.")
    dit = en_clair(bureau.texte)
    assert "120 h planifiées sur 120." in dit
    assert "Chaque module a ses heures dans le calendrier." in dit
    with portee.dans(scene.ici.centre):
        rattrapage = DemiJournee.objects.get(session__nom=NOM, rattrapage=True)
        parts = [(p.module.rang, p.minutes) for p in rattrapage.parts.select_related("module")]
    assert parts == [(1, 60), (2, 120)], "it takes what was lost"


def imprimer(scene, bureau):
    """6. Print the programme: an A4 PDF with the modules and the calendar."""
    bureau.page.locator("summary", has_text="Autres actions").click()
    lien = bureau.page.get_by_role("link", name="Imprimer le programme et le calendrier")
    reponse = bureau.contexte.request.get(scene.adresse + lien.get_attribute("href"))
    assert reponse.headers["content-type"] == "application/pdf"
    dit = mots_du_pdf(reponse.body())
    for mot in ("Programme et calendrier", NOM, "10 modules, 120 h sur 120", "120 h planifiées sur 120"):
        assert mot in dit, dit[:1500]
    assert "Pas de cours : jour férié (lundi de Pâques)" in dit
    assert "Secrète" not in dit


def s_abonner_au_calendrier_de_sophie(scene):
    """6. Subscribe to Sophie's feed: her half-days only, no trainee; the address she stops answers 404."""
    with portee.dans(scene.ici.centre):
        f.FabriqueDemiJournee(session=session(scene, AUTRE), date=dt.date(2027, 4, 7), theme="Autre formatrice")
    telephone = scene.poste("formatrice", largeur=360)
    telephone.aller("mes-seances/")
    telephone.voit("40 demi-journées à venir")
    telephone.examiner("mes séances")
    telephone.agir("Les recevoir dans mon agenda")
    telephone.agir("Avoir mon adresse")
    telephone.voit("Votre adresse est prête.")
    telephone.examiner("mon agenda")
    dite = telephone.page.get_by_label("copiez cette adresse", exact=False).input_value()
    adresse = scene.adresse + urlsplit(dite).path
    visiteur = scene.poste()
    reponse = visiteur.contexte.request.get(adresse)
    assert reponse.status == 200
    texte = reponse.text()
    calendrier = icalendar.Calendar.from_ical(texte)
    evenements = calendrier.walk("VEVENT")
    assert len(evenements) == 40
    assert {str(z["TZID"]) for z in calendrier.walk("VTIMEZONE")} == {"Europe/Paris"}
    assert all(str(e["SUMMARY"]).startswith(f"Formation {NOM}") for e in evenements)
    assert "Secrète" not in texte
    assert "Mariam" not in texte
    assert AUTRE not in texte
    telephone.agir("Arrêter")
    telephone.voit("Votre adresse est arrêtée.")
    assert visiteur.contexte.request.get(adresse).status == 404

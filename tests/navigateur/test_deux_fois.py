"""The same button twice, and the tab that stayed open: one effect, a sentence, nothing typed is lost."""

import pytest

from clairiere.centres import portee
from parcours.models import Certificat, Entretien, Parcours
from tests.fabriques import base as f
from tests.navigateur.scene_recrutement import observer

pytestmark = pytest.mark.navigateur


@pytest.fixture
def prete(salle):
    """A woman for whom all is there: the button « Certifier » is open."""
    with portee.dans(salle.ici.centre):
        elle = f.FabriqueParcours(en_evaluation=True)
        f.suivre_heures(elle, 120)
        f.FabriqueEvaluation(parcours=elle)
        f.FabriqueDecisionJury(parcours=elle)
    return elle


def envois(poste):
    """The list, growing, of what the browser posts."""
    partis = []
    poste.contexte.on("request", lambda demande: partis.append(demande.url) if demande.method == "POST" else None)
    return partis


def verifier_un_certificat(bureau, elle):
    bureau.aller(f"parcours/{elle.pk}/")
    assert bureau.texte.count("Valable") == 1
    with portee.dans(bureau.salle.ici.centre):
        assert Certificat.objects.filter(parcours=elle).count() == 1
        assert Parcours.objects.get(pk=elle.pk).etat == "certifiee"


def test_two_quick_clicks_on_certifier_make_one_certificate(salle, prete):
    bureau = salle.poste("coordinatrice")
    bureau.aller(f"parcours/{prete.pk}/")
    bureau.agir("Certifier")
    partis = envois(bureau)
    bureau.page.get_by_role("button", name="Certifier", exact=True).dblclick()
    bureau.voit("C’est fait : certifier.")
    assert len(partis) == 1
    verifier_un_certificat(bureau, prete)


def test_two_tabs_that_certify_at_the_same_moment_make_one_certificate(salle, prete):
    bureau = salle.poste("coordinatrice", javascript=False)
    partis = envois(bureau)
    onglets = [bureau.page, bureau.onglet()]
    boutons = []
    for onglet in onglets:
        onglet.goto(salle.ici.adresse(f"acte/parcours/{prete.pk}/certifier/"))
        boutons.append(onglet.get_by_role("button", name="Certifier", exact=True))
    for bouton in boutons:
        bouton.click(no_wait_after=True)
    for onglet in onglets:
        onglet.get_by_text("C’est fait : certifier.").or_(onglet.get_by_text("Rien n’a été enregistré")).wait_for()
    assert len(partis) == 2
    verifier_un_certificat(bureau, prete)


def test_an_old_tab_says_what_happened_and_keeps_what_was_typed(salle):
    with portee.dans(salle.ici.centre):
        elle = f.FabriqueParcours(informee=True)
    bureau = salle.poste("coordinatrice")
    bureau.aller(f"acte/parcours/{elle.pk}/mener_entretien/")
    observer(bureau)
    bureau.ecrire("Ce qui a été dit", "Elle vient avec sa fille. Elle préfère le matin.")
    bureau.cocher("Favorable")

    autre = salle.poste("coordinatrice")
    autre.aller(f"acte/parcours/{elle.pk}/mener_entretien/")
    observer(autre)
    autre.ecrire("Ce qui a été dit", "Projet clair.")
    autre.cocher("Favorable")
    autre.agir("Noter l’entretien")
    autre.voit("C’est fait : noter l’entretien.")

    bureau.agir("Noter l’entretien")
    bureau.voit("Rien n’a été enregistré")
    bureau.voit("Coordinatrice Ici")
    bureau.voit("Elle vient avec sa fille. Elle préfère le matin.")
    bureau.examiner("onglet ancien")
    with portee.dans(salle.ici.centre):
        assert [e.synthese for e in Entretien.objects.filter(parcours=elle)] == ["Projet clair."]
    bureau.agir("Voir la fiche à jour")
    bureau.voit("Projet clair.")

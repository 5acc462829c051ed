"""Journey P3, steps 1, 2, 4, 5: the roll-call by link, a latecomer, no network, two devices; the shared screen."""

import pytest

from parcours.models import Emargement, EntreeRecue, TraceSignature
from tests.navigateur.scene_appel import Matin, attendre, dessiner, envois, toucher

pytestmark = pytest.mark.navigateur
COUPURE = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")


@pytest.fixture
def matin(salle, settings):
    scene = Matin(salle, settings)
    yield scene
    # A network that is cut on purpose is no fault of the page.
    salle.releve.fautes[:] = [faute for faute in salle.releve.fautes if not any(mot in faute for mot in COUPURE)]


def test_steps_1_and_2_sophie_calls_the_roll_from_her_sms(salle, matin):
    bureau = salle.poste("coordinatrice")
    bureau.aller(f"demi-journees/{matin.dj.pk}/")
    bureau.agir("Envoyer le lien à Sophie Bernard")
    bureau.voit("Le lien part par SMS à Sophie Bernard.")
    assert [sms["to"] for sms in salle.sms] == ["+33600055555"]

    sophie = salle.poste(largeur=360)
    sophie.aller(matin.lien())
    assert "de 9 h à 12 h" in sophie.texte.replace("\u00a0", " ")
    liens = [lien.get_attribute("href") for lien in sophie.page.get_by_role("link").all()]
    assert [lien for lien in liens if not lien.startswith("tel:")] == [], "no way into the rest"
    sophie.examiner("appel par lien")
    for nom in ("Mariam T.", "Awa Dio.", "Lina S.", "Rosa M.", "Grace K.", "Aminata B.", "Zohra A.", "Mireille K."):
        toucher(sophie, nom, "Présente")
    toucher(sophie, "Fanta K.", "Absente")
    toucher(sophie, "Awa Dia.", "En retard")
    toucher(sophie, "Awa Dia.", "45 min")
    sophie.agir("Toutes présentes")
    sophie.voit("C’est enregistré. Dernier envoi à")
    sophie.voit("10 présentes, 1 en retard, 1 absente.")
    sophie.agir("Toutes ont signé le papier")
    sophie.page.locator("[data-sans-signature]").wait_for(state="hidden")
    dessiner(sophie)
    sophie.agir("Signer la feuille")
    sophie.voit("La feuille est signée. Ses heures comptent. Merci.")
    sophie.examiner("appel signé")
    assert [matin.heures(nom) for nom in ("Mariam Touré", "Awa Diallo", "Fanta Keïta")] == [3.0, 2.25, 0]
    with matin.dans():
        assert TraceSignature.objects.get(parcours=None).trait.startswith("M")
        assert Emargement.objects.filter(mode="lien").count() == 12

    awa = salle.poste(matin.ouvrir_compte("Awa Diallo"), largeur=360)
    awa.aller("mon-parcours/")
    awa.voit("Il vous manque 45 min.")


def test_step_4_what_is_ticked_without_network_leaves_once_when_it_is_back(matin):
    sophie = matin.telephone()
    partis = envois(sophie)
    sophie.contexte.set_offline(True)
    toucher(sophie, "Awa Dia.", "En retard")
    toucher(sophie, "Awa Dia.", "45 min")
    toucher(sophie, "Fanta K.", "Absente")
    toucher(sophie, "Mariam T.", "Présente")
    sophie.voit("En attente d’envoi : 3")
    sophie.examiner("appel sans réseau")
    assert matin.notees() == {}

    sophie.page.reload()
    sophie.voit("En attente d’envoi : 3")
    assert (
        sophie.page.get_by_role("group", name="Fanta K.", exact=True).get_by_label("Absente", exact=True).is_checked()
    )

    partis.clear()
    sophie.contexte.set_offline(False)
    sophie.voit("C’est enregistré. Dernier envoi à")
    attendu = {
        "Awa Diallo": ("retard", 135, ""),
        "Fanta Keïta": ("absente", 0, ""),
        "Mariam Touré": ("presente", 180, ""),
    }
    assert matin.notees() == attendu
    assert [len(entrees) for entrees in partis if entrees] == [3], "sent once"
    sophie.page.reload()
    sophie.page.wait_for_timeout(500)
    assert [len(entrees) for entrees in partis] == [3]
    with matin.dans():
        assert EntreeRecue.objects.count() == 3


def test_step_4_an_answer_that_is_lost_on_the_way_makes_no_duplicate(matin):
    sophie = matin.telephone()
    perdues = []

    def perdre(route):
        """The server records, the telephone never hears of it."""
        if not perdues:
            perdues.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    sophie.contexte.route("**/noter/", perdre)
    toucher(sophie, "Fanta K.", "Absente")
    sophie.voit("En attente d’envoi : 1")
    assert matin.notees() == {"Fanta Keïta": ("absente", 0, "")}
    sophie.agir("Réessayer maintenant")
    sophie.voit("C’est enregistré. Dernier envoi à")
    assert perdues == [200]
    with matin.dans():
        assert (EntreeRecue.objects.count(), Emargement.objects.count()) == (1, 1)


def test_step_4_the_switch_of_the_demonstration_cuts_the_network(matin, settings):
    ordinaire = matin.telephone()
    assert ordinaire.page.get_by_label("simuler une coupure").count() == 0
    settings.MODE = "demo"
    sophie = matin.telephone()
    sophie.page.get_by_label("simuler une coupure").check()
    for nom in ("Fanta K.", "Mariam T.", "Lina S."):
        toucher(sophie, nom, "Présente")
    sophie.voit("En attente d’envoi : 3")
    assert matin.notees() == {}
    sophie.page.get_by_label("simuler une coupure").uncheck()
    sophie.voit("C’est enregistré. Dernier envoi à")
    assert set(matin.notees()) == {"Fanta Keïta", "Mariam Touré", "Lina Sow"}


@pytest.mark.parametrize(("choix", "reste"), [("Garder « absente »", "absente"), ("Noter « présente »", "presente")])
def test_step_5_two_devices_on_one_line_both_are_shown_and_someone_chooses(salle, matin, choix, reste):
    sophie = matin.telephone()
    sophie.contexte.set_offline(True)
    toucher(sophie, "Fanta K.", "Présente")
    sophie.voit("En attente d’envoi : 1")

    nadia = salle.poste("coordinatrice")
    nadia.aller(f"demi-journees/{matin.dj.pk}/")
    toucher(nadia, "Fanta Keïta", "Absente")
    nadia.voit("C’est enregistré. Dernier envoi à")

    sophie.contexte.set_offline(False)
    sophie.voit("Laquelle est vraie")
    question = sophie.page.get_by_role("group", name="À choisir").inner_text().replace("\u00a0", " ")
    assert "Coordinatrice Ici a noté" in question
    assert "« absente »" in question
    assert "Vous avez noté : « présente »" in question
    sophie.voit("1 ligne attend votre choix.")
    sophie.examiner("deux valeurs")
    assert matin.notees() == {"Fanta Keïta": ("absente", 0, "")}

    sophie.page.reload()
    sophie.voit("Laquelle est vraie")
    sophie.agir(choix.replace("« ", "«\u00a0").replace(" »", "\u00a0»"))
    sophie.page.get_by_role("group", name="À choisir").wait_for(state="detached")
    attendre(sophie, "localStorage.length === 0")
    assert matin.notees()["Fanta Keïta"][0] == reste


def test_signing_waits_until_all_that_was_ticked_has_left(matin):
    sophie = matin.telephone()
    toucher(sophie, "Fanta K.", "Présente")
    sophie.voit("C’est enregistré. Dernier envoi à")
    sophie.contexte.set_offline(True)
    toucher(sophie, "Mariam T.", "Présente")
    sophie.voit("En attente d’envoi : 1")
    sophie.ecrire("Ou écrivez votre nom", "Sophie Bernard")
    sophie.agir("Signer la feuille")
    sophie.voit("Avant de continuer, tout doit être envoyé.")
    sophie.contexte.set_offline(False)
    sophie.voit("C’est enregistré. Dernier envoi à")
    sophie.agir("Signer la feuille")
    sophie.voit("La feuille est signée.")
    assert len(matin.notees()) == 2


def test_the_group_signs_with_the_finger_on_a_screen_left_to_it(matin):
    sophie = matin.telephone()
    sophie.agir("Toutes présentes")
    sophie.voit("C’est enregistré. Dernier envoi à")
    sophie.ecrire("Votre code de 4 chiffres, pour reprendre l’écran", "4821")
    sophie.agir("Laisser l’écran au groupe")
    sophie.voit("Touchez votre nom pour signer")
    sophie.examiner("noms de la tablette")

    sophie.agir("Awa Dia.")
    dessiner(sophie)
    sophie.examiner("cadre de signature")
    sophie.agir("C’est ma signature")
    sophie.voit("Merci, Awa. Votre signature est enregistrée")

    sophie.agir("Fanta K.")
    sophie.agir("C’est ma signature")
    sophie.voit("Signez dans le cadre, ou écrivez vos initiales.")
    sophie.ecrire("Ou écrivez vos initiales", "F. K.")
    sophie.page.keyboard.press("Enter")
    sophie.voit("Merci, Fanta.")

    sophie.contexte.set_offline(True)
    sophie.agir("Mariam T.")
    dessiner(sophie)
    sophie.agir("C’est ma signature")
    sophie.voit("En attente d’envoi : 1")
    sophie.contexte.set_offline(False)
    sophie.voit("Merci, Mariam. Votre signature est enregistrée")
    notees = matin.notees()
    signees = {nom: signature for nom, (_s, _m, signature) in notees.items() if signature}
    assert signees == {"Awa Diallo": "ecran", "Fanta Keïta": "clavier", "Mariam Touré": "ecran"}
    assert {minutes for _s, minutes, _sig in notees.values()} == {180}

    sophie.page.go_back()
    sophie.voit("Touchez votre nom pour signer")
    sophie.page.get_by_text("Reprendre l’écran (formatrice)").click()
    sophie.ecrire("Votre code de 4 chiffres", "4821")
    sophie.agir("Reprendre l’écran")
    sophie.voit("Toutes présentes")


def test_without_javascript_the_roll_call_and_the_signature_are_forms(matin):
    sophie = matin.telephone(javascript=False)
    toucher(sophie, "Awa Dia.", "En retard")
    toucher(sophie, "Awa Dia.", "45 min")
    sophie.agir("Toutes présentes")
    sophie.voit("C’est enregistré. Dernier envoi à")
    assert matin.notees()["Awa Diallo"] == ("retard", 135, "")
    sophie.ecrire("Votre code de 4 chiffres", "4821")
    sophie.agir("Laisser l’écran au groupe")
    sophie.agir("Awa Dia.")
    sophie.ecrire("Ou écrivez vos initiales", "A. D.")
    sophie.agir("C’est ma signature")
    sophie.voit("Merci, Awa. Votre signature est enregistrée")
    assert matin.notees()["Awa Diallo"] == ("retard", 135, "clavier")

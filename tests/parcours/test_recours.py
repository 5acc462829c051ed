"""The appeal: she asks on her page, others than those who decided answer, within a time."""

import datetime as dt

import pytest
from django.utils import timezone

from clairiere import flux
from clairiere.centres import portee
from clairiere.flux.obstacles import Ferme
from clairiere.journal.models import Entree
from clairiere.messages.models import Message
from parcours.actions import recours
from parcours.models import Parcours, Recours
from tests.fabriques import base as f
from tests.fabriques import jury as fj
from tests.parcours.conftest import Personne, etat, texte


def dans(n):
    return timezone.localdate() + dt.timedelta(days=n)


@pytest.fixture
def ajournee(monde):
    """Awa, whom the jury postponed, on her telephone."""
    with portee.dans(monde.ici.centre):
        compte = f.FabriqueUtilisateur(prenom="Awa")
        f.FabriqueAdhesion(utilisateur=compte, role="auxiliaire", centre=monde.ici.centre)
        monde.ici.comptes["elle"] = compte
        elle = f.FabriqueParcours(en_evaluation=True, personne=f.FabriquePersonne(prenom="Awa", utilisateur=compte))
        elle = fj.decidee(elle, "ajournee", remarque="Refaire la mise en situation.", echeance=dans(20))
    return elle


def test_her_page_says_the_decision_and_how_to_ask_for_another_look(monde, ajournee):
    elle = Personne(monde.ici, "elle")
    assert "Lisez la décision du jury" in elle.voir("mon-parcours/")
    page = elle.voir("mon-evaluation/")
    assert "Vous pourrez repasser." in page
    assert "Refaire la mise en situation." in page
    assert "Vous pouvez demander de revoir la décision." in page
    motif = "Je n’ai pas eu le temps de montrer le repas."
    fait = elle.envoyer(f"parcours/{ajournee.pk}/recours/", {"motif": motif})
    assert "La demande est reçue." in texte(fait)
    assert "Votre demande est reçue" in texte(fait)
    encore = elle.envoyer(
        f"parcours/{ajournee.pk}/recours/", {"motif": "Encore une autre raison."}, page="mon-parcours/"
    )
    assert "Une demande est déjà en cours" in texte(encore)
    with portee.dans(monde.ici.centre):
        assert Recours.objects.count() == 1
        assert Entree.objects.get(code="recours.deposer").phrase == "a demandé de revoir la décision du jury"


def test_others_than_those_who_decided_answer_and_she_comes_back(monde, ajournee, coordinatrice):
    with portee.dans(monde.ici.centre):
        objet = fj.FabriqueRecours(parcours=ajournee, decision=ajournee.decisions.get())
    assert "Répondre à la demande de Awa" in coordinatrice.voir("")
    acte = f"acte/recours/{objet.pk}/accepter/"
    reponse = {"attendu": "depose", "reponse": "Elle repassera la mise en situation en janvier."}
    refus = coordinatrice.envoyer(acte, {**reponse, "traite_par": "Paul Roux\nRose Petit"})
    assert refus.status_code == 409
    assert "Paul Roux a déjà décidé la première fois." in texte(refus)
    assert "Elle repassera la mise en situation en janvier." in refus.content.decode()
    fait = coordinatrice.envoyer(acte, {**reponse, "traite_par": "Rose Petit\nLila Benali"})
    assert "C’est fait : accepter la demande." in texte(fait)
    assert etat(ajournee) == "en_evaluation"
    with portee.dans(monde.ici.centre):
        assert Message.objects.get(genre="jury").texte.startswith("Bonjour Awa. Votre demande est acceptée.")
        objet.refresh_from_db()
        assert (objet.etat, objet.traite_par) == ("accepte", "Rose Petit, Lila Benali")
        [certifier] = [
            p
            for p in flux.possibles(Parcours.objects.get(pk=ajournee.pk), monde.ici.acteur("directrice"))
            if p.nom == "certifier"
        ]
        assert not certifier.ouvert, "coming back is not being certified"


def test_a_rejected_appeal_leaves_the_decision_and_gives_the_reason(ici, ajournee):
    objet = fj.FabriqueRecours(parcours=ajournee, decision=ajournee.decisions.get())
    recours.rejeter(objet, par=ici.acteur("directrice"), traite_par="Rose Petit", reponse="La grille est complète.")
    assert Parcours.objects.get(pk=ajournee.pk).etat == "ajournee"
    assert "La grille est complète." in Message.objects.get(genre="jury").texte
    with pytest.raises(Ferme, match="déjà été revue une fois"):
        recours.deposer(ajournee, par=ici.acteur("directrice"), motif="Je demande encore une fois.")


def test_after_the_delay_the_request_is_refused_in_words(monde):
    with portee.dans(monde.ici.centre):
        elle = fj.decidee(f.FabriqueParcours(en_evaluation=True), "non_certifiee", jours=16, remarque="Absences.")
    coordinatrice = Personne(monde.ici, "coordinatrice")
    suite = f"parcours/{elle.pk}/recours/"
    donnees = {"motif": "Elle conteste ses absences.", "recu_le": dans(0).isoformat()}
    refus = coordinatrice.envoyer(suite, donnees)
    assert refus.status_code == 409
    assert "Le délai est passé" in texte(refus)
    a_temps = coordinatrice.envoyer(suite, {**donnees, "recu_le": dans(-2).isoformat()})
    assert "La demande est reçue." in texte(a_temps), "received in time, written down later"


def test_someone_not_certified_may_follow_the_course_again(ici):
    elle = fj.decidee(f.FabriqueParcours(en_evaluation=True), "non_certifiee", remarque="Absences.")
    noms = {p.nom for p in flux.possibles(elle, ici.acteur("coordinatrice"))}
    assert {"reprendre_formation", "reprendre_candidature", "revoir_la_decision"} <= noms

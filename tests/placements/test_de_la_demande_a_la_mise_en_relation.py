"""From a request without an account to the match, as each one lives it."""

import re

import pytest

from clairiere.centres import portee
from clairiere.flux.obstacles import Ferme, Interdit, Introuvable
from clairiere.journal.lecture import historique
from clairiere.messages.models import Message
from placements import actions
from placements.acteurs import famille_de
from placements.models import Demande, Placement, Proposition
from tests.placements.conftest import autre_auxiliaire, demande_de, proposer, saisie


def _page(reponse):
    return re.sub(r"\s+", " ", reponse.content.decode().replace("\u00a0", " ").replace("\u202f", " "))


def test_a_parent_without_account_and_an_auxiliaire_end_up_matched(monde, client):
    ici = monde.ici
    # the parent asks, and follows by the secret link
    reponse = client.envoyer(ici.adresse("demande/"), saisie(), follow=True)
    suivi = reponse.redirect_chain[-1][0]
    assert "/demande/suivi/" in suivi
    assert "Votre demande est reçue" in _page(reponse)
    with portee.dans(ici.centre):
        demande = Demande.objects.get()
        assert demande.origine == "site"
        assert demande.famille.enfants.get().prenom == "Noé"
        message = Message.objects.get(genre="demande")
        assert suivi in message.texte
    # the team reads, opens, asks
    client.force_login(ici.comptes["coordinatrice"])
    fiche = ici.adresse(f"demandes/{demande.pk}/")
    client.envoyer(fiche, {"attendu": "recue"}, vers=ici.adresse(f"acte/demande/{demande.pk}/ouvrir/"))
    page = _page(client.get(fiche))
    assert "Awa Diallo" in page
    assert "Couvre 38 h sur 38 h" in page
    client.envoyer(fiche, {"parcours": [ici.parcours.pk]}, vers=fiche + "proposer/")
    with portee.dans(ici.centre):
        proposition = Proposition.objects.get()
        sms = Message.objects.get(cle=f"proposition-{proposition.pk}")
        assert "Martin" not in sms.texte
        assert "06" not in sms.texte.split("Répondez")[0]
    client.logout()
    # the family sees nobody yet
    assert "Awa" not in _page(client.get(suivi))
    # the auxiliaire sees place, hours, ages; not who
    client.force_login(ici.comptes["auxiliaire"])
    page = _page(client.get(ici.adresse("mes-propositions/")))
    assert "rue de la Roquette" in page
    assert "Noé" not in page
    assert "Martin" not in page
    donnees = {"geste": "oui", "proposition": proposition.pk, "attendu": "proposee"}
    client.envoyer(ici.adresse("mes-propositions/"), donnees)
    client.logout()
    # the family sees a first name and an initial
    page = _page(client.get(suivi))
    assert "Awa D." in page
    assert "Diallo" not in page
    assert str(ici.auxiliaire.telephone.national_number) not in page
    assert "Un profil attend votre réponse." in page
    client.envoyer(suivi, {"geste": "oui", "proposition": proposition.pk, "attendu": "acceptee_auxiliaire"})
    assert "Awa Diallo" in _page(client.get(suivi))
    # the auxiliaire now sees who
    client.force_login(ici.comptes["auxiliaire"])
    page = _page(client.get(ici.adresse("mes-propositions/")))
    assert "Claire Martin" in page
    assert "06 00 09 00 01" in page
    assert "Noé" in page
    # the team concludes
    client.force_login(ici.comptes["coordinatrice"])
    acte = ici.adresse(f"acte/proposition/{proposition.pk}/conclure/")
    assert client.envoyer(acte, {"attendu": "acceptee", "debut": demande.debut.isoformat()}).status_code == 302
    with portee.dans(ici.centre):
        placement = Placement.objects.get()
        assert (placement.parcours, placement.debut, placement.etat) == (ici.parcours, demande.debut, "en_cours")
        assert Demande.objects.get().etat == "pourvue"
        assert Message.objects.filter(genre="placement").count() == 2
    for adresse in (
        "mises-en-relation/",
        f"mises-en-relation/{placement.pk}/",
        f"propositions/{proposition.pk}/",
        f"demandes/{demande.pk}/",
    ):
        assert "Awa Diallo" in _page(client.get(ici.adresse(adresse)))
    client.logout()
    assert "Vous êtes mis en relation" in _page(client.get(suivi))


def test_an_answer_by_phone_is_noted_by_the_team_and_the_history_says_so(ici, equipe):
    demande = demande_de(ici)
    [proposition] = proposer(ici, demande)
    with pytest.raises(Ferme, match="Indiquez comment la réponse est arrivée"):
        actions.accepter_auxiliaire(proposition, par=equipe)
    proposition = actions.accepter_auxiliaire(proposition, par=equipe, voie="telephone")
    assert proposition.auxiliaire_oui_par == f"oui par téléphone, noté par {equipe.nom}"
    proposition = actions.accepter_famille(proposition, par=equipe, voie="sur_place")
    phrases = [e.phrase for e in historique(proposition, equipe)]
    assert any("noté le oui de Awa D. (oui par téléphone, noté par" in p for p in phrases)
    assert any("noté le oui de la famille (oui au centre, de vive voix" in p for p in phrases)


def test_nobody_answers_in_the_place_of_the_other_side(ici):
    demande = demande_de(ici, compte=True)
    [proposition] = proposer(ici, demande)
    famille, auxiliaire = ici.acteur("famille"), ici.acteur("auxiliaire")
    with pytest.raises(Interdit):
        actions.accepter_auxiliaire(proposition, par=famille, voie="telephone")
    with pytest.raises(Introuvable):
        actions.accepter_famille(proposition, par=famille)  # not shown yet
    proposition = actions.accepter_auxiliaire(proposition, par=auxiliaire)
    assert proposition.auxiliaire_oui_par == "elle-même, à l’écran"
    with pytest.raises(Interdit):
        actions.accepter_famille(proposition, par=auxiliaire, voie="telephone")
    with pytest.raises(Ferme, match="famille n’a pas encore dit oui") as refus:
        _forcer_conclusion(proposition, ici)
    assert refus.value.obstacles


def _forcer_conclusion(proposition, ici):
    from placements.obstacles import pour_conclure

    obstacles = list(pour_conclure(proposition))
    if obstacles:
        raise Ferme(obstacles)


def test_the_other_auxiliaires_are_told_politely_when_one_is_chosen(ici, equipe):
    demande = demande_de(ici)
    seconde = autre_auxiliaire()
    premiere, autre = proposer(ici, demande, ici.parcours, seconde)
    premiere = actions.accepter_auxiliaire(premiere, par=equipe, voie="telephone")
    premiere = actions.accepter_famille(premiere, par=equipe, voie="telephone")
    placement = actions.conclure(premiere, par=equipe)
    autre.refresh_from_db()
    assert autre.etat == "caduque"
    assert placement.demande.etat == "pourvue"
    texte = Message.objects.get(cle=f"proposition-{autre.pk}-sans-suite").texte
    assert "s’arrête ici" in texte
    assert demande.famille.contact.nom not in texte


def test_the_search_goes_on_when_the_last_one_says_no(ici, equipe):
    demande = demande_de(ici)
    [proposition] = proposer(ici, demande)
    demande.refresh_from_db()
    assert demande.etat == "proposee"
    actions.refuser_auxiliaire(proposition, par=ici.acteur("auxiliaire"), motif="C’est trop loin.")
    demande.refresh_from_db()
    assert demande.etat == "ouverte"
    liste = actions.liste_courte(demande)
    assert liste.carte(ici.parcours.pk) is None
    assert "déjà dit non" in liste.refus(ici.parcours.pk)


def test_a_profile_that_changes_her_mind_disappears_and_the_family_is_told(ici, equipe):
    demande = demande_de(ici)
    [proposition] = proposer(ici, demande)
    proposition = actions.accepter_auxiliaire(proposition, par=ici.acteur("auxiliaire"))
    par = famille_de(demande)
    assert Proposition.objects.visibles_par(par).count() == 1
    actions.refuser_auxiliaire(proposition, par=ici.acteur("auxiliaire"))
    assert not Proposition.objects.visibles_par(par).exists()
    assert Message.objects.filter(cle=f"proposition-{proposition.pk}-renonce").exists()


def test_a_withdrawn_request_closes_what_was_asked(ici, equipe):
    demande = demande_de(ici)
    [proposition] = proposer(ici, demande)
    demande = actions.retirer(demande, par=famille_de(demande), attendu="proposee")
    proposition.refresh_from_db()
    assert (demande.etat, proposition.etat) == ("retiree", "caduque")


def test_a_paused_request_comes_back_with_its_questions(ici, equipe):
    from clairiere import flux

    demande = demande_de(ici)
    [proposition] = proposer(ici, demande)
    demande = flux.franchir(demande, "suspendre", par=equipe, motif="Vacances de la famille")
    with pytest.raises(Ferme, match="en pause"):
        actions.accepter_auxiliaire(proposition, par=ici.acteur("auxiliaire"))
    assert actions.reprendre(demande, par=equipe).etat == "proposee"


def test_a_match_ends_with_a_date_and_a_reason_then_the_request_may_reopen(ici, equipe):
    from clairiere import flux

    demande = demande_de(ici)
    [p] = proposer(ici, demande)
    actions.accepter_auxiliaire(p, par=equipe, voie="telephone")
    placement = actions.conclure(actions.accepter_famille(p, par=equipe, voie="telephone"), par=equipe)
    demande.refresh_from_db()
    with pytest.raises(Ferme, match="Une mise en relation est en cours"):
        flux.franchir(demande, "rouvrir", par=equipe, motif="Essai")
    with pytest.raises(Ferme, match="raison"):
        actions.terminer(placement, par=equipe, fin=placement.debut)
    placement = actions.terminer(placement, par=equipe, fin=placement.debut, motif="Déménagement")
    assert placement.etat == "terminee"
    assert flux.franchir(demande, "rouvrir", par=equipe, motif="Nouveau besoin").etat == "ouverte"


def test_hours_promised_to_one_family_are_not_offered_to_another(ici, equipe):
    demande = demande_de(ici)
    [p] = proposer(ici, demande)
    actions.accepter_auxiliaire(p, par=equipe, voie="telephone")
    actions.conclure(actions.accepter_famille(p, par=equipe, voie="telephone"), par=equipe)
    liste = actions.liste_courte(demande_de(ici))
    assert liste.carte(ici.parcours.pk) is None
    assert "Couvre 0" in liste.refus(ici.parcours.pk)


def test_asking_twice_sends_one_question_and_more_than_five_is_refused(ici, equipe):
    demande = demande_de(ici)
    proposer(ici, demande)
    proposer(ici, demande)
    assert Proposition.objects.count() == 1
    assert Message.objects.filter(genre="proposition").count() == 1
    autres = [autre_auxiliaire() for _ in range(5)]
    with pytest.raises(Ferme, match="au plus 5"):
        proposer(ici, demande, *autres)
    assert Proposition.objects.count() == 1
    assert len(proposer(ici, demande, *autres[:4])) == 4


def test_an_excluded_auxiliaire_is_not_asked_and_the_rule_is_said(ici, equipe):
    demande = demande_de(ici, code_postal="75020")
    with pytest.raises(Ferme, match="N’accepte pas le 75020"):
        proposer(ici, demande)
    assert not Proposition.objects.exists()

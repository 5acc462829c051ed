"""A jury from its preparation to its minutes: members, links, quorum, decisions, appeal."""

import datetime as dt

import pytest
from django.utils import timezone

from clairiere import flux
from clairiere.centres import portee
from clairiere.documents.models import Document
from clairiere.flux.obstacles import Ferme
from clairiere.journal.models import Entree
from clairiere.messages.models import Message
from parcours.actions import cloture, deliberation
from parcours.actions import jury as actions
from parcours.models import ConflitInteret, DecisionJury, Jury, MembreJury, Parcours, Passage
from tests.fabriques import base as f
from tests.fabriques import jury as fj
from tests.outils.requetes import assertNumQueries
from tests.parcours.conftest import Personne, etat, texte


def dans(n):
    return timezone.localdate() + dt.timedelta(days=n)


@pytest.fixture
def prete(monde):
    """A session at the evaluation: three women with their hours and their evaluation, one of them with 114 hours."""
    with portee.dans(monde.ici.centre):
        session = f.FabriqueSession(nom="Printemps 2026")
        gens = []
        for prenom, heures in (("Awa", 120), ("Rosa", 120), ("Fanta", 114)):
            elle = f.FabriqueParcours(
                en_evaluation=True, session=session, personne=f.FabriquePersonne(prenom=prenom, nom="Kone")
            )
            f.suivre_heures(elle, heures)
            f.FabriqueEvaluation(parcours=elle)
            gens.append(elle)
    return session, *gens


def decider(personne, jury, elle, decision, **reste):
    """Post a decision from the screen of the candidate, as it is now."""
    suite = f"jurys/{jury.pk}/candidates/{elle.pk}/"
    page = personne.client.get(personne.lieu.adresse(suite))
    vue = page.context["formulaire"]["vue"].value() or ""
    return personne.envoyer(suite, {"decision": decision, "vue": vue, **reste})


def test_a_jury_is_prepared_composed_called_and_opened(monde, prete, coordinatrice):
    session, *gens = prete
    page = coordinatrice.envoyer(
        f"sessions/{session.pk}/jurys/nouveau/", {"date": dans(0).isoformat(), "heure": "09:30", "lieu": "Salle 1"}
    )
    assert "Le jury est préparé." in texte(page)
    with portee.dans(monde.ici.centre):
        jury = Jury.objects.get()
        assert set(jury.passages.values_list("parcours", flat=True)) == {g.pk for g in gens}
    lu = coordinatrice.voir(f"jurys/{jury.pk}/").replace("\u00a0", " ")
    assert "Le jury a 0 membre, il en faut 3." in lu, "the closed move says what is missing"
    suite = f"jurys/{jury.pk}/membres/"
    compte = monde.ici.comptes["directrice"].pk
    coordinatrice.envoyer(suite, {"compte": compte, "qualite": "directrice", "preside": "on"})
    paul = {"prenom": "Paul", "nom": "Roux", "telephone": "06 00 00 77 01", "externe": "on", "acces": "on"}
    for _fois in range(2):
        coordinatrice.envoyer(suite, paul)
    coordinatrice.envoyer(suite, {"prenom": "Lila", "nom": "Benali", "courriel": "lila@example.org"})
    with portee.dans(monde.ici.centre):
        assert jury.membres.count() == 3, "the same person twice is one member"
        assert [m.preside for m in jury.membres.all()].count(True) == 1
    acte = f"acte/jury/{jury.pk}/convoquer/"
    assert "Un message partira à chaque membre" in coordinatrice.voir(acte)
    coordinatrice.envoyer(acte, {"attendu": "prepare"})
    with portee.dans(monde.ici.centre):
        messages = {m.destinataire: m for m in Message.objects.filter(genre="jury")}
        assert {m.canal for m in messages.values()} == {"sms", "courriel"}
        assert "Salle 1" in messages["Paul Roux"].texte
        membres = {m.personne.prenom: m.pk for m in jury.membres.select_related("personne")}
    un_seul = {"attendu": "convoque", "presentes": [membres["Lila"]]}
    refus = coordinatrice.envoyer(f"acte/jury/{jury.pk}/ouvrir/", un_seul)
    assert refus.status_code == 409
    lu = texte(refus).replace("\u00a0", " ")
    assert "Le jury n’a pas son quorum : 1 membre sur place, il en faut 2." in lu
    assert "Aucun membre extérieur n’est là." in lu
    fait = coordinatrice.envoyer(
        f"acte/jury/{jury.pk}/ouvrir/", {"attendu": "convoque", "presentes": [membres["Lila"], membres["Paul"]]}
    )
    assert "C’est fait : ouvrir la séance." in texte(fait)
    with portee.dans(monde.ici.centre):
        assert list(jury.membres.filter(present=True).values_list("personne__prenom", flat=True)) == ["Lila", "Paul"]


def test_a_member_without_telephone_or_e_mail_gets_a_letter_to_print(ici):
    jury = fj.jury_pret(f.FabriqueParcours(en_evaluation=True), etat="convoque", membres=2)
    par = ici.acteur("coordinatrice")
    actions.ajouter_membre(jury, par=par, prenom="Rose", nom="Petit")
    message = Message.objects.get(destinataire="Rose Petit")
    assert (message.canal, message.etat) == ("lettre", "a_faire")
    actions.modifier(jury, par=par, date=dans(3), heure=dt.time(14), lieu="Mairie")
    assert Message.objects.filter(texte__contains="Mairie").count() == 3, "those already called are told of the change"


def test_a_former_employer_is_set_aside_for_her_and_only_for_her(monde, prete, coordinatrice):
    _session, awa, rosa, _fanta = prete
    with portee.dans(monde.ici.centre):
        jury = fj.jury_pret(awa, rosa)
        paul = jury.membres.get(personne__prenom="Paul")
    page = coordinatrice.envoyer(
        f"jurys/{jury.pk}/membres/{paul.pk}/liens/", {f"lien_{awa.pk}": "employeur", f"lien_{rosa.pk}": "aucun"}
    )
    lu = texte(page)
    assert "Paul Roux ne décide pas pour Awa Kone" in lu
    assert "ancien employeur" in lu.lower()
    decider(coordinatrice, jury, awa, "certifiee")
    decider(coordinatrice, jury, rosa, "certifiee")
    with portee.dans(monde.ici.centre):
        pour_awa, pour_rosa = (DecisionJury.objects.get(parcours=p) for p in (awa, rosa))
        assert pour_awa.membres == ["Jeanne Martin", "Lila Benali"]
        assert pour_awa.ecartes == [{"nom": "Paul Roux", "raison": "ancien employeur ou ancienne employeuse"}]
        assert pour_rosa.membres == ["Jeanne Martin", "Lila Benali", "Paul Roux"]
        assert pour_rosa.ecartes == []
        assert "noté un lien" in Entree.objects.get(code="jury.lien").phrase


def test_her_evaluator_never_decides_and_without_quorum_nothing_is_noted(monde, prete, coordinatrice):
    _session, awa, *_reste = prete
    with portee.dans(monde.ici.centre):
        jury = fj.jury_pret(awa, membres=2)
        awa.evaluations.update(evaluatrice="jeanne  MARTIN")
    page = decider(coordinatrice, jury, awa, "certifiee")
    assert page.status_code == 409
    lu = texte(page).replace("\u00a0", " ")
    assert "Jeanne Martin : a fait son évaluation." in lu
    assert "Pas de quorum pour Awa Kone : 1 membre peut décider, il en faut 2." in lu
    with portee.dans(monde.ici.centre):
        assert not DecisionJury.objects.exists()


def test_with_114_hours_certifiee_is_refused_with_the_rule_and_two_ways(monde, prete, coordinatrice):
    session, _awa, _rosa, fanta = prete
    with portee.dans(monde.ici.centre):
        jury = fj.jury_pret(fanta)
    page = decider(coordinatrice, jury, fanta, "certifiee", remarque="Bon dossier malgré les absences.")
    assert page.status_code == 409
    lu = texte(page).replace("\u00a0", " ")
    assert "114 h sur 120 : il manque 6 h." in lu
    html = page.content.decode()
    assert f"/sessions/{session.pk}/rattrapage/" in html
    assert f"/parcours/{fanta.pk}/exception/" in html
    assert "Bon dossier malgré les absences." in html, "nothing typed is lost"
    with portee.dans(monde.ici.centre):
        assert not DecisionJury.objects.exists()


def test_ajournee_says_what_and_by_when(monde, prete, coordinatrice):
    _session, _awa, _rosa, fanta = prete
    with portee.dans(monde.ici.centre):
        jury = fj.jury_pret(fanta)
    page = decider(coordinatrice, jury, fanta, "ajournee")
    assert page.status_code == 409
    assert "Écrivez ce qu’elle doit refaire" in texte(page)
    assert "Écrivez pour quel jour." in texte(page)
    hier = decider(coordinatrice, jury, fanta, "ajournee", remarque="Rattraper 6 h.", echeance=dans(-1).isoformat())
    assert "Ce jour doit être après celui du jury." in texte(hier)
    fait = decider(
        coordinatrice, jury, fanta, "ajournee", remarque="Rattraper 6 h de sécurité.", echeance=dans(20).isoformat()
    )
    assert "Fanta Kone : ajournée. C’est noté." in texte(fait).replace("\u00a0", " ")
    assert etat(fanta) == "en_evaluation", "nothing moves before the sitting closes"


def test_closing_writes_the_minutes_moves_the_others_and_tells_them(monde, prete, coordinatrice, tmp_path):
    _session, awa, rosa, fanta = prete
    with portee.dans(monde.ici.centre):
        jury = fj.jury_pret(awa, rosa, fanta)
    decider(coordinatrice, jury, awa, "certifiee")
    trop_tot = coordinatrice.envoyer(
        f"acte/jury/{jury.pk}/clore/", {"attendu": "en_seance"}, page="competences/nouvelle-version/"
    )
    assert trop_tot.status_code == 409
    assert "Il manque une décision pour Fanta Kone et Rosa Kone." in texte(trop_tot).replace(
        "Rosa Kone et Fanta Kone", "Fanta Kone et Rosa Kone"
    )
    decider(coordinatrice, jury, rosa, "non_certifiee", remarque="Elle n’a pas montré les gestes d’urgence.")
    decider(coordinatrice, jury, fanta, "ajournee", remarque="Rattraper 6 h.", echeance=dans(20).isoformat())
    fait = coordinatrice.envoyer(f"acte/jury/{jury.pk}/clore/", {"attendu": "en_seance"})
    assert "C’est fait : clore la séance." in texte(fait)
    assert (etat(awa), etat(rosa), etat(fanta)) == ("en_evaluation", "non_certifiee", "ajournee")
    pv = coordinatrice.client.get(monde.ici.adresse(f"jurys/{jury.pk}/proces-verbal.pdf"))
    assert pv["Content-Type"] == "application/pdf"
    mots = lire(b"".join(pv.streaming_content))
    assert "1 certifiée, 1 ajournée, 1 non certifiée" in mots
    assert "3 membres présents. Quorum demandé pour chaque candidate : 2 membres" in mots
    assert "Rattraper 6 h." in mots
    with portee.dans(monde.ici.centre):
        document = Document.objects.get(genre="pv_jury")
        assert document.numero == f"PV-{dans(0).year}-0001"
        assert document.numero in mots
        assert [c["decision"] for c in document.donnees["candidates"]] == ["certifiée", "non certifiée", "ajournée"]
        fanta.refresh_from_db()
        assert (fanta.prochaine_action, fanta.prochaine_date) == ("À refaire : Rattraper 6 h.", dans(20))
        textes = {m.destinataire: m.texte for m in Message.objects.filter(genre="jury")}
        assert set(textes) == {"Rosa Kone", "Fanta Kone"}
        assert "revoir la décision jusqu’au" in textes["Rosa Kone"]
    refus = decider(
        coordinatrice, jury, awa, "ajournee", remarque="Trop tard pour changer.", echeance=dans(3).isoformat()
    )
    assert "La séance du jury n’est pas ouverte." in texte(refus)
    deux_fois = coordinatrice.envoyer(
        f"acte/jury/{jury.pk}/clore/", {"attendu": "en_seance"}, page="competences/nouvelle-version/"
    )
    assert "C’est déjà fait par Coordinatrice Ici" in texte(deux_fois)
    with portee.dans(monde.ici.centre):
        assert Document.objects.filter(genre="pv_jury").count() == 1


def lire(octets):
    from tests.navigateur.recit import mots_du_pdf

    return mots_du_pdf(octets).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_certificate_waits_for_the_end_of_the_sitting(ici, prete):
    _session, awa, *_reste = prete
    jury = fj.jury_pret(awa)
    par = ici.acteur("coordinatrice")
    deliberation.deliberer(jury, awa, par=par, decision="certifiee")
    [certifier] = [p for p in flux.possibles(Parcours.objects.get(pk=awa.pk), par) if p.nom == "certifier"]
    assert [o.code for o in certifier.obstacles] == ["seance"]
    cloture.clore(jury, par=par)
    [certifier] = [p for p in flux.possibles(Parcours.objects.get(pk=awa.pk), par) if p.nom == "certifier"]
    assert certifier.ouvert


def test_a_link_told_after_the_decision_makes_it_to_be_taken_again(ici, prete):
    _session, awa, *_reste = prete
    jury = fj.jury_pret(awa)
    par = ici.acteur("coordinatrice")
    deliberation.deliberer(jury, awa, par=par, decision="certifiee")
    paul = jury.membres.select_related("jury", "personne").get(personne__prenom="Paul")
    deliberation.declarer_liens(paul, par=par, liens={awa.pk: "proche"})
    with pytest.raises(Ferme, match="Un lien a été noté après la décision pour Awa Kone"):
        cloture.clore(jury, par=par)
    deliberation.deliberer(jury, awa, par=par, decision="certifiee")
    assert cloture.clore(jury, par=par).etat == "clos"


def test_someone_put_off_does_not_hold_the_sitting_and_may_pass_elsewhere(monde, prete, coordinatrice):
    session, awa, rosa, _fanta = prete
    with portee.dans(monde.ici.centre):
        jury = fj.jury_pret(awa, rosa)
        autre = fj.FabriqueJury(session=session, date=dans(30))
    page = coordinatrice.envoyer(f"jurys/{jury.pk}/candidates/{rosa.pk}/reporter/", {"motif": ""})
    assert page.status_code == 422
    coordinatrice.envoyer(f"jurys/{jury.pk}/candidates/{rosa.pk}/reporter/", {"motif": "Malade aujourd’hui."})
    decider(coordinatrice, jury, awa, "certifiee")
    coordinatrice.envoyer(f"acte/jury/{jury.pk}/clore/", {"attendu": "en_seance"})
    with portee.dans(monde.ici.centre):
        assert Jury.objects.get(pk=jury.pk).etat == "clos"
    page = coordinatrice.envoyer(f"jurys/{autre.pk}/inscrire/", {"parcours": rosa.pk}, page=f"jurys/{autre.pk}/")
    assert "Rosa Kone est inscrite à ce jury." in texte(page)


def test_two_tabs_do_not_overwrite_a_decision_and_the_same_one_twice_is_one(monde, prete, coordinatrice):
    _session, awa, *_reste = prete
    with portee.dans(monde.ici.centre):
        jury = fj.jury_pret(awa)
    suite = f"jurys/{jury.pk}/candidates/{awa.pk}/"
    for _fois in range(2):
        coordinatrice.envoyer(suite, {"decision": "certifiee", "vue": ""})
    with portee.dans(monde.ici.centre):
        assert DecisionJury.objects.count() == 1
    autre = Personne(monde.ici, "directrice").envoyer(
        suite, {"decision": "non_certifiee", "remarque": "Je ne suis pas d’accord.", "vue": ""}
    )
    assert autre.status_code == 409
    assert "Coordinatrice Ici a noté « certifiée » pendant que vous écriviez." in texte(autre)
    assert "Je ne suis pas d’accord." in autre.content.decode()
    with portee.dans(monde.ici.centre):
        assert DecisionJury.objects.count() == 1


def test_a_member_of_the_jury_sees_her_candidates_and_nothing_else_of_the_house(monde, prete):
    session, awa, rosa, fanta = prete
    with portee.dans(monde.ici.centre):
        fiche = f.FabriquePersonne(prenom="Membre", nom="Dujury", utilisateur=monde.ici.comptes["jury"])
        jury = fj.jury_pret(awa, rosa)
        MembreJury(jury=jury, personne=fiche, present=True).save()
        autre = fj.jury_pret(fanta, date=dans(10))
        awa.personne.telephone = "+33600001234"
        awa.personne.save()
    membre = Personne(monde.ici, "jury")
    assert "Regarder les candidates du jury" in membre.voir("")
    liste = membre.voir("jurys/")
    assert "Printemps 2026" in liste
    page = membre.voir(f"jurys/{jury.pk}/candidates/{awa.pk}/")
    assert "120 h" in page.replace("\u00a0", " ")
    assert "06 00 00 12 34" not in page.replace("\u00a0", " "), "no personal file"
    for ferme in (
        f"jurys/{autre.pk}/",
        f"jurys/{autre.pk}/candidates/{fanta.pk}/",
        f"jurys/{jury.pk}/candidates/{fanta.pk}/",
    ):
        membre.voir(ferme, statut=404)
    for interdite in (f"parcours/{awa.pk}/", "parcours/", f"sessions/{session.pk}/", f"parcours/{awa.pk}/regards/"):
        membre.voir(interdite, statut=403)
    with portee.dans(monde.ici.centre):
        visibles = Parcours.objects.visibles_par(monde.ici.acteur("jury"))
        assert set(visibles) == {awa, rosa}
    page = decider(membre, jury, awa, "certifiee")
    assert "C’est noté." in texte(page)


def test_a_member_writes_her_own_links_and_then_sees_nothing_of_that_candidate(monde, prete):
    _session, awa, rosa, _fanta = prete
    with portee.dans(monde.ici.centre):
        fiche = f.FabriquePersonne(prenom="Membre", nom="Dujury", utilisateur=monde.ici.comptes["jury"])
        jury = fj.jury_pret(awa, rosa)
        moi = fj.FabriqueMembreJury(jury=jury, personne=fiche, present=True)
        paul = jury.membres.get(personne__prenom="Paul")
    membre = Personne(monde.ici, "jury")
    membre.voir(f"jurys/{jury.pk}/membres/{paul.pk}/liens/", statut=403)
    membre.envoyer(f"jurys/{jury.pk}/membres/{moi.pk}/liens/", {f"lien_{awa.pk}": "proche", f"lien_{rosa.pk}": "aucun"})
    page = membre.voir(f"jurys/{jury.pk}/candidates/{awa.pk}/")
    assert "Vous ne participez pas pour elle" in page
    assert "120 h sur 120" not in page.replace("\u00a0", " ")
    assert membre.voir(f"jurys/{jury.pk}/").replace("\u00a0", " ").count("120 h sur 120") == 1, "Rosa’s only"
    refus = membre.envoyer(
        f"jurys/{jury.pk}/candidates/{awa.pk}/",
        {"decision": "certifiee", "vue": ""},
        page=f"jurys/{jury.pk}/candidates/{rosa.pk}/",
    )
    assert "Une autre personne note cette décision." in texte(refus)
    with portee.dans(monde.ici.centre):
        assert not DecisionJury.objects.exists()
        assert ConflitInteret.objects.get().membre == moi


def test_from_her_file_the_jury_opens_or_its_absence_is_explained(monde, prete, coordinatrice):
    session, awa, rosa, _fanta = prete
    assert "Aucun jury n’est préparé" in coordinatrice.voir(f"parcours/{awa.pk}/jury/")
    with portee.dans(monde.ici.centre):
        jury = fj.jury_pret(awa)
    assert f"jurys/{jury.pk}/candidates/{awa.pk}/" in str(
        coordinatrice.client.get(monde.ici.adresse(f"parcours/{awa.pk}/jury/")).url
    )
    assert "Jurys à venir de sa session" in coordinatrice.voir(f"parcours/{rosa.pk}/jury/")
    assert "Jury" in coordinatrice.voir(f"sessions/{session.pk}/jurys/")


def test_a_cancelled_jury_tells_its_members_and_frees_its_day(ici, prete):
    session, awa, *_reste = prete
    jury = fj.jury_pret(awa, etat="convoque", date=dans(5))
    par = ici.acteur("coordinatrice")
    actions.annuler(jury, par=par, motif="La salle n’est plus libre.")
    assert Message.objects.filter(texte__contains="est annulé").count() == 3
    assert actions.preparer(session, par=par, date=dans(5)).pk != jury.pk
    with pytest.raises(Ferme, match="Ce jury est annulé"):
        actions.inscrire(jury, awa, par=par)


def test_one_jury_costs_the_same_for_4_and_for_30_candidates(monde):
    with portee.dans(monde.ici.centre):
        session = f.FabriqueSession(places=60)
        jury = fj.jury_pret(session=session)

    def ajouter(n):
        with portee.dans(monde.ici.centre):
            for _rang in range(n):
                elle = f.FabriqueParcours(en_evaluation=True, session=session)
                f.FabriqueEvaluation(parcours=elle)
                Passage(jury=jury, parcours=elle).save()
                f.FabriqueDecisionJury(parcours=elle, jury=jury)

    client = Personne(monde.ici, "coordinatrice").client
    assertNumQueries(client, monde.ici.adresse(f"jurys/{jury.pk}/"), ajouter, peu=4, beaucoup=30)
    elle = jury.passages.model.tous.filter(jury=jury).first().parcours_id
    adresse = monde.ici.adresse(f"jurys/{jury.pk}/candidates/{elle}/")
    assertNumQueries(client, adresse, ajouter, peu=2, beaucoup=12, au_plus=40)

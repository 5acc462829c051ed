"""Two interviewers, two sheets, one decision; barriers and right to work for the team only."""

import datetime as dt
import re

import pytest

from clairiere import flux
from clairiere.centres import portee
from clairiere.flux.obstacles import Ferme
from clairiere.journal.models import Entree
from parcours.actions import recrutement, selection
from parcours.models import Entretien, Parcours
from parcours.regles import droit_au_travail as regles_droit
from parcours.regles import selection as regles
from parcours.regles.selection import GUIDE
from tests.fabriques import base as f
from tests.parcours.conftest import Personne, etat, texte

NIVEAUX = {f"niveau_{c.code}": "3" for c in GUIDE}
FICHE = {"date": "2026-11-10", "synthese": "A gardé les jumeaux de sa voisine.", "avis": "favorable", **NIVEAUX}
DECISION = {"decision": "admise", "raison": "Projet clair, disponible.", "date": "2026-11-12"}
AUJOURD_HUI = dt.date(2026, 11, 23)


class TestRegles:
    def test_each_subject_has_four_different_sentences_and_a_question(self):
        assert len({c.code for c in GUIDE}) == len(GUIDE) >= 4
        for critere in GUIDE:
            assert len(set(critere.ancres)) == 4
            assert critere.question[-1] in "?."
            assert all(phrase.endswith(".") for phrase in critere.ancres)

    @pytest.mark.parametrize(
        ("auteurs", "lectrice", "decidee", "attendu"),
        [
            ([1], 2, False, [False]),
            ([1], 1, False, [True]),
            ([None], 1, False, [False]),
            ([1, 2], 3, False, [True, True]),
            ([1], 2, True, [True]),
            ([], 1, False, []),
        ],
        ids=["not hers", "hers", "copied from paper", "both are given", "decided", "none"],
    )
    def test_nobody_reads_the_other_sheet_before_giving_hers(self, auteurs, lectrice, decidee, attendu):
        assert regles.lisibles(auteurs, lectrice, decidee=decidee) == attendu

    @pytest.mark.parametrize(
        ("interviewers", "decideuses", "codes"),
        [
            ([], ["Nadia", "Paul"], ["fiches"]),
            (["Nadia"], ["Nadia", "Paul"], ["fiches"]),
            (["Nadia", "Paul"], ["Nadia"], ["deux"]),
            (["Nadia", "Paul"], ["Nadia", "Nadia"], ["deux"]),
            (["Nadia", "Paul"], ["Nadia", "Zoé"], ["sans_fiche"]),
            (["Nadia", "Paul"], ["Nadia", "Paul"], []),
        ],
    )
    def test_two_who_gave_a_sheet_decide(self, interviewers, decideuses, codes):
        assert [o.code for o in regles.decision_commune(interviewers, decideuses, parcours=1)] == codes

    @pytest.mark.parametrize(
        ("fin", "code"),
        [
            (None, "sans_fin"),
            (dt.date(2027, 6, 1), "valable"),
            (AUJOURD_HUI + dt.timedelta(days=61), "valable"),
            (AUJOURD_HUI + dt.timedelta(days=60), "a_renouveler"),
            (AUJOURD_HUI, "a_renouveler"),
            (AUJOURD_HUI - dt.timedelta(days=1), "expire"),
        ],
    )
    def test_sixty_days_before_its_end_the_right_to_work_is_to_renew(self, fin, code):
        assert regles_droit.validite(fin, AUJOURD_HUI).code == code


@pytest.fixture
def awa(monde):
    with portee.dans(monde.ici.centre):
        return f.FabriqueParcours(informee=True, personne=f.FabriquePersonne(prenom="Zineb", nom="Alaoui"))


@pytest.fixture
def directrice(monde):
    return Personne(monde.ici, "directrice")


class TestFiches:
    def test_two_sheets_then_one_decision_then_admitted(self, monde, awa, coordinatrice, formatrice):
        coordinatrice.acte(awa, "mener_entretien", FICHE)
        assert etat(awa) == "candidate"
        page = formatrice.voir(f"parcours/{awa.pk}/")
        assert "jumeaux" not in page
        assert "Avis favorable" not in page
        assert "Fiche fermée" in page
        assert "jumeaux" not in formatrice.voir(f"parcours/{awa.pk}/entretien/")
        bis = {**FICHE, "synthese": "Hésite sur les horaires.", "avis": "reserve", "niveau_disponibilite": "2"}
        assert "La fiche d’entretien est donnée." in texte(formatrice.envoyer(f"parcours/{awa.pk}/entretien/", bis))
        page = formatrice.voir(f"parcours/{awa.pk}/")
        assert "jumeaux" in page
        assert "Hésite sur les horaires." in page
        assert {c.code: c for c in GUIDE}["disponibilite"].ancres[1] in page
        refus = coordinatrice.voir(f"acte/parcours/{awa.pk}/admettre/")
        assert "Il manque la décision commune" in refus
        assert (
            f"/parcours/{awa.pk}/selection/"
            in coordinatrice.client.get(monde.ici.adresse(f"acte/parcours/{awa.pk}/admettre/")).content.decode()
        )
        noms = [str(monde.ici.comptes[r]) for r in ("coordinatrice", "formatrice")]
        suite = coordinatrice.envoyer(f"parcours/{awa.pk}/selection/", {**DECISION, "decideuses": noms})
        assert "La décision commune est notée" in texte(suite)
        assert suite.redirect_chain[-1][0].endswith(f"/acte/parcours/{awa.pk}/admettre/"), "the next move is opened"
        with portee.dans(monde.ici.centre):
            session = f.FabriqueSession(nom="Hiver", places=2)
        coordinatrice.acte(awa, "admettre", {"session": session.pk})
        assert etat(awa) == "admise"

    def test_the_team_does_not_read_the_only_sheet_either(self, awa, coordinatrice, directrice):
        coordinatrice.acte(awa, "mener_entretien", FICHE)
        for suite in (f"parcours/{awa.pk}/", f"parcours/{awa.pk}/selection/"):
            assert "jumeaux" not in directrice.voir(suite)
        assert "jumeaux" in coordinatrice.voir(f"parcours/{awa.pk}/")

    def test_two_who_type_at_the_same_time_both_keep_their_sheet(self, monde, awa, coordinatrice, directrice):
        coordinatrice.acte(awa, "mener_entretien", FICHE, attendu="informee")
        seconde = directrice.acte(awa, "mener_entretien", {**FICHE, "avis": "reserve"}, attendu="informee")
        assert seconde.status_code == 200
        with portee.dans(monde.ici.centre):
            assert Entretien.objects.filter(parcours=awa).count() == 2

    def test_a_level_not_chosen_is_said_and_what_was_typed_stays(self, awa, coordinatrice):
        sans = {k: v for k, v in FICHE.items() if k != "niveau_francais"}
        page = coordinatrice.envoyer(f"parcours/{awa.pk}/entretien/", sans)
        assert page.status_code == 422
        assert "Choisissez la phrase la plus proche" in texte(page)
        assert "jumeaux de sa voisine" in page.content.decode()
        assert etat(awa) == "informee"

    def test_what_was_not_spoken_of_is_not_a_level(self, monde, awa, coordinatrice):
        coordinatrice.envoyer(f"parcours/{awa.pk}/entretien/", {**FICHE, "niveau_seule": "0"})
        with portee.dans(monde.ici.centre):
            assert "seule" not in Entretien.objects.get(parcours=awa).niveaux

    def test_a_sheet_changes_until_the_other_is_given(self, monde, awa, coordinatrice, directrice):
        chemin = f"parcours/{awa.pk}/entretien/"
        coordinatrice.envoyer(chemin, FICHE)
        coordinatrice.envoyer(chemin, {**FICHE, "avis": "reserve"})
        with portee.dans(monde.ici.centre):
            assert [e.avis for e in Entretien.objects.filter(parcours=awa)] == ["reserve"]
        directrice.envoyer(chemin, FICHE)
        tard = coordinatrice.envoyer(chemin, {**FICHE, "avis": "defavorable"})
        assert tard.status_code == 409
        assert "Elles ne changent plus." in texte(tard)

    def test_a_paper_sheet_is_copied_under_the_name_of_who_filled_it(self, monde, awa, coordinatrice):
        coordinatrice.envoyer(f"parcours/{awa.pk}/entretien/", FICHE)
        coordinatrice.envoyer(f"parcours/{awa.pk}/entretien/", {**FICHE, "mene_par": "Paul Roux"})
        with portee.dans(monde.ici.centre):
            assert Entretien.objects.filter(parcours=awa, mene_par="Paul Roux", auteur=None).exists()
            assert Entree.objects.filter(phrase="a recopié la fiche d’entretien de Paul Roux").exists()

    def test_after_admission_the_sheets_are_closed(self, monde, coordinatrice):
        with portee.dans(monde.ici.centre):
            elle = f.FabriqueParcours(admise=True)
        page = coordinatrice.envoyer(f"parcours/{elle.pk}/entretien/", FICHE, page=f"parcours/{elle.pk}/modifier/")
        assert page.status_code == 409
        assert "n’est plus en sélection" in texte(page)

    def test_she_reads_neither_opinions_nor_reasons(self, monde, coordinatrice, directrice, auxiliaire):
        with portee.dans(monde.ici.centre):
            elle = monde.ici.parcours
            elle.certificats.all().delete()
            Parcours.tous.filter(pk=elle.pk).delete()
            elle = Parcours(personne=elle.personne, etat="informee")
            elle.save()
        secrets = {"synthese": "Note secrète.", "avis": "defavorable", "pourquoi": "Raison secrète."}
        coordinatrice.acte(elle, "mener_entretien", {**FICHE, **secrets})
        directrice.envoyer(f"parcours/{elle.pk}/entretien/", {**FICHE, "avis": "reserve"})
        noms = [str(monde.ici.comptes[r]) for r in ("coordinatrice", "directrice")]
        decision = {**DECISION, "decision": "non_retenue", "raison": "Motif secret.", "decideuses": noms}
        coordinatrice.envoyer(f"parcours/{elle.pk}/selection/", decision)
        page = auxiliaire.voir("mon-parcours/").lower()
        ancres = [ancre.lower() for c in GUIDE for ancre in c.ancres]
        for mot in ("défavorable", "réservé", "secret", "non retenue", *ancres):
            assert mot not in page
        assert "note secrète" in coordinatrice.voir(f"parcours/{elle.pk}/").lower()

    def test_no_page_shows_a_total(self, monde, awa, coordinatrice, directrice):
        for qui in (coordinatrice, directrice):
            qui.envoyer(f"parcours/{awa.pk}/entretien/", FICHE)
        for suite in (f"parcours/{awa.pk}/", f"parcours/{awa.pk}/selection/"):
            page = coordinatrice.voir(suite).lower()
            for mot in ("score", "total", "moyenne", "points"):
                assert mot not in page, (suite, mot)
            assert not re.search(r"\d\s*(/|sur)\s*(4|5|20)\b", page), suite

    def test_coming_back_asks_for_new_sheets_and_a_new_decision(self, ici):
        par = ici.acteur("directrice")
        elle = f.FabriqueParcours(candidate=True)
        flux.franchir(elle, "ne_pas_retenir", par=par, motif="Pas libre.", raison="horaires")
        elle = flux.franchir(elle, "reprendre_candidature", par=par, motif="Elle est libre.")
        assert elle.decision_de_selection() == ""
        assert elle.raison_sortie == ""
        elle = recrutement.mener_entretien(elle, par=par, date=AUJOURD_HUI, avis="favorable", mene_par="Nadia")
        with pytest.raises(Ferme, match="la fiche d’une deuxième personne"):
            selection.decider(
                elle, par=par, date=AUJOURD_HUI, decision="admise", raison="Oui.", decideuses=["Nadia", "Paul"]
            )
        assert elle.entretiens.count() == 3


class TestDecision:
    def test_one_person_alone_does_not_decide(self, monde, coordinatrice):
        with portee.dans(monde.ici.centre):
            elle = f.FabriqueParcours(entendue=True)
        assert "la fiche d’une deuxième personne" in coordinatrice.voir(f"parcours/{elle.pk}/selection/")
        page = coordinatrice.envoyer(
            f"parcours/{elle.pk}/selection/",
            {**DECISION, "decideuses": ["Nadia"]},
            page=f"parcours/{elle.pk}/modifier/",
        )
        assert page.status_code == 422
        assert "Choisissez deux personnes." in page.content.decode() or "deuxième personne" in texte(page)

    def test_the_decision_needs_its_reason(self, monde, coordinatrice):
        with portee.dans(monde.ici.centre):
            elle = f.FabriqueParcours(candidate=True)
        page = coordinatrice.envoyer(
            f"parcours/{elle.pk}/selection/", {**DECISION, "raison": " ", "decideuses": ["Nadia", "Paul"]}
        )
        assert page.status_code == 422
        assert "Il manque la raison." in texte(page)

    def test_the_same_decision_twice_is_one(self, ici):
        par, elle = ici.acteur("directrice"), f.FabriqueParcours(candidate=True)
        options = {"date": AUJOURD_HUI, "decision": "liste_attente", "raison": "Groupe complet."}
        for _fois in range(2):
            selection.decider(elle, par=par, decideuses=["Paul", "Nadia"], **options)
        assert elle.decisions_selection.count() == 2, "the one of the factory, and this one"
        assert elle.decision_de_selection() == "liste_attente"

    @pytest.mark.parametrize("decision", ["liste_attente", "non_retenue", "reorientee"])
    def test_another_decision_does_not_admit(self, ici, decision):
        par, elle = ici.acteur("directrice"), f.FabriqueParcours(candidate=True)
        selection.decider(
            elle, par=par, date=AUJOURD_HUI, decision=decision, raison="Parce que.", decideuses=["Paul", "Nadia"]
        )
        with pytest.raises(Ferme, match="La décision commune n’est pas de l’admettre"):
            recrutement.admettre(elle, par=par, session=f.FabriqueSession())

    def test_a_trainer_gives_her_sheet_but_does_not_note_the_decision(self, monde, formatrice):
        with portee.dans(monde.ici.centre):
            elle = f.FabriqueParcours(candidate=True)
        assert "Cette page est pour" in formatrice.voir(f"parcours/{elle.pk}/selection/", statut=403)

    def test_the_second_interviewer_is_reminded_until_she_gives_her_sheet(self, monde, awa, coordinatrice, formatrice):
        coordinatrice.acte(awa, "mener_entretien", FICHE)
        phrase = "il manque la fiche de la deuxième personne"
        assert phrase in formatrice.voir("")
        assert phrase not in coordinatrice.voir("")
        formatrice.envoyer(f"parcours/{awa.pk}/entretien/", FICHE)
        assert phrase not in formatrice.voir("")

    def test_the_reason_of_a_departure_is_a_word_for_the_figures_beside_the_sentence(self, monde, coordinatrice):
        with portee.dans(monde.ici.centre):
            elle = f.FabriqueParcours(admise=True)
        assert "Jamais la santé" in coordinatrice.voir(f"acte/parcours/{elle.pk}/abandonner/")
        coordinatrice.acte(elle, "abandonner", {"raison": "emploi", "motif": "Elle travaille dans une crèche."})
        with portee.dans(monde.ici.centre):
            assert Parcours.objects.get(pk=elle.pk).raison_sortie == "emploi"
            assert Entree.objects.filter(motif="Elle travaille dans une crèche.").exists()

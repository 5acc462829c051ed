"""The waiting list of a session: thirteen for twelve places, one offer for a freed place, whoever frees it."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from clairiere import flux
from clairiere.centres import portee
from clairiere.comptes.acteur import Acteur
from clairiere.flux.obstacles import DejaFait, Ferme
from clairiere.messages.models import Message
from parcours.actions import attente, recrutement
from parcours.actions.sessions import modifier_session
from parcours.models import OffreDePlace, Parcours, Session
from parcours.regles import attente as regles
from tests.fabriques import base as f
from tests.outils.client import ClientStrict
from tests.outils.requetes import assertNumQueries
from tests.parcours.conftest import etat, texte

DANS_UN_MOIS = dt.timedelta(days=30)


def session(places=12, **champs):
    debut = timezone.localdate() + DANS_UN_MOIS
    return f.FabriqueSession(nom="Hiver 2027", places=places, debut=debut, fin=debut + dt.timedelta(days=90), **champs)


@pytest.fixture
def par(ici):
    return ici.acteur("coordinatrice")


def complete(par, places=2, attente_=3):
    """A full session, and those who wait for it."""
    s = session(places)
    gens = [f.FabriqueParcours(candidate=True) for _n in range(places + attente_)]
    faites = attente.admettre_ensemble(s, par=par, choisies=gens)
    return s, faites.admises, faites.en_attente


def offres(s, **champs):
    return list(OffreDePlace.objects.filter(session=s, **champs).order_by("pk"))


def messages(genre="place_proposee"):
    return Message.objects.filter(genre=genre).count()


class TestRegles:
    @pytest.mark.parametrize(
        ("places", "prises", "proposees", "libres"), [(12, 0, 0, 12), (12, 11, 1, 0), (12, 12, 0, 0), (2, 3, 0, 0)]
    )
    def test_a_place_offered_is_not_free(self, places, prises, proposees, libres):
        assert regles.places_libres(places, prises, proposees) == libres

    def test_the_order_of_the_list_decides_who_has_a_place(self):
        assert regles.repartir(2, ["a", "b", "c"]) == (["a", "b"], ["c"])
        assert regles.repartir(0, ["a"]) == ([], ["a"])

    @pytest.mark.parametrize(
        ("jours_avant", "attendu"), [(30, 3), (2, 2), (1, 1), (0, None)], ids=["plenty", "eve", "day", "too late"]
    )
    def test_nobody_may_answer_after_the_course_began(self, jours_avant, attendu):
        maintenant = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
        limite = regles.echeance(maintenant, 3, maintenant + dt.timedelta(days=jours_avant))
        assert limite == (maintenant + dt.timedelta(days=attendu) if attendu else None)

    def test_who_withdrew_and_was_replaced_is_not_counted_as_admitted(self):
        assert regles.remplacees(12, 11, ["a"]) == []
        assert regles.remplacees(12, 12, ["a"]) == ["a"]
        assert regles.remplacees(12, 12, ["a", "b"]) == ["a", "b"]
        assert regles.remplacees(12, 11, ["a", "b"]) == ["a"]


class TestTreizePourDouze:
    def test_thirteen_chosen_for_twelve_places_make_twelve_admitted_and_one_at_rank_one(self, par):
        s, admises, en_attente = complete(par, places=12, attente_=1)
        assert len(admises) == 12
        assert [(p.etat, p.rang_attente, p.session_attendue) for p in en_attente] == [("liste_attente", 1, s)]
        assert s.places_prises() == 12
        assert not offres(s), "nobody is asked while nothing is free"
        assert messages("admission") == 12
        assert "au rang 1" in Message.objects.get(genre="liste_attente").texte

    def test_one_withdrawal_makes_exactly_one_offer_to_the_first(self, par):
        s, admises, en_attente = complete(par)
        flux.franchir(admises[0], "abandonner", par=par, motif="Déménage.", raison="demenagement")
        (offre,) = offres(s)
        assert offre.parcours == en_attente[0]
        assert messages() == 1
        texte_sms = Message.objects.get(genre="place_proposee").texte
        assert f"/formation/place/{offre.jeton}/" in texte_sms
        attente.pourvoir(s, par=par)
        attente.tout_pourvoir()
        assert messages() == 1, "looking again offers nothing more"

    def test_a_pause_keeps_the_place(self, par):
        s, admises, _attente = complete(par)
        flux.franchir(admises[0], "mettre_en_pause", par=par, motif="Deux semaines.")
        assert not offres(s)

    def test_more_places_are_offered_at_once(self, par):
        s, _admises, en_attente = complete(par)
        modifier_session(s, par=par, places=4)
        assert [o.parcours for o in offres(s)] == en_attente[:2]

    def test_places_cannot_go_under_what_is_held_and_offered(self, par):
        s, _admises, _attente = complete(par)
        modifier_session(s, par=par, places=3)
        with pytest.raises(Ferme, match="2 places sont déjà prises, 1 proposée"):
            modifier_session(s, par=par, places=2)

    def test_a_no_passes_to_the_next_and_she_keeps_a_place_on_the_list(self, par):
        s, admises, en_attente = complete(par)
        flux.franchir(admises[0], "abandonner", par=par, motif="Un emploi.")
        attente.refuser(offres(s)[0], par=Acteur.systeme(s.centre, "Awa D."))
        assert [(o.parcours, o.etat) for o in offres(s)] == [(en_attente[0], "refusee"), (en_attente[1], "proposee")]
        elle = Parcours.objects.get(pk=en_attente[0].pk)
        assert (elle.etat, elle.session_attendue, elle.rang_attente) == ("liste_attente", None, 1)
        assert elle.prochaine_action == "Lui demander si elle attend une autre session"
        assert Parcours.objects.get(pk=en_attente[2].pk).rang_attente == 2

    def test_silence_passes_to_the_next_after_three_days(self, par):
        s, admises, en_attente = complete(par)
        with time_machine.travel(timezone.now(), tick=False) as horloge:
            flux.franchir(admises[0], "abandonner", par=par, motif="Un emploi.")
            horloge.shift(dt.timedelta(days=2, hours=23))
            attente.tout_pourvoir()
            assert [o.etat for o in offres(s)] == ["proposee"]
            horloge.shift(dt.timedelta(hours=2))
            attente.tout_pourvoir()
        assert [(o.parcours, o.etat) for o in offres(s)] == [(en_attente[0], "expiree"), (en_attente[1], "proposee")]
        assert messages() == 2

    def test_the_delay_is_the_one_that_the_centre_set(self, par):
        s, admises, _attente = complete(par)
        s.centre.reglages["offre_place_jours"] = 5
        s.centre.save()
        flux.franchir(admises[0], "abandonner", par=par, motif="Un emploi.")
        assert offres(s)[0].expire_le - timezone.now() > dt.timedelta(days=4, hours=23)

    def test_a_yes_admits_her_and_a_second_yes_changes_nothing(self, par):
        s, admises, en_attente = complete(par)
        flux.franchir(admises[0], "abandonner", par=par, motif="Un emploi.")
        offre, elle = offres(s)[0], Acteur.systeme(s.centre, "Awa D.")
        attente.accepter(offre, par=elle)
        with pytest.raises(DejaFait):
            attente.accepter(offre, par=elle)
        assert etat(en_attente[0]) == "admise"
        assert s.places_prises() == 2
        assert messages("admission") == 3

    def test_a_yes_after_the_deadline_is_refused_in_words(self, par):
        s, admises, en_attente = complete(par)
        with time_machine.travel(timezone.now(), tick=False) as horloge:
            flux.franchir(admises[0], "abandonner", par=par, motif="Un emploi.")
            horloge.shift(dt.timedelta(days=4))
            with pytest.raises(Ferme, match="Le délai pour répondre est passé"):
                attente.accepter(offres(s)[0], par=Acteur.systeme(s.centre))
        assert etat(en_attente[0]) == "liste_attente"

    def test_who_leaves_the_list_frees_her_offer_for_the_next(self, par):
        s, admises, en_attente = complete(par)
        flux.franchir(admises[0], "abandonner", par=par, motif="Un emploi.")
        flux.franchir(en_attente[0], "ne_pas_retenir", par=par, motif="Ne répond plus.")
        assert [(o.parcours, o.etat) for o in offres(s)] == [(en_attente[0], "retiree"), (en_attente[1], "proposee")]

    def test_the_team_admits_her_by_telephone_and_her_offer_is_answered(self, par):
        s, admises, en_attente = complete(par)
        flux.franchir(admises[0], "abandonner", par=par, motif="Un emploi.")
        recrutement.admettre(en_attente[0], par=par, session=s)
        assert [o.etat for o in offres(s)] == ["acceptee"]
        assert s.places_prises() == 2

    def test_a_place_offered_to_one_is_not_given_to_another(self, par):
        s, admises, _attente = complete(par)
        flux.franchir(admises[0], "abandonner", par=par, motif="Un emploi.")
        with pytest.raises(Ferme, match="1 place prise et 1 place proposée sur 2"):
            recrutement.admettre(f.FabriqueParcours(candidate=True), par=par, session=s)

    def test_nothing_is_offered_once_the_course_has_begun(self, par):
        s, admises, _attente = complete(par)
        Session.objects.filter(pk=s.pk).update(debut=timezone.localdate())
        flux.franchir(admises[0], "abandonner", par=par, motif="Un emploi.")
        assert not offres(s)

    def test_one_waits_for_a_full_session_only(self, par):
        libre = session(3)
        with pytest.raises(Ferme, match="a encore 3 places libres"):
            recrutement.mettre_en_attente(f.FabriqueParcours(candidate=True), par=par, session=libre)

    def test_one_does_not_wait_without_the_joint_decision(self, par):
        with pytest.raises(Ferme, match="Il manque la décision commune"):
            recrutement.mettre_en_attente(f.FabriqueParcours(entendue=True), par=par)


class TestPages:
    def test_the_page_of_admissions_says_the_places_and_admits_in_the_order_of_the_list(self, monde, coordinatrice):
        with portee.dans(monde.ici.centre):
            s = session(2)
            gens = [f.FabriqueParcours(candidate=True) for _n in range(3)]
            sans = f.FabriqueParcours(entendue=True)
        page = coordinatrice.voir(f"sessions/{s.pk}/admissions/")
        assert "2 libres" in page.replace("\u00a0", " ")
        assert str(sans.personne) not in page
        assert "1 candidate attend encore la décision commune" in page.replace("\u00a0", " ")
        fait = texte(coordinatrice.envoyer(f"sessions/{s.pk}/admissions/", {"choisies": [p.pk for p in gens]}))
        assert "2 personnes sont admises." in fait.replace("\u00a0", " ")
        assert f"{gens[2].personne.nom_court} au rang 1" in fait
        encore = texte(coordinatrice.envoyer(f"sessions/{s.pk}/admissions/", {"choisies": [p.pk for p in gens]}))
        assert "Rien n’a changé" in encore
        with portee.dans(monde.ici.centre):
            assert s.places_prises() == 2
            assert Message.objects.filter(genre="admission").count() == 2

    def test_choosing_nobody_is_said(self, monde, coordinatrice):
        with portee.dans(monde.ici.centre):
            s = session(2)
            f.FabriqueParcours(candidate=True)
        page = coordinatrice.envoyer(f"sessions/{s.pk}/admissions/", {})
        assert page.status_code == 422
        assert "Choisissez au moins une personne." in texte(page)

    def test_admissions_cost_the_same_for_5_and_for_40_candidates(self, monde, coordinatrice):
        with portee.dans(monde.ici.centre):
            s = session(2)

        def ajouter(n):
            with portee.dans(monde.ici.centre):
                for _rang in range(n):
                    f.FabriqueParcours(candidate=True)

        assertNumQueries(
            coordinatrice.client, monde.ici.adresse(f"sessions/{s.pk}/admissions/"), ajouter, peu=5, beaucoup=40
        )

    @pytest.fixture
    def proposee(self, monde):
        with portee.dans(monde.ici.centre):
            par = monde.ici.acteur("coordinatrice")
            s, admises, en_attente = complete(par)
            flux.franchir(admises[0], "abandonner", par=par, motif="Un emploi.")
            return offres(s)[0], en_attente

    def repondre(self, monde, offre, reponse):
        client, page = ClientStrict(), monde.ici.adresse(f"formation/place/{offre.jeton}/")
        return client.envoyer(page, {"reponse": reponse}, follow=True)

    def test_she_says_yes_by_the_link_without_an_account(self, monde, proposee):
        offre, en_attente = proposee
        page = ClientStrict().get(monde.ici.adresse(f"formation/place/{offre.jeton}/"))
        assert "Une place est libre pour vous" in texte(page)
        assert page["Cache-Control"] == "no-store"
        assert "Vous avez une place" in texte(self.repondre(monde, offre, "oui"))
        assert etat(en_attente[0]) == "admise"

    def test_she_says_no_and_the_next_one_is_asked(self, monde, proposee):
        offre, en_attente = proposee
        assert "C’est noté." in texte(self.repondre(monde, offre, "non"))
        with portee.dans(monde.ici.centre):
            assert OffreDePlace.objects.vivantes().get().parcours == en_attente[1]

    def test_an_old_link_says_that_the_delay_has_passed_and_asks_the_next_one(self, monde, proposee):
        offre, en_attente = proposee
        client = ClientStrict()
        page = monde.ici.adresse(f"formation/place/{offre.jeton}/")
        client.get(page)
        with portee.dans(monde.ici.centre):
            OffreDePlace.objects.filter(pk=offre.pk).update(expire_le=timezone.now() - dt.timedelta(minutes=1))
        assert "Le délai pour répondre est passé" in texte(client.get(page))
        reponse = client.post(
            page, {"csrfmiddlewaretoken": client.cookies["csrftoken"].value, "reponse": "oui"}, follow=True
        )
        assert "Le délai pour répondre est passé" in texte(reponse)
        assert etat(en_attente[0]) == "liste_attente"
        with portee.dans(monde.ici.centre):
            assert OffreDePlace.objects.vivantes().get().parcours == en_attente[1]

    def test_a_link_that_is_not_one_or_of_another_centre_does_not_exist(self, monde, proposee):
        offre, _attente = proposee
        client = ClientStrict()
        assert client.get(monde.ici.adresse("formation/place/rien/")).status_code == 404
        assert client.get(monde.ailleurs.adresse(f"formation/place/{offre.jeton}/")).status_code == 404

    def test_the_team_notes_an_answer_given_by_telephone(self, monde, proposee, coordinatrice):
        offre, en_attente = proposee
        page = f"places/{offre.pk}/"
        assert "Noter qu’elle accepte" in coordinatrice.voir(page)
        coordinatrice.envoyer(f"acte/offre/{offre.pk}/accepter/", {"attendu": "proposee"})
        assert etat(en_attente[0]) == "admise"

"""Whatever is done, at any hour: never over capacity, the order kept, one live offer for each place."""

from __future__ import annotations

import datetime as dt

import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from clairiere.agenda.acteurs import par_lien
from clairiere.agenda.actions.inscriptions import annuler_inscription, inscrire
from clairiere.agenda.actions.offres import accepter_offre, donner_place, refuser_offre
from clairiere.agenda.actions.places import elues, limite_de_reponse
from clairiere.agenda.actions.rencontres import changer_places
from clairiere.agenda.delais import AVANT_LE_DEBUT
from clairiere.agenda.models import Evenement, Inscription
from clairiere.agenda.taches import passer_les_offres
from clairiere.centres import portee
from clairiere.comptes.acteur import Acteur
from clairiere.flux.obstacles import Ferme
from clairiere.journal.models import Entree
from clairiere.messages.models import Message
from tests.agenda.conftest import personne, rencontre
from tests.fabriques import base as f

GENS = st.integers(0, 7)
LUNDI = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


class UneRencontre(RuleBasedStateMachine):
    """One meeting of three places and four children's places, eight persons, and a clock that only goes forward."""

    def __init__(self):
        super().__init__()
        self.voyage = time_machine.travel(LUNDI, tick=False)
        self.horloge = self.voyage.start()
        self.centre = f.FabriqueCentre()
        self.portee = portee.dans(self.centre)
        self.portee.__enter__()
        compte = f.FabriqueUtilisateur()
        f.FabriqueAdhesion(utilisateur=compte, role="animatrice", centre=self.centre)
        self.par = Acteur.de(compte, self.centre)
        self.evenement = rencontre(places=3, places_enfants=4, dans=dt.timedelta(days=4))
        self.gens = [personne() for _ in range(8)]
        self.file, self.a_jour, self.faits = [], True, set()

    def teardown(self):
        self.portee.__exit__(None, None, None)
        self.voyage.stop()

    # what people do

    def _faire(self, nom, verbe, *args, **options):
        self.file = list(self.evenement.inscriptions.en_file().values_list("pk", flat=True))
        try:
            if verbe(*args, **options).change:
                self.faits.add(nom)
                self.a_jour = True
        except Ferme:  # a refusal: nothing moved
            assert list(self.evenement.inscriptions.en_file().values_list("pk", flat=True)) == self.file

    def _sur(self, nom, verbe, qui, *, soi=False):
        inscription = self.evenement.inscriptions.filter(personne=self.gens[qui]).first()
        if inscription is not None:
            par = par_lien(inscription) if soi else self.par
            self._faire(nom, verbe, inscription, par=par)

    @rule(qui=GENS, enfants=st.integers(0, 4))
    def inscrire(self, qui, enfants):
        self._faire("inscrire", inscrire, self.evenement, self.gens[qui], par=self.par, enfants=enfants)

    @rule(qui=GENS, soi=st.booleans())
    def annuler(self, qui, soi):
        self._sur("annuler", annuler_inscription, qui, soi=soi)

    @rule(qui=GENS, soi=st.booleans())
    def accepter(self, qui, soi):
        self._sur("accepter", accepter_offre, qui, soi=soi)

    @rule(qui=GENS)
    def refuser(self, qui):
        self._sur("refuser", refuser_offre, qui, soi=True)

    @rule(qui=GENS)
    def donner(self, qui):
        self._sur("donner", donner_place, qui)

    @rule(adultes=st.integers(1, 6), enfants=st.integers(0, 8))
    def changer(self, adultes, enfants):
        self._faire("places", changer_places, self.evenement, par=self.par, places=adultes, places_enfants=enfants)

    @rule(heures=st.integers(1, 30))
    def le_temps_passe(self, heures):
        self.horloge.shift(dt.timedelta(hours=heures))
        self.a_jour = False

    @rule()
    def la_tache_passe(self):
        self.file = list(self.evenement.inscriptions.en_file().values_list("pk", flat=True))
        passer_les_offres()
        passer_les_offres()

    # what stays true

    def _toutes(self):
        return list(self.evenement.inscriptions.avec_rang())

    @invariant()
    def never_over_capacity(self):
        evenement = Evenement.objects.get(pk=self.evenement.pk)
        tenues = [i for i in self._toutes() if i.etat in ("inscrite", "proposee", "presente", "absente")]
        assert len(tenues) <= evenement.places
        assert sum(i.enfants for i in tenues) <= evenement.places_enfants

    @invariant()
    def one_offer_for_each_asking_one_message_for_each_offer(self):
        offres = Entree.objects.filter(code="agenda.proposer").count()
        messages = Message.objects.filter(genre="place_proposee")
        assert messages.count() == offres
        assert len({m.cle for m in messages}) == offres
        for inscription in self._toutes():
            dite = messages.filter(cle=f"place-proposee-{inscription.pk}-{inscription.ordre}").exists()
            assert dite or inscription.etat not in ("proposee", "refusee", "expiree")

    @invariant()
    def an_offer_ends_two_hours_before_the_start_and_the_task_leaves_none_overdue(self):
        for inscription in self._toutes():
            assert (inscription.etat == "proposee") == (inscription.offre_expire_le is not None)
            if inscription.offre_expire_le:
                assert inscription.offre_expire_le <= self.evenement.debut - AVANT_LE_DEBUT

    @invariant()
    def nobody_waits_for_a_place_that_could_be_offered(self):
        evenement = Evenement.objects.get(pk=self.evenement.pk)
        if self.a_jour and limite_de_reponse(evenement) is not None:
            assert elues(evenement) == []
            assert not Inscription.objects.filter(etat="proposee", offre_expire_le__lte=timezone.now()).exists()

    @invariant()
    def the_order_is_kept(self):
        """Who was passed over had more children than could come, or a free place is kept for her."""
        par_cle = {i.pk: i for i in self._toutes()}
        gardees = {i.pk for i in elues(Evenement.objects.get(pk=self.evenement.pk))}
        for rang, cle in enumerate(self.file):
            devant = par_cle[cle]
            if devant.etat != "en_attente" or cle in gardees:
                continue
            servies = [par_cle[c] for c in self.file[rang + 1 :] if par_cle[c].tient_une_place]
            assert all(devant.enfants > i.enfants for i in servies), (devant, servies)

    @invariant()
    def ranks_are_one_two_three_in_the_order_of_the_list(self):
        rangs = {i.pk: i.rang for i in self._toutes() if i.rang}
        file = list(self.evenement.inscriptions.en_file().values_list("pk", flat=True))
        assert [rangs[cle] for cle in file] == list(range(1, len(file) + 1))


class TestHasard(TestCase):
    """Random walks over a meeting."""

    def test_no_order_of_acts_over_fills_a_meeting_or_forgets_who_was_first(self):
        run_state_machine_as_test(
            UneRencontre,
            settings=settings(
                max_examples=40, stateful_step_count=35, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )

    def test_the_walk_can_reach_each_end_of_an_offer(self):
        """The walk above would prove nothing if offers were not made, taken, refused and left to run out."""
        m = UneRencontre()
        for qui in range(7):
            m.inscrire(qui, 0)
        m.annuler(0, True)
        m.accepter(3, True)
        m.annuler(1, False)
        m.refuser(4)
        m.le_temps_passe(30)
        m.le_temps_passe(20)
        m.la_tache_passe()
        etats = {i.personne_id: i.etat for i in m._toutes()}
        assert [etats[p.pk] for p in m.gens[:7]] == [
            "annulee",
            "annulee",
            "inscrite",
            "inscrite",
            "refusee",
            "expiree",
            "proposee",
        ]
        for nom in ("never_over_capacity", "the_order_is_kept", "nobody_waits_for_a_place_that_could_be_offered"):
            getattr(m, nom)()
        m.teardown()

"""The waiting list of a session: no order of events, no two acts at once give a place twice or forget who waits."""

import datetime as dt
import threading
from contextlib import suppress
from functools import partial

import pytest
import time_machine
from django.db import connections
from django.db.models import Q
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from clairiere import flux
from clairiere.centres import portee
from clairiere.comptes.acteur import Acteur
from clairiere.flux.obstacles import DejaFait, Ferme, Interdit
from clairiere.messages.models import Message
from parcours.actions import attente, recrutement
from parcours.actions.sessions import modifier_session
from parcours.models import OffreDePlace, Parcours, Session
from tests.fabriques import base as f
from tests.outils import navigateur
from tests.parcours.conftest import etat
from tests.parcours.test_attente import complete, messages, offres, session


class UneListe(RuleBasedStateMachine):
    """A full session, two who wait, three candidates, and everything that anyone may do, in any order."""

    def __init__(self):
        super().__init__()
        centre = f.FabriqueCentre()
        self.portee = portee.dans(centre)
        self.portee.__enter__()
        compte = f.FabriqueUtilisateur()
        f.FabriqueAdhesion(utilisateur=compte, role="directrice", centre=centre)
        self.par = Acteur.de(compte, centre)
        self.horloge = time_machine.travel(timezone.now(), tick=False)
        self.temps = self.horloge.start()
        self.session = session(places=3)
        self.elles = [f.FabriqueParcours(candidate=True).pk for _n in range(8)]
        self.arrivee = []
        self._essayer(attente.admettre_ensemble, self.session, choisies=[self._elle(r) for r in range(5)])

    def teardown(self):
        self.horloge.stop()
        self.portee.__exit__(None, None, None)

    def _elle(self, rang):
        return Parcours.objects.get(pk=self.elles[rang])

    def _essayer(self, verbe, *args, **options):
        with suppress(Ferme, DejaFait, Interdit):
            verbe(*args, par=self.par, **options)
        attendent = Parcours.objects.filter(etat="liste_attente", session_attendue=self.session)
        attendent = list(attendent.order_by("rang_attente").values_list("pk", flat=True))
        self.arrivee = [cle for cle in self.arrivee if cle in attendent]
        self.arrivee += [cle for cle in attendent if cle not in self.arrivee]

    @rule(rang=st.integers(0, 7))
    def admettre(self, rang):
        self._essayer(recrutement.admettre, self._elle(rang), session=Session.objects.get(pk=self.session.pk))

    @rule(rang=st.integers(0, 7))
    def attendre(self, rang):
        self._essayer(recrutement.mettre_en_attente, self._elle(rang), session=self.session)

    @rule(rangs=st.lists(st.integers(0, 7), unique=True, min_size=1))
    def ensemble(self, rangs):
        self._essayer(attente.admettre_ensemble, self.session, choisies=[self._elle(r) for r in rangs])

    @rule(rang=st.integers(0, 7), geste=st.sampled_from(["abandonner", "ne_pas_retenir", "reorienter"]))
    def partir(self, rang, geste):
        self._essayer(lambda par: flux.franchir(self._elle(rang), geste, par=par, motif="Parce que."))

    @rule(rang=st.integers(0, 7))
    def revenir(self, rang):
        """She comes back, and two persons say yes again."""
        elle = self._elle(rang)
        self._essayer(lambda par: flux.franchir(elle, "reprendre_candidature", par=par, motif="Elle revient."))
        elle = self._elle(rang)
        if elle.etat == "informee":
            for nom in ("Nadia", "Paul"):
                self._essayer(
                    recrutement.mener_entretien, elle, date=timezone.localdate(), avis="favorable", mene_par=nom
                )
            f.FabriqueDecisionSelection(parcours=elle, candidature=self._elle(rang).candidature)

    @rule(rang=st.integers(0, 7), oui=st.booleans())
    def repondre(self, rang, oui):
        offre = OffreDePlace.objects.filter(parcours=self.elles[rang]).order_by("-pk").first()
        if offre is not None:
            self._essayer(attente.accepter if oui else attente.refuser, offre)

    @rule(heures=st.integers(1, 100))
    def attendre_un_peu(self, heures):
        self.temps.shift(dt.timedelta(hours=heures))
        self._essayer(lambda par: attente.tout_pourvoir())

    @rule(places=st.integers(1, 6))
    def changer_les_places(self, places):
        self._essayer(modifier_session, self.session, places=places)

    @invariant()
    def never_more_than_the_places(self):
        s = Session.objects.get(pk=self.session.pk)
        assert s.places_prises() + s.offres.vivantes().count() <= s.places

    @invariant()
    def each_live_offer_goes_to_a_different_woman_who_waits(self):
        vivantes = list(OffreDePlace.objects.vivantes().select_related("parcours"))
        assert len({o.parcours_id for o in vivantes}) == len(vivantes)
        assert {(o.parcours.etat, o.parcours.session_attendue_id) for o in vivantes} <= {
            ("liste_attente", self.session.pk)
        }

    @invariant()
    def no_place_stays_free_while_someone_waits(self):
        s = Session.objects.get(pk=self.session.pk)
        libres = s.places - s.places_prises() - s.offres.vivantes().count()
        attendent = Parcours.objects.filter(etat="liste_attente", session_attendue=s)
        if s.debut > timezone.localdate() + dt.timedelta(days=1):
            assert not libres or not attendent.exclude(offres__etat="proposee").exists()

    @invariant()
    def the_order_of_arrival_is_kept_and_the_first_ones_are_asked(self):
        attendent = Parcours.objects.filter(etat="liste_attente", session_attendue=self.session)
        lignes = list(attendent.order_by("rang_attente").values_list("pk", "rang_attente"))
        assert [rang for _cle, rang in lignes] == list(range(1, len(lignes) + 1))
        assert [cle for cle, _rang in lignes] == self.arrivee
        sollicitees = set(OffreDePlace.objects.vivantes().values_list("parcours", flat=True))
        assert {cle for cle, rang in lignes if rang <= len(sollicitees)} == sollicitees

    @invariant()
    def one_message_for_one_offer(self):
        assert Message.objects.filter(genre="place_proposee").count() == OffreDePlace.objects.count()

    @invariant()
    def who_does_not_wait_has_no_rank(self):
        assert (
            not Parcours.objects.exclude(etat="liste_attente")
            .filter(Q(rang_attente__isnull=False) | Q(session_attendue__isnull=False))
            .exists()
        )


class TestHasard(TestCase):
    """Random walks on one waiting list."""

    def test_no_order_of_events_gives_one_place_twice_or_forgets_who_waits(self):
        run_state_machine_as_test(
            UneListe,
            settings=settings(
                max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )


def courir(centre, verbes):
    """Everything at the same moment, each in its thread; what went wrong, refusals left out."""
    depart, erreurs = threading.Barrier(len(verbes)), []

    def faire(verbe):
        try:
            with portee.dans(centre):
                depart.wait(timeout=20)
                verbe()
        except (Ferme, DejaFait):
            pass
        except Exception as erreur:  # noqa: BLE001 (told by the test below)
            erreurs.append(erreur)
        finally:
            connections.close_all()

    fils = [threading.Thread(target=faire, args=(verbe,)) for verbe in verbes]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join(timeout=60)
    return erreurs


@pytest.mark.django_db(transaction=True)
def test_departures_answers_and_admissions_at_the_same_moment_never_give_a_place_twice(tmp_path):
    with navigateur.base_a_plusieurs(tmp_path):
        centre = f.FabriqueCentre(code="course")
        with portee.dans(centre):
            par = Acteur.systeme(centre)
            s, admises, _attente = complete(par, places=4, attente_=4)
            flux.franchir(admises[0], "abandonner", par=par, motif="Un emploi.")
            offre = offres(s)[0]
            autres = [f.FabriqueParcours(candidate=True) for _n in range(2)]
            verbes = [
                *(partial(flux.franchir, p, "abandonner", par=par, motif="Un emploi.") for p in admises[1:3]),
                *(partial(recrutement.admettre, p, par=par, session=s) for p in autres),
                *(partial(attente.accepter, offre, par=par) for _fois in range(2)),
                partial(attente.tout_pourvoir),
            ]
            assert courir(centre, verbes) == []
            assert etat(offre.parcours) == "admise"
            assert s.places_prises() + s.offres.vivantes().count() == 4
            assert messages() == OffreDePlace.objects.count() == 3, "one offer for each of the three departures"

"""Noted, signed, sent again or corrected, in any order: hours never drop without a correction and its reason."""

import datetime as dt
import uuid

from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from clairiere.centres import portee
from clairiere.comptes.acteur import Acteur
from clairiere.flux.obstacles import Ferme
from clairiere.journal.models import Entree
from parcours.actions.appel import Entree as Envoi
from parcours.actions.appel import recevoir, signer_sur_ecran
from parcours.actions.presence import Ligne, saisir, signer
from parcours.models import DemiJournee, Emargement, EntreeRecue, TraceSignature
from tests.fabriques import base as f

STATUTS = st.sampled_from(Emargement.Statut.values)
ARRIVEES = st.sampled_from([None, dt.time(9, 15), dt.time(9, 50), dt.time(11, 59)])
MOTIFS = st.sampled_from(["", "Erreur de ligne."])
JOURS = st.sampled_from([0, 1])  # today's sheet, and one that is closed
ELLES = st.integers(0, 1)
VUES = st.sampled_from([None, (), "notee"])


class UneFeuille(RuleBasedStateMachine):
    """Two trainees, a sheet of today and a closed one, a trainer and a director."""

    def __init__(self):
        super().__init__()
        centre = f.FabriqueCentre()
        self.portee = portee.dans(centre)
        self.portee.__enter__()
        self.acteurs = []
        for role in ("formatrice", "directrice"):
            compte = f.FabriqueUtilisateur()
            f.FabriqueAdhesion(utilisateur=compte, role=role, centre=centre)
            self.acteurs.append(Acteur.de(compte, centre))
        session = f.FabriqueSession()
        self.elles = [f.FabriqueParcours(en_formation=True, session=session) for _n in range(2)]
        jours = [timezone.localdate(), timezone.localdate() - dt.timedelta(days=30)]
        self.feuilles = [
            DemiJournee.objects.create(session=session, date=jour, moment="matin", heure_debut=dt.time(9), minutes=180)
            for jour in jours
        ]
        self.heures = [0, 0]
        self.corrections = 0
        self.envois = []
        self.lignes = {}

    def teardown(self):
        self.portee.__exit__(None, None, None)

    def _ligne(self, elle, feuille, statut, arrivee, vu, **suite):
        notee = Emargement.objects.filter(parcours=self.elles[elle], demi_journee=feuille).first()
        if vu == "notee":
            vu = (notee.statut, notee.minutes, notee.signature) if notee else ()
        arrivee = arrivee if statut == "retard" else None
        return Ligne(self.elles[elle], statut, arrivee=arrivee, vu=vu, **suite)

    @rule(
        elle=ELLES,
        jour=JOURS,
        qui=ELLES,
        statut=STATUTS,
        arrivee=ARRIVEES,
        signature=st.sampled_from([None, "", "papier"]),
        motif=MOTIFS,
        vu=VUES,
        source=st.sampled_from(["", "ecran", "papier"]),
    )
    def noter(self, elle, jour, qui, statut, arrivee, signature, motif, vu, source):
        feuille = self.feuilles[jour]
        ligne = self._ligne(elle, feuille, statut, arrivee, vu, signature=signature)
        avant = self._valeurs()
        try:
            saisir(feuille, par=self.acteurs[qui], lignes=[ligne], motif=motif, source=source)
        except Ferme:
            assert self._valeurs() == avant, "a refusal changes nothing"
        else:
            if jour == 1 and self.acteurs[qui] is self.acteurs[0]:
                assert self._valeurs() == avant, "the trainer does not mend a closed sheet"

    @rule(elle=ELLES, jour=JOURS, qui=ELLES, statut=STATUTS, arrivee=ARRIVEES, vu=VUES)
    def envoyer(self, elle, jour, qui, statut, arrivee, vu):
        ligne = self._ligne(elle, self.feuilles[jour], statut, arrivee, vu, signature=None)
        envoi = (self.feuilles[jour], self.acteurs[qui], Envoi(uuid.uuid4(), self.elles[elle].pk, ligne))
        self.envois.append(envoi)
        self._recevoir(envoi)

    @rule(rang=st.integers(0, 50))
    def renvoyer(self, rang):
        """The network was lost before the answer: the same entry again, later."""
        if not self.envois:
            return
        avant, recues = self._valeurs(), EntreeRecue.objects.count()
        self._recevoir(self.envois[rang % len(self.envois)])
        assert self._valeurs() == avant, "an entry counts once"
        assert EntreeRecue.objects.count() == recues

    def _recevoir(self, envoi):
        feuille, par, entree = envoi
        (verdict,) = recevoir(feuille, par=par, entrees=[entree], source="lien")
        assert verdict.phrase or verdict.issue == "enregistree", "a refusal says why"

    @rule(elle=ELLES, jour=JOURS)
    def signer_au_doigt(self, elle, jour):
        signer_sur_ecran(self.feuilles[jour], parcours=self.elles[elle], trait="M0 0l300 300")

    @rule(jour=JOURS)
    def signer_la_feuille(self, jour):
        try:
            signer(self.feuilles[jour], par=self.acteurs[0])
        except Ferme:
            return

    def _valeurs(self):
        champs = ("parcours", "demi_journee", "statut", "minutes", "signature", "arrivee", "depart")
        return list(Emargement.objects.order_by("pk").values_list(*champs))

    @invariant()
    def hours_never_drop_without_a_correction(self):
        heures = [elle.minutes() for elle in self.elles]
        corrections = Entree.objects.filter(code="emargement.corriger").exclude(motif="").count()
        for avant, apres in zip(self.heures, heures, strict=True):
            assert apres >= avant or corrections > self.corrections
        self.heures, self.corrections = heures, corrections

    @invariant()
    def each_line_is_possible(self):
        for e in Emargement.objects.all():
            assert e.minutes <= 180
            assert bool(e.minutes) == (e.statut in ("presente", "retard"))
            assert e.statut == "retard" or e.arrivee is None

    @invariant()
    def nobody_signs_twice(self):
        assert TraceSignature.objects.count() <= len(self.elles) * len(self.feuilles)


class TestHasard(TestCase):
    """Random walks on two sheets."""

    def test_hours_never_drop_without_a_correction(self):
        run_state_machine_as_test(
            UneFeuille,
            settings=settings(
                max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )

    def test_a_correction_can_lower_them(self):
        """The walk above would prove nothing if hours never counted, or never dropped."""
        m = UneFeuille()
        m.noter(0, 0, 0, "presente", None, "papier", "", None, "")
        m.signer_la_feuille(0)
        m.hours_never_drop_without_a_correction()
        assert m.heures == [180, 0]
        m.noter(0, 0, 0, "absente", None, "", "", None, "")
        m.hours_never_drop_without_a_correction()
        assert m.heures == [180, 0]
        m.noter(0, 0, 0, "absente", None, "", "Erreur de ligne.", None, "")
        m.hours_never_drop_without_a_correction()
        assert (m.heures, m.corrections) == ([0, 0], 1)
        m.teardown()

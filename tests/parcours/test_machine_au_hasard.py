"""Whatever the order of the moves, what a certificate stands on is there, and only the gateway changes a state."""

import datetime as dt

from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from clairiere import flux
from clairiere.centres import portee
from clairiere.comptes.acteur import Acteur
from clairiere.flux.obstacles import DejaFait, Ferme, Interdit
from clairiere.journal.models import Entree
from parcours.actions import certification, recrutement
from parcours.actions.presence import Ligne, saisir, signer
from parcours.models import COMPETENCES, DemiJournee, Emargement, Parcours
from tests.fabriques import base as f

MOUVEMENTS = sorted(set(Parcours.mouvements()) - {"certifier", "admettre", "mener_entretien", "mettre_en_attente"})
STATUTS = Emargement.Statut.values
APRES_CERTIFICAT = ("certifiee", "disponible", "placee")


class UnParcours(RuleBasedStateMachine):
    """One woman, and everything that anyone may try, in any order."""

    def __init__(self):
        super().__init__()
        centre = f.FabriqueCentre()
        self.portee = portee.dans(centre)
        self.portee.__enter__()
        compte = f.FabriqueUtilisateur()
        for role in ("directrice", "formatrice"):
            f.FabriqueAdhesion(utilisateur=compte, role=role, centre=centre)
        self.par, self.systeme = Acteur.de(compte, centre), Acteur.systeme(centre)
        self.session = f.FabriqueSession(heures_visees=6, places=2)
        self.parcours = f.FabriqueParcours()
        self.jour = timezone.localdate() - dt.timedelta(days=80)
        self.franchis = 0

    def teardown(self):
        self.portee.__exit__(None, None, None)

    def _frais(self):
        return Parcours.objects.get(pk=self.parcours.pk)

    def _essayer(self, verbe, *args, **options):
        avant = self._frais().etat
        try:
            verbe(*args, **options)
        except (Ferme, DejaFait, Interdit):
            assert self._frais().etat == avant, "a refusal changes nothing"
        else:
            self.franchis += self._frais().etat != avant

    @rule(nom=st.sampled_from(MOUVEMENTS), motif=st.sampled_from(["", "Parce que."]), systeme=st.booleans())
    def bouger(self, nom, motif, systeme):
        donnees = {"date_reunion": self.jour} if nom == "informer" else {}
        donnees |= {"famille": "Petit"} if nom == "placer" else {}
        par = self.systeme if systeme else self.par
        self._essayer(flux.franchir, self._frais(), nom, par=par, motif=motif, **donnees)

    @rule(avis=st.sampled_from(["favorable", "defavorable"]))
    def entretien(self, avis):
        self._essayer(recrutement.mener_entretien, self._frais(), par=self.par, date=self.jour, avis=avis)

    @rule()
    def admettre(self):
        self._essayer(recrutement.admettre, self._frais(), par=self.par, session=self.session)

    @rule()
    def attendre(self):
        self._essayer(recrutement.mettre_en_attente, self._frais(), par=self.par)

    @precondition(lambda self: self._frais().session_id and self._frais().etat != "reperee")
    @rule(
        statut=st.sampled_from(Emargement.Statut.values),
        signature=st.sampled_from(["", "papier"]),
        signee=st.booleans(),
    )
    def venir(self, statut, signature, signee):
        self.jour += dt.timedelta(days=1)
        dj = DemiJournee.objects.create(session=self.session, date=self.jour, moment="matin", minutes=180)
        minutes = 120 if statut == "retard" else None
        saisir(dj, par=self.par, lignes=[Ligne(self._frais(), statut, minutes=minutes, signature=signature)])
        if signee:
            signer(dj, par=self.par)

    @rule(niveau=st.sampled_from(["acquis", "en_cours"]), resultat=st.sampled_from(["acquis", "a_revoir"]))
    def evaluer(self, niveau, resultat):
        competences = dict.fromkeys(COMPETENCES, niveau)
        self._essayer(
            certification.evaluer,
            self._frais(),
            par=self.par,
            date=self.jour,
            competences=competences,
            resultat=resultat,
        )

    @rule(decision=st.sampled_from(["certifiee", "ajournee", "non_certifiee"]), membres=st.integers(1, 2))
    def decider(self, decision, membres):
        noms = ["Jeanne Martin", "Paul Roux"][:membres]
        options = {"date": self.jour, "membres": noms, "decision": decision, "remarque": "À refaire en mars."}
        self._essayer(certification.decider, self._frais(), par=self.par, **options)

    @rule()
    def certifier(self):
        self._essayer(_certifier_sans_papier, self._frais(), self.par)

    @invariant()
    def certifiee_stands_on_facts(self):
        parcours = self._frais()
        if parcours.etat not in APRES_CERTIFICAT:
            return
        signees = Emargement.objects.filter(
            parcours=parcours, statut__in=("presente", "retard"), demi_journee__signee_le__isnull=False
        ).exclude(signature="")
        assert sum(e.minutes for e in signees) >= 6 * 60
        assert parcours.evaluations.filter(resultat="acquis").exists()
        assert parcours.decisions.filter(decision="certifiee").exists()

    @invariant()
    def each_move_is_in_the_journal(self):
        moves = Entree.objects.filter(code__startswith="parcours.", donnees__has_key="de")
        assert moves.count() >= self.franchis

    @invariant()
    def who_is_in_the_course_has_a_session(self):
        parcours = self._frais()
        assert parcours.session_id or parcours.etat not in ("admise", "en_formation", "en_evaluation", "ajournee")


def _certifier_sans_papier(parcours, par):
    """The move alone: composing 500 PDFs would prove nothing more."""
    flux.franchir(parcours, "certifier", par=par)
    f.FabriqueCertificat(parcours=parcours)


class TestHasard(TestCase):
    """Random walks from the first contact."""

    def test_no_order_of_moves_certifies_without_hours_evaluation_and_jury(self):
        run_state_machine_as_test(
            UnParcours,
            settings=settings(
                max_examples=15, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )

    def test_the_shortest_way_reaches_the_certificate(self):
        """The walk above would prove nothing if the end could not be reached."""
        m = UnParcours()
        m.bouger("informer", "", False)
        m.entretien("favorable")
        m.admettre()
        m.venir("presente", "papier", True)
        m.bouger("entrer_en_formation", "", False)
        m.venir("presente", "papier", True)
        m.bouger("passer_en_evaluation", "", False)
        m.evaluer("acquis", "acquis")
        m.decider("certifiee", 2)
        m.certifier()
        assert m._frais().etat == "certifiee"
        m.certifiee_stands_on_facts()
        m.each_move_is_in_the_journal()
        assert m.franchis == 6
        m.teardown()

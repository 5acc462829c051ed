"""Whatever the order of the clicks, some things never happen."""

from decimal import Decimal
from typing import ClassVar
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from clairiere.centres import portee
from clairiere.flux.obstacles import RefusDeFlux
from contrats import actions, papier
from contrats.models import EN_VIE, Contrat
from parcours.models import Parcours
from placements.models import Placement
from tests.contrats.conftest import dans, placement_de


class VieDesContrats(RuleBasedStateMachine):
    """Two matches of one auxiliaire; staff clicks anything, in any order, twice."""

    lieu = None
    vus: ClassVar[set[str]] = set()

    @initialize()
    def ouvrir(self):
        Contrat.objects.all().delete()
        Placement.objects.all().delete()
        un = placement_de(self.lieu, debut=dans(0))
        self.placements = [un, placement_de(self.lieu, parcours=un.parcours, debut=dans(0))]
        self.parcours = un.parcours
        self.equipe = self.lieu.acteur("coordinatrice")
        self.signes = {}
        self.refus = []

    def _essayer(self, verbe, rang, **donnees):
        contrat = Contrat.objects.filter(placement=self.placements[rang]).order_by("-pk").first()
        if contrat is None:
            return
        try:
            verbe(contrat, par=self.equipe, **donnees)
        except RefusDeFlux as refus:
            self.refus.append(str(refus))

    @rule(rang=st.integers(0, 1))
    def rediger(self, rang):
        try:
            actions.rediger(self.placements[rang], par=self.equipe)
        except RefusDeFlux as refus:
            self.refus.append(str(refus))

    @rule(rang=st.integers(0, 1))
    def avancer(self, rang):
        """What an orderly person does next."""
        contrat = Contrat.objects.filter(placement=self.placements[rang]).order_by("-pk").first()
        suite = {"brouillon": self.preparer, "pret": self.signer, "signe": self.terminer}
        verbe = suite.get(contrat.etat if contrat else "", self.rediger)
        verbe(rang, **({"jours": 0} if verbe in (self.signer, self.terminer) else {}))

    @rule(rang=st.integers(0, 1), taux=st.decimals("10", "16", places=2), essai=st.integers(0, 2))
    def modifier(self, rang, taux, essai):
        self._essayer(actions.modifier, rang, taux_horaire_brut=taux, essai_mois=essai)

    @rule(rang=st.integers(0, 1))
    def preparer(self, rang):
        self._essayer(actions.preparer, rang)

    @rule(rang=st.integers(0, 1))
    def corriger(self, rang):
        self._essayer(actions.corriger, rang)

    @rule(rang=st.integers(0, 1), jours=st.integers(-1, 1))
    def signer(self, rang, jours):
        self._essayer(actions.signer, rang, signe_le=dans(jours), vu_par="Nadia")

    @rule(rang=st.integers(0, 1))
    def annuler(self, rang):
        self._essayer(actions.annuler, rang, motif="Renoncement")

    @rule(rang=st.integers(0, 1), jours=st.integers(-1, 1))
    def terminer(self, rang, jours):
        self._essayer(actions.terminer, rang, fin=dans(jours), cause="accord")

    @invariant()
    def la_loi_et_le_parcours_tiennent(self):
        assert all(self.refus), "a refusal is always a sentence"
        contrats = list(Contrat.objects.all())
        en_vigueur = [c for c in contrats if c.etat == "signe"]
        assert (Parcours.objects.get(pk=self.parcours.pk).etat == "placee") == bool(en_vigueur)
        for placement in self.placements:
            assert sum(c.placement_id == placement.pk and c.etat in EN_VIE for c in contrats) <= 1
        for contrat in contrats:
            self.vus.add(contrat.etat)
            if contrat.etat in ("pret", "signe", "termine"):
                assert contrat.taux_horaire_brut >= Decimal("12.89")
                assert contrat.fige["donnees"]["taux_horaire_brut"] == str(contrat.taux_horaire_brut)
                assert contrat.essai_mois <= 1
            if contrat.etat in ("signe", "termine"):
                garde = self.signes.setdefault(contrat.pk, contrat.fige)
                assert garde == contrat.fige
        numeros = [c.numero for c in contrats if c.numero]
        assert len(set(numeros)) == len(numeros)


def test_no_order_of_clicks_breaks_the_law_the_parcours_or_a_signed_contrat(ici):
    VieDesContrats.lieu = ici
    # The paper itself has its own tests: here only who may move what, so that the walk is long.
    with mock.patch.object(papier, "faire_les_fichiers", return_value=({"docx": b"x"}, "")):
        run_state_machine_as_test(
            VieDesContrats,
            settings=settings(
                max_examples=15,
                stateful_step_count=30,
                deadline=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )
    assert VieDesContrats.vus == set(Contrat.ETATS), "the walk must reach every state to prove anything"


def test_a_query_on_contrats_outside_of_a_centre_raises(db):
    with pytest.raises(portee.HorsPortee):
        Contrat.objects.count()

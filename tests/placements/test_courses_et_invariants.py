"""What never happens, whatever the order of the gestures: a match without two yes, a family that sees too early."""

import sqlite3
import threading
from functools import partial

import pytest
from django.db import connection, connections
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from clairiere import flux
from clairiere.centres import portee
from clairiere.flux.obstacles import DejaFait, Ferme, Interdit, Introuvable
from placements import actions
from placements.acteurs import famille_de
from placements.actions import reponses
from placements.models import MONTREES, Placement, Proposition
from tests.placements.conftest import autre_auxiliaire, demande_de, proposer

REFUS = (DejaFait, Ferme, Interdit, Introuvable)
VOIES = st.sampled_from(["telephone", "sur_place", "ecran", ""])


def _machine(ici):
    """A walk over one request, from the hands of the team, of the family and of two auxiliaires."""

    class Marche(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.par = ici.acteur("coordinatrice")
            self.auxiliaires = [ici.parcours, autre_auxiliaire()]
            self.demande = demande_de(ici)
            self.famille = famille_de(self.demande)
            self.dits_non = 0

        def _essayer(self, verbe, *args, **options):
            try:
                return verbe(*args, **options)
            except REFUS:
                return None

        def _une(self, rang):
            toutes = list(self.demande.propositions.order_by("pk"))
            return toutes[rang % len(toutes)] if toutes else None

        @rule(rang=st.integers(0, 1))
        def proposer(self, rang):
            self._essayer(actions.proposer, self.demande, par=self.par, parcours=[self.auxiliaires[rang]])

        @precondition(lambda self: self.demande.propositions.exists())
        @rule(
            rang=st.integers(0, 3),
            verbe=st.sampled_from(["accepter_auxiliaire", "accepter_famille", "refuser_auxiliaire", "refuser_famille"]),
            qui=st.sampled_from(["equipe", "famille", "auxiliaire"]),
            voie=VOIES,
        )
        def repondre(self, rang, verbe, qui, voie):
            par = {"equipe": self.par, "famille": self.famille, "auxiliaire": ici.acteur("auxiliaire")}[qui]
            self._essayer(getattr(reponses, verbe), self._une(rang), par=par, voie=voie)

        @precondition(lambda self: self.demande.propositions.exists())
        @rule(rang=st.integers(0, 3))
        def accorder(self, rang):
            """Both yes in a row, so that walks reach the end."""
            p = self._une(rang)
            self._essayer(actions.accepter_auxiliaire, p, par=self.par, voie="telephone")
            self._essayer(actions.accepter_famille, p, par=self.famille)

        @precondition(lambda self: self.demande.propositions.exists())
        @rule(rang=st.integers(0, 3))
        def conclure(self, rang):
            self._essayer(actions.conclure, self._une(rang), par=self.par)

        @rule(geste=st.sampled_from(["suspendre", "reprendre", "retirer", "classer", "rouvrir"]))
        def demande_bouge(self, geste):
            verbe = {"reprendre": actions.reprendre, "retirer": actions.retirer, "classer": actions.classer}.get(geste)
            options = {} if geste == "reprendre" else {"motif": "essai"}
            if verbe:
                self._essayer(verbe, self.demande, par=self.par, **options)
            else:
                self._essayer(flux.franchir, self.demande, geste, par=self.par, **options)

        @rule()
        def terminer(self):
            for placement in self.demande.placements.filter(etat="en_cours"):
                self._essayer(actions.terminer, placement, par=self.par, fin=placement.debut, motif="essai")

        @invariant()
        def un_placement_suppose_deux_oui(self):
            for placement in self.demande.placements.select_related("proposition"):
                assert placement.proposition.etat == "conclue"
                assert placement.proposition.auxiliaire_oui_le
                assert placement.proposition.famille_oui_le
            assert self.demande.placements.filter(etat="en_cours").count() <= 1

        @invariant()
        def la_famille_ne_voit_rien_avant_le_oui(self):
            for proposition in Proposition.objects.visibles_par(self.famille):
                assert proposition.auxiliaire_oui_le is not None
                assert proposition.etat in MONTREES

        @invariant()
        def l_etat_dit_vrai(self):
            self.demande.refresh_from_db()
            vivantes = self.demande.propositions.vivantes().count()
            if self.demande.etat == "proposee":
                assert vivantes
            if self.demande.etat in ("ouverte", "pourvue", "retiree", "classee"):
                assert not vivantes
            if self.demande.etat == "pourvue":
                assert self.demande.placements.exists()

    return Marche


def test_whatever_the_order_no_match_without_two_yes_and_no_early_sight(ici):
    from hypothesis.stateful import run_state_machine_as_test

    reglages = settings(max_examples=15, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(_machine(ici), settings=reglages)
    # The walks would prove nothing if the end could not be reached by these same hands.
    marche = _machine(ici)()
    marche.proposer(0)
    marche.accorder(0)
    marche.conclure(0)
    marche.un_placement_suppose_deux_oui()
    assert Placement.objects.filter(demande=marche.demande).exists()


@pytest.fixture
def base_a_plusieurs(tmp_path):
    """The test database as several threads open it: SQLite in memory is one connection, so it is copied."""
    reglages = connection.settings_dict
    ancien = reglages["NAME"]
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        fichier = tmp_path / "course.sqlite3"

        def ouvrir():
            copie = sqlite3.connect(fichier)
            connection.ensure_connection()
            connection.connection.backup(copie)
            copie.close()
            reglages["NAME"] = str(fichier)
    else:
        ouvrir = bool
    yield ouvrir
    reglages["NAME"] = ancien


def _ensemble(centre, *verbes):
    """Run each verb in its own thread, all at once; what they return, or the refusal, in no order."""
    depart, issues = threading.Barrier(len(verbes)), []

    def courir(verbe):
        try:
            with portee.dans(centre):
                depart.wait(timeout=20)
                issues.append(verbe())
        except REFUS as refus:
            issues.append(refus)
        finally:
            connections.close_all()

    fils = [threading.Thread(target=courir, args=(verbe,)) for verbe in verbes]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join(timeout=60)
    return issues


@pytest.mark.django_db(transaction=True)
def test_two_conclusions_at_the_same_time_make_one_match(monde, base_a_plusieurs):
    ici = monde.ici
    with portee.dans(ici.centre):
        par, demande, seconde = ici.acteur("coordinatrice"), demande_de(ici), autre_auxiliaire()
        propositions = proposer(ici, demande, ici.parcours, seconde)
        for p in propositions:
            actions.accepter_auxiliaire(p, par=par, voie="telephone")
            actions.accepter_famille(p, par=par, voie="telephone")
    base_a_plusieurs()
    issues = _ensemble(ici.centre, *(partial(actions.conclure, p, par=par) for p in propositions))
    assert sorted(type(i).__name__ for i in issues) in (["DejaFait", "Placement"], ["Ferme", "Placement"]), issues
    [etats] = _ensemble(ici.centre, lambda: sorted(Proposition.objects.values_list("etat", flat=True)))
    assert etats == ["caduque", "conclue"]
    [nombre] = _ensemble(ici.centre, Placement.objects.count)
    assert nombre == 1


@pytest.mark.django_db(transaction=True)
def test_two_deposits_at_the_same_time_make_one_request(monde, base_a_plusieurs):
    ici = monde.ici
    base_a_plusieurs()
    deposer = partial(demande_de, ici, ouverte=False, nom="Martin", telephone="+33600090009")
    issues = _ensemble(ici.centre, deposer, deposer)
    assert len(issues) == 2
    assert len({demande.pk for demande in issues}) == 1

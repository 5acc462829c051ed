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
from parcours.actions import certification, cloture, deliberation, derogation, recours, recrutement, selection
from parcours.actions.presence import Ligne, saisir, signer
from parcours.models import COMPETENCES, DemiJournee, Emargement, Parcours, Recours
from tests.fabriques import base as f
from tests.fabriques import jury as fj

MOUVEMENTS = sorted(set(Parcours.mouvements()) - {"certifier", "admettre", "mener_entretien", "mettre_en_attente"})
STATUTS = Emargement.Statut.values
APRES_CERTIFICAT = ("certifiee", "disponible", "placee")
UN_MOIS = dt.timedelta(days=30)


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

    @rule(avis=st.sampled_from(["favorable", "defavorable"]), noms=st.sampled_from([["Nadia"], ["Nadia", "Paul"]]))
    def entretien(self, avis, noms):
        options = {"par": self.par, "date": self.jour, "avis": avis}
        for nom in noms:
            self._essayer(recrutement.mener_entretien, self._frais(), mene_par=nom, **options)

    @rule(decision=st.sampled_from(["admise", "admise", "liste_attente", "non_retenue"]))
    def choisir(self, decision):
        options = {"date": self.jour, "decision": decision, "raison": "Projet clair.", "decideuses": ["Nadia", "Paul"]}
        self._essayer(selection.decider, self._frais(), par=self.par, **options)

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

    @precondition(lambda self: self._frais().session_id)
    @rule(
        decision=st.sampled_from(["certifiee", "ajournee", "non_certifiee"]),
        membres=st.integers(1, 3),
        lie=st.booleans(),
        clore=st.booleans(),
    )
    def sieger(self, decision, membres, lie, clore):
        """A sitting on a day of its own, perhaps with a member who knows her; it may never be closed."""
        self.jour += dt.timedelta(days=1)
        parcours = self._frais()
        jury = fj.jury_pret(parcours, membres=membres, date=self.jour)
        if lie:
            fj.FabriqueConflit(membre=jury.membres.first(), parcours=parcours)
        options = {"decision": decision, "remarque": "À refaire en mars.", "echeance": timezone.localdate() + UN_MOIS}
        self._essayer(deliberation.deliberer, jury, parcours, par=self.par, **options)
        if clore:
            self._essayer(cloture.clore, jury, par=self.par)

    @rule(minutes=st.sampled_from([60, 180, 300, 360]), retirer=st.booleans())
    def excepter(self, minutes, retirer):
        parcours = self._frais()
        faits = {"motif": "Elle a montré chaque geste devant la formatrice.", "faits": "Bilan du 12 mars."}
        self._essayer(derogation.accorder, parcours, par=self.par, minutes=minutes, **faits)
        ancienne = parcours.derogations.valables().first()
        if retirer and ancienne:
            self._essayer(derogation.retirer, ancienne, par=self.par, raison="Une erreur.")

    @rule(accepter=st.booleans())
    def contester(self, accepter):
        motif = "Je n’ai pas pu montrer le repas."
        self._essayer(recours.deposer, self._frais(), par=self.par, motif=motif)
        for objet in Recours.objects.filter(etat="depose"):
            verbe = recours.accepter if accepter else recours.rejeter
            options = {"traite_par": "Rose Petit", "reponse": "Nous avons relu la grille."}
            self._essayer(verbe, objet, par=self.par, **options)

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
        minutes = sum(e.minutes for e in signees)
        decision = parcours.decisions.filter(decision="certifiee", jury__etat="clos").first()
        assert decision, "a closed jury said yes"
        exception = decision.derogation
        assert minutes >= 6 * 60 or (exception and not exception.retiree_le and minutes >= exception.minutes)
        assert parcours.evaluations.filter(resultat="acquis").exists()
        assert len(decision.membres) >= decision.jury.quorum
        liees = decision.jury.membres.filter(conflits__parcours=parcours).values_list("personne__prenom", flat=True)
        assert not any(nom.startswith(tuple(liees)) for nom in decision.membres if liees)

    @invariant()
    def who_has_a_place_was_chosen_by_two(self):
        parcours = self._frais()
        if parcours.etat == "admise":
            assert parcours.decision_de_selection() in ("admise", "liste_attente")
            assert parcours.entretiens.filter(candidature=parcours.candidature).count() >= 2

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
        m.entretien("favorable", ["Nadia", "Paul"])
        m.choisir("admise")
        m.admettre()
        m.venir("presente", "papier", True)
        m.bouger("entrer_en_formation", "", False)
        m.venir("presente", "papier", True)
        m.bouger("passer_en_evaluation", "", False)
        m.evaluer("acquis", "acquis")
        m.sieger("certifiee", 3, False, True)
        m.certifier()
        assert m._frais().etat == "certifiee"
        m.certifiee_stands_on_facts()
        m.each_move_is_in_the_journal()
        assert m.franchis == 6
        m.teardown()

    def test_the_way_of_the_exception_reaches_the_certificate_with_fewer_hours(self):
        m = UnParcours()
        m.parcours = f.FabriqueParcours(admise=True, session=m.session)
        m.venir("presente", "papier", True)
        m.bouger("entrer_en_formation", "", False)
        m.bouger("passer_en_evaluation", "", False)
        m.evaluer("acquis", "acquis")
        m.sieger("certifiee", 3, False, True)
        m.certifier()
        assert m._frais().etat == "en_evaluation", "three hours of six, and no exception"
        m.excepter(180, False)
        m.sieger("certifiee", 3, True, True)
        m.certifier()
        assert m._frais().etat == "certifiee"
        m.certifiee_stands_on_facts()
        m.teardown()

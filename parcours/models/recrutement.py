"""The moves of a journey before the course: meeting, interview, admission, waiting list, a no, a return."""

from __future__ import annotations

from typing import Any

from clairiere.flux.machine import transition
from parcours import obstacles, obstacles_selection


class GestesDuRecrutement:
    """Moves of `Parcours` until she has a place; its fields stand in `parcours.models.parcours`."""

    prochaine_action: str
    prochaine_date: Any
    rang_attente: int | None
    session: Any
    session_attendue: Any
    raison_sortie: str
    candidature: int
    date_reunion: Any
    decisions_selection: Any
    reunion: Any

    def _action_faite(self) -> None:
        """What was to do next is done: the next action is for someone to write."""
        self.prochaine_action = ""
        self.prochaine_date = None

    def _quitter_la_liste(self) -> None:
        """She no longer waits for a place."""
        self.rang_attente = None
        self.session_attendue = None

    def _partir(self, raison: str) -> None:
        """She leaves; `raison` is a code of `regles.sorties`, empty when nobody said."""
        self._action_faite()
        self._quitter_la_liste()
        self.raison_sortie = raison

    def decision_de_selection(self) -> str:
        """What two persons decided together on her present candidacy, or nothing."""
        decisions = self.decisions_selection.filter(candidature=self.candidature)
        return decisions.values_list("decision", flat=True).first() or ""

    @transition(
        source="reperee",
        cible="informee",
        libelle="Noter la réunion d’information",
        phrase="a noté la réunion d’information du {date_reunion}",
        formulaire="parcours.forms.InformerForm",
        ton="principal",
    )
    def informer(self, *, date_reunion: Any, reunion: Any = None) -> None:
        """She came to an information meeting; `reunion` is its row, when it is one of the centre's."""
        self.date_reunion, self.reunion = date_reunion, reunion
        self._action_faite()

    @transition(
        source="informee",
        cible="reperee",
        libelle="Corriger la présence",
        phrase="a corrigé une présence : elle n’est pas venue à la réunion d’information",
        par_systeme=True,
        note="Se fait quand une présence notée à une réunion est corrigée.",
        audience="equipe",
    )
    def corriger_reunion(self) -> None:
        """She had been noted present by mistake."""
        self.date_reunion = self.reunion = None

    @transition(
        source="informee",
        cible="candidate",
        libelle="Noter l’entretien",
        phrase="a noté l’entretien du {date}",
        formulaire="parcours.forms.EntretienForm",
        action="parcours.actions.recrutement.mener_entretien",
        ton="principal",
    )
    def mener_entretien(self, **_donnees: Any) -> None:
        """Her interview took place; the opinion is a row of its own, which she does not read."""
        self._action_faite()

    @transition(
        source=("candidate", "liste_attente"),
        cible="admise",
        libelle="Admettre dans une session",
        phrase="l’a admise à la session {session}",
        obstacles=obstacles.pour_admettre,
        formulaire="parcours.forms.AdmettreForm",
        action="parcours.actions.recrutement.admettre",
        ton="principal",
    )
    def admettre(self, *, session: Any) -> None:
        """She has a place."""
        self.session = session
        self._quitter_la_liste()
        self._action_faite()

    @transition(
        source="candidate",
        cible="liste_attente",
        libelle="Mettre en liste d’attente",
        phrase="l’a mise en liste d’attente, au rang {rang}",
        obstacles=obstacles_selection.pour_mettre_en_attente,
        formulaire="parcours.forms.attente.AttenteForm",
        action="parcours.actions.recrutement.mettre_en_attente",
        annonce="Un message lui dit son rang.",
    )
    def mettre_en_attente(self, *, rang: int, session: Any = None) -> None:
        """No place for now; the rank is the order of arrival in the list of this session."""
        self._action_faite()
        self.rang_attente, self.session_attendue = rang, session

    @transition(
        source=("informee", "candidate", "liste_attente"),
        cible="non_retenue",
        libelle="Ne pas retenir",
        phrase="n’a pas retenu la candidature",
        formulaire="parcours.forms.attente.DepartForm",
        motif=True,
        ton="danger",
    )
    def ne_pas_retenir(self, *, raison: str = "") -> None:
        """The decision and its reason stay in the history."""
        self._partir(raison)

    @transition(
        source=("non_retenue", "non_certifiee", "abandon", "reorientee", "sortie"),
        cible="informee",
        libelle="Reprendre la candidature",
        phrase="a repris la candidature",
        obstacles=obstacles.pour_reprendre_candidature,
        motif=True,
    )
    def reprendre_candidature(self) -> None:
        """She comes back before any course: new sheets, a new decision; the old ones stay readable."""
        self.session = None
        self.raison_sortie = ""
        self.candidature += 1

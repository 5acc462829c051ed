"""Two views of the same competences, side by side: hers and her trainer's; and what the sheets say of her presence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from parcours.models import AutoEvaluation, Emargement, Evaluation, competences_de
from parcours.regles.competences import CompetenceDite
from parcours.regles.observation import Proposition, Releve, proposer

TONS = {"acquis": "fait", "en_cours": "a_faire", "non_observe": "neutre"}
MOTS_NIVEAUX = dict(Evaluation.Niveau.choices)
MOTS_REPONSES = dict(AutoEvaluation.Reponse.choices)
PRESENTES = (Emargement.Statut.PRESENTE, Emargement.Statut.RETARD)


@dataclass
class Ligne:
    """One competence: what the trainer kept or last saw, and what she says at each moment (moment, answer)."""

    competence: CompetenceDite
    niveau: str
    vue: Proposition
    reponses: list[tuple[str, str]] = field(default_factory=list)

    @property
    def mot(self) -> str:
        """The level in words."""
        return str(MOTS_NIVEAUX.get(self.niveau, "non observé"))

    @property
    def ton(self) -> str:
        """The tone of the level."""
        return TONS.get(self.niveau, "neutre")


@dataclass
class Regards:
    """The table, and what it is made of."""

    lignes: list[Ligne]
    moments: list[Any]
    observations: list[Any]
    evaluation: Any = None


def regards(parcours: Any, evaluation: Any = None) -> Regards:
    """Everything that was seen and said of one trainee (five queries)."""
    requete = parcours.evaluations.select_related("referentiel").prefetch_related("referentiel__competences")
    evaluation = evaluation or requete.first()
    competences = competences_de(evaluation) if evaluation else competences_de()
    observations = list(parcours.grilles.select_related("tache").order_by("tache__date", "pk"))
    propositions = proposer([c.code for c in competences], releves_de(observations))
    moments = list(parcours.auto_evaluations.order_by("date", "pk"))
    lignes = []
    for c in competences:
        niveau = evaluation.competences.get(c.code, "non_observe") if evaluation else propositions[c.code].niveau
        reponses = [(str(m.get_moment_display()), _reponse(m, c.code)) for m in moments]
        lignes.append(Ligne(c, niveau, propositions[c.code], reponses))
    return Regards(lignes, moments, observations, evaluation)


def _reponse(auto_evaluation: Any, code: str) -> str:
    return str(MOTS_REPONSES.get(auto_evaluation.reponses.get(code, ""), ""))


def releves_de(observations: Any) -> list[Releve]:
    """All that was seen, in the order of time."""
    return [releve for observation in observations for releve in observation.releves()]


@dataclass(frozen=True)
class Presence:
    """What the sheets say, in minutes; no reason of absence."""

    absences: int = 0
    minutes_absentes: int = 0
    retards: int = 0
    minutes_non_signees: int = 0
    rattrapees: int = 0


def presence(parcours: Any) -> Presence:
    """Absences, late arrivals, missing signatures, catch-ups (one query)."""
    absences = absentes = retards = non_signees = rattrapees = 0
    for ligne in parcours.emargements.select_related("demi_journee"):
        if ligne.statut not in PRESENTES:
            absences += 1
            absentes += ligne.demi_journee.minutes
            continue
        retards += ligne.statut == Emargement.Statut.RETARD
        non_signees += 0 if ligne.compte else ligne.minutes
        rattrapees += ligne.minutes if ligne.demi_journee.rattrapage and ligne.compte else 0
    return Presence(absences, absentes, retards, non_signees, rattrapees)

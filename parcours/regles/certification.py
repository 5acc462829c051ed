"""When a trainee may be certified (domaine/formation.md § 1 and 5, domaine/exemples.md F1 to F4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clairiere.flux.obstacles import Obstacle
from parcours.regles.durees import dire_duree, minutes_manquantes


@dataclass(frozen=True)
class FaitsCertification:
    """What the decision to certify stands on.

    Attributes:
        minutes: minutes that count (attended, signed by both).
        minutes_non_signees: minutes attended that a signature is missing for.
        heures_visees: hours of the course (120).
        evaluation: result of the last evaluation (`acquis`, `a_revoir`), empty when there is none.
        decision: last decision of the jury (`certifiee`, `ajournee`, `non_certifiee`), empty when there is none.
    """

    minutes: int
    heures_visees: int
    evaluation: str = ""
    decision: str = ""
    minutes_non_signees: int = 0
    parcours: int = 0
    session: int = 0


def certification(faits: FaitsCertification) -> Iterable[Obstacle]:
    """Certify only with the hours followed, an acquired evaluation and a jury's decision (formation.md § 1 and 5)."""
    manque = minutes_manquantes(faits.minutes, faits.heures_visees)
    if manque:
        yield Obstacle(
            "heures_manquantes",
            f"Il manque {dire_duree(manque)} sur {faits.heures_visees}.",
            qui="la formatrice, avec une demi-journée de rattrapage",
            lien=("parcours:session", {"pk": faits.session}) if faits.session else None,
            libelle_lien="Ajouter un rattrapage",
        )
    if manque and faits.minutes_non_signees:
        yield Obstacle(
            "signatures_manquantes",
            f"{dire_duree(faits.minutes_non_signees)} de présence attendent une signature.",
            qui="la stagiaire et la formatrice",
            lien=("parcours:session", {"pk": faits.session}) if faits.session else None,
            libelle_lien="Ouvrir les feuilles",
        )
    if faits.evaluation != "acquis":
        phrase = "L’évaluation n’est pas faite." if not faits.evaluation else "L’évaluation dit : à revoir."
        yield Obstacle(
            "evaluation",
            phrase,
            qui="la formatrice",
            lien=("parcours:evaluer", {"pk": faits.parcours}),
            libelle_lien="Remplir l’évaluation",
        )
    if faits.decision != "certifiee":
        phrase = (
            "Le jury n’a pas encore décidé."
            if not faits.decision
            else "La dernière décision du jury n’est pas « certifiée »."
        )
        yield Obstacle(
            "jury",
            phrase,
            qui="le jury",
            lien=("parcours:decider", {"pk": faits.parcours}),
            libelle_lien="Noter la décision du jury",
        )

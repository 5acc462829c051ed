"""The exception to the hours of the course: only the director writes it, with a reason that a stranger understands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clairiere.flux.obstacles import Obstacle
from parcours.regles.durees import dire_duree, minutes_manquantes

RAISON_MINIMUM = 30  # letters: a sentence, not a word
FAITS_MINIMUM = 10


@dataclass(frozen=True)
class FaitsDerogation:
    """What an exception stands on: her minutes that count, what the director accepts, and why."""

    nom: str
    minutes: int
    acceptees: int
    heures_visees: int
    maximum: int
    motif: str = ""
    faits: str = ""
    dans_la_formation: bool = True


def derogation(faits: FaitsDerogation) -> Iterable[Obstacle]:
    """An exception accepts hours that she has, below those of the course, within the limit of the centre."""
    if not faits.dans_la_formation:
        yield Obstacle("etat", f"{faits.nom} n’est ni en formation, ni à l’évaluation.")
    if not minutes_manquantes(faits.minutes, faits.heures_visees):
        yield Obstacle("complete", f"{faits.nom} a ses {faits.heures_visees}\u00a0h. Une exception ne sert à rien.")
        return
    if faits.acceptees > faits.minutes:
        yield Obstacle(
            "trop",
            f"Elle a {dire_duree(faits.minutes)}. Vous ne pouvez pas accepter plus d’heures qu’elle n’en a.",
            champ="heures",
        )
    manque = minutes_manquantes(faits.acceptees, faits.heures_visees)
    if manque > faits.maximum * 60:
        yield Obstacle(
            "maximum",
            f"Il manquerait {dire_duree(manque)}. Une exception va jusqu’à {faits.maximum}\u00a0h. "
            "Prévoyez un rattrapage.",
            qui="la directrice, dans les réglages du centre",
            champ="heures",
        )
    if len(faits.motif.strip()) < RAISON_MINIMUM:
        yield Obstacle("motif", "Écrivez la raison en une phrase entière.", champ="motif")
    if len(faits.faits.strip()) < FAITS_MINIMUM:
        yield Obstacle("faits", "Écrivez sur quoi vous vous appuyez : un document, une date, un bilan.", champ="faits")

"""When the course begins, when the evaluation opens, when she may be proposed to families."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from clairiere.flux.obstacles import Obstacle


@dataclass(frozen=True)
class FaitsFormation:
    """What the course stands on."""

    session: int = 0
    demi_journees: int = 0
    debut: dt.date | None = None
    aujourd_hui: dt.date = field(default_factory=dt.date.today)
    minutes: int = 0
    presences: int = 0


def entree_en_formation(faits: FaitsFormation) -> Iterable[Obstacle]:
    """The course begins when it has half-days and its first day has come."""
    if not faits.demi_journees:
        yield Obstacle(
            "aucune_demi_journee",
            "La session n’a pas encore de demi-journées.",
            qui="la coordinatrice",
            lien=("parcours:session", {"pk": faits.session}),
            libelle_lien="Préparer le calendrier",
        )
    if faits.debut and faits.debut > faits.aujourd_hui:
        yield Obstacle("pas_commencee", f"La session commence le {faits.debut:%d/%m/%Y}.", qui="le calendrier")


def passage_en_evaluation(faits: FaitsFormation) -> Iterable[Obstacle]:
    """Evaluate someone who came."""
    if not faits.presences:
        yield Obstacle(
            "aucune_presence",
            "Aucune présence n’est notée.",
            qui="la formatrice",
            lien=("parcours:session", {"pk": faits.session}),
            libelle_lien="Ouvrir les feuilles de présence",
        )


@dataclass(frozen=True)
class FaitsDisponibilite:
    """What the search for a family stands on."""

    certificat_valable: bool = False
    minutes_par_semaine: int = 0
    parcours: int = 0


def disponibilite(faits: FaitsDisponibilite) -> Iterable[Obstacle]:
    """She is proposed to families with a valid certificate and a week that says when she can work."""
    if not faits.certificat_valable:
        yield Obstacle("certificat", "Elle n’a pas de certificat valable.", qui="la directrice ou la coordinatrice")
    if not faits.minutes_par_semaine:
        yield Obstacle(
            "semaine",
            "Ses jours et ses heures de disponibilité ne sont pas notés.",
            qui="elle-même, ou une personne de l’équipe avec elle",
            lien=("parcours:disponibilite", {"pk": faits.parcours}),
            libelle_lien="Noter ses disponibilités",
        )

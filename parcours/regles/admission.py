"""When a candidate may be admitted, and since when her file waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from clairiere.flux.obstacles import Obstacle
from parcours.regles.attente import autre_decision, sans_decision
from parcours.regles.selection import DECISIONS_QUI_ADMETTENT


def _places(nombre: int, mot: str = "prise") -> str:
    return f"{nombre} place{'s'[: nombre > 1]} {mot}{'s'[: nombre > 1]}"


@dataclass(frozen=True)
class FaitsAdmission:
    """What an admission stands on: the joint decision, the session asked for, open sessions.

    Attributes:
        decision: what two persons decided together; empty when nothing is decided.
        en_attente: she waits for a place: « liste d’attente » was a yes.
        proposees: places offered to other women, who have not answered yet.
    """

    decision: str = ""
    en_attente: bool = False
    sessions_ouvertes: int = 0
    session: str = ""
    places: int = 0
    prises: int = 0
    proposees: int = 0
    session_finie: bool = False
    parcours: int = 0


def admission(faits: FaitsAdmission) -> Iterable[Obstacle]:
    """Admit whom two persons chose together, where there is a place; a full session says how many places it has."""
    if not faits.decision:
        yield sans_decision(faits.parcours)
    elif faits.decision != "admise" and not (faits.en_attente and faits.decision in DECISIONS_QUI_ADMETTENT):
        yield autre_decision(faits.parcours)
    if faits.session and faits.session_finie:
        yield Obstacle("session_finie", f"La session {faits.session} est terminée.", champ="session")
    elif faits.session and faits.prises + faits.proposees >= faits.places:
        proposees = f" et {_places(faits.proposees, 'proposée')}" if faits.proposees else ""
        yield Obstacle(
            "session_complete",
            f"La session {faits.session} est complète : {_places(faits.prises)}{proposees} sur {faits.places}.",
            qui="la coordinatrice : choisissez une autre session ou la liste d’attente",
            lien=("parcours:sessions", {}),
            libelle_lien="Voir les sessions",
            champ="session",
        )
    if not faits.session and not faits.sessions_ouvertes:
        yield Obstacle(
            "aucune_session",
            "Aucune session à venir n’a de place.",
            qui="la coordinatrice",
            lien=("parcours:sessions", {}),
            libelle_lien="Créer une session",
        )


JOURS_AVANT_BLOCAGE = 30  # product study, A2


def jours_bloquee(etat: str, depuis: dt.date, aujourd_hui: dt.date) -> int:
    """Days spent in a recruitment state, when they are more than 30; else 0."""
    jours = (aujourd_hui - depuis).days
    return jours if etat in ("reperee", "informee", "candidate", "liste_attente") and jours > JOURS_AVANT_BLOCAGE else 0

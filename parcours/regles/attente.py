"""The waiting list of a session: how many places are free, who is asked next, until when. Pure functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from clairiere.flux.obstacles import Obstacle

C = TypeVar("C", bound=Hashable)
DELAI_MINIMUM = dt.timedelta(hours=2)  # nobody answers a question asked a minute before


def places_libres(places: int, prises: int, proposees: int) -> int:
    """Places that are neither held nor offered to someone; never below zero."""
    return max(0, places - prises - proposees)


def a_solliciter(libres: int, attente: Sequence[C]) -> list[C]:
    """Who is asked now: the first ones of the list, one for each free place."""
    return list(attente[: max(0, libres)])


def repartir(libres: int, choisies: Sequence[C]) -> tuple[list[C], list[C]]:
    """Who is admitted and who waits, in the order of the list."""
    coupe = max(0, libres)
    return list(choisies[:coupe]), list(choisies[coupe:])


def echeance(maintenant: dt.datetime, jours: int, debut: dt.datetime) -> dt.datetime | None:
    """Until when she may answer: so many days, never after the session begins; None when it is too late to ask."""
    limite = min(maintenant + dt.timedelta(days=jours), debut)
    return limite if limite - maintenant >= DELAI_MINIMUM else None


def remplacees(places: int, tenues: int, desistees: Sequence[C]) -> list[C]:
    """Of those who withdrew before the start (oldest first), the ones whose place someone else has taken since."""
    en_trop = max(0, tenues + len(desistees) - places)
    return list(desistees[:en_trop])


def mise_en_attente(
    *, decision: str, session: str, libres: int, finie: bool, parcours: int, session_pk: int
) -> Iterable[Obstacle]:
    """One waits for a full session; where there is a place, she is admitted."""
    if not decision:
        yield sans_decision(parcours)
    elif decision not in ("admise", "liste_attente"):
        yield autre_decision(parcours)
    if session and finie:
        yield Obstacle("session_finie", f"La session {session} a déjà commencé.", champ="session")
    elif session and libres:
        mots = "1 place libre" if libres == 1 else f"{libres} places libres"
        yield Obstacle(
            "place_libre",
            f"La session {session} a encore {mots}. Admettez-la, ou choisissez « sans session précise ».",
            qui="la coordinatrice",
            lien=("parcours:admissions_session", {"pk": session_pk}),
            libelle_lien="Ouvrir les admissions",
            champ="session",
        )


def sans_decision(parcours: int) -> Obstacle:
    """Nobody has decided yet."""
    return Obstacle(
        "decision",
        "Il manque la décision commune des deux personnes qui ont mené l’entretien.",
        qui="les deux personnes qui ont mené l’entretien",
        lien=("parcours:decider_selection", {"pk": parcours}),
        libelle_lien="Noter la décision commune",
    )


def autre_decision(parcours: int) -> Obstacle:
    """The decision says something else."""
    return Obstacle(
        "decision_autre",
        "La décision commune n’est pas de l’admettre.",
        qui="les deux personnes qui ont mené l’entretien",
        lien=("parcours:decider_selection", {"pk": parcours}),
        libelle_lien="Voir la décision commune",
    )

"""Observation grids: when one may be kept, and the final evaluation they propose. No marks, no decimals, no sum."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from clairiere.flux.obstacles import Obstacle

ACQUIS, EN_COURS, NON_OBSERVE = "acquis", "en_cours", "non_observe"
EXEMPLE_MINIMUM = 5  # letters: « Vu. » says nothing to a jury


@dataclass(frozen=True)
class Releve:
    """What one observer saw of one competence on one day."""

    code: str
    niveau: str
    date: dt.date
    exemple: str = ""
    observatrice: str = ""
    tache: str = ""


@dataclass(frozen=True)
class Proposition:
    """The last level seen of a competence, and where it comes from."""

    niveau: str = NON_OBSERVE
    date: dt.date | None = None
    exemple: str = ""
    observatrice: str = ""
    tache: str = ""
    fois: int = 0


def proposer(codes: Iterable[str], releves: Sequence[Releve]) -> dict[str, Proposition]:
    """The level last seen of each competence; `releves` in the order of time. « Non observé » erases nothing."""
    vus: dict[str, list[Releve]] = {}
    for releve in releves:
        if releve.niveau != NON_OBSERVE:
            vus.setdefault(releve.code, []).append(releve)
    propositions = {}
    for code in codes:
        liste = vus.get(code, [])
        if not liste:
            propositions[code] = Proposition()
            continue
        dernier = liste[-1]
        exemple = next((r.exemple for r in reversed(liste) if r.exemple), "")
        propositions[code] = Proposition(
            dernier.niveau, dernier.date, exemple, dernier.observatrice, dernier.tache, len(liste)
        )
    return propositions


def resultat_propose(propositions: Mapping[str, Proposition]) -> str:
    """« acquis » when every competence is; else « à revoir »."""
    return "acquis" if all(p.niveau == ACQUIS for p in propositions.values()) else "a_revoir"


def grille(niveaux: Mapping[str, str], exemples: Mapping[str, str]) -> Iterable[Obstacle]:
    """A grid is kept when something was seen, and told with one example at least."""
    vus = [code for code, niveau in niveaux.items() if niveau != NON_OBSERVE]
    if not vus:
        yield Obstacle("rien_vu", "Rien n’est observé. Cochez au moins une compétence que vous avez vue.")
        return
    if not any(len(exemples.get(code, "").strip()) >= EXEMPLE_MINIMUM for code in vus):
        yield Obstacle(
            "exemple",
            "Il manque un exemple. Écrivez en une phrase ce que vous avez vu.",
            champ=f"e_{vus[0]}",
        )

"""Words proposed to her for her profile, from what was evaluated; she edits them, nothing is published without her."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FORCES_AU_PLUS = 5


@dataclass(frozen=True)
class FaitsProfil:
    """What a presentation may stand on. No origin, no religion, no health, no family situation."""

    prenom: str
    heures_suivies: int = 0
    certifiee: bool = False
    langues: tuple[str, ...] = ()
    phrases_acquises: tuple[str, ...] = ()
    minutes_par_semaine: int = 0


def presentation(faits: FaitsProfil) -> str:
    """A text of a few sentences, in the first person."""
    phrases = [f"Je m’appelle {faits.prenom}."]
    if faits.heures_suivies:
        phrases.append(f"J’ai suivi {faits.heures_suivies}\u00a0heures de formation d’auxiliaire parentale.")
    if faits.certifiee:
        phrases.append("Un jury m’a évaluée et j’ai reçu le certificat d’aptitude du centre.")
    phrases += list(faits.phrases_acquises[:2])
    if faits.langues:
        phrases.append(f"Je parle {_et(faits.langues)}.")
    if faits.minutes_par_semaine:
        phrases.append(f"Je peux travailler {faits.minutes_par_semaine // 60}\u00a0heures par semaine.")
    return " ".join(phrases)


def forces_possibles(phrases_acquises: Sequence[str], choisies: Sequence[str]) -> list[str]:
    """Sentences she may choose: those of acquired competences; a sentence no longer acquired leaves the profile."""
    return [phrase for phrase in choisies if phrase in phrases_acquises][:FORCES_AU_PLUS]


def _et(mots: Sequence[str]) -> str:
    return mots[0] if len(mots) == 1 else f"{', '.join(mots[:-1])} et {mots[-1]}"

"""The attendance of a month, or of the whole course: who followed what, who signed how, and totals."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clairiere.documents.certificat import Emetteur
from clairiere.documents.moteur import composer

COLONNES = 12  # half-days side by side: one month of three mornings a week


@dataclass(frozen=True, kw_only=True)
class DonneesPresences:
    """A table of half-days and trainees, already in words; it is what the screen shows, and what is frozen.

    Attributes:
        demi_journees: `jour`, `moment`, `duree`, `formatrice` (who signed, when), in order.
        stagiaires: `nom`, `cases` (one per half-day: `texte`, `signe`, `trace`), `total`, `depuis_le_debut`.
        totaux: total of each half-day. `sources`: how each sheet was signed, one sentence a half-day.
        reperes: label → figure, under the table (hours of the group).
    """

    emetteur: Emetteur
    titre: str
    session: str
    periode: str
    programme: str
    lieu: str
    formatrice: str
    numero: str
    demi_journees: tuple[Mapping[str, Any], ...]
    stagiaires: tuple[Mapping[str, Any], ...]
    totaux: tuple[str, ...]
    reperes: Mapping[str, str]
    sources: tuple[str, ...]
    mention: str
    etablie_le: str
    date: datetime.date


def presences_pdf(donnees: DonneesPresences) -> bytes:
    """A4 landscape, PDF/A-2a and PDF/UA-1; twelve half-days a table, names and headings again on each."""
    return composer("presences.typ", en_json(donnees), date=donnees.date)


def en_json(d: DonneesPresences) -> dict[str, Any]:
    """What the template reads, cut in tables of twelve half-days."""
    return {
        "centre": d.emetteur.en_json(),
        **{n: getattr(d, n) for n in ("titre", "session", "periode", "programme", "lieu", "formatrice", "numero")},
        "tableaux": [_tableau(d, debut) for debut in range(0, max(1, len(d.demi_journees)), COLONNES)],
        "recapitulatif": [{nom: s[nom] for nom in ("nom", "total", "depuis_le_debut")} for s in d.stagiaires],
        "reperes": [list(paire) for paire in d.reperes.items()],
        "sources": list(d.sources),
        "mention": d.mention,
        "etablie_le": d.etablie_le,
    }


def _tableau(d: DonneesPresences, debut: int) -> dict[str, Any]:
    fin = debut + COLONNES
    return {
        "demi_journees": [dict(dj) for dj in d.demi_journees[debut:fin]],
        "lignes": [{"nom": s["nom"], "cases": [dict(c) for c in s["cases"][debut:fin]]} for s in d.stagiaires],
        "totaux": list(d.totaux[debut:fin]),
    }

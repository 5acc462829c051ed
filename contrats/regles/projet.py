"""What a draft contract says and what the checks answer, as plain data. No rule here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from clairiere.agenda.semaine import Semaine
from contrats.regles.minimum import Handicap

Gravite = Literal["refus", "conseil", "ok"]


@dataclass(frozen=True, slots=True)
class Controle:
    """One answer. `refus` stops the printing; `conseil` is shown and lets through; `remede`: what to do, "" when ok."""

    code: str
    phrase: str
    source: str
    remede: str
    gravite: Gravite


@dataclass(frozen=True, slots=True)
class Partage:
    """Shared care as written. `parts`: percent of each family; `transport`: percent of the travel card paid back."""

    parts: tuple[Decimal, ...]
    clauses_identiques: bool
    transport: int = 100
    contrats: int = 2


@dataclass(frozen=True, slots=True)
class Absence:
    """A period when the family does not need care; a missing date = a general clause."""

    debut: date | None
    fin: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjetDeContrat:
    """One family's contract before printing.

    `semaines`: the cycle of effective work (one week, or several that repeat); in shared care, the whole time of the
    auxiliaire. `presences`: présence responsable of the same weeks, same length or empty. `taux`: gross euros per hour.
    `ages_enfants`: whole months on the day of hiring. `autres_contrats`: minutes per week in her other known contracts.
    `situations`: among "conduite", "nuit", "pajemploi_plus"; the others are read from the data.
    """

    date_contrat: date | None
    date_embauche: date
    taux: Decimal
    emploi: str
    taches: frozenset[str]
    ages_enfants: tuple[int, ...]
    semaines: tuple[Semaine, ...]
    presences: tuple[Semaine, ...] = ()
    dates_d_effet: tuple[date, ...] = ()
    certifiee_de_branche: bool = False
    handicap: Handicap = Handicap.AUCUN
    occasionnelle: bool = False
    autres_contrats: int = 0
    partage: Partage | None = None
    essai_mois: int = 1
    essai_renouvellement_mois: int = 0
    absences: tuple[Absence, ...] = ()
    mentions_remplies: frozenset[str] = frozenset()
    situations: frozenset[str] = frozenset()

    def presence(self, rang: int) -> Semaine:
        return self.presences[rang] if rang < len(self.presences) else Semaine()

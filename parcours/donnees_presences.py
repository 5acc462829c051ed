"""The attendance of a session over a period, as one table: the screen, the paper and the export read the same one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from clairiere.interface.francais import MOIS, heures
from parcours.models import DemiJournee, Emargement
from parcours.obstacles_heures import HeuresDe, heures_de_session

PRESENTES = ("presente", "retard")
# How she signed, in one word under the length of her presence.
SIGNES = {"papier": "papier", "ecran": "écran", "clavier": "clavier", "import": "importée"}


@dataclass(frozen=True)
class Case:
    """One trainee, one half-day. `ligne`: the noted line, None when nothing is noted."""

    demi_journee: Any
    ligne: Any = None

    @property
    def compte(self) -> bool:
        """Both have signed: the minutes are in the totals."""
        ligne = self.ligne
        return bool(ligne is not None and ligne.statut in PRESENTES and ligne.signature and self.demi_journee.signee_le)

    @property
    def minutes(self) -> int:
        """Minutes that are in the totals."""
        return int(self.ligne.minutes) if self.compte else 0

    @property
    def texte(self) -> str:
        """« 3 h », « 2 h 15 », « absente », « 3 h * » when a signature is missing, « – » when nothing is noted."""
        if self.ligne is None:
            return "–"
        if self.ligne.statut not in PRESENTES:
            return "abs. justifiée" if self.ligne.statut == Emargement.Statut.ABSENTE_JUSTIFIEE else "absente"
        return heures(self.ligne.minutes) + ("" if self.compte else "\u00a0*")

    @property
    def ton(self) -> str:
        """The tone of the cell."""
        if self.ligne is None:
            return "neutre"
        if self.ligne.statut not in PRESENTES:
            return "manque"
        if not self.compte:
            return "a_faire"
        return "fait" if self.ligne.statut == Emargement.Statut.PRESENTE else "info"

    @property
    def signe(self) -> str:
        """How she signed, in a word."""
        return SIGNES.get(self.ligne.signature, "") if self.ligne is not None else ""


@dataclass(frozen=True)
class LigneDuTableau:
    """One trainee over the period."""

    heures: HeuresDe
    cases: tuple[Case, ...]
    depuis_le_debut: int

    @property
    def parcours(self) -> Any:
        """Her journey."""
        return self.heures.parcours

    @property
    def minutes(self) -> int:
        """Counted minutes over the period: the sum of the cells."""
        return sum(case.minutes for case in self.cases)


@dataclass
class Tableau:
    """The half-days of a period and the trainees of a session."""

    session: Any
    debut: dt.date | None
    fin: dt.date | None
    demi_journees: list[Any] = field(default_factory=list)
    lignes: list[LigneDuTableau] = field(default_factory=list)
    toutes: list[Any] = field(default_factory=list)

    @property
    def totaux(self) -> list[int]:
        """Counted minutes of each half-day, all trainees together."""
        return [sum(ligne.cases[n].minutes for ligne in self.lignes) for n in range(len(self.demi_journees))]

    @property
    def minutes(self) -> int:
        """Hours of the group over the period, in minutes."""
        return sum(ligne.minutes for ligne in self.lignes)

    @property
    def heures_stagiaires(self) -> int:
        """Hours of the group since the beginning of the session, in minutes (BPF, frame F)."""
        return sum(ligne.depuis_le_debut for ligne in self.lignes)

    @property
    def periode(self) -> str:
        """« novembre 2026 », or « toute la session »."""
        return dire_mois(self.debut) if self.debut else "toute la session"


def tableau(session: Any, mois: dt.date | None = None) -> Tableau:
    """The table of a month (its first day), or of the whole session; nine queries whatever the number of rows."""
    annotees = DemiJournee.objects.tenues().filter(session=session).select_related("formatrice", "session__formatrice")
    toutes = list(
        annotees.annotate(
            nombre_scans=Count("scans", filter=Q(scans__retire_le__isnull=True), distinct=True),
            lignes=Count("emargements", distinct=True),
        ).order_by("date", "-moment", "pk")
    )
    du_mois = [dj for dj in toutes if mois is None or (dj.date.year, dj.date.month) == (mois.year, mois.month)]
    fin = None if mois is None else fin_du_mois(mois)
    jusque_la = [dj.pk for dj in toutes if fin is None or dj.date <= fin]
    lignes = []
    for heures_ in heures_de_session(session):
        cases = tuple(Case(dj, heures_.lignes.get(dj.pk)) for dj in du_mois)
        lignes.append(LigneDuTableau(heures_, cases, heures_.minutes_dans(jusque_la)))
    return Tableau(session, mois, fin, du_mois, lignes, toutes)


def fin_du_mois(mois: dt.date) -> dt.date:
    """Its last day."""
    return (mois.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def dire_mois(mois: dt.date) -> str:
    """« novembre 2026 »."""
    return f"{MOIS[mois.month - 1]} {mois.year}"


def mois_de(dates: Sequence[dt.date]) -> list[dt.date]:
    """The months of these dates, as first days, in order."""
    return sorted({date.replace(day=1) for date in dates})


def lire_mois(texte: str) -> dt.date | None:
    """« 2026-11 » → 1 November 2026; None when it is not a month."""
    try:
        return dt.datetime.strptime(texte, "%Y-%m").date()
    except ValueError:
        return None


def mois_par_defaut(mois: Sequence[dt.date]) -> dt.date | None:
    """This month when the session has it, else the last one before it, else its first."""
    ici = timezone.localdate().replace(day=1)
    passes = [m for m in mois if m <= ici]
    return passes[-1] if passes else (mois[0] if mois else None)


def code_de(demi_journee: Any) -> str:
    """« S12-D045 »: printed on the paper, typed to find its grid again."""
    return f"S{demi_journee.session_id}-D{demi_journee.pk:03d}"


def lire_code(texte: str) -> tuple[int, int] | None:
    """« s12 d45 » → (12, 45); None when it is not a code."""
    lettres = "".join(c for c in texte.upper() if c.isalnum())
    session, separateur, demi_journee = lettres.removeprefix("S").partition("D")
    bon = lettres.startswith("S") and separateur and session.isdecimal() and demi_journee.isdecimal()
    return (int(session), int(demi_journee)) if bon and len(lettres) <= 20 else None

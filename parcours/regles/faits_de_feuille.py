"""What is known of attendance sheets, as plain facts: the material of the finder of contradictions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

PRESENTES = ("presente", "retard")


@dataclass(frozen=True)
class LigneFaite:
    """One trainee on one sheet, as it is noted. `trace_le`: when she drew her signature on a screen."""

    parcours: int
    nom: str
    statut: str
    minutes: int
    mode: str = ""
    arrivee: dt.time | None = None
    depart: dt.time | None = None
    trace_le: dt.datetime | None = None

    @property
    def presente(self) -> bool:
        """She was there, for all of it or a part."""
        return self.statut in PRESENTES


@dataclass(frozen=True)
class Correction:
    """On a sheet already signed, someone who was noted absent became present. `cle`: key of the history entry."""

    cle: int
    parcours: int
    par: str
    le: dt.datetime
    motif: str = ""


@dataclass(frozen=True)
class Constat:
    """What another source (the paper, an imported file) says of her, when it is not what is noted."""

    parcours: int
    nom: str
    source: str
    statut: str
    signee: bool


@dataclass(frozen=True)
class FeuilleFaite:
    """One half-day with all that was said of it."""

    demi_journee: int
    libelle: str
    debut: dt.datetime
    fin: dt.datetime
    minutes: int
    attendues: int = 0
    scans: int = 0
    signee_le: dt.datetime | None = None
    signee_par: str = ""
    lignes: Sequence[LigneFaite] = ()
    corrections: Sequence[Correction] = ()
    constats: Sequence[Constat] = ()

    @property
    def sur_papier(self) -> bool:
        """At least one line was copied from paper, or from a file that was."""
        return any(ligne.mode in ("papier", "import") for ligne in self.lignes)


@dataclass(frozen=True)
class Occupation:
    """Someone somewhere, from one moment to another. `qui`: a key of the person, with her kind."""

    qui: str
    nom: str
    demi_journee: int
    ou: str
    debut: dt.datetime
    fin: dt.datetime
    formatrice: bool = False


@dataclass(frozen=True)
class Faits:
    """All that the finder looks at, for one session."""

    feuilles: Sequence[FeuilleFaite] = ()
    occupations: Sequence[Occupation] = ()
    maintenant: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))
    ecart_heures: int = 12

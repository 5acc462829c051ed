"""The right to work: seen on, by whom, until when. What the paper is, is never recorded."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

JOURS_DE_RAPPEL = 60


@dataclass(frozen=True)
class Validite:
    """Where the right to work stands: `code`, its words, its tone."""

    code: str
    dit: str
    ton: str


def validite(expire_le: dt.date | None, aujourd_hui: dt.date, jours: int = JOURS_DE_RAPPEL) -> Validite:
    """Valid, to renew soon, or over."""
    if expire_le is None:
        return Validite("sans_fin", "Sans date de fin", "fait")
    date = f"{expire_le:%d/%m/%Y}"
    reste = (expire_le - aujourd_hui).days
    if reste < 0:
        return Validite("expire", f"Terminé depuis le {date}", "manque")
    if reste <= jours:
        quand = "aujourd’hui" if reste == 0 else "demain" if reste == 1 else f"dans {reste} jours"
        return Validite("a_renouveler", f"À renouveler : se termine {quand}, le {date}", "a_faire")
    return Validite("valable", f"Valable jusqu’au {date}", "fait")

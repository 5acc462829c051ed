"""The catch-up plan of one trainee, to print and sign."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone

from clairiere.documents.certificat import Emetteur
from clairiere.documents.moteur import composer
from clairiere.interface import francais


@dataclass(frozen=True, kw_only=True)
class DonneesPlan:
    """What she missed and when she catches up, in words.

    Attributes:
        manquees: (when, how long, why, modules), `rattrapages`: (when, how long, modules, where).
        proposes: the dates are proposed to her; False when she has her places.
        reste: what no date gives yet, "" when all is planned.
    """

    emetteur: Emetteur
    nom: str
    session: str
    reference: str
    acquises: str
    a_rattraper: str
    manquees: tuple[tuple[str, str, str, str], ...]
    rattrapages: tuple[tuple[str, str, str, str], ...]
    proposes: bool
    reste: str
    date: datetime.date | None = None


def plan_rattrapage_pdf(d: DonneesPlan) -> bytes:
    """One page, A4, PDF/A-2a and PDF/UA-1."""
    date = d.date or timezone.localdate()
    donnees = {
        "centre": d.emetteur.en_json(),
        **{nom: getattr(d, nom) for nom in ("nom", "session", "reference", "acquises", "a_rattraper", "reste")},
        "manquees": [list(ligne) for ligne in d.manquees],
        "rattrapages": [list(ligne) for ligne in d.rattrapages],
        "proposes": d.proposes,
        "fait_le": francais.date_longue(date, aujourdhui=datetime.date.min),
    }
    return composer("plan_rattrapage.typ", donnees, date=date)

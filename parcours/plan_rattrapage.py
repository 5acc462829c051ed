"""What one trainee missed, the catch-ups she may come to, and the plan: for the page, the card and the paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils import timezone

from clairiere.interface.francais import date_courte, enumeration
from parcours.actions.rattrapages import places
from parcours.models import DemiJournee
from parcours.obstacles_heures import HeuresDe, heures_de
from parcours.regles.rattrapages import Manquee, Plan, Rattrapage, planifier_rattrapages

RAISONS = {
    "absente": "absente",
    "absente_justifiee": "absente, justifiée",
    "retard": "arrivée en retard, ou partie avant la fin",
    "": "rien n’est noté sur la feuille signée",
}


@dataclass(frozen=True)
class LigneManquee:
    """A half-day of which she missed something: in words, with the catch-up that makes up for it."""

    demi_journee: Any
    minutes: int
    raison: str
    modules: tuple[str, ...]


@dataclass(frozen=True)
class RattrapagePropose:
    """A catch-up to come. `appelee`: she has her place; `propose`: the plan takes it; `pour`: what it makes up for."""

    demi_journee: Any
    libres: int
    modules: tuple[str, ...]
    appelee: bool
    propose: bool
    pour: tuple[Any, ...] = ()

    @property
    def pour_dit(self) -> str:
        """« 08/10/2026, 15/10/2026 et 05/11/2026 »."""
        return enumeration(date_courte(dj.date) for dj in self.pour)


@dataclass
class PlanDe:
    """The plan of one trainee."""

    heures: HeuresDe
    manquees: list[LigneManquee]
    rattrapages: list[RattrapagePropose]
    plan: Plan

    @property
    def prevus(self) -> list[RattrapagePropose]:
        """Catch-ups where she has her place."""
        return [r for r in self.rattrapages if r.appelee]

    @property
    def possibles(self) -> list[RattrapagePropose]:
        """Catch-ups with a place left, those that the plan chooses first."""
        libres = [r for r in self.rattrapages if not r.appelee and r.libres]
        return sorted(libres, key=lambda r: not r.propose)


def plan_de(parcours: Any) -> PlanDe:
    """Everything about her catch-ups (a fixed number of queries)."""
    heures = heures_de(parcours)
    manquees = heures.manquees
    a_venir = _rattrapages_a_venir(parcours)
    faits = [_fait(dj, parcours) for dj in a_venir]
    plan = planifier_rattrapages(manquees, faits, heures.bilan.sans_rattrapage)
    par_cle = {dj.pk: dj for dj in _demi_journees(manquees)}
    proposes = {r.demi_journee for r in plan.proposes}
    rattrapages = [
        RattrapagePropose(
            demi_journee=dj,
            libres=max(0, places(dj) - dj.prises),
            modules=tuple(p.module.titre for p in dj.parts.all()),
            appelee=parcours.pk in {a.parcours_id for a in dj.attendues.all()},
            propose=dj.pk in proposes,
            pour=tuple(par_cle[pk] for pk in plan.pour.get(dj.pk, ()) if pk in par_cle),
        )
        for dj in a_venir
    ]
    lignes = [_ligne(m, par_cle[m.demi_journee], heures) for m in manquees if m.demi_journee in par_cle]
    return PlanDe(heures, lignes, rattrapages, plan)


def _rattrapages_a_venir(parcours: Any) -> list[Any]:
    """Catch-ups of her session that are to come and open to a person."""
    requete = DemiJournee.objects.tenues().filter(
        session=parcours.session_id, rattrapage=True, pour_le_groupe=False, date__gte=timezone.localdate()
    )
    requete = requete.filter(signee_le__isnull=True).annotate(prises=Count("attendues", distinct=True))
    requete = requete.select_related("session__salle", "salle", "formatrice", "session__formatrice")
    return list(requete.prefetch_related("parts__module", "attendues").order_by("date", "-moment", "pk"))


def _fait(dj: Any, parcours: Any) -> Rattrapage:
    appelee = parcours.pk in {a.parcours_id for a in dj.attendues.all()}
    libres = 0 if appelee else max(0, places(dj) - dj.prises)
    return Rattrapage(dj.pk, dj.date, dj.minutes, libres, tuple(p.module_id for p in dj.parts.all()))


def _demi_journees(manquees: list[Manquee]) -> list[Any]:
    requete = DemiJournee.objects.filter(pk__in=[m.demi_journee for m in manquees]).select_related("session")
    return list(requete.prefetch_related("parts__module").order_by("date", "pk"))


def _ligne(manquee: Manquee, dj: Any, heures: HeuresDe) -> LigneManquee:
    ligne = heures.lignes.get(dj.pk)
    raison = RAISONS.get(ligne.statut if ligne is not None else "", "")
    return LigneManquee(dj, manquee.minutes, raison, tuple(p.module.titre for p in dj.parts.all()))

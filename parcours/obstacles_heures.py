"""Gathers the hours of trainees from the database, for `regles.heures`: the same few queries for one or for thirty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone

from parcours.models import Attendue, DemiJournee, Emargement, Module, Parcours, SeanceModule
from parcours.models.session import PLACES_PRISES
from parcours.regles.heures import Bilan, ModulePrevu, ModuleSuivi, Part, Suivi, bilan, par_module
from parcours.regles.rattrapages import Manquee


@dataclass
class HeuresDe:
    """The hours of one trainee, with the lines they come from. `lignes`: by half-day."""

    parcours: Any
    suivis: list[Suivi]
    bilan: Bilan
    modules: list[ModuleSuivi]
    lignes: dict[int, Any] = field(default_factory=dict)

    @property
    def manquees(self) -> list[Manquee]:
        """Half-days noted of which she did not follow all, oldest first."""
        return [
            Manquee(s.demi_journee, s.date, s.duree - s.minutes, tuple(p.module for p in s.parts))
            for s in sorted(self.suivis, key=lambda s: (s.date, s.demi_journee))
            if s.au_calendrier and s.minutes is not None and s.minutes < s.duree
        ]

    def minutes_dans(self, demi_journees: Iterable[int]) -> int:
        """Counted minutes on these half-days only."""
        voulues = set(demi_journees)
        return sum(s.minutes or 0 for s in self.suivis if s.compte and s.demi_journee in voulues)


def stagiaires_de_session(session: Any) -> list[Any]:
    """Those who hold a place, and those who left but have a line on a sheet: her hours were followed. One query."""
    notees = Emargement.objects.filter(demi_journee__session=session, minutes__gt=0).order_by().values("parcours")
    du_groupe = Q(session=session, etat__in=PLACES_PRISES) | Q(pk__in=notees)
    requete = Parcours.objects.filter(du_groupe).select_related("personne", "session")
    return list(requete.order_by("personne__nom", "personne__prenom", "pk"))


def heures_de_session(session: Any, stagiaires: list[Any] | None = None) -> list[HeuresDe]:
    """The hours of each trainee of a session, in the order of names (seven queries)."""
    gens = stagiaires_de_session(session) if stagiaires is None else stagiaires
    return _heures(gens, session)


def heures_de(parcours: Any) -> HeuresDe:
    """The hours of one trainee."""
    return _heures([parcours], parcours.session)[0]


def _heures(gens: list[Any], session: Any) -> list[HeuresDe]:
    ids = [parcours.pk for parcours in gens]
    demi_journees = _demi_journees(ids, session)
    lignes: dict[int, dict[int, Any]] = {pk: {} for pk in ids}
    for ligne in Emargement.objects.filter(parcours__in=ids).order_by("pk"):
        lignes[ligne.parcours_id][ligne.demi_journee_id] = ligne
    prevus = modules_prevus(session)
    aujourd_hui = timezone.localdate()
    resultat = []
    for parcours in gens:
        siennes = lignes[parcours.pk]
        suivis = [s for dj in demi_journees if (s := _suivi(dj, parcours, siennes.get(dj.pk), aujourd_hui)) is not None]
        b = bilan(suivis, parcours.heures_visees * 60)
        resultat.append(HeuresDe(parcours, suivis, b, par_module(suivis, prevus), siennes))
    return resultat


def _demi_journees(ids: list[int], session: Any) -> list[Any]:
    """Half-days of the session, and those of elsewhere where one of these trainees has a line or a place."""
    ailleurs = Emargement.objects.filter(parcours__in=ids).order_by().values("demi_journee")
    appelees = Attendue.objects.filter(parcours__in=ids).order_by().values("demi_journee")
    ou = Q(pk__in=ailleurs) | Q(pk__in=appelees)
    requete = DemiJournee.objects.tenues().filter(ou | Q(session=session) if session else ou)
    parts = Prefetch("parts", SeanceModule.objects.order_by("module__rang", "pk"))
    return list(requete.prefetch_related(parts, Prefetch("attendues", Attendue.objects.order_by("pk"))))


def modules_prevus(session: Any) -> list[ModulePrevu]:
    """Modules of the programme that the session follows, in order; none when it follows none (one query)."""
    if session is None or session.version_programme_id is None:
        return []
    modules = Module.objects.filter(programme=session.version_programme_id).order_by("rang", "pk")
    return [ModulePrevu(m.pk, m.titre, m.minutes) for m in modules]


def _suivi(dj: Any, parcours: Any, ligne: Any, aujourd_hui: dt.date) -> Suivi | None:
    """What she did on a half-day; None when it is not hers."""
    de_sa_session = dj.session_id == parcours.session_id
    nommees = {a.parcours_id for a in dj.attendues.all()}
    au_calendrier = de_sa_session and dj.compte_au_calendrier
    attendue = au_calendrier or parcours.pk in nommees
    if ligne is None and not attendue:
        return None
    minutes = ligne.minutes if ligne is not None else None
    compte = bool(ligne is not None and ligne.statut in ("presente", "retard") and ligne.signature and dj.signee_le)
    if ligne is None and dj.signee_le:
        minutes = 0  # the sheet is closed without her
    return Suivi(
        demi_journee=dj.pk,
        date=dj.date,
        duree=dj.minutes,
        au_calendrier=au_calendrier,
        attendue=attendue,
        passee=dj.date < aujourd_hui,
        minutes=minutes,
        compte=compte,
        perdu_au=_perdu_au(ligne),
        parts=tuple(Part(p.module_id, p.minutes) for p in dj.parts.all()),
    )


def _perdu_au(ligne: Any) -> str:
    """Where the missing minutes of a presence are."""
    if ligne is None or (ligne.arrivee and ligne.depart):
        return ""
    if ligne.depart:
        return "fin"
    return "debut" if ligne.statut == Emargement.Statut.RETARD else ""

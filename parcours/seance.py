"""A sitting as it stands: for each candidate, who decides, who is set aside and why, what was decided."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from parcours.models import ConflitInteret, DecisionJury, Derogation, Evaluation, Jury, Parcours
from parcours.regles import jury as regles
from parcours.regles import minutes_manquantes
from parcours.regles.certification import dire_suivies


@dataclass
class Candidature:
    """One candidate before one jury."""

    passage: Any
    parcours: Any
    evaluation: Any = None
    decision: Any = None
    derogation: Any = None
    ecartees: list[tuple[str, str]] = field(default_factory=list)
    votantes: list[str] = field(default_factory=list)
    cles_ecartees: set[int] = field(default_factory=set)
    quorum: int = 2
    seance_dite: bool = False
    ton: str = "neutre"
    cachee: bool = False

    @property
    def quorum_atteint(self) -> bool:
        """Enough members decide for her; before the sitting, everyone is counted as present."""
        return len(self.votantes) >= self.quorum

    @property
    def a_refaire(self) -> bool:
        """Someone decided who has since been set aside."""
        noms = {nom for nom, _raison in self.ecartees}
        return bool(self.decision and noms & set(self.decision.membres))

    @property
    def heures_dites(self) -> str:
        """« 117 h sur 120 : il manque 3 h »."""
        return dire_suivies(self.parcours.minutes(), self.parcours.heures_visees)

    @property
    def manque(self) -> int:
        """Minutes missing."""
        return minutes_manquantes(self.parcours.minutes(), self.parcours.heures_visees)


def candidatures(jury: Jury) -> list[Candidature]:
    """All candidates of a jury, in the order they pass."""
    return _lire(jury, jury.passages.all())


def candidature(jury: Jury, parcours_pk: int) -> Candidature | None:
    """One candidate, or None when she is not before this jury."""
    return next(iter(_lire(jury, jury.passages.filter(parcours=parcours_pk))), None)


def _lire(jury: Jury, requete: Any) -> list[Candidature]:
    passages = {p.parcours_id: p for p in requete}
    requete_parcours = Parcours.objects.filter(pk__in=list(passages)).avec_minutes()
    gens = {p.pk: p for p in requete_parcours.select_related("personne", "session", "centre")}
    membres = [m.regle for m in jury.membres.select_related("personne")]
    if jury.etat in ("prepare", "convoque"):
        membres = [_presente(m) for m in membres]
    liens: dict[int, dict[int, str]] = defaultdict(dict)
    for conflit in ConflitInteret.objects.filter(membre__jury=jury):
        liens[conflit.parcours_id][conflit.membre_id] = str(conflit.get_lien_display())
    evaluations = _derniers(Evaluation.objects.filter(parcours__in=gens), "-date")
    decisions = _derniers(DecisionJury.objects.filter(jury=jury, parcours__in=gens), "-date")
    exceptions = {d.parcours_id: d for d in Derogation.objects.valables().filter(parcours__in=gens)}
    liste = []
    for cle, passage in passages.items():
        evaluation = evaluations.get(cle)
        ecartees = regles.ecartees(membres, liens[cle], evaluation.evaluatrice if evaluation else "")
        noms = {m.cle: m.nom for m in membres}
        liste.append(
            Candidature(
                passage=passage,
                parcours=gens[cle],
                evaluation=evaluation,
                decision=decisions.get(cle),
                derogation=exceptions.get(cle),
                ecartees=[(noms[c], raison) for c, raison in ecartees.items()],
                votantes=[m.nom for m in regles.votantes(membres, ecartees)],
                cles_ecartees=set(ecartees),
                quorum=jury.quorum,
                seance_dite=jury.etat not in ("prepare", "convoque"),
            )
        )
    return liste


def _presente(membre: regles.MembreDuJury) -> regles.MembreDuJury:
    return regles.MembreDuJury(membre.cle, membre.nom, membre.externe, membre.preside, True)


def _derniers(requete: Any, *ordre: str) -> dict[int, Any]:
    """The last row of each journey."""
    derniers: dict[int, Any] = {}
    for ligne in requete.order_by(*ordre, "-pk"):
        derniers.setdefault(ligne.parcours_id, ligne)
    return derniers

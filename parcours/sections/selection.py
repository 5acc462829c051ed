"""The card of the selection: the meeting, the sheets and the joint decision, for those who may read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from parcours.models import Entretien
from parcours.models.etats import EN_RECRUTEMENT
from parcours.regles.selection import en_phrases, lisibles
from parcours.sections import Carte


@dataclass(frozen=True)
class Fiche:
    """A sheet as this reader sees it: closed, only its author's name shows."""

    entretien: Any
    lisible: bool
    niveaux: list[tuple[str, str]]
    a_moi: bool


def fiches_pour(parcours: Any, acteur: Any, *, decidee: bool) -> list[Fiche]:
    """The sheets of the present candidacy (one query)."""
    entretiens = list(Entretien.objects.de_la_candidature(parcours))
    lectrice = acteur.utilisateur.pk if acteur.utilisateur else None
    droits = lisibles([e.auteur_id for e in entretiens], lectrice, decidee=decidee)
    return [
        Fiche(e, lisible, en_phrases(e.niveaux) if lisible else [], e.auteur_id is not None and e.auteur_id == lectrice)
        for e, lisible in zip(entretiens, droits, strict=True)
    ]


def carte(parcours: Any, acteur: Any) -> Carte | None:
    """Five queries at most; trainers see the card only while she is in recruitment."""
    en_recrutement = parcours.etat in EN_RECRUTEMENT
    if not acteur.est_equipe and not (acteur.peut("selection.remplir") and en_recrutement):
        return None
    decisions = list(parcours.decisions_selection.filter(candidature=parcours.candidature)[:1])
    decision = decisions[0] if decisions else None
    fiches = fiches_pour(parcours, acteur, decidee=decision is not None)
    anciennes = list(Entretien.objects.filter(parcours=parcours, candidature__lt=parcours.candidature))
    if not (fiches or decision or anciennes or en_recrutement):
        return None
    c = {
        "fiches": fiches,
        "decision": decision,
        "anciennes": anciennes if acteur.est_equipe else [],
        "la_mienne": any(f.a_moi for f in fiches),
        "offre": parcours.offres.vivantes().first() if parcours.etat == "liste_attente" else None,
        "fermees": any(not f.lisible for f in fiches),
        "peut_remplir": acteur.peut("selection.remplir") and parcours.etat in ("informee", "candidate"),
        "peut_decider": acteur.peut("selection.decider") and parcours.etat in ("candidate", "liste_attente"),
    }
    return Carte("parcours/selection/carte.html", c)

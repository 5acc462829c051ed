"""What was seen of her, what she says, what the jury decided, the exception, the appeal."""

from __future__ import annotations

from typing import Any

from clairiere.interface.francais import pluriel
from parcours.models import AutoEvaluation
from parcours.models.etats import EN_COURS_DE_FORMATION
from parcours.obstacles_jury import pour_recourir
from parcours.regards import releves_de
from parcours.sections import Carte


def carte(parcours: Any, acteur: Any) -> Carte | None:
    """The card, for the staff; nothing before the course (six queries)."""
    if not acteur.peut("evaluation.voir") or parcours.session_id is None or parcours.etat == "admise":
        return None
    observations = list(parcours.grilles.select_related("tache").order_by("-tache__date", "-pk"))
    moments = {a.moment: a for a in parcours.auto_evaluations.all()}
    decisions = list(parcours.decisions.select_related("jury").order_by("-date", "-pk"))
    derogation = parcours.derogations.valables().first()
    recours = list(parcours.recours.select_related("decision").order_by("-recu_le", "-pk"))
    dans_le_cours = parcours.etat in EN_COURS_DE_FORMATION
    for observation in observations:
        vus = [r for r in releves_de([observation]) if r.niveau != "non_observe"]
        observation.dit = pluriel(len(vus), "compétence vue", "compétences vues")
    manque = dans_le_cours and parcours.minutes() < parcours.heures_visees * 60
    return Carte(
        "parcours/evaluation/carte.html",
        {
            "observations": observations,
            "moments": [(code, mot, moments.get(code)) for code, mot in AutoEvaluation.Moment.choices],
            "decisions": decisions,
            "derogation": derogation,
            "recours": recours,
            "peut_remplir": dans_le_cours and acteur.peut("autoevaluation.remplir"),
            "peut_deroger": acteur.peut("derogation.ecrire") and (manque or derogation is not None),
            "peut_recourir": acteur.peut("recours.deposer") and _peut_recourir(parcours, decisions),
            "ouverte": bool(decisions and decisions[0].jury and decisions[0].jury.etat != "clos"),
        },
    )


def _peut_recourir(parcours: Any, decisions: list[Any]) -> bool:
    if parcours.etat not in ("ajournee", "non_certifiee") or not decisions:
        return False
    return all(o.code == "motif" for o in pour_recourir(parcours, motif=""))

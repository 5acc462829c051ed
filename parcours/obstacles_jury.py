"""Gathers the facts of a jury, of a decision and of an appeal, and asks `regles` what is missing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from clairiere.centres.reglages import lire
from clairiere.flux.obstacles import Obstacle
from parcours.regles import jury as regles
from parcours.regles import recours as regles_recours


def membres_de(jury: Any) -> list[regles.MembreDuJury]:
    """The members as the rules see them (one query)."""
    return [m.regle for m in jury.membres.select_related("personne")]


def pour_convoquer(jury: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """See `regles.jury.composition`."""
    return regles.composition(
        regles.FaitsComposition(
            membres=membres_de(jury),
            candidates=jury.passages.filter(reporte=False).count(),
            membres_minimum=lire(jury.centre, "jury_membres"),
            externe_exige=lire(jury.centre, "jury_externe"),
            date=jury.date,
            aujourd_hui=timezone.localdate(),
            jury=jury.pk,
        )
    )


def pour_ouvrir(jury: Any, *, presentes: Sequence[int] | None = None, **_autres: Any) -> Iterable[Obstacle]:
    """See `regles.jury.ouverture`; `presentes`: keys of the members who are there, None while nobody asked."""
    membres = membres_de(jury)
    if presentes is not None:
        membres = [dataclasses.replace(m, present=m.cle in presentes) for m in membres]
    return regles.ouverture(
        regles.FaitsOuverture(
            membres=membres,
            quorum=jury.quorum,
            externe_exige=lire(jury.centre, "jury_externe"),
            date=jury.date,
            aujourd_hui=timezone.localdate(),
            presence_dite=presentes is not None,
        )
    )


def pour_clore(jury: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """See `regles.jury.cloture`."""
    from parcours.seance import candidatures

    attendues = [c for c in candidatures(jury) if not c.passage.reporte]
    decidees = [c for c in attendues if c.decision]
    return regles.cloture(
        [str(c.parcours) for c in attendues if not c.decision],
        [str(c.parcours) for c in decidees if c.parcours.etat != "en_evaluation"],
        [str(c.parcours) for c in decidees if c.a_refaire],
        jury=jury.pk,
    )


def pour_ajourner(parcours: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """A postponement is the jury's decision."""
    return _selon_le_jury(parcours, "ajournee", "Le jury n’a pas décidé d’ajourner.")


def pour_ne_pas_certifier(parcours: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """A refusal is the jury's decision."""
    return _selon_le_jury(parcours, "non_certifiee", "Le jury n’a pas décidé de ne pas certifier.")


def _selon_le_jury(parcours: Any, attendue: str, phrase: str) -> Iterable[Obstacle]:
    decision = parcours.decisions.select_related("jury").first()
    lien: tuple[str, dict[str, int]] = ("parcours:decider", {"pk": parcours.pk})
    if decision is None or decision.decision != attendue:
        yield Obstacle("jury", phrase, qui="le jury", lien=lien, libelle_lien="Ouvrir le jury")
    elif decision.jury is not None and decision.jury.etat != "clos":
        phrase = "Le jury a décidé, mais sa séance n’est pas close."
        qui = "la directrice ou la coordinatrice"
        yield Obstacle("seance", phrase, qui=qui, lien=lien, libelle_lien="Ouvrir le jury")


def pour_recourir(parcours: Any, *, recu_le: Any = None, motif: str = "") -> Iterable[Obstacle]:
    """See `regles.recours.recours`."""
    decision = parcours.decisions.select_related("recours").first()
    deja = getattr(decision, "recours", None) if decision else None
    return regles_recours.recours(
        regles_recours.FaitsRecours(
            decision=decision.decision if decision else "",
            decision_du=decision.date if decision else None,
            jours=lire(parcours.centre, "recours_jours"),
            recu_le=recu_le,
            en_cours=deja is not None and deja.etat == "depose",
            deja_traite=deja is not None and deja.etat != "depose",
            motif=motif,
            dans_l_etat=parcours.etat in ("ajournee", "non_certifiee"),
        )
    )


def pour_repondre(recours: Any, *, traite_par: str | None = None, reponse: str = "", **_autres: Any) -> Any:
    """See `regles.recours.reponse`; nothing is asked before the form is filled."""
    if traite_par is None:
        return []
    noms = [nom.strip() for nom in traite_par.replace("\n", ",").split(",")]
    return list(regles_recours.reponse(noms, recours.decision.membres, reponse))

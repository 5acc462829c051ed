"""Deliberating: links told, one decision per candidate. No vote is kept, only who decided."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.interface.francais import date_courte
from parcours.actions.jury import verrouiller
from parcours.models import ConflitInteret, DecisionJury, Jury, MembreJury, Parcours
from parcours.models.jury import VIVANTS
from parcours.obstacles import faits_certification
from parcours.regles import jury as regles_jury
from parcours.regles.certification import avant_le_jury
from parcours.seance import Candidature, candidature


@transaction.atomic
def declarer_liens(membre: MembreJury, *, par: Any, liens: dict[int, str]) -> list[ConflitInteret]:
    """Keep the links of one member with the candidates (key of the journey → link, empty for none)."""
    jury = verrouiller(membre.jury, VIVANTS)
    inscrites = set(jury.passages.values_list("parcours_id", flat=True))
    anciens = {c.parcours_id: c for c in membre.conflits.all()}
    nom = membre.personne.nom_complet
    for cle in sorted(inscrites & set(liens)):
        lien, ancien = liens[cle], anciens.get(cle)
        if (ancien.lien if ancien else "") == lien:
            continue
        parcours = Parcours.objects.select_related("personne").get(pk=cle)
        if ancien:
            ancien.delete()
        if not lien:
            phrase = f"a retiré le lien noté entre {nom} et {parcours}"
        else:
            conflit = ConflitInteret(membre=membre, parcours=parcours, lien=lien, declare_par=par.nom)
            conflit.full_clean()
            conflit.save()
            phrase = f"a noté un lien : {nom} ne décide pas pour {parcours} ({conflit.get_lien_display()})"
        journal.noter("jury.lien", par=par, sur=[jury, parcours], phrase=phrase, audience="equipe")
    return list(membre.conflits.all())


@transaction.atomic
def deliberer(
    jury: Jury,
    parcours: Parcours,
    *,
    par: Any,
    decision: str,
    remarque: str = "",
    echeance: dt.date | None = None,
    vue: str | None = None,
    quand: dt.datetime | None = None,
) -> DecisionJury:
    """Keep the decision for one candidate; a later one of the same sitting replaces it. The same one twice is one.

    Args:
        vue: key of the decision that was on the screen, empty when there was none. None: not checked.

    Raises:
        Ferme: the sitting is not open, there is no quorum for her, the reason is missing, or « certifiée » is said
            while hours or the evaluation are missing.
    """
    jury = Jury.objects.select_for_update(of=("self",)).select_related("session", "centre").get(pk=jury.pk)
    Parcours.objects.select_for_update(of=("self",)).get(pk=parcours.pk)
    remarque = remarque.strip()
    echeance = echeance if decision == DecisionJury.Decision.AJOURNEE else None
    lue = candidature(jury, parcours.pk)
    obstacles = list(_obstacles(jury, lue, par, parcours, decision, remarque, echeance))
    if obstacles or lue is None:
        raise Ferme(obstacles)
    autre = lue.decision
    valeurs = {
        "decision": decision,
        "remarque": remarque,
        "echeance": echeance,
        "membres": lue.votantes,
        "ecartes": [{"nom": nom, "raison": raison} for nom, raison in lue.ecartees],
        "derogation": lue.derogation if lue.manque else None,
    }
    if autre and all(getattr(autre, nom) == v for nom, v in valeurs.items()):
        return autre
    if autre and vue is not None and vue != str(autre.pk):
        phrase = f"{autre.notee_par} a noté « {autre.get_decision_display()} » pendant que vous écriviez. Comparez."
        raise Ferme([Obstacle("vue", phrase)])
    nouvelle = DecisionJury(parcours=lue.parcours, jury=jury, date=jury.date, notee_par=par.nom, **valeurs)
    nouvelle.full_clean()
    nouvelle.save()
    pour_le = f", pour le {date_courte(echeance)}" if echeance else ""
    phrase = f"a noté la décision du jury ({', '.join(lue.votantes)}) : {nouvelle.get_decision_display()}{pour_le}"
    journal.noter(
        "jury.decider", par=par, sur=[lue.parcours, jury], phrase=phrase, motif=remarque, audience="equipe", quand=quand
    )
    return nouvelle


def _obstacles(
    jury: Jury,
    lue: Candidature | None,
    par: Any,
    parcours: Parcours,
    decision: str,
    remarque: str,
    echeance: dt.date | None,
) -> list[Obstacle]:
    elle = lue.parcours if lue else parcours
    obstacles = list(
        regles_jury.deliberation(
            regles_jury.FaitsDeliberation(
                nom=str(elle),
                decision=decision,
                en_seance=jury.etat == "en_seance",
                candidate=lue is not None and not lue.passage.reporte,
                en_evaluation=elle.etat == "en_evaluation",
                votantes=len(lue.votantes) if lue else 0,
                quorum=jury.quorum,
                remarque=remarque,
                echeance=echeance,
                date=max(jury.date, timezone.localdate()),
                parcours=elle.pk,
            )
        )
    )
    if lue and est_ecartee(jury, lue, par):
        phrase = f"Un lien est noté entre vous et {elle}. Une autre personne note cette décision."
        obstacles.insert(0, Obstacle("ecartee", phrase, qui="un autre membre du jury"))
    if decision == DecisionJury.Decision.CERTIFIEE:
        obstacles += avant_le_jury(faits_certification(elle))
    return obstacles


def est_ecartee(jury: Jury, lue: Candidature, acteur: Any) -> bool:
    """True when the reader sits in this jury and takes no part for this candidate."""
    fiche = acteur.personne
    if fiche is None or not lue.cles_ecartees:
        return False
    return bool(jury.membres.filter(personne=fiche, pk__in=lue.cles_ecartees).exists())

"""Why a contract does not move yet: asks the rules, says where each thing is mended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from clairiere.flux.obstacles import Obstacle
from contrats.regles.montants import Refus
from contrats.regles.projet import Controle
from contrats.regles.tables import HorsTable

# check → field of the form where it is mended
CHAMPS = {
    "taux": "taux_horaire_brut",
    "emploi": "taches",
    "age": "taches",
    "duree": "semaine",
    "repos": "semaine",
    "essai": "essai_mois",
    "date": "date_contrat",
    "absences": "absence1_debut",
}


def dire(controle: Controle) -> str:
    """« The sentence. The remedy. (source) »."""
    return " ".join(filter(None, (controle.phrase, controle.remede))) + f" ({controle.source}.)"


def pour_preparer(contrat: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """Every refusal of the checks of contrat.md § 4, and a match that goes on."""
    from contrats.calculs import lire

    yield from _mise_en_relation(contrat)
    try:
        lecture = lire(contrat)
    except (Refus, HorsTable) as erreur:
        yield _a_corriger(contrat, "tables", erreur.phrase)
        return
    if not lecture.enfants:
        yield Obstacle(
            "enfants",
            "Aucun enfant n’est noté sur la demande de la famille.",
            qui="une personne de l’équipe",
            lien=("placements:demande_modifier", {"pk": contrat.placement.demande_id}),
            libelle_lien="Compléter la demande",
        )
    for controle in lecture.controles:
        if controle.gravite == "refus" and (controle.code != "emploi" or lecture.enfants):
            yield _a_corriger(contrat, controle.code, dire(controle))
    if lecture.refus:
        yield _a_corriger(contrat, "salaire", lecture.refus)


def pour_signer(contrat: Any, *, signe_le: dt.date | None = None, **_donnees: Any) -> Iterable[Obstacle]:
    """The match goes on, she may work, and the day is not to come."""
    yield from _mise_en_relation(contrat)
    parcours = contrat.parcours
    if parcours.etat not in ("disponible", "placee"):
        yield Obstacle(
            "parcours",
            f"Le parcours de {parcours} est « {parcours.etat_dit.equipe} ». Il doit être « Disponible ».",
            qui="une personne de l’équipe, sur la fiche de parcours",
            lien=("parcours:fiche", {"pk": parcours.pk}),
            libelle_lien="Ouvrir le parcours",
        )
    if signe_le is not None and signe_le > timezone.localdate():
        yield Obstacle(
            "signe_le", "Ce jour n’est pas encore arrivé. Notez la signature quand elle est faite.", champ="signe_le"
        )


def pour_terminer(contrat: Any, *, fin: dt.date | None = None, **_donnees: Any) -> Iterable[Obstacle]:
    """The last day stands between hiring and today."""
    if fin is None:
        return
    if fin < contrat.date_embauche:
        yield Obstacle("fin", f"L’embauche date du {contrat.date_embauche:%d/%m/%Y}. La fin est après.", champ="fin")
    if fin > timezone.localdate():
        yield Obstacle("fin", "Ce jour n’est pas encore passé. Notez la fin ce jour-là, ou après.", champ="fin")


def _mise_en_relation(contrat: Any) -> Iterable[Obstacle]:
    placement = contrat.placement
    if placement.etat != "en_cours":
        yield Obstacle(
            "placement",
            "La mise en relation est terminée. Ce contrat n’a plus d’objet : annulez-le.",
            qui="une personne de l’équipe",
            lien=("placements:placement", {"pk": placement.pk}),
            libelle_lien="Voir la mise en relation",
        )


def _a_corriger(contrat: Any, code: str, phrase: str) -> Obstacle:
    ancre = f"#id_{CHAMPS[code]}" if code in CHAMPS else ""
    return Obstacle(
        code,
        phrase,
        qui="une personne de l’équipe, avec les deux parties",
        lien=(f"contrats:modifier{ancre}", {"pk": contrat.pk}),
        libelle_lien="Corriger le contrat",
    )

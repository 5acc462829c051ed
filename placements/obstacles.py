"""Gathers the facts of a request or of a proposition from the database and asks `regles.mouvements`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clairiere.flux.obstacles import Obstacle
from placements.regles import mouvements


def pour_ouvrir(demande: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """See `regles.mouvements.ouverture`."""
    return mouvements.ouverture(
        mouvements.FaitsDemande(
            demande=demande.pk,
            enfants=len(demande.famille.enfants.all()),
            minutes=demande.en_semaine.minutes,
            a_un_debut=demande.debut is not None,
            a_un_code_postal=bool(demande.code_postal),
        )
    )


def pour_rouvrir(demande: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """A request with a living match is not searched again."""
    placement = demande.placements.filter(etat="en_cours").first()
    if placement is not None:
        yield Obstacle(
            "placement",
            "Une mise en relation est en cours pour cette demande.",
            qui="une personne de l’équipe, quand elle sera terminée",
            lien=("placements:placement", {"pk": placement.pk}),
            libelle_lien="Voir la mise en relation",
        )
    else:
        yield from pour_ouvrir(demande)


def pour_accepter(proposition: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """See `regles.mouvements.reponse`."""
    return mouvements.reponse(_faits(proposition))


def pour_conclure(proposition: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """See `regles.mouvements.conclusion`."""
    return mouvements.conclusion(_faits(proposition))


def _faits(proposition: Any) -> mouvements.FaitsProposition:
    demande = proposition.demande
    return mouvements.FaitsProposition(
        demande=demande.pk,
        etat_demande=demande.etat,
        etat_parcours=proposition.parcours.etat,
        auxiliaire=proposition.parcours.personne.prenom,
        oui_auxiliaire=proposition.auxiliaire_oui_le is not None,
        oui_famille=proposition.famille_oui_le is not None,
        placement_en_cours=demande.placements.filter(etat="en_cours").exists(),
    )

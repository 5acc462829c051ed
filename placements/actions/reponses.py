"""Yes and no, from each side: said by the person herself, or noted by the team, who says how it came."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from clairiere import flux
from clairiere.comptes.roles import Role
from clairiere.flux.obstacles import Ferme, Interdit, Obstacle
from placements import courriers
from placements.acteurs import discret
from placements.actions.demandes import revoir_l_etat, verrouiller
from placements.models import Proposition, Voie

VOIE_MANQUANTE = Obstacle("voie", "Indiquez comment la réponse est arrivée.", champ="voie")


def dire(reponse: str, par: Any, voie: str, cote: str) -> str:
    """« elle-même, à l’écran », or « oui par téléphone, noté par Nadia Benali ».

    Raises:
        Ferme: the team notes an answer without saying how it came.
    """
    if not (par.est_personnel or par.est_systeme or par.a(cote)):
        raise Interdit("C’est à faire par la personne elle-même, ou par une personne de l’équipe.")
    if not par.est_personnel and par.a(cote):
        return "elle-même, à l’écran" if cote == Role.AUXILIAIRE else "la famille elle-même, à l’écran"
    if voie not in Voie.values or voie == Voie.ECRAN:
        raise Ferme([VOIE_MANQUANTE])
    return f"{reponse} {Voie(voie).label}, noté par {par.nom}"


@transaction.atomic
def accepter_auxiliaire(
    proposition: Proposition, *, par: Any, attendu: str | None = None, voie: str = "", **options: Any
) -> Proposition:
    """She says yes: the family may see her first name, and nothing that finds her."""
    verrouiller(proposition.demande)
    dit = dire("oui", par, voie, Role.AUXILIAIRE)
    proposition = _repondre(proposition, "accepter_auxiliaire", par, attendu, dit, **options)
    courriers.profil_a_voir(proposition)
    return proposition


@transaction.atomic
def refuser_auxiliaire(
    proposition: Proposition, *, par: Any, attendu: str | None = None, voie: str = "", motif: str = "", **options: Any
) -> Proposition:
    """She says no, at once or later; a family that had seen her is told that the search goes on."""
    verrouiller(proposition.demande)
    dit = dire("non", par, voie, Role.AUXILIAIRE)
    proposition = _repondre(proposition, "refuser_auxiliaire", par, attendu, dit, motif=motif, **options)
    if proposition.auxiliaire_oui_le is not None:
        courriers.auxiliaire_renonce(proposition)
    revoir_l_etat(proposition.demande, par=par)
    return proposition


@transaction.atomic
def accepter_famille(
    proposition: Proposition, *, par: Any, attendu: str | None = None, voie: str = "", **options: Any
) -> Proposition:
    """The family says yes: each receives the name and the phone of the other."""
    verrouiller(proposition.demande)
    dit = dire("oui", par, voie, Role.FAMILLE)
    proposition = _repondre(proposition, "accepter_famille", par, attendu, dit, **options)
    courriers.deux_oui(proposition)
    return proposition


@transaction.atomic
def refuser_famille(
    proposition: Proposition, *, par: Any, attendu: str | None = None, voie: str = "", motif: str = "", **options: Any
) -> Proposition:
    """The family says no; the auxiliaire is told politely, never why."""
    verrouiller(proposition.demande)
    dit = dire("non", par, voie, Role.FAMILLE)
    proposition = _repondre(proposition, "refuser_famille", par, attendu, dit, motif=motif, **options)
    courriers.sans_suite(proposition)
    revoir_l_etat(proposition.demande, par=par)
    return proposition


@transaction.atomic
def retirer(
    proposition: Proposition, *, par: Any, attendu: str | None = None, motif: str = "", **options: Any
) -> Proposition:
    """The centre takes it back, with a reason for the team."""
    verrouiller(proposition.demande)
    montree = proposition.auxiliaire_oui_le is not None
    proposition = _repondre(proposition, "retirer", par, attendu, "", motif=motif, **options)
    courriers.sans_suite(proposition)
    if montree:
        courriers.auxiliaire_renonce(proposition)
    revoir_l_etat(proposition.demande, par=par)
    return proposition


def _repondre(
    proposition: Proposition, geste: str, par: Any, attendu: str | None, dit: str, **options: Any
) -> Proposition:
    return flux.franchir(
        proposition,
        geste,
        par=discret(par),
        attendu=attendu,
        dit=dit,
        auxiliaire=proposition.parcours.personne.nom_court,
        **options,
    )

"""Who acts on a request: a family without an account holds only its secret link; a name is not shown too early."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from clairiere.comptes.acteur import Acteur
from clairiere.comptes.roles import Role
from placements.models import Demande


def famille_de(demande: Demande) -> Acteur:
    """The family of a request, known by its link alone: it sees its own rows, under « Paul M. »."""
    contact = demande.famille.contact
    return Acteur(None, demande.centre, frozenset({Role.FAMILLE}), contact.nom_court, _cache={"personne": contact})


def discret(par: Any) -> Any:
    """The same actor under « Awa D. » when she is not of the team: her name may be read by the other side."""
    if par.est_personnel or par.est_systeme or par.personne is None:
        return par
    return replace(par, nom=par.personne.nom_court)


def machine_de(par: Any) -> Acteur:
    """The software, acting on the word of someone: for the moves that follow from another."""
    return Acteur.systeme(par.centre, par.nom)

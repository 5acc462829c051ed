"""Who sees a row that stands between an auxiliaire and a family: one rule for requests, matches and contracts."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from clairiere.comptes.roles import Role


def pour_les_parties(requete: Any, acteur: Any, *, auxiliaire: str, famille: str, si_famille: Q | None = None) -> Any:
    """The team sees all; each side sees its own; the others nothing.

    Args:
        requete: the rows.
        acteur: who asks.
        auxiliaire: lookup from a row to the person of the auxiliaire (`parcours__personne`).
        famille: lookup from a row to the person of the family (`famille__contact`).
        si_famille: what must also be true for the family's side (it sees a proposition only after her yes).
    """
    if acteur.est_systeme or acteur.est_equipe:
        return requete
    personne = acteur.personne
    if personne is None:
        return requete.none()
    filtre = Q(pk__in=[])
    if acteur.a(Role.AUXILIAIRE):
        filtre |= Q(**{auxiliaire: personne})
    if acteur.a(Role.FAMILLE):
        filtre |= Q(**{famille: personne}) & (si_famille or Q())
    return requete.filter(filtre)

"""Gathers the facts of a mediation from the database and asks `regles` what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from clairiere.comptes.roles import Role
from clairiere.flux.obstacles import Obstacle
from relais import regles


def pour_prendre_en_charge(mediation: Any, *, mediatrice: Any = None, **_autres: Any) -> Iterable[Obstacle]:
    """See `regles.neutralite`; without a mediator (the list of buttons) nothing can be said."""
    return regles.neutralite(liens(mediation, mediatrice)) if mediatrice is not None else ()


def pour_engager(mediation: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """See `regles.engagement`."""
    return regles.engagement(manquent=mediation.accords_manquants(), mediation=mediation.pk)


def pour_conclure(mediation: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """See `regles.conclusion`."""
    return regles.conclusion(entretiens=mediation.entretiens.count(), mediation=mediation.pk)


def liens(mediation: Any, mediatrice: Any) -> regles.Liens:
    """What ties this mediator to the two sides, read from sessions, half-days and the journal of matches."""
    personnes = [p for p in (mediation.demandeuse, mediation.autre) if p is not None]
    dirige = mediatrice.adhesions.filter(centre=mediation.centre_id, role=Role.DIRECTRICE).exists()
    return regles.Liens(
        formees=tuple(p.nom_complet for p in personnes if _a_forme(mediatrice, p)),
        placees=tuple(p.nom_complet for p in personnes if _a_place(mediatrice, p)),
        est_partie=any(p.utilisateur_id == mediatrice.pk for p in personnes),
        dirige=dirige,
    )


def _a_forme(mediatrice: Any, personne: Any) -> bool:
    from parcours.models import Parcours

    cours = Q(session__formatrice=mediatrice) | Q(session__demi_journees__formatrice=mediatrice)
    return Parcours.objects.filter(cours, personne=personne).exists()


def _a_place(mediatrice: Any, personne: Any) -> bool:
    """She wrote in the journal a move of a proposition or of a match of this person."""
    from clairiere.journal.models import Entree
    from parcours.models import Parcours
    from placements.models import Demande

    parcours = Parcours.objects.filter(personne=personne).order_by().values("pk")
    demandes = Demande.objects.filter(famille__contact=personne).order_by().values("pk")
    sujets = Q(mentions__genre="parcours.parcours", mentions__objet_id__in=parcours)
    sujets |= Q(mentions__genre="placements.demande", mentions__objet_id__in=demandes)
    gestes = Q(code__startswith="proposition.") | Q(code__startswith="placement.")
    return Entree.objects.filter(sujets, gestes, auteur=mediatrice).exists()

"""Two yes become a match; one day it stops."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import flux, journal
from placements import courriers
from placements.acteurs import machine_de
from placements.actions.demandes import clore_les_autres, verrouiller
from placements.models import Placement, Proposition


@transaction.atomic
def conclure(
    proposition: Proposition,
    *,
    par: Any,
    attendu: str | None = None,
    debut: dt.date | None = None,
    quand: dt.datetime | None = None,
) -> Placement:
    """Make the match; the request is filled, the other auxiliaires are thanked.

    Args:
        debut: first day; the date of the request when it is not said.

    Raises:
        Ferme: a yes is missing, the request is no longer searched, or it already has a living match.
    """
    demande = verrouiller(proposition.demande)
    proposition = flux.franchir(
        proposition, "conclure", par=par, attendu=attendu, quand=quand, auxiliaire=proposition.parcours
    )
    placement = Placement(
        demande=demande,
        proposition=proposition,
        parcours=proposition.parcours,
        famille=demande.famille,
        semaine=demande.semaine,
        debut=debut or demande.debut or timezone.localdate(),
        depuis=quand or timezone.now(),
    )
    placement.full_clean()
    placement.save()
    placement.demande = demande = flux.franchir(
        demande, "pourvoir", par=machine_de(par), quand=quand, auxiliaire=proposition.parcours.personne.nom_court
    )
    phrase = f"a créé la mise en relation de {placement}"
    journal.noter(
        "placement.creer", par=par, sur=placement, phrase=phrase, audience="equipe", quand=quand, vers="en_cours"
    )
    clore_les_autres(demande, par=par, pourquoi="la demande est pourvue")
    courriers.mise_en_relation(placement)
    return placement


@transaction.atomic
def terminer(
    placement: Placement, *, par: Any, fin: dt.date, motif: str = "", attendu: str | None = None, **options: Any
) -> Placement:
    """The match stops on a day, for a reason. The request may then be reopened."""
    verrouiller(placement.demande)
    return flux.franchir(placement, "terminer", par=par, attendu=attendu, fin=fin, motif=motif, **options)

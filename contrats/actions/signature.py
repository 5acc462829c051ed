"""A contract begins to live when both have signed on paper, and ends one day. The journey follows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from clairiere import flux
from contrats.models import Contrat
from parcours.models import Parcours
from placements.acteurs import machine_de
from placements.actions import terminer as terminer_placement


@transaction.atomic
def signer(contrat: Contrat, *, par: Any, signe_le: dt.date, vu_par: str, attendu: str | None = None) -> Contrat:
    """Record that both signed on paper, and who saw it. Her journey goes to « Placée », unless it is there already.

    Raises:
        Ferme: the day is to come, the match has ended, or her journey is elsewhere.
        DejaFait: someone recorded it before.
    """
    frais = flux.franchir(contrat, "signer", par=par, attendu=attendu, signe_le=signe_le, vu_par=vu_par.strip())
    parcours = Parcours.objects.select_for_update(of=("self",)).get(pk=frais.parcours_id)
    if parcours.etat == "disponible":
        flux.franchir(parcours, "placer", par=machine_de(par), famille=f"la {frais.famille}")
    return frais


@transaction.atomic
def terminer(
    contrat: Contrat, *, par: Any, fin: dt.date, cause: str, motif: str = "", attendu: str | None = None
) -> Contrat:
    """Record the last day; the match ends with it, and without another contract she looks for a family again.

    Raises:
        Ferme: the day is before hiring or to come.
        DejaFait: someone recorded it before.
    """
    raison = ". ".join(filter(None, (str(Contrat.Fin(cause).label).capitalize(), motif.strip())))
    frais = flux.franchir(contrat, "terminer", par=par, attendu=attendu, motif=raison, fin=fin, cause=cause)
    placement = frais.placement
    if placement.etat == "en_cours":
        # A contract may begin before the day first agreed on: a match never ends before its own first day.
        terminer_placement(placement, par=par, fin=max(fin, placement.debut), motif=raison)
    parcours = Parcours.objects.select_for_update(of=("self",)).get(pk=frais.parcours_id)
    if parcours.etat == "placee" and not Contrat.objects.en_vigueur().filter(parcours=parcours).exists():
        flux.franchir(parcours, "liberer", par=machine_de(par))
    return frais

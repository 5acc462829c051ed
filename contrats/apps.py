"""Hours, pay, rules of the law, contracts."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.apps import AppConfig


class ContratsConfig(AppConfig):
    name = "contrats"
    verbose_name = "contrats"

    def ready(self) -> None:
        from clairiere import flux
        from contrats.a_faire import taches
        from contrats.models import Contrat
        from placements.actions.selection import HEURES_EN_CONTRAT

        flux.enregistrer(Contrat, url="contrats:fiche", droit="contrat.voir")
        flux.a_faire(taches)
        if minutes_en_contrat not in HEURES_EN_CONTRAT:
            HEURES_EN_CONTRAT.append(minutes_en_contrat)


def minutes_en_contrat(ids: Collection[int]) -> Mapping[int, int]:
    """Minutes per week in signed contracts, by journey: for the matching (one query)."""
    from contrats.models import Contrat

    return Contrat.objects.minutes_par_parcours(ids)

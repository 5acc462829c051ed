"""Families, their requests, and who is matched with whom."""

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "placements"
    verbose_name = "placements"

    def ready(self) -> None:
        from clairiere import flux
        from placements.a_faire import taches
        from placements.models import Demande, Placement, Proposition

        flux.enregistrer(Demande, url="placements:demande", droit="demande.voir")
        flux.enregistrer(Proposition, url="placements:proposition", droit="proposition.voir")
        flux.enregistrer(Placement, url="placements:placement", droit="placement.voir")
        flux.a_faire(taches)

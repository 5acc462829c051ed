"""From first contact to certificate, and the life in the trade."""

from django.apps import AppConfig


class ParcoursConfig(AppConfig):
    name = "parcours"
    verbose_name = "parcours"

    def ready(self) -> None:
        from clairiere import flux
        from parcours.a_faire import taches
        from parcours.models import Parcours

        flux.enregistrer(Parcours, url="parcours:fiche", droit="parcours.voir")
        flux.a_faire(taches)

"""Meetings with the children, and mediation."""

from django.apps import AppConfig


class RelaisConfig(AppConfig):
    name = "relais"
    verbose_name = "relais"

    def ready(self) -> None:
        from clairiere import flux
        from clairiere.centres.planification import planifier
        from relais.models import Mediation
        from relais.taches import taches

        flux.enregistrer(Mediation, url="relais:mediation", droit="mediation.voir")
        flux.a_faire(taches)
        planifier(
            self,
            nom="notes de médiation à effacer",
            fonction="django.core.management.call_command",
            arguments="('effacer_notes',)",
            minutes=24 * 60,
        )

"""From first contact to certificate, and the life in the trade."""

from django.apps import AppConfig


class ParcoursConfig(AppConfig):
    name = "parcours"
    verbose_name = "parcours"

    def ready(self) -> None:
        from clairiere import flux
        from parcours.a_faire import taches
        from parcours.a_faire_evaluation import taches as taches_du_jury
        from parcours.models import Jury, Parcours, Recours

        flux.enregistrer(Parcours, url="parcours:fiche", droit="parcours.voir")
        flux.a_faire(taches)
        flux.enregistrer(Jury, url="parcours:jury", droit="jury.voir")
        flux.enregistrer(Recours, url="parcours:recours", droit="recours.voir")
        flux.a_faire(taches_du_jury)
        self._papiers()

    def _papiers(self) -> None:
        """The papers of the course, the surveys that leave by themselves, the immersions."""
        from clairiere import flux
        from clairiere.centres.planification import planifier
        from parcours.modeles import declarer_tous
        from parcours.models import Immersion

        declarer_tous()
        flux.enregistrer(Immersion, url="parcours:immersion", droit="immersion.voir")
        planifier(
            self,
            nom="questionnaires de satisfaction",
            fonction="parcours.actions.enquete.envoyer_dues",
            minutes=60,
        )

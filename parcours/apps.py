"""From first contact to certificate, and the life in the trade."""

from django.apps import AppConfig


class ParcoursConfig(AppConfig):
    name = "parcours"
    verbose_name = "parcours"

    def ready(self) -> None:
        from clairiere import flux
        from clairiere.agenda.calendrier import ajouter_source
        from clairiere.centres.planification import planifier
        from parcours.a_faire import taches
        from parcours.a_faire_evaluation import taches as taches_du_jury
        from parcours.alertes import taches as heures_a_rattraper
        from parcours.flux_calendrier import evenements
        from parcours.models import Jury, Parcours, Recours

        ajouter_source(evenements)
        flux.enregistrer(Parcours, url="parcours:fiche", droit="parcours.voir")
        flux.a_faire(taches)
        flux.a_faire(heures_a_rattraper)
        planifier(self, nom="heures des stagiaires", fonction="parcours.alertes.surveiller_partout", minutes=60)
        planifier(
            self, nom="liens d’appel du matin", fonction="parcours.actions.liens_du_matin.envoyer_du_matin", minutes=15
        )
        flux.enregistrer(Jury, url="parcours:jury", droit="jury.voir")
        flux.enregistrer(Recours, url="parcours:recours", droit="recours.voir")
        flux.a_faire(taches_du_jury)
        self._papiers()
        self._certificats()
        self._disponibilites()
        self._recrutement()
        self._reunions()

    def _certificats(self) -> None:
        """The certificates of whole groups, taken up again when a worker dies."""
        from clairiere import flux
        from clairiere.centres.planification import planifier
        from parcours.a_faire_certificats import taches

        flux.a_faire(taches)
        planifier(self, nom="certificats des groupes", fonction="parcours.taches.reprendre_les_lots", minutes=1)

    def _disponibilites(self) -> None:
        """One SMS a month, and what its answer does."""
        from clairiere.centres.planification import planifier
        from clairiere.messages import recus
        from parcours.actions import disponibilites

        recus.attendre(disponibilites.GENRE, disponibilites.repondre)
        planifier(
            self,
            nom="disponibilités du mois",
            fonction="parcours.actions.disponibilites.relancer_tous",
            minutes=60,
        )
        planifier(self, nom="pièces à renouveler", fonction="parcours.actions.profil.rappeler_pieces", minutes=24 * 60)

    def _reunions(self) -> None:
        """Meetings to close, and the message of the day before."""
        from clairiere import flux
        from clairiere.centres.planification import planifier
        from parcours.a_faire_reunions import taches

        flux.a_faire(taches)
        planifier(
            self,
            nom="rappels des réunions",
            fonction="parcours.actions.rappels_reunions.rappeler_la_veille",
            minutes=60,
        )

    def _papiers(self) -> None:
        """The papers of the course, the surveys that leave by themselves, the immersions."""
        from clairiere import flux
        from clairiere.centres.planification import planifier
        from parcours.a_faire_papiers import taches
        from parcours.modeles import declarer_tous
        from parcours.models import Immersion

        declarer_tous()
        flux.a_faire(taches)
        flux.enregistrer(Immersion, url="parcours:immersion", droit="immersion.voir")
        planifier(
            self,
            nom="questionnaires de satisfaction",
            fonction="parcours.actions.enquete.envoyer_dues",
            minutes=60,
        )

    def _recrutement(self) -> None:
        """Barriers, places offered to those who wait, what the recruitment asks of the team."""
        from clairiere import flux
        from clairiere.centres.planification import planifier
        from parcours.a_faire_recrutement import taches
        from parcours.actions.attente import apres_mouvement, avant_mouvement
        from parcours.models import Frein, OffreDePlace, Parcours

        flux.enregistrer(Frein, url="parcours:frein", droit="frein.voir")
        flux.enregistrer(OffreDePlace, url="parcours:offre", droit="offre.voir")
        flux.suivre(Parcours, avant=avant_mouvement, apres=apres_mouvement)
        flux.a_faire(taches)
        planifier(
            self,
            nom="places proposées aux listes d’attente",
            fonction="parcours.actions.attente.tout_pourvoir",
            minutes=10,
        )

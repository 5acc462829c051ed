"""Dated events with places."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "clairiere.agenda"
    label = "agenda"
    verbose_name = "agenda"

    def ready(self) -> None:
        from clairiere.agenda import reponses
        from clairiere.centres.planification import planifier
        from clairiere.messages import recus

        for genre in reponses.GENRES:
            recus.attendre(genre, reponses.repondre)
        planifier(self, nom="offres de place", fonction="clairiere.agenda.taches.passer_les_offres", minutes=5)

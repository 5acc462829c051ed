"""Dated events with places for adults and children, who is registered, and the calendar addresses."""

from clairiere.agenda.models.abonnement import AbonnementAgenda, _jeton
from clairiere.agenda.models.evenement import Evenement, Serie
from clairiere.agenda.models.inscription import Inscription

__all__ = ["AbonnementAgenda", "Evenement", "Inscription", "Serie", "_jeton"]

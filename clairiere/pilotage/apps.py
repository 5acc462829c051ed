"""Pilotage."""

from django.apps import AppConfig


class PilotageConfig(AppConfig):
    name = "clairiere.pilotage"
    label = "pilotage"
    verbose_name = "pilotage"

"""Dated events with places."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "clairiere.agenda"
    label = "agenda"
    verbose_name = "agenda"

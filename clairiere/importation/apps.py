"""Importation."""

from django.apps import AppConfig


class ImportationConfig(AppConfig):
    name = "clairiere.importation"
    label = "importation"
    verbose_name = "importation"

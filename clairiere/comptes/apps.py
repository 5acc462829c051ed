"""People who log in, the roles they hold, and the files of persons."""

from django.apps import AppConfig


class ComptesConfig(AppConfig):
    name = "clairiere.comptes"
    label = "comptes"
    verbose_name = "comptes"

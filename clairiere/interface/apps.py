"""The look of the house: CSS, layouts, components and their living catalogue."""

from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    name = "clairiere.interface"
    label = "interface"
    verbose_name = "interface"

"""State machines made safe and visible."""

from django.apps import AppConfig


class FluxConfig(AppConfig):
    name = "clairiere.flux"
    label = "flux"
    verbose_name = "flux"

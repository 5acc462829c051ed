"""Demo."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "clairiere.demo"
    label = "demo"
    verbose_name = "demo"

"""Networks and centres: who owns a record."""

from django.apps import AppConfig


class CentresConfig(AppConfig):
    name = "clairiere.centres"
    label = "centres"
    verbose_name = "centres"

    def ready(self) -> None:
        from clairiere.centres import verifications  # noqa: F401 (registers the checks)

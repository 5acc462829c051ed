"""What the background worker does by itself, declared by each app once its tables are there."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_migrate


def planifier(application: AppConfig, *, nom: str, fonction: str, arguments: str = "", minutes: int) -> None:
    """Run `fonction` every so many minutes, from the next migration on; declared twice, it runs once.

    Args:
        application: the app that declares it.
        nom: its name among the schedules, in French.
        fonction: dotted path of a function that may run twice without harm.
        arguments: its arguments, as Python text.
        minutes: the interval.
    """

    def inscrire(**_kwargs: Any) -> None:
        from django_q.models import Schedule

        if Schedule._meta.db_table in connection.introspection.table_names():
            valeurs = {"func": fonction, "args": arguments, "schedule_type": Schedule.MINUTES, "minutes": minutes}
            Schedule.objects.update_or_create(name=nom, defaults={**valeurs, "repeats": -1})

    post_migrate.connect(inscrire, sender=application, weak=False, dispatch_uid=f"planifier-{nom}")

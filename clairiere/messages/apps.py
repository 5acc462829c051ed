"""One message, several channels; the outbox."""

from typing import Any

from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_migrate


class MessagesConfig(AppConfig):
    name = "clairiere.messages"
    label = "envois"
    verbose_name = "messages"

    def ready(self) -> None:
        post_migrate.connect(planifier_le_balayage, sender=self)


def planifier_le_balayage(**_kwargs: Any) -> None:
    """Every minute, the background worker gives again what was forgotten."""
    from django_q.models import Schedule

    if Schedule._meta.db_table not in connection.introspection.table_names():
        return
    Schedule.objects.update_or_create(
        name="messages oubliés",
        defaults={
            "func": "clairiere.messages.taches.balayer",
            "schedule_type": Schedule.MINUTES,
            "minutes": 1,
            "repeats": -1,
        },
    )

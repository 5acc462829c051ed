"""One message, several channels; the outbox."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "clairiere.messages"
    label = "envois"
    verbose_name = "messages"

    def ready(self) -> None:
        from clairiere.centres.planification import planifier

        planifier(self, nom="messages oubliés", fonction="clairiere.messages.taches.balayer", minutes=1)

"""One message, several channels; the outbox."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "clairiere.messages"
    label = "envois"
    verbose_name = "messages"

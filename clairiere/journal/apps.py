"""What happened, as sentences that the person concerned can read."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "clairiere.journal"
    label = "journal"
    verbose_name = "journal"

"""Numbered, frozen, hashed papers."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "clairiere.documents"
    label = "documents"
    verbose_name = "documents"

"""Certificates, signature, ceremony."""

from django.urls import URLPattern, path

from parcours.views import certificats

urlpatterns: list[URLPattern] = [
    path("parcours/<int:pk>/certificat/", certificats.redelivrer, name="redelivrer"),
    path("certificats/<int:pk>/revoquer/", certificats.revoquer_certificat, name="revoquer"),
]

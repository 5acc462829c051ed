"""Certificates, signature, ceremony."""

from django.urls import URLPattern, path

from parcours.views import decision

urlpatterns: list[URLPattern] = [
    path("parcours/<int:pk>/certificat/", decision.redelivrer, name="redelivrer"),
    path("certificats/<int:pk>/revoquer/", decision.revoquer_certificat, name="revoquer"),
]

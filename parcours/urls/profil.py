"""What is hers: availability, passport, profile, care project, checked documents."""

from django.urls import URLPattern, path

from parcours.views import disponibilite

urlpatterns: list[URLPattern] = [
    path("parcours/<int:pk>/disponibilite/", disponibilite.disponibilite, name="disponibilite"),
    path("parcours/<int:pk>/disponibilite/confirmer/", disponibilite.confirmer, name="confirmer_disponibilite"),
]

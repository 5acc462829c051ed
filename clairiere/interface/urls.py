"""Addresses of the look: its catalogue, and one example of each layout."""

from django.urls import path

from clairiere.interface import views

app_name = "interface"

urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("equipe/", views.equipe, name="equipe"),
    path("chez-soi/", views.chez_soi, name="chez_soi"),
    path("confidentiel/", views.confidentiel, name="confidentiel"),
    path("publique/", views.feuille, name="feuille"),
    path("papier/", views.papier, name="papier"),
]

"""Figures of a centre."""

from django.urls import path

from clairiere.pilotage import views

app_name = "pilotage"
urlpatterns = [path("", views.accueil, name="accueil")]

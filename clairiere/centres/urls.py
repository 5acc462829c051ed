"""Addresses of a centre itself."""

from django.urls import path

from clairiere.centres import views, views_reglages

app_name = "centre"
urlpatterns = [
    path("", views.accueil, name="accueil"),
    path("reglages/", views_reglages.reglages, name="reglages"),
    path("reglages/regles/<slug:groupe>/", views_reglages.groupe, name="reglages_groupe"),
    path("reglages/equipe/ajouter/", views_reglages.ajouter, name="ajouter_membre"),
    path("reglages/equipe/<int:pk>/retirer/", views_reglages.retirer, name="retirer_membre"),
]

"""Addresses of the import."""

from django.urls import path

from clairiere.importation.views import accueil, apercu, seance

app_name = "importation"
urlpatterns = [
    path("", accueil.accueil, name="accueil"),
    path("<int:pk>/", apercu.apercu, name="apercu"),
    path("demi-journee/<int:pk>/", seance.deposer_seance, name="deposer_seance"),
    path("<int:pk>/colonnes/", apercu.colonnes, name="colonnes"),
    path("<int:pk>/resultat/", accueil.resultat, name="resultat"),
    path("<int:pk>/annuler/", accueil.annuler, name="annuler"),
    path("<int:pk>/abandonner/", accueil.abandonner, name="abandonner"),
]

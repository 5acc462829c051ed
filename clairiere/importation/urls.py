"""Addresses of the import."""

from django.urls import path

from clairiere.importation.views import accueil, apercu

app_name = "importation"
urlpatterns = [
    path("", accueil.accueil, name="accueil"),
    path("<int:pk>/", apercu.apercu, name="apercu"),
    path("<int:pk>/colonnes/", apercu.colonnes, name="colonnes"),
    path("<int:pk>/resultat/", accueil.resultat, name="resultat"),
    path("<int:pk>/annuler/", accueil.annuler, name="annuler"),
    path("<int:pk>/abandonner/", accueil.abandonner, name="abandonner"),
]

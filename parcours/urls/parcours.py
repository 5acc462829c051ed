"""The journeys: list, file, moves."""

from django.urls import URLPattern, path

from parcours.views import fiche, liste, personnes, selection

urlpatterns: list[URLPattern] = [
    path("parcours/", liste.liste, name="liste"),
    path("parcours/nouvelle/", personnes.nouvelle, name="nouvelle"),
    path("parcours/<int:pk>/", fiche.fiche, name="fiche"),
    path("parcours/<int:pk>/modifier/", personnes.modifier, name="modifier"),
    path("parcours/<int:pk>/suite/", personnes.suite, name="suite"),
    path("parcours/<int:pk>/entretien/", selection.entretien, name="entretien"),
    path("parcours/<int:pk>/espace/", personnes.ouvrir_espace, name="ouvrir_espace"),
]

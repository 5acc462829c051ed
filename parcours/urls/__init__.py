"""Addresses of the journeys, one file per subject."""

from parcours.urls import (
    certificats,
    espace,
    evaluation,
    feuilles,
    immersion,
    papiers,
    parcours,
    presence,
    profil,
    recrutement,
    reunions,
    sessions,
)

app_name = "parcours"
urlpatterns = [
    *parcours.urlpatterns,
    *reunions.urlpatterns,
    *recrutement.urlpatterns,
    *sessions.urlpatterns,
    *feuilles.urlpatterns,
    *presence.urlpatterns,
    *evaluation.urlpatterns,
    *certificats.urlpatterns,
    *papiers.urlpatterns,
    *immersion.urlpatterns,
    *profil.urlpatterns,
    *espace.urlpatterns,
]

"""Public pages that check a certificate."""

from django.urls import path

from parcours.views import verification

app_name = "parcours_public"
urlpatterns = [
    path("", verification.formulaire, name="formulaire"),
    path("<str:code>/", verification.verifier, name="verifier"),
]

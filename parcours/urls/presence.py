"""Attendance: sheets, roll-call, hours."""

from django.urls import URLPattern, path

from parcours.views import emargement

urlpatterns: list[URLPattern] = [
    path("demi-journees/<int:pk>/", emargement.emargement, name="emargement"),
    path("demi-journees/<int:pk>/signer/", emargement.signer_feuille, name="signer"),
    path("demi-journees/<int:pk>/feuille.pdf", emargement.feuille, name="feuille"),
]

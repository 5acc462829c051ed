"""Figures of a network, and a new centre."""

from django.urls import path

from clairiere.pilotage import views

app_name = "reseau"
urlpatterns = [
    path("<int:pk>/", views.chiffres, name="chiffres"),
    path("<int:pk>/ouvrir/", views.ouvrir, name="ouvrir_centre"),
]

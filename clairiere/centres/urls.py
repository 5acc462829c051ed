"""Addresses of a centre itself."""

from django.urls import path

from clairiere.centres import views

app_name = "centre"
urlpatterns = [
    path("", views.accueil, name="accueil"),
]

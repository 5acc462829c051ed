"""Addresses of the demonstration."""

from django.urls import path

from clairiere.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.accueil, name="accueil"),
    path("entrer/", views.entrer, name="entrer"),
]

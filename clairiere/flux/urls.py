"""The page of an act, and the help page of the machines."""

from django.urls import path

from clairiere.flux import views

app_name = "flux"
urlpatterns = [
    path("acte/<slug:machine>/<int:pk>/<slug:mouvement>/", views.acte, name="acte"),
    path("aide/machines/", views.machines, name="machines"),
]

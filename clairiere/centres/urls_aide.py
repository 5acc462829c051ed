"""Address of the help page."""

from django.urls import path

from clairiere.centres import views

app_name = "aide"
urlpatterns = [path("", views.aide, name="accueil")]

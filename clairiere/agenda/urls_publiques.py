"""Public address of the calendar feeds."""

from django.urls import path

from clairiere.agenda import views

app_name = "agenda_public"
urlpatterns = [path("<str:jeton>.ics", views.flux, name="flux")]

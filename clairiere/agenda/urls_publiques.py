"""Public address of the calendar feeds."""

from django.urls import URLPattern

app_name = "agenda_public"
urlpatterns: list[URLPattern] = []

"""Addresses of pilotage."""

from django.urls import URLPattern

app_name = "pilotage"
urlpatterns: list[URLPattern] = []

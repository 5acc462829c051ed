"""Addresses of relais."""

from django.urls import URLPattern

app_name = "relais"
urlpatterns: list[URLPattern] = []

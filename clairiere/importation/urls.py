"""Addresses of importation."""

from django.urls import URLPattern

app_name = "importation"
urlpatterns: list[URLPattern] = []

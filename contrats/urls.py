"""Addresses of contrats."""

from django.urls import URLPattern

app_name = "contrats"
urlpatterns: list[URLPattern] = []

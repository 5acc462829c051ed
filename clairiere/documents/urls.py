"""Addresses of the documents."""

from django.urls import URLPattern

app_name = "documents"
urlpatterns: list[URLPattern] = []

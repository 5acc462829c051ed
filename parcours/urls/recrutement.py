"""Promotion actions, application, selection, barriers, waiting list of a session."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

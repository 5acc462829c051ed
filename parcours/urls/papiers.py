"""Course documents made from Word templates, surveys."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

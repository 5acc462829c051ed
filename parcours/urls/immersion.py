"""Work-discovery placements and questionnaires about the job."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

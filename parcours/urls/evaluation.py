"""Observation grids, self-evaluation, jury."""

from django.urls import URLPattern, path

from parcours.views import decision

urlpatterns: list[URLPattern] = [
    path("parcours/<int:pk>/evaluation/", decision.evaluer, name="evaluer"),
    path("parcours/<int:pk>/jury/", decision.decider, name="decider"),
]

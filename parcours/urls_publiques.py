"""Public page that checks a certificate."""

from django.urls import URLPattern

app_name = "parcours_public"
urlpatterns: list[URLPattern] = []

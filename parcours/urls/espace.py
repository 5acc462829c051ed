"""The pages of the trainee."""

from django.urls import URLPattern, path

from parcours.views import mon_espace

urlpatterns: list[URLPattern] = [
    path("mon-parcours/", mon_espace.mon_parcours, name="mon_parcours"),
    path("mes-documents/", mon_espace.mes_documents, name="mes_documents"),
]

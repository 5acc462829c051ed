"""Addresses of contracts."""

from django.urls import path

from contrats.views import contrats, parties

app_name = "contrats"
urlpatterns = [
    path("contrats/", contrats.liste, name="liste"),
    path("contrats/rediger/<int:pk>/", contrats.rediger, name="rediger"),
    path("contrats/<int:pk>/", contrats.fiche, name="fiche"),
    path("contrats/<int:pk>/modifier/", contrats.modifier, name="modifier"),
    path("contrats/<int:pk>/papier/<slug:format>/", parties.papier, name="papier"),
    path("mes-contrats/", parties.mes_contrats, name="mes_contrats"),
    path("mes-contrats/", parties.mes_contrats, name="mes_documents"),
]

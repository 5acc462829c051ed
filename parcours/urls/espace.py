"""The pages of the trainee, and her rights on her file."""

from django.urls import URLPattern, path

from parcours.views import espace, mon_espace

urlpatterns: list[URLPattern] = [
    path("mon-parcours/", mon_espace.mon_parcours, name="mon_parcours"),
    path("mes-documents/", mon_espace.mes_documents, name="mes_documents"),
    path("mes-donnees/", espace.mes_donnees, name="mes_donnees"),
    path("mes-donnees/fichier/", espace.telecharger_mes_donnees, name="telecharger_mes_donnees"),
    path("mes-donnees/lectures/", espace.qui_a_vu, name="qui_a_vu"),
    path("demandes-de-droit/", espace.demandes_de_droit, name="demandes_de_droit"),
    path("demandes-de-droit/<int:pk>/", espace.repondre_droit, name="repondre_droit"),
]

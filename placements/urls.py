"""Addresses of families and matches. The first three are open to all, without an account."""

from django.urls import path

from placements.views import demandes, personnes, placements, propositions, publiques

app_name = "placements"
urlpatterns = [
    path("besoins/", publiques.besoins, name="besoins"),
    path("demande/", publiques.demande_publique, name="demande_publique"),
    path("demande/deja-recue/", publiques.deja_recue, name="deja_recue"),
    path("demande/suivi/<str:jeton>/", publiques.suivi, name="suivi"),
    path("demandes/", demandes.liste, name="demandes"),
    path("demandes/nouvelle/", demandes.demande_accueil, name="demande_accueil"),
    path("demandes/<int:pk>/", demandes.fiche, name="demande"),
    path("demandes/<int:pk>/modifier/", demandes.modifier, name="demande_modifier"),
    path("demandes/<int:pk>/proposer/", demandes.proposer, name="proposer"),
    path("propositions/<int:pk>/", propositions.fiche, name="proposition"),
    path("mises-en-relation/", placements.liste, name="liste"),
    path("mises-en-relation/<int:pk>/", placements.fiche, name="placement"),
    path("mes-propositions/", personnes.mes_propositions, name="mes_propositions"),
    path("ma-demande/", personnes.ma_demande, name="ma_demande"),
]

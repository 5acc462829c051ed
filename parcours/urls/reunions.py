"""Information meetings. The two addresses under `inscription/` are open to all."""

from django.urls import URLPattern, path

from parcours.views import reunions, reunions_papiers, reunions_presences, reunions_publiques

urlpatterns: list[URLPattern] = [
    path("reunions/", reunions.liste, name="reunions"),
    path("reunions/nouvelle/", reunions.nouvelle, name="nouvelle_reunion"),
    path("reunions/<int:pk>/", reunions.reunion, name="reunion"),
    path("reunions/<int:pk>/modifier/", reunions.modifier, name="modifier_reunion"),
    path("reunions/<int:pk>/annuler/", reunions.annuler, name="annuler_reunion"),
    path("reunions/<int:pk>/inscrire/", reunions_presences.inscrire, name="inscrire_reunion"),
    path("reunions/<int:pk>/presences/", reunions_presences.presences, name="presences_reunion"),
    path("reunions/<int:pk>/terminer/", reunions_presences.terminer, name="terminer_reunion"),
    path("reunions/<int:pk>/feuille/", reunions_presences.feuille, name="feuille_reunion"),
    path("reunions/<int:pk>/report/", reunions_presences.reporter, name="reporter_reunion"),
    path("reunions/<int:pk>/affiche/", reunions_papiers.affiche, name="affiche_reunion"),
    path("reunions/<int:pk>/inscription/", reunions_publiques.inscription, name="inscription_publique"),
    path("reunions/<int:pk>/inscription/faite/", reunions_publiques.faite, name="inscription_faite"),
    path("parcours/<int:pk>/reunion/", reunions_presences.inscrire_de_la_fiche, name="inscrire_de_la_fiche"),
    path("reunions/inscriptions/<int:pk>/reponse/", reunions_presences.repondre, name="reponse_reunion"),
]

"""Course documents made from Word templates, surveys."""

from django.urls import URLPattern, path

from parcours.views import enquete, modeles_papiers, papiers

urlpatterns: list[URLPattern] = [
    path("sessions/<int:pk>/papiers/", papiers.papiers_session, name="papiers_session"),
    path("sessions/<int:pk>/papiers/<slug:papier>/", papiers.papier_du_groupe, name="papier_du_groupe"),
    path("sessions/<int:pk>/papiers/<slug:papier>/groupe/", papiers.faire_pour_le_groupe, name="faire_groupe"),
    path(
        "sessions/<int:pk>/papiers/<slug:papier>/groupe/<slug:format>/",
        papiers.telecharger_le_groupe,
        name="telecharger_groupe",
    ),
    path("papiers/lots/<int:pk>/", papiers.lot_papiers, name="lot_papiers"),
    path("parcours/<int:pk>/papiers/<slug:papier>/", papiers.faire_un_papier, name="faire_papier"),
    path("reglages/papiers/", modeles_papiers.modeles, name="modeles_papiers"),
    path("reglages/papiers/<slug:papier>/", modeles_papiers.modele_papier, name="modele_papier"),
    path("reglages/papiers/<slug:papier>/livre/", modeles_papiers.revenir, name="revenir_modele"),
    path(
        "reglages/papiers/<slug:papier>/fichier/<slug:format>/",
        modeles_papiers.telecharger_modele,
        name="fichier_modele",
    ),
    path("reglages/papiers/versions/<int:pk>/reprendre/", modeles_papiers.reprendre_modele, name="reprendre_modele"),
    path("reglages/papiers/versions/<int:pk>/fichier/", modeles_papiers.version_modele, name="version_modele"),
    path("sessions/<int:pk>/enquetes/<slug:quand>/", enquete.enquete, name="enquete"),
    path("sessions/<int:pk>/enquetes/<slug:quand>/ouvrir/", enquete.ouvrir, name="ouvrir_enquete"),
    path("enquetes/<int:pk>/relancer/", enquete.relancer, name="relancer_enquete"),
    path("enquetes/<int:pk>/papier/", enquete.saisir_papier, name="saisir_enquete"),
    path("enquetes/<int:pk>/rendus/", enquete.rendus, name="rendus_enquete"),
    path("enquetes/<int:pk>/analyse/", enquete.analyser, name="analyser_enquete"),
    path("enquetes/<int:pk>/feuille.pdf", enquete.feuille, name="feuille_enquete"),
    path("avis/<str:jeton_enquete>/", enquete.repondre, name="repondre_enquete"),
    path("reclamations/", enquete.reclamations, name="reclamations"),
    path("reclamations/nouvelle/", enquete.reclamation, name="nouvelle_reclamation"),
    path("reclamations/<int:pk>/", enquete.reclamation, name="reclamation"),
]

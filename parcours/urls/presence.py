"""Attendance: sheets, roll-call, hours."""

from django.urls import URLPattern, path

from parcours.views import appel, emargement, tablette

urlpatterns: list[URLPattern] = [
    path("demi-journees/<int:pk>/", emargement.emargement, name="emargement"),
    path("demi-journees/<int:pk>/noter/", emargement.noter, name="noter_presences"),
    path("demi-journees/<int:pk>/lien/", emargement.envoyer, name="envoyer_lien_appel"),
    path("demi-journees/<int:pk>/lien/retirer/", emargement.retirer, name="retirer_lien_appel"),
    path("demi-journees/<int:pk>/tablette/", emargement.laisser_tablette, name="ouvrir_tablette"),
    path("demi-journees/<int:pk>/signer/", emargement.signer_feuille, name="signer"),
    # Without account: the trainer's link, the screen left to the group.
    path("appel/<str:jeton_appel>/", appel.appel, name="appel"),
    path("appel/<str:jeton_appel>/noter/", appel.noter, name="appel_noter"),
    path("appel/<str:jeton_appel>/signer/", appel.signer_par_lien, name="appel_signer"),
    path("appel/<str:jeton_appel>/tablette/", appel.laisser_tablette, name="appel_tablette"),
    path("appel/<str:jeton_appel>/tablette/fermer/", appel.fermer_tablettes, name="appel_fermer_tablettes"),
    path("appel/<str:jeton_appel>/hors-ligne.js", appel.hors_ligne, name="appel_hors_ligne"),
    path("tablette/<str:jeton_tablette>/", tablette.tablette, name="tablette"),
    path("tablette/<str:jeton_tablette>/<int:pk>/", tablette.signer, name="tablette_signer"),
    path("tablette/<str:jeton_tablette>/reprendre/", tablette.reprendre, name="tablette_reprendre"),
]

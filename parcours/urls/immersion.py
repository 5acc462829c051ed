"""Work-discovery placements and questionnaires about the job."""

from django.urls import URLPattern, path

from parcours.views import immersion, questionnaire

urlpatterns: list[URLPattern] = [
    path("parcours/<int:pk>/immersions/nouvelle/", immersion.nouvelle_immersion, name="nouvelle_immersion"),
    path("immersions/<int:pk>/", immersion.immersion, name="immersion"),
    path("immersions/<int:pk>/modifier/", immersion.modifier_immersion, name="modifier_immersion"),
    path("immersions/<int:pk>/convention/", immersion.cocher, name="cocher_immersion"),
    path("immersions/<int:pk>/resume/", immersion.resume, name="resume_immersion"),
    path("parcours/<int:pk>/metier/", questionnaire.metier, name="metier"),
    path("parcours/<int:pk>/metier/<slug:moment>/", questionnaire.saisir, name="saisir_metier"),
    path("parcours/<int:pk>/metier/<slug:moment>/envoyer/", questionnaire.envoyer, name="envoyer_metier"),
    path("parcours/<int:pk>/metier/<slug:moment>/feuille/", questionnaire.feuille, name="feuille_metier"),
    path("metier/<str:jeton_metier>/", questionnaire.repondre, name="metier_public"),
]

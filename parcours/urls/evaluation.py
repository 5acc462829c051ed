"""Observation grids, self-evaluation, evaluation, jury, exception, appeal."""

from django.urls import URLPattern, path

from parcours.views import autoevaluation, deliberation, derogation, evaluation, jury, observation, recours

urlpatterns: list[URLPattern] = [
    path("sessions/<int:pk>/evaluations/", evaluation.evaluations_session, name="evaluations_session"),
    path("sessions/<int:pk>/mise-en-situation/", observation.nouvelle_tache, name="nouvelle_tache"),
    path("mises-en-situation/<int:pk>/", observation.tache, name="tache"),
    path("mises-en-situation/<int:pk>/stagiaires/<int:parcours_pk>/", observation.grille, name="grille"),
    path("parcours/<int:pk>/evaluation/", evaluation.evaluer, name="evaluer"),
    path("parcours/<int:pk>/regards/", evaluation.regards, name="regards"),
    path("parcours/<int:pk>/auto-evaluation/<str:etape>/", autoevaluation.autoevaluation, name="autoevaluation"),
    path("mon-evaluation/", autoevaluation.mon_evaluation, name="mon_evaluation"),
    path("competences/", evaluation.competences, name="competences"),
    path("competences/nouvelle-version/", evaluation.nouvelle_version, name="nouvelle_version_competences"),
    path("parcours/<int:pk>/exception/", derogation.derogation, name="derogation"),
    path("exceptions/<int:pk>/retirer/", derogation.retirer_derogation, name="retirer_derogation"),
    path("parcours/<int:pk>/jury/", deliberation.decider, name="decider"),
    path("parcours/<int:pk>/recours/", recours.deposer_recours, name="deposer_recours"),
    path("recours/<int:pk>/", recours.recours, name="recours"),
    path("sessions/<int:pk>/jurys/", jury.jurys_session, name="jurys_session"),
    path("sessions/<int:pk>/jurys/nouveau/", jury.nouveau_jury, name="nouveau_jury"),
    path("jurys/", jury.jurys, name="jurys"),
    path("jurys/<int:pk>/", jury.jury, name="jury"),
    path("jurys/<int:pk>/modifier/", jury.modifier_jury, name="modifier_jury"),
    path("jurys/<int:pk>/membres/", jury.membre_jury, name="membre_jury"),
    path("jurys/<int:pk>/membres/<int:membre_pk>/retirer/", jury.retirer_membre, name="retirer_membre"),
    path("jurys/<int:pk>/membres/<int:membre_pk>/presider/", jury.faire_presider, name="faire_presider"),
    path("jurys/<int:pk>/membres/<int:membre_pk>/liens/", deliberation.liens, name="liens_jury"),
    path("jurys/<int:pk>/inscrire/", jury.inscrire, name="inscrire_jury"),
    path("jurys/<int:pk>/candidates/<int:parcours_pk>/", deliberation.candidate, name="candidate_jury"),
    path(
        "jurys/<int:pk>/candidates/<int:parcours_pk>/reporter/",
        deliberation.reporter_candidate,
        name="reporter_candidate",
    ),
    path("jurys/<int:pk>/proces-verbal.pdf", jury.pv, name="pv_jury"),
]

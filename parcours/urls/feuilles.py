"""Paper sheets, what contradicts, the attendance of a session, the hours of a trainee."""

from django.urls import URLPattern, path

from parcours.views import contradictions, feuilles, heures, presences_session

urlpatterns: list[URLPattern] = [
    path("demi-journees/<int:pk>/feuille.pdf", feuilles.feuille, name="feuille"),
    path("demi-journees/<int:pk>/papier/", feuilles.feuille_papier, name="feuille_papier"),
    path("feuilles/<int:pk>/", feuilles.scan, name="scan"),
    path("feuilles/<int:pk>/retirer/", feuilles.retirer_scan, name="retirer_scan"),
    path("sessions/<int:pk>/presences/", presences_session.presences_session, name="presences_session"),
    path("sessions/<int:pk>/presences/feuille/", presences_session.etablir_feuille, name="etablir_feuille"),
    path("sessions/<int:pk>/presences.<str:format>", presences_session.export_presences, name="export_presences"),
    path("sessions/<int:pk>/heures.<str:format>", presences_session.export_heures, name="export_heures"),
    path("sessions/<int:pk>/contradictions/", contradictions.contradictions, name="contradictions"),
    path(
        "sessions/<int:pk>/contradictions/expliquer/",
        contradictions.expliquer_contradiction,
        name="expliquer_contradiction",
    ),
    path("parcours/<int:pk>/heures/", heures.heures_stagiaire, name="heures"),
    path("parcours/<int:pk>/heures/rattrapage/", heures.convoquer_rattrapage, name="convoquer_rattrapage"),
    path("parcours/<int:pk>/rattrapage.pdf", heures.plan_pdf, name="plan_rattrapage"),
    path("alertes-heures/<int:pk>/regler/", heures.regler_alerte, name="regler_alerte"),
]

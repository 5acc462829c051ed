"""Sessions, calendar, half-days."""

from django.urls import URLPattern, path

from parcours.views import calendrier, demi_journees, sessions

urlpatterns: list[URLPattern] = [
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/nouvelle/", sessions.nouvelle_session, name="nouvelle_session"),
    path("sessions/<int:pk>/", sessions.session, name="session"),
    path("sessions/<int:pk>/modifier/", sessions.modifier_session, name="modifier_session"),
    path("sessions/<int:pk>/calendrier/", calendrier.calendrier_session, name="calendrier_session"),
    path("sessions/<int:pk>/calendrier/remplir/", calendrier.planifier, name="planifier"),
    path("sessions/<int:pk>/calendrier/repartir/", calendrier.repartir, name="repartir_modules"),
    path("sessions/<int:pk>/calendrier/programme.pdf", calendrier.imprimer, name="imprimer_calendrier"),
    path("sessions/<int:pk>/demi-journee/", demi_journees.demi_journee, name="demi_journee"),
    path("sessions/<int:pk>/rattrapage/", demi_journees.rattrapage, name="rattrapage"),
    path("demi-journees/<int:pk>/planning/", demi_journees.seance, name="seance"),
    path("demi-journees/<int:pk>/modifier/", demi_journees.modifier_seance, name="modifier_seance"),
    path("demi-journees/<int:pk>/annuler/", demi_journees.annuler_seance, name="annuler_seance"),
    path("demi-journees/<int:pk>/retirer/", demi_journees.retirer, name="retirer"),
    path("demi-journees/<int:pk>/materiel/", demi_journees.materiel_seance, name="materiel_seance"),
    path("demi-journees/<int:pk>/pret/", demi_journees.pret_seance, name="pret_seance"),
]

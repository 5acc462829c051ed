"""Sessions, programme, calendar."""

from django.urls import URLPattern, path

from parcours.views import sessions

urlpatterns: list[URLPattern] = [
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/nouvelle/", sessions.nouvelle_session, name="nouvelle_session"),
    path("sessions/<int:pk>/", sessions.session, name="session"),
    path("sessions/<int:pk>/modifier/", sessions.modifier_session, name="modifier_session"),
    path("sessions/<int:pk>/calendrier/", sessions.planifier, name="planifier"),
    path("sessions/<int:pk>/demi-journee/", sessions.demi_journee, name="demi_journee"),
    path("sessions/<int:pk>/rattrapage/", sessions.rattrapage, name="rattrapage"),
    path("demi-journees/<int:pk>/retirer/", sessions.retirer, name="retirer"),
]

"""Addresses of the journeys, of the sessions, and of the trainee's own space."""

from django.urls import path

from parcours.views import decision, disponibilite, emargement, fiche, liste, mon_espace, personnes, sessions

app_name = "parcours"
urlpatterns = [
    path("parcours/", liste.liste, name="liste"),
    path("parcours/nouvelle/", personnes.nouvelle, name="nouvelle"),
    path("parcours/<int:pk>/", fiche.fiche, name="fiche"),
    path("parcours/<int:pk>/modifier/", personnes.modifier, name="modifier"),
    path("parcours/<int:pk>/suite/", personnes.suite, name="suite"),
    path("parcours/<int:pk>/entretien/", personnes.entretien, name="entretien"),
    path("parcours/<int:pk>/espace/", personnes.ouvrir_espace, name="ouvrir_espace"),
    path("parcours/<int:pk>/evaluation/", decision.evaluer, name="evaluer"),
    path("parcours/<int:pk>/jury/", decision.decider, name="decider"),
    path("parcours/<int:pk>/certificat/", decision.redelivrer, name="redelivrer"),
    path("parcours/<int:pk>/disponibilite/", disponibilite.disponibilite, name="disponibilite"),
    path("parcours/<int:pk>/disponibilite/confirmer/", disponibilite.confirmer, name="confirmer_disponibilite"),
    path("certificats/<int:pk>/revoquer/", decision.revoquer_certificat, name="revoquer"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/nouvelle/", sessions.nouvelle_session, name="nouvelle_session"),
    path("sessions/<int:pk>/", sessions.session, name="session"),
    path("sessions/<int:pk>/modifier/", sessions.modifier_session, name="modifier_session"),
    path("sessions/<int:pk>/calendrier/", sessions.planifier, name="planifier"),
    path("sessions/<int:pk>/demi-journee/", sessions.demi_journee, name="demi_journee"),
    path("sessions/<int:pk>/rattrapage/", sessions.rattrapage, name="rattrapage"),
    path("demi-journees/<int:pk>/", emargement.emargement, name="emargement"),
    path("demi-journees/<int:pk>/signer/", emargement.signer_feuille, name="signer"),
    path("demi-journees/<int:pk>/feuille.pdf", emargement.feuille, name="feuille"),
    path("demi-journees/<int:pk>/retirer/", sessions.retirer, name="retirer"),
    path("mon-parcours/", mon_espace.mon_parcours, name="mon_parcours"),
    path("mes-documents/", mon_espace.mes_documents, name="mes_documents"),
]

"""Addresses of the relais and of mediation."""

from django.urls import path

from relais.views import demande, mediation, personne, rencontres

app_name = "relais"
urlpatterns = [
    path("relais/", rencontres.calendrier, name="calendrier"),
    path("relais/nouvelle-serie/", rencontres.nouvelle_serie, name="nouvelle_serie"),
    path("relais/<int:pk>/", rencontres.rencontre, name="rencontre"),
    path("relais/<int:pk>/inscrire/", rencontres.inscrire, name="inscrire"),
    path("relais/<int:pk>/places/", rencontres.places, name="places"),
    path("relais/<int:pk>/annuler/", rencontres.annuler, name="annuler"),
    path("relais/inscriptions/<int:pk>/presence/", rencontres.presence, name="presence"),
    path("relais/inscriptions/<int:pk>/reponse/", rencontres.repondre, name="repondre"),
    path("relais/inscriptions/<int:pk>/annuler/", rencontres.desinscrire, name="desinscrire"),
    path("mes-rendez-vous/", personne.mes_rendez_vous, name="mes_rendez_vous"),
    path("mes-rendez-vous/<int:pk>/venir/", personne.m_inscrire, name="m_inscrire"),
    path("mes-rendez-vous/<int:pk>/reponse/", personne.repondre, name="ma_reponse"),
    path("mes-rendez-vous/<int:pk>/ne-plus-venir/", personne.ne_plus_venir, name="ne_plus_venir"),
    path("mes-rendez-vous/calendrier/", personne.mon_calendrier, name="mon_calendrier"),
    path("mes-rendez-vous/calendrier/changer/", personne.changer_calendrier, name="changer_calendrier"),
    path("mediations/", mediation.mediations, name="mediations"),
    path("mediations/noter-une-demande/", mediation.saisir, name="saisir_mediation"),
    path("mediations/<int:pk>/", mediation.mediation, name="mediation"),
    path("mediations/<int:pk>/accords/", mediation.accords, name="accords_mediation"),
    path("mediations/<int:pk>/entretien/", mediation.noter_entretien, name="noter_entretien"),
    path("mediations/<int:pk>/corriger/", mediation.corriger, name="corriger_mediation"),
    path("mediations/<int:pk>/note/", mediation.ecrire_note, name="ecrire_note"),
    path("mediations/notes/<int:pk>/effacer/", mediation.effacer_note, name="effacer_note"),
    path("mediations/chiffres/", demande.chiffres_mediation, name="chiffres_mediation"),
    path("mes-mediations/", demande.mes_mediations, name="mes_mediations"),
    path("mes-mediations/demander/", demande.demander_mediation, name="demander_mediation"),
]

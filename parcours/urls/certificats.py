"""Certificates, signature, ceremony."""

from django.urls import URLPattern, path

from parcours.views import ceremonie, certificats, lots, texte_certificat

urlpatterns: list[URLPattern] = [
    path("parcours/<int:pk>/certificat/", certificats.redelivrer, name="redelivrer"),
    path("parcours/<int:pk>/nom-du-certificat/", certificats.nom_certificat, name="nom_certificat"),
    path("certificats/<int:pk>/revoquer/", certificats.revoquer_certificat, name="revoquer"),
    path("certificats/<int:pk>/remplacer/", certificats.remplacer, name="remplacer"),
    path("certificats/<int:pk>/badge/", certificats.badge, name="badge"),
    path("certificats/texte/", texte_certificat.texte_certificat, name="texte_certificat"),
    path("certificats/logo/", texte_certificat.logo, name="logo"),
    path("sessions/<int:pk>/certificats/", lots.certificats_session, name="certificats_session"),
    path("sessions/<int:pk>/certificats/etablir/", lots.etablir_certificats, name="etablir_certificats"),
    path("sessions/<int:pk>/certificats.zip", lots.certificats_zip, name="certificats_zip"),
    path("sessions/<int:pk>/certificats.pdf", lots.certificats_pdf, name="certificats_pdf"),
    path("lots/<int:pk>/", lots.lot, name="lot"),
    path("lots/<int:pk>/certificats.zip", lots.lot_zip, name="lot_zip"),
    path("lots/<int:pk>/certificats.pdf", lots.lot_pdf, name="lot_pdf"),
    path("sessions/<int:pk>/ceremonie/", ceremonie.ceremonie, name="ceremonie"),
    path("sessions/<int:pk>/ceremonie/fixer/", ceremonie.fixer_ceremonie, name="fixer_ceremonie"),
    path("sessions/<int:pk>/ceremonie/<int:parcours_pk>/", ceremonie.appel, name="appel_ceremonie"),
    path("sessions/<int:pk>/ceremonie/<int:parcours_pk>/ordre/", ceremonie.ordre, name="ordre_ceremonie"),
    path("sessions/<int:pk>/ceremonie/inviter/", ceremonie.inviter, name="inviter_ceremonie"),
    path("sessions/<int:pk>/ceremonie/invitations/", ceremonie.invitations_parties, name="invitations_parties"),
    path("sessions/<int:pk>/ceremonie/liste.pdf", ceremonie.liste_pdf, name="liste_ceremonie"),
    path("sessions/<int:pk>/ceremonie/invitations.pdf", ceremonie.invitations_pdf, name="invitations_ceremonie"),
    path("invites/<int:pk>/", ceremonie.invite, name="invite_ceremonie"),
    path("invites/<int:pk>/retirer/", ceremonie.retirer_invite, name="retirer_invite_ceremonie"),
]

"""Public pages that check a certificate: its code, its file, the keys and the list that badges are checked with."""

from django.urls import path

from parcours.views import emetteur, fichier, verification

app_name = "parcours_public"
urlpatterns = [
    path("", verification.formulaire, name="formulaire"),
    path("fichier/", fichier.fichier, name="fichier"),
    path("cle.pem", fichier.cle, name="cle"),
    path("emetteur/<int:reseau>/", emetteur.profil, name="emetteur"),
    path("emetteur/<int:reseau>/did.json", emetteur.did, name="did"),
    path("emetteur/<int:reseau>/etats.jwt", emetteur.etats, name="etats"),
    path("emetteur/<int:reseau>/certificat-d-aptitude/", emetteur.certificat_d_aptitude, name="certificat_d_aptitude"),
    path("<str:code>/", verification.verifier, name="verifier"),
]

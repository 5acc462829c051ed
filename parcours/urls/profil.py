"""What is hers: availability, passport, profile, care project, checked documents."""

from django.urls import URLPattern, path

from parcours.views import disponibilite, passeport, passeport_equipe

urlpatterns: list[URLPattern] = [
    path("parcours/<int:pk>/disponibilite/", disponibilite.disponibilite, name="disponibilite"),
    path("parcours/<int:pk>/disponibilite/confirmer/", disponibilite.confirmer, name="confirmer_disponibilite"),
    path("parcours/<int:pk>/passeport/", passeport_equipe.passeport, name="passeport"),
    path("parcours/<int:pk>/pieces/", passeport_equipe.pieces, name="pieces"),
    path("parcours/<int:pk>/projet/", passeport_equipe.projet, name="projet"),
    path("passeport/<int:pk>/attester/", passeport_equipe.attester, name="attester"),
    path("mon-passeport/", passeport.mon_passeport, name="mon_passeport"),
    path("mon-passeport/montrer/", passeport.montrer_ligne, name="montrer_ligne"),
    path("mon-passeport/ajouter/", passeport.ma_formation, name="ma_formation"),
    path("mon-profil/", passeport.mon_profil, name="mon_profil"),
    path("mon-profil/<slug:papier>.pdf", passeport.mon_papier, name="mon_papier"),
    path("mon-projet/", passeport.mon_projet, name="mon_projet"),
]

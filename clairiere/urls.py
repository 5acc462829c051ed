"""All addresses. What belongs to a centre stands under `/c/<code>/`."""

from django.urls import URLPattern, URLResolver, include, path

from clairiere.centres import views as centres
from clairiere.interface.views_langue import choisir
from clairiere.messages.views_recus import recevoir_sms

urlpatterns: list[URLPattern | URLResolver] = [
    path("", centres.porte, name="porte"),
    path("mes-centres/", centres.mes_centres, name="mes_centres"),
    path("compte/", include("allauth.urls")),
    path("sms/recus/", recevoir_sms, name="sms_recus"),
    path("langue/", choisir, name="langue"),
    path("interface/", include("clairiere.interface.urls")),
    path("demonstration/", include("clairiere.demo.urls")),
    path("verifier/", include("parcours.urls_publiques")),
    path("reseau/", include("clairiere.pilotage.urls_reseau")),
    path("calendrier/", include("clairiere.agenda.urls_publiques")),
    path("c/<slug:centre>/", include("clairiere.centres.urls")),
    path("c/<slug:centre>/aide/", include("clairiere.centres.urls_aide")),
    path("c/<slug:centre>/", include("clairiere.flux.urls")),
    path("c/<slug:centre>/", include("clairiere.messages.urls")),
    path("c/<slug:centre>/", include("clairiere.agenda.urls")),
    path("c/<slug:centre>/documents/", include("clairiere.documents.urls")),
    path("c/<slug:centre>/importer/", include("clairiere.importation.urls")),
    path("c/<slug:centre>/pilotage/", include("clairiere.pilotage.urls")),
    path("c/<slug:centre>/", include("parcours.urls")),
    path("c/<slug:centre>/", include("placements.urls")),
    path("c/<slug:centre>/", include("contrats.urls")),
    path("c/<slug:centre>/", include("relais.urls")),
]

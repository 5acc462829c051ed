"""The public address of a calendar feed."""

from __future__ import annotations

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from clairiere.agenda.calendrier import ecrire_calendrier
from clairiere.agenda.models import AbonnementAgenda
from clairiere.centres import portee
from clairiere.comptes.acces import public


@public
@require_safe
def flux(request: HttpRequest, jeton: str) -> HttpResponse:
    """The meetings of the person whose token this is; unknown or stopped: 404."""
    with portee.sans_portee("a calendar address names no centre: its token says which"):
        abonnement = AbonnementAgenda.objects.actifs().filter(jeton=jeton).select_related("centre").first()
    if abonnement is None:
        raise Http404
    with portee.dans(abonnement.centre):
        contenu = ecrire_calendrier(abonnement)
    etag = f'"{hashlib.sha256(contenu).hexdigest()[:32]}"'
    reponse = HttpResponse(contenu, content_type="text/calendar; charset=utf-8")
    reponse["Content-Disposition"] = 'inline; filename="relais.ics"'
    reponse["ETag"] = etag
    reponse["Cache-Control"] = "private, no-store"
    reponse["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=reponse) or reponse

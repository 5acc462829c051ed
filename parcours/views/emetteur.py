"""What a badge points to: the network that issues, its keys, the list of what was revoked. Public, read by software."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from clairiere.centres.models import Reseau
from clairiere.comptes.acces import public
from clairiere.documents.certificat import MENTION
from clairiere.documents.scellement import CleIllisible
from parcours.badges import document_du, emetteur_du, etats_du, revoques_du

SECONDES_DE_LA_LISTE = 10 * 60
OUVERT_A_TOUS = {"Access-Control-Allow-Origin": "*"}  # these documents are made to be read from other sites


def _document(reseau: Reseau) -> dict[str, Any]:
    document = document_du(reseau)
    if document is None:
        raise Http404
    return document


@public
@require_safe
def profil(request: HttpRequest, reseau: int) -> JsonResponse:
    """The issuer, as badges name it."""
    objet = get_object_or_404(Reseau, pk=reseau)
    _document(objet)
    contenu = {"@context": "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", **emetteur_du(objet).profil()}
    return JsonResponse(contenu, headers=OUVERT_A_TOUS, json_dumps_params={"ensure_ascii": False})


@public
@require_safe
def did(request: HttpRequest, reseau: int) -> JsonResponse:
    """Its keys, the former ones included."""
    document = _document(get_object_or_404(Reseau, pk=reseau))
    return JsonResponse(document, headers=OUVERT_A_TOUS, json_dumps_params={"ensure_ascii": False})


@public
@require_safe
def etats(request: HttpRequest, reseau: int) -> HttpResponse:
    """The signed list of what was revoked; a new revocation makes a new list at once."""
    objet = get_object_or_404(Reseau, pk=reseau)
    revoques = revoques_du(objet)
    somme = hashlib.sha256(repr(revoques).encode()).hexdigest()
    liste = cache.get(f"etats-{objet.pk}-{somme}")
    if liste is None:
        try:
            liste = etats_du(objet, revoques)
        except CleIllisible as refus:
            return HttpResponse(str(refus), status=503, content_type="text/plain; charset=utf-8")
        if liste is None:
            raise Http404
        cache.set(f"etats-{objet.pk}-{somme}", liste, SECONDES_DE_LA_LISTE)
    return HttpResponse(liste, content_type="application/vc+jwt", headers=OUVERT_A_TOUS)


@public
@require_safe
def certificat_d_aptitude(request: HttpRequest, reseau: int) -> HttpResponse:
    """What the certificate is, and what it is not, for whoever follows the address written in a badge."""
    objet = get_object_or_404(Reseau, pk=reseau)
    return render(request, "parcours/verifier_ce_que_c_est.html", {"reseau": objet, "mention": MENTION})

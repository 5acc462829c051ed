"""SMS received: from the carrier, read by the team; in demonstration, typed in the place of the person."""

from __future__ import annotations

import hmac
import json

from django.conf import settings
from django.contrib import messages as bandeau
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from clairiere.centres.models import Installation
from clairiere.comptes.acces import exige, public
from clairiere.comptes.models import Personne
from clairiere.messages.models import Message, MessageRecu
from clairiere.messages.recus import marquer_lu, recevoir

PAR_PAGE = 25


def est_de_demonstration() -> bool:
    """True on a demonstration base: nobody real answers there."""
    return Installation.nature_actuelle() == Installation.Nature.DEMO


@csrf_exempt  # the carrier has no cookie: the shared secret is the proof
@public
@require_POST
def recevoir_sms(request: HttpRequest) -> HttpResponse:
    """One SMS from the carrier: JSON `{from, text, id}`. Closed (404) while no secret is set or given."""
    attendu = settings.SMS_SECRET
    donne = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if not attendu or not hmac.compare_digest(attendu.encode(), donne.encode()):
        raise Http404
    try:
        corps = json.loads(request.body)
        de, texte, cle = str(corps["from"]), str(corps["text"]), str(corps.get("id", ""))
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"erreur": "JSON attendu : from, text, id"}, status=400)
    recevoir(de=de, texte=texte, cle=cle)
    return JsonResponse({"recu": True})


@exige("messages.lire")
@require_safe
def recus(request: HttpRequest, centre: str) -> HttpResponse:
    """What came back, what waits for a reading first."""
    lignes = MessageRecu.objects.visibles_par(request.acteur).select_related("personne", "en_reponse_a")  # type: ignore[attr-defined]
    page = Paginator(lignes.order_by("lu_le", "-recu_le", "-pk"), PAR_PAGE).get_page(request.GET.get("page"))
    return render(request, "messages/recus.html", {"page": page})


@exige("messages.lire")
@require_POST
def lu(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Read."""
    recu = get_object_or_404(MessageRecu.objects.visibles_par(request.acteur), pk=pk)  # type: ignore[attr-defined]
    marquer_lu(recu, par=request.acteur)  # type: ignore[attr-defined]
    bandeau.success(request, "Le message est noté comme lu.")
    return redirect("messages:recus", centre=centre)


@exige("messages.lire")
@require_POST
def repondre_en_demonstration(request: HttpRequest, centre: str, pk: int) -> HttpResponse:
    """Play the telephone of the person, on a demonstration base only."""
    message = get_object_or_404(
        Message.objects.visibles_par(request.acteur).filter(canal=Personne.Canal.SMS),  # type: ignore[attr-defined]
        pk=pk,
    )
    if not est_de_demonstration():
        raise Http404
    recu = recevoir(de=message.adresse, texte=request.POST.get("texte", "")[:500])
    bandeau.success(
        request, recu.effet if recu and recu.effet else "Le SMS est reçu. Il attend d’être lu par l’équipe."
    )
    return redirect("messages:message", centre=centre, pk=pk)

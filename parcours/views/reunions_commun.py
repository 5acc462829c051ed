"""What the pages of the information meetings share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from clairiere.agenda.models import Evenement, Inscription
from clairiere.flux.obstacles import Ferme
from parcours.models.reunions import inscriptions, reunions


def reunion_ou_404(request: HttpRequest, pk: int) -> Evenement:
    """The meeting, with who leads it; of another centre or another kind: 404."""
    visibles = reunions().visibles_par(request.acteur).select_related("animatrice", "serie", "centre")  # type: ignore[attr-defined]
    return get_object_or_404(visibles, pk=pk)


def inscription_ou_404(request: HttpRequest, pk: int) -> Inscription:
    """A registration to one of these meetings."""
    visibles = inscriptions().visibles_par(request.acteur)  # type: ignore[attr-defined]
    return get_object_or_404(visibles.select_related("evenement", "personne"), pk=pk)


def adresse_publique(request: HttpRequest, pk: int) -> str:
    """The full address of the page where a visitor registers: the one of the QR code."""
    chemin = reverse("parcours:inscription_publique", kwargs={"centre": request.centre.code, "pk": pk})  # type: ignore[attr-defined]
    return (
        settings.ADRESSE_PUBLIQUE.rstrip("/") + chemin
        if settings.ADRESSE_PUBLIQUE
        else request.build_absolute_uri(chemin)
    )


def dire(request: HttpRequest, resultat: Any) -> None:
    """Say what was done, or that it was already so."""
    (messages.success if resultat.change else messages.info)(request, resultat.phrase)


def essayer(request: HttpRequest, geste: Callable[[], Any]) -> Any:
    """Run an act that has no form and say its sentence, or its refusal; gives its result, or None when refused."""
    try:
        resultat = geste()
    except Ferme as refus:
        messages.warning(request, str(refus))
        return None
    dire(request, resultat)
    return resultat

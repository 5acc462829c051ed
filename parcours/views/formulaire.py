"""A page with one form: shown, done, or shown again with what is missing and all that was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clairiere.flux.obstacles import Ferme
from parcours.views.commun import poser, poser_validation


def traiter(
    request: HttpRequest,
    formulaire: Any,
    faire: Callable[[], Any],
    suite: Callable[[Any], HttpResponse],
    contexte: dict[str, Any],
    gabarit: str = "parcours/session_formulaire.html",
) -> HttpResponse:
    """GET shows the form; POST does it and goes on, or shows what is missing with all that was typed."""
    obstacles: list[Any] = []
    statut_http = 200
    if request.method == "POST":
        statut_http = 422
        if formulaire.is_valid():
            try:
                return suite(faire())
            except Ferme as erreur:
                code = request.centre.code  # type: ignore[attr-defined]
                obstacles, statut_http = poser(formulaire, erreur, code), 409
            except ValidationError as erreur:
                poser_validation(formulaire, erreur)
    page = {"annonce": "", "attendu": "", "retour": "", **contexte}
    page |= {"formulaire": formulaire, "obstacles": obstacles}
    return render(request, gabarit, page, status=statut_http)


def saisie(request: HttpRequest) -> Any:
    """What was posted, or None on a first visit."""
    return request.POST if request.method == "POST" else None

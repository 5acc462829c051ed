"""Choosing the language of one's pages."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from clairiere.comptes.acces import public
from clairiere.comptes.models import Utilisateur
from clairiere.interface.langues import COOKIE, UN_AN, connue


@public
@require_POST
def choisir(request: HttpRequest) -> HttpResponse:
    """Keep the language in this telephone, and in the account; then back to the page."""
    langue = connue(request.POST.get("langue"))
    suite = request.POST.get("suite", "")
    if not url_has_allowed_host_and_scheme(suite, allowed_hosts={request.get_host()}):
        suite = "/"
    if request.user.is_authenticated:
        Utilisateur.objects.filter(pk=request.user.pk).update(langue=langue)
    reponse = redirect(suite)
    reponse.set_cookie(
        COOKIE, langue, max_age=UN_AN, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
    )
    return reponse

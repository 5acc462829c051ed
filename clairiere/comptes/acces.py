"""The gate of each view: `@exige("parcours.voir")` or `@public`. A view without one fails the tests."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clairiere.comptes import droits

Vue = Callable[..., HttpResponse]
CONNECTEE = "connectee"


def public(vue: Vue) -> Vue:
    """Open to anyone, without log-in."""
    vue.droit = "public"  # type: ignore[attr-defined]
    return login_not_required(vue)


def connectee(vue: Vue) -> Vue:
    """Open to any account, whatever its roles (outside of the centres)."""
    vue.droit = CONNECTEE  # type: ignore[attr-defined]
    return vue


def exige(droit: str) -> Callable[[Vue], Vue]:
    """Open to the roles that hold the right; the others of the same centre get a sentence and status 403.

    Raises:
        DroitInconnu: at import, when the right is not in the table.
    """
    droits.roles_pour(droit)

    def decorer(vue: Vue) -> Vue:
        @wraps(vue)
        def gardee(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.acteur.peut(droit):  # type: ignore[attr-defined]
                return refus(request, droit)
            return vue(request, *args, **kwargs)

        gardee.droit = droit  # type: ignore[attr-defined]
        return gardee

    return decorer


def refus(request: HttpRequest, droit: str) -> HttpResponse:
    """The 403 page: who may open this, in words."""
    phrase = f"Cette page est pour {droits.dire_roles(droit)}."
    return render(request, "403.html", {"phrase": phrase}, status=403)

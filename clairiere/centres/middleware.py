"""Opens the scope of each address that names a centre, and says who is asking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.comptes.acteur import Acteur


class PorteeMiddleware:
    """`/c/<centre>/…` : the centre must exist, and the person must hold a role there unless the page is public."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        jeton = portee.poser(None)
        request.acteur = Acteur.de(request.user, None)  # type: ignore[attr-defined]
        request.centre = None  # type: ignore[attr-defined]
        try:
            return self.get_response(request)
        finally:
            portee.rendre(jeton)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Turn the code of the address into a centre and an actor; unknown or foreign: 404, the same for both."""
        code = kwargs.get("centre")
        if code is None:
            return
        centre = Centre.objects.filter(code=code).first()
        if centre is None:
            raise Http404
        acteur = Acteur.de(request.user, centre)
        if not acteur.roles and getattr(view, "droit", None) != "public":
            raise Http404
        portee.poser(portee.Portee(centre))
        request.acteur = acteur  # type: ignore[attr-defined]
        request.centre = centre  # type: ignore[attr-defined]

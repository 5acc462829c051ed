"""Context processor: what every layout may read without asking, even when the request stopped early."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from clairiere.interface import navigation


def commun(request: HttpRequest) -> dict[str, Any]:
    """``acteur`` (or None), ``centre`` (or None), ``menu`` (the items of navigation)."""
    acteur = getattr(request, "acteur", None)
    return {
        "acteur": acteur,
        "centre": getattr(acteur, "centre", None),
        "menu": SimpleLazyObject(lambda: navigation.de(acteur, request.path)),
    }

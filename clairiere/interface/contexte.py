"""Context processor: what every layout may read without asking, even when the request stopped early."""

from typing import Any

from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from clairiere.interface import langues, navigation


def commun(request: HttpRequest) -> dict[str, Any]:
    """``acteur`` and ``centre`` (or None), ``menu`` (the navigation), ``langue`` and ``sens`` of the page."""
    acteur = getattr(request, "acteur", None)
    return {
        "acteur": acteur,
        "centre": getattr(acteur, "centre", None),
        "langue": translation.get_language() or langues.FRANCAIS,
        "sens": "rtl" if translation.get_language_bidi() else "ltr",
        "langues": langues.NOMS,
        "menu": SimpleLazyObject(lambda: navigation.de(acteur, request.path)),
    }

"""The library of the tags of the interface, and how a tag draws its template."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

register = template.Library()

GENS_DU_CONTEXTE = ("request", "csrf_token", "acteur", "centre")


def dessiner(context: Context, nom: str, valeurs: dict[str, Any]) -> SafeString:
    """Render ``composants/<nom>.html`` with these values only, plus the request, the actor and the CSRF token."""
    communs = {cle: context[cle] for cle in GENS_DU_CONTEXTE if cle in context}
    gabarit = context.template.engine.get_template(f"composants/{nom}.html")
    return gabarit.render(context.new({**communs, **valeurs}))

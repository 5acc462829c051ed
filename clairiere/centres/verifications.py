"""System checks that keep demonstration and real data apart."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import DatabaseError

from clairiere.centres.models import Installation


def contradiction() -> str:
    """The sentence that says why this database cannot be served in this mode, or an empty text."""
    try:
        nature = Installation.nature_actuelle()
    except DatabaseError:  # before the first migration there is no table, and nothing to protect
        return ""
    if settings.MODE == "demo" and nature == Installation.Nature.REELLE:
        return (
            "Cette base contient des données réelles. Le mode démonstration est refusé : "
            "lancez avec MODE=production, ou choisissez un autre DOSSIER_DONNEES."
        )
    if settings.MODE == "production" and nature == Installation.Nature.DEMO:
        return (
            "Cette base contient le réseau de démonstration. Le mode production est refusé : "
            "choisissez un autre DOSSIER_DONNEES ou une autre DATABASE_URL."
        )
    return ""


@register(Tags.database)
def nature_et_mode(databases: Any = None, **_kwargs: Any) -> list[Error]:
    """Refuse to migrate, and so to start, on the wrong kind of data."""
    phrase = contradiction() if databases else ""
    return [Error(phrase, id="clairiere.E001")] if phrase else []

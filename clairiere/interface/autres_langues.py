"""Dates in the other languages of her pages; French ones are in `francais`."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone, translation
from django.utils.formats import date_format

_JOUR = {"en": "l j F", "es": r"l j \d\e F", "pt": r"l, j \d\e F", "ar": "l j F"}
_ANNEE = {"en": " Y", "es": r" \d\e Y", "pt": r" \d\e Y", "ar": " Y"}


def en_francais() -> bool:
    """True when the page is in French."""
    return (translation.get_language() or "fr").startswith("fr")


def date_longue(moment: date | datetime, aujourdhui: date | None = None) -> str:
    """« Tuesday 24 November, 14:00 » ; the year when it is not this year's."""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    langue = translation.get_language() or "en"
    motif = _JOUR.get(langue, "l j F")
    if moment.year != (aujourdhui or timezone.localdate()).year:
        motif += _ANNEE.get(langue, " Y")
    texte = str(date_format(moment, motif, use_l10n=False))
    return f"{texte}, {moment:%H:%M}" if isinstance(moment, datetime) else texte


def date_courte(moment: date | datetime) -> str:
    """« 24/11/2026 », « 24/11/2026, 14:00 »."""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment) if timezone.is_aware(moment) else moment
        return f"{moment:%d/%m/%Y}, {moment:%H:%M}"
    return f"{moment:%d/%m/%Y}"

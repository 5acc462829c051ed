"""Fields that several forms share."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

DATE_ILLISIBLE = _("Cette date n’existe pas. Écrivez par exemple 24/11/2026.")


def champ_date(label: Any, **options: Any) -> forms.DateField:
    """A date, with the picker of the telephone."""
    options.setdefault("error_messages", {"invalid": DATE_ILLISIBLE, "required": _("Il manque la date.")})
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def champ_heure(label: Any, **options: Any) -> forms.TimeField:
    """An hour of the day."""
    messages = {
        "invalid": _("Cette heure n’existe pas. Écrivez par exemple 09:00."),
        "required": _("Il manque l’heure."),
    }
    widget = forms.TimeInput(attrs={"type": "time", "step": 300}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, error_messages=messages, **options)


def champ_telephone(label: Any, **options: Any) -> PhoneNumberField:
    """A French or international telephone number."""
    messages = {
        "invalid": _("Ce numéro n’existe pas. Écrivez dix chiffres, par exemple 06 12 34 56 78."),
        "required": _("Il manque le numéro de téléphone."),
    }
    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "inputmode": "tel"})
    return PhoneNumberField(label=label, region="FR", widget=widget, error_messages=messages, **options)


def champ_long(label: Any, *, lignes: int = 3, **options: Any) -> forms.CharField:
    """A text of some lines."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": lignes, "dir": "auto"}), **options)


def choix(enumeration: Any) -> list[tuple[str, str]]:
    """Choices of an enumeration, with a capital: each stands alone on its line."""
    return [(valeur, capfirst(str(mot))) for valeur, mot in enumeration.choices]


def pas_a_venir(date: dt.date | None) -> None:
    """Raise ValidationError for a date after today."""
    if date and date > timezone.localdate():
        raise ValidationError(_("Cette date est dans l’avenir. Écrivez le jour où cela s’est passé."))


def naissance_possible(date: dt.date | None) -> None:
    """Raise ValidationError for a birth date in the future, or of someone over 100 or under 14."""
    if date is None:
        return
    aujourd_hui = timezone.localdate()
    if date > aujourd_hui:
        raise ValidationError(_("Cette date de naissance est dans l’avenir. Vérifiez l’année."))
    age = aujourd_hui.year - date.year - ((aujourd_hui.month, aujourd_hui.day) < (date.month, date.day))
    if age > 100 or age < 14:
        raise ValidationError(_("Cette date donne %(age)s ans. Vérifiez l’année."), params={"age": age})

"""Fields shared by the forms of the relais, and how a refusal is put beside its field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.flux.obstacles import Ferme
from clairiere.interface.autres_langues import traduite
from relais.vocabulaire import Motif

OUI_NON = [("non", _("Non")), ("oui", _("Oui"))]


def poser(formulaire: forms.Form, refus: Ferme) -> None:
    """Put the obstacles of a refusal beside their fields, the others on top."""
    for obstacle in refus.obstacles:
        champ = obstacle.champ if obstacle.champ in formulaire.fields else None
        formulaire.add_error(champ, traduite(obstacle.phrase) or obstacle.phrase)


class DateField(forms.DateField):
    """A day that is not in the future, with the calendar of the browser."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        messages = {"required": _("Il manque la date."), "invalid": _("Écrivez la date comme 24/11/2026.")}
        super().__init__(error_messages=messages, **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value > timezone.localdate():
            raise ValidationError(_("Cette date n’est pas encore arrivée."))


def oui_non(libelle: Any) -> forms.TypedChoiceField:
    """A yes or no that must be answered; cleans to a boolean."""
    return forms.TypedChoiceField(
        label=libelle,
        choices=OUI_NON,
        coerce=lambda v: v == "oui",
        widget=forms.RadioSelect,
        error_messages={"required": _("Répondez oui ou non.")},
    )


def motifs(libelle: Any) -> forms.MultipleChoiceField:
    """Topics of a mediation, one at least."""
    return forms.MultipleChoiceField(
        label=libelle,
        choices=Motif.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez au moins une case.")},
    )

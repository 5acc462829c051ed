"""The base of the forms shown on an act page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class FormulaireActe(forms.Form):
    """A short form for one move; subclasses read `self.objet` and `self.acteur` to offer choices."""

    def __init__(self, *args: Any, objet: Any, acteur: Any, **kwargs: Any) -> None:
        self.objet = objet
        self.acteur = acteur
        super().__init__(*args, **kwargs)


class MotifForm(FormulaireActe):
    """Asks for the reason."""

    motif = forms.CharField(
        label=_("Raison"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Une phrase. Elle reste dans l’historique."),
        error_messages={"required": _("Il manque la raison. Écrivez-la en une phrase.")},
    )

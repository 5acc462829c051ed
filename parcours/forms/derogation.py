"""Form of the director's exception."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from parcours.forms.commun import champ_long

QUART = Decimal("0.25")


class DerogationForm(forms.Form):
    """How many hours are accepted, why, and on what it stands."""

    heures = forms.DecimalField(
        label=_("Heures acceptées"),
        min_value=1,
        max_value=999,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text=_("Au quart d’heure. Exemple : 114,25 pour 114 h 15."),
        error_messages={
            "required": _("Il manque le nombre d’heures."),
            "invalid": _("Écrivez un nombre d’heures, par exemple 114."),
            "min_value": _("Écrivez au moins 1 heure."),
        },
    )
    motif = champ_long(
        _("Raison"),
        max_length=1000,
        help_text=_("Le jury la lit. Jamais la santé de la personne."),
        error_messages={"required": _("Écrivez la raison en une phrase entière.")},
    )
    faits = champ_long(
        _("Ce qui l’appuie"),
        max_length=1000,
        help_text=_("Un document, une date, un bilan. Exemple : « bilan de la formatrice du 12 novembre »."),
        error_messages={"required": _("Écrivez sur quoi vous vous appuyez.")},
    )

    def clean_heures(self) -> Decimal:
        heures: Decimal = self.cleaned_data["heures"]
        if heures % QUART:
            raise ValidationError(_("Comptez au quart d’heure : 114, 114,25, 114,5 ou 114,75."))
        return heures

    def valeurs(self) -> dict[str, Any]:
        """Arguments of `accorder`."""
        d = self.cleaned_data
        return {"minutes": int(d["heures"] * 60), "motif": d["motif"], "faits": d["faits"]}


class RetraitForm(forms.Form):
    """Why the exception is taken back."""

    raison = forms.CharField(
        label=_("Raison du retrait"), max_length=300, error_messages={"required": _("Il manque la raison.")}
    )

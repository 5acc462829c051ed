"""Forms of the centre's settings, of its team, and of a new centre."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clairiere.centres.models import Centre
from clairiere.comptes.roles import PERSONNEL, Role


class ReglagesForm(forms.ModelForm):
    """What is printed on papers and shown to families."""

    class Meta:
        model = Centre
        fields = ("nom", "adresse", "code_postal", "ville", "telephone", "courriel")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["telephone"].help_text = _("Il est montré aux familles et aux auxiliaires, sur chaque page.")


class MembreForm(forms.Form):
    """Someone who works at the centre."""

    prenom = forms.CharField(label=_("Prénom"), max_length=80)
    nom = forms.CharField(label=_("Nom"), max_length=80)
    courriel = forms.EmailField(
        label=_("Courriel"), help_text=_("Un code lui sera envoyé à cette adresse pour se connecter.")
    )
    role = forms.ChoiceField(label=_("Rôle"), choices=[(r.value, r.label) for r in Role if r in PERSONNEL])


class CentreForm(forms.ModelForm):
    """A new centre, and its first director."""

    directrice_prenom = forms.CharField(label=_("Prénom de la directrice"), max_length=80)
    directrice_nom = forms.CharField(label=_("Nom de la directrice"), max_length=80)
    directrice_courriel = forms.EmailField(label=_("Son courriel"))

    class Meta:
        model = Centre
        fields = ("nom", "code", "ville", "telephone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Un mot court, dans toutes les adresses du centre. Exemple : roquette")

    def clean_code(self) -> str:
        """A code is a short word, in small letters."""
        code = str(self.cleaned_data["code"])
        if code != code.lower():
            raise ValidationError(_("Écrivez le code en lettres minuscules."))
        return code

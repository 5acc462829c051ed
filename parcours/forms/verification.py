"""The code of a certificate, and its revocation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from clairiere.documents.numeros import CodeInvalide, lire_code
from parcours.forms.commun import champ_long


class CodeForm(forms.Form):
    """What a visitor types from the paper."""

    code = forms.CharField(
        label=_("Code du certificat"),
        max_length=40,
        help_text=_("Dix signes, sous le carré noir et blanc. Par exemple : K7PQ-4MZR-T2."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Écrivez le code imprimé sous le carré noir et blanc du certificat.")},
    )

    def clean_code(self) -> str:
        try:
            return lire_code(self.cleaned_data["code"])
        except CodeInvalide as erreur:
            raise forms.ValidationError(erreur.phrase) from erreur


class RevocationForm(forms.Form):
    """Why a certificate no longer holds."""

    raison = champ_long(
        _("Raison"),
        max_length=300,
        help_text=_("Une phrase. La page publique dira que le certificat est révoqué, sans la raison."),
        error_messages={"required": _("Il manque la raison. Écrivez-la en une phrase.")},
    )

"""The optional reason of a « non merci », on the pages of families and auxiliaires."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.forms.actes import raison_permise


class RaisonForm(forms.Form):
    """One free text, screened like the others."""

    raison = forms.CharField(
        label=_("Pourquoi"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Seule l’équipe du centre lit votre réponse."),
    )

    def clean_raison(self) -> str:
        """See `raison_permise`."""
        return raison_permise(self.cleaned_data["raison"])

"""The form that brings a Word template."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from clairiere.documents.controle_word import OCTETS_MAX


class ModeleForm(forms.Form):
    """A .docx; what is in it is examined by the action."""

    fichier = forms.FileField(
        label=_("Votre modèle Word"),
        help_text=_("Un fichier .docx de 5 Mo au plus, sans macros."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        error_messages={
            "required": _("Choisissez un fichier."),
            "empty": _("Ce fichier est vide. Choisissez-en un autre."),
            "missing": _("Choisissez un fichier."),
        },
    )

    def clean_fichier(self) -> bytes:
        """Its bytes; too heavy, it is not even read."""
        fichier = self.cleaned_data["fichier"]
        if fichier.size > OCTETS_MAX:
            raise forms.ValidationError(_("Ce fichier est trop lourd (plus de 5 Mo). Retirez des images."))
        self.nom_fichier = fichier.name
        return bytes(fichier.read())

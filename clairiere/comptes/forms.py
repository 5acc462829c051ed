"""Log-in by code: one field, phone or e-mail."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, RequestLoginCodeForm
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from clairiere.comptes.telephones import lire_telephone


class DemandeDeCodeForm(RequestLoginCodeForm):
    """She types what she has; the form finds out which it is."""

    contact = forms.CharField(
        label=_("Votre numéro de téléphone ou votre courriel"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "inputmode": "text", "autofocus": True}),
        error_messages={"required": _("Écrivez votre numéro de téléphone ou votre courriel.")},
    )

    field_order = ("contact",)
    _user = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nom in ("email", "phone"):
            self.fields[nom].required = False
            self.fields[nom].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Sort the contact into phone or e-mail; the library then does its own checks and limits."""
        donnees = self.cleaned_data
        texte = donnees.get("contact", "").strip()
        if not texte:
            return donnees
        try:
            self._ranger(texte)
        except ValidationError as erreur:
            self.add_error("contact", erreur)
        return self.cleaned_data

    def _ranger(self, texte: str) -> None:
        if "@" in texte:
            try:
                validate_email(texte)
            except ValidationError as erreur:
                raise ValidationError(_("Ce courriel est incomplet. Exemple : nom@exemple.fr")) from erreur
            self.cleaned_data["email"] = texte.lower()
            self.cleaned_data["email"] = self.clean_email()
            return
        numero = lire_telephone(texte)
        if not numero:
            raise ValidationError(_("Ce numéro est illisible. Exemple : 06 12 34 56 78"))
        self.cleaned_data["phone"] = numero
        self.cleaned_data["phone"] = self.clean_phone()

    def clean_phone(self) -> str:
        """Only once the contact has been read."""
        return super().clean_phone() if self.cleaned_data.get("phone") else ""

    def clean_email(self) -> str:
        """Only once the contact has been read."""
        return super().clean_email() if self.cleaned_data.get("email") else ""


class CodeForm(ConfirmLoginCodeForm):
    """The code received."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Le code reçu")
        self.fields["code"].widget.attrs.pop("placeholder", None)
        self.fields["code"].widget.attrs.update({"autofocus": True, "inputmode": "text"})


class MotDePasseForm(LoginForm):
    """Log-in with a password, for the staff."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Courriel ou téléphone")
        self.fields["password"].label = _("Mot de passe")
        for champ in self.fields.values():
            champ.widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""
        if "remember" in self.fields:
            self.fields["remember"].label = _("Rester connectée sur cet appareil")

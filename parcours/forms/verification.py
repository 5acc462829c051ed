"""The code of a certificate, its file, and its revocation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from clairiere.documents.controle import OCTETS_AU_PLUS
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


class FichierForm(forms.Form):
    """The file of a certificate, brought by anyone."""

    fichier = forms.FileField(
        label=_("Fichier PDF du certificat"),
        help_text=_("5 Mo au plus. Le fichier n’est pas gardé."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        error_messages={
            "required": _("Choisissez le fichier PDF du certificat."),
            "empty": _("Ce fichier est vide. Choisissez le fichier PDF du certificat."),
            "missing": _("Choisissez le fichier PDF du certificat."),
            "invalid": _("Choisissez le fichier PDF du certificat."),
        },
    )

    def clean_fichier(self) -> bytes:
        fichier = self.cleaned_data["fichier"]
        if fichier.size > OCTETS_AU_PLUS:
            raise forms.ValidationError(_("Ce fichier pèse plus de 5 Mo. Un certificat en pèse moins d’un."))
        octets = fichier.read()
        if b"%PDF-" not in octets[:1024]:
            raise forms.ValidationError(_("Ce fichier n’est pas un PDF. Choisissez le fichier du certificat."))
        return bytes(octets)


class RevocationForm(forms.Form):
    """Why a certificate no longer holds."""

    raison = champ_long(
        _("Raison"),
        max_length=300,
        help_text=_("Une phrase. La page publique dira que le certificat est révoqué, sans la raison."),
        error_messages={"required": _("Il manque la raison. Écrivez-la en une phrase.")},
    )

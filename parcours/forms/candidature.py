"""The application form of the public page: for a cheap telephone, in plain French."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.forms.commun import champ_telephone
from parcours.regles.candidature import DISPONIBILITES, LANGUES
from parcours.regles.promotion import ORIGINES

POUR_ELLE = {
    "bouche_a_oreille": _("Par une amie, une voisine, ma famille"),
    "affiche": _("Par une affiche ou un dépliant"),
    "partenaire": _("Par France Travail, une école, une association"),
    "forum": _("À un forum, à une journée portes ouvertes"),
    "reunion": _("À une réunion d’information"),
    "internet": _("Sur Internet"),
    "autre": _("Autrement"),
}


def _dire(mot: str) -> str:
    return capfirst(gettext(mot))


_avec_capitale = lazy(_dire, str)


class CandidatureForm(forms.Form):
    """A first name and a telephone; the rest may be left empty."""

    prenom = forms.CharField(
        label=_("Votre prénom"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Écrivez votre prénom.")},
    )
    telephone = champ_telephone(_("Votre numéro de téléphone"), help_text=_("Nous vous appelons à ce numéro."))
    disponibilites = forms.MultipleChoiceField(
        label=_("Quand pouvez-vous travailler ?"),
        choices=[(code, _(mot)) for code, mot in DISPONIBILITES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    langues = forms.MultipleChoiceField(
        label=_("Quelles langues parlez-vous ?"),
        choices=[(langue, _avec_capitale(langue)) for langue in LANGUES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    autre_langue = forms.CharField(label=_("Une autre langue ?"), max_length=60, required=False)
    origine_genre = forms.ChoiceField(
        label=_("Comment nous connaissez-vous ?"),
        choices=[(code, POUR_ELLE[code]) for code, _mots in ORIGINES],
        widget=forms.RadioSelect,
        required=False,
    )
    site_web = forms.CharField(
        label=_("Laissez ce champ vide"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["telephone"].widget.attrs["autocomplete"] = "tel"
        self.fields["telephone"].error_messages["required"] = _("Écrivez votre numéro de téléphone.")

    def clean_site_web(self) -> str:
        """Filled by a robot, or by a browser that helps too much."""
        if self.cleaned_data["site_web"]:
            raise forms.ValidationError(_("Ce champ doit rester vide. Effacez ce qu’il contient."))
        return ""

    def valeurs(self) -> dict[str, Any]:
        """Arguments of `deposer`."""
        d = self.cleaned_data
        autre = " ".join(d["autre_langue"].split()).casefold()
        langues = list(dict.fromkeys([*d["langues"], *([autre] if autre else [])]))
        return {
            "prenom": " ".join(d["prenom"].split()),
            "telephone": d["telephone"],
            "origine_genre": d["origine_genre"],
            "langues": langues,
            "disponibilites": d["disponibilites"],
        }

"""Forms of the passport, of the profile, of the care project and of the papers that were seen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.interface.autres_langues import traduite
from parcours.models import LignePasseport, PieceVue
from parcours.regles.projet import RUBRIQUES_DU_PROJET


class LignePasseportForm(forms.Form):
    """A training followed elsewhere."""

    genre = forms.ChoiceField(label=_("C’était"), choices=LignePasseport.Genre.choices)
    titre = forms.CharField(label=_("Titre"), max_length=160, help_text=_("Exemple : Premiers secours"))
    organisme = forms.CharField(label=_("Avec qui"), max_length=160, required=False)
    debut = forms.DateField(label=_("Premier jour"), widget=forms.DateInput(attrs={"type": "date"}))
    fin = forms.DateField(label=_("Dernier jour"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    heures = forms.DecimalField(
        label=_("Nombre d’heures"), min_value=0.25, max_value=2000, decimal_places=2, help_text=_("Exemple : 7")
    )

    def valeurs(self) -> dict[str, Any]:
        """What the action takes: hours become minutes."""
        donnees = dict(self.cleaned_data)
        donnees["minutes"] = round(donnees.pop("heures") * 60)
        return donnees


class ProfilForm(forms.Form):
    """Sentences to choose, a text to change, experience."""

    forces = forms.MultipleChoiceField(
        label=_("Ce que je fais bien"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Cinq au plus."),
    )
    presentation = forms.CharField(
        label=_("Je me présente"),
        max_length=700,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "lang": "fr", "dir": "auto"}),
        help_text=_(
            "Changez ce texte comme vous voulez. N’écrivez rien sur votre santé, votre religion ou votre origine."
        ),
    )
    experiences = forms.CharField(
        label=_("Mon expérience"),
        max_length=900,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    montrer_telephone = forms.BooleanField(label=_("Écrire mon téléphone sur mon CV"), required=False, initial=True)

    def __init__(self, *args: Any, phrases: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forces"].choices = [(phrase, traduite(phrase) or phrase) for phrase in phrases]
        if not phrases:
            del self.fields["forces"]


class ProjetForm(forms.Form):
    """Seven questions, any of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, (titre, question) in RUBRIQUES_DU_PROJET.items():
            self.fields[code] = forms.CharField(
                label=titre,
                help_text=question,
                max_length=1200,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            )
        self.fields["partage"] = forms.BooleanField(
            label=_("Les familles que je rencontre peuvent le lire"), required=False
        )

    def textes(self) -> dict[str, str]:
        """What she wrote, by heading."""
        return {code: self.cleaned_data.get(code, "") for code in RUBRIQUES_DU_PROJET}


class PieceForm(forms.Form):
    """A paper that was seen at the desk."""

    genre = forms.ChoiceField(label=_("Pièce"), choices=PieceVue.Genre.choices)
    precision = forms.CharField(
        label=_("Précision"), max_length=160, required=False, help_text=_("Exemple : PSC1. Pas de numéro de pièce.")
    )
    vue_le = forms.DateField(label=_("Original vu le"), widget=forms.DateInput(attrs={"type": "date"}))
    expire_le = forms.DateField(
        label=_("Valable jusqu’au"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vue_le"].initial = timezone.localdate

"""Forms about her own data."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from clairiere.comptes.models import DemandeDroit


class DemandeDroitForm(forms.Form):
    """What she asks, with her words if she wants."""

    genre = forms.ChoiceField(
        label=_("Que voulez-vous ?"),
        choices=[
            (DemandeDroit.Genre.EFFACEMENT, _("Effacer mes données")),
            (DemandeDroit.Genre.CORRECTION, _("Corriger mes données")),
        ],
        widget=forms.RadioSelect,
        initial=DemandeDroit.Genre.EFFACEMENT,
    )
    mots = forms.CharField(
        label=_("Vous voulez ajouter quelque chose ?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class ReponseDroitForm(forms.Form):
    """What the director answers."""

    reponse = forms.CharField(
        label=_("Ce qui est fait, et ce qui est gardé, avec la raison et la date"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

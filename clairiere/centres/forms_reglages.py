"""The form of one group of settings, drawn from the table of settings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify

from clairiere.centres.reglages import REGLAGES, Reglage, lire


def groupes() -> dict[str, str]:
    """Address of each group → its heading, in the order of the table."""
    return {slugify(reglage.groupe): reglage.groupe for reglage in REGLAGES.values()}


def du_groupe(adresse: str) -> dict[str, Reglage]:
    """The settings of a group; empty for an unknown one."""
    return {nom: reglage for nom, reglage in REGLAGES.items() if slugify(reglage.groupe) == adresse}


class ReglesForm(forms.Form):
    """The settings of one group, with the values in force."""

    def __init__(self, *args: Any, centre: Any, groupe: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nom, reglage in du_groupe(groupe).items():
            self.fields[nom] = _champ(reglage)
            self.fields[nom].initial = lire(centre, nom)


def _champ(reglage: Reglage) -> forms.Field:
    communs: dict[str, Any] = {"label": reglage.libelle, "help_text": reglage.aide}
    if reglage.choix:
        genre = type(reglage.defaut)
        return forms.TypedChoiceField(choices=list(reglage.choix), coerce=genre, **communs)
    if isinstance(reglage.defaut, bool):
        return forms.BooleanField(required=False, **communs)
    if isinstance(reglage.defaut, int):
        return forms.IntegerField(min_value=reglage.mini, max_value=reglage.maxi, **communs)
    longue = len(reglage.defaut) > 120 or reglage.maxi > 1000
    return forms.CharField(
        required=False, max_length=max(reglage.maxi, 1), widget=forms.Textarea() if longue else None, **communs
    )

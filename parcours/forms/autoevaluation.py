"""Her own view: plain sentences, three answers in words with a face each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parcours.forms.commun import champ_long
from parcours.models import AutoEvaluation
from parcours.regles.competences import CompetenceDite


class Visages(forms.RadioSelect):
    """Radio buttons with a face before each word."""

    option_template_name = "parcours/autoevaluation/visage.html"


class AutoEvaluationForm(forms.Form):
    """One answer per sentence, and what she wants to work on."""

    def __init__(
        self, *args: Any, competences: Sequence[CompetenceDite], ancienne: AutoEvaluation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.competences = competences
        for c in competences:
            self.fields[f"r_{c.code}"] = forms.ChoiceField(
                label=gettext(c.phrase),
                choices=AutoEvaluation.Reponse.choices,
                widget=Visages,
                initial=ancienne.reponses.get(c.code) if ancienne else None,
                error_messages={"required": _("Choisissez une réponse.")},
            )
        self.fields["souhait"] = champ_long(
            _("Ce que je veux travailler"),
            lignes=2,
            required=False,
            max_length=300,
            initial=ancienne.souhait if ancienne else "",
        )

    def valeurs(self) -> dict[str, Any]:
        """Arguments of `repondre`."""
        d = self.cleaned_data
        return {"reponses": {c.code: d[f"r_{c.code}"] for c in self.competences}, "souhait": d["souhait"]}

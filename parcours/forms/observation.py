"""Forms of a practical task and of its observation grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.interface.francais import date_courte
from parcours.forms.commun import champ_date, champ_long, choix
from parcours.models import DemiJournee, Evaluation, Observation
from parcours.regles.competences import CompetenceDite


class DemiJourneeAChoisir(forms.ModelChoiceField):
    """Says the day and the moment."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{date_courte(obj.date)}, {obj.get_moment_display()}" + (f", {obj.theme}" if obj.theme else "")


class TacheForm(forms.Form):
    """A practical task: what, when, who watches."""

    titre = forms.CharField(
        label=_("Mise en situation"),
        max_length=120,
        help_text=_("Exemples : « Préparer le repas », « Raconter la journée aux parents », « Une chute au parc »."),
        error_messages={"required": _("Il manque le nom de la mise en situation.")},
    )
    consigne = champ_long(_("Ce qu’on demande"), lignes=2, required=False, max_length=300)
    date = champ_date(_("Jour"), initial=timezone.localdate)
    demi_journee = DemiJourneeAChoisir(
        label=_("Demi-journée"),
        queryset=DemiJournee.tous.none(),
        required=False,
        empty_label=_("Aucune"),
        error_messages={"invalid_choice": _("Cette demi-journée n’est pas dans la session.")},
    )
    observatrice = forms.CharField(label=_("Qui observe ?"), max_length=160)

    def __init__(self, *args: Any, session: Any, acteur: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["demi_journee"].queryset = session.demi_journees.filter(annulee_le__isnull=True).order_by(
            "date", "-moment", "pk"
        )
        self.fields["observatrice"].initial = acteur.nom


class GrilleForm(forms.Form):
    """One level per competence, « non observé » at first, and an example for those that were seen."""

    vue = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, competences: Sequence[CompetenceDite], ancienne: Observation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.competences = competences
        for c in competences:
            self.fields[f"c_{c.code}"] = forms.ChoiceField(
                label=c.titre,
                choices=choix(Evaluation.Niveau),
                widget=forms.RadioSelect,
                initial=(ancienne.niveaux.get(c.code) if ancienne else None) or Evaluation.Niveau.NON_OBSERVE,
                error_messages={"required": _("Cochez une réponse.")},
            )
            self.fields[f"e_{c.code}"] = champ_long(
                _("Exemple vu"),
                lignes=2,
                required=False,
                max_length=300,
                initial=ancienne.exemples.get(c.code, "") if ancienne else "",
            )
            self.fields[f"e_{c.code}"].widget.attrs["placeholder"] = " "  # lets the style sheet know it is empty

    def lignes(self) -> list[tuple[CompetenceDite, Any, Any]]:
        """Each competence with its two fields."""
        return [(c, self[f"c_{c.code}"], self[f"e_{c.code}"]) for c in self.competences]

    def valeurs(self) -> dict[str, dict[str, str]]:
        """Arguments of `observer`."""
        d = self.cleaned_data
        return {
            "niveaux": {c.code: d[f"c_{c.code}"] for c in self.competences},
            "exemples": {c.code: d[f"e_{c.code}"] for c in self.competences},
        }

"""Forms of the final evaluation, and of a new version of the competence list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from parcours.forms.commun import champ_date, champ_long, choix, pas_a_venir
from parcours.models import Evaluation
from parcours.regles.competences import CompetenceDite
from parcours.regles.observation import Proposition


class EvaluationForm(forms.Form):
    """Each competence, proposed from what was observed, and a result; no marks."""

    date = champ_date(_("Date"), initial=timezone.localdate, validators=[pas_a_venir])

    def __init__(
        self,
        *args: Any,
        competences: Sequence[CompetenceDite],
        propositions: Mapping[str, Proposition],
        precedente: Evaluation | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.competences = competences
        self.propositions = propositions
        for c in competences:
            self.fields[f"c_{c.code}"] = forms.ChoiceField(
                label=c.titre,
                help_text=c.phrase,
                choices=choix(Evaluation.Niveau),
                widget=forms.RadioSelect,
                initial=niveau_de_depart(c.code, propositions, precedente),
                error_messages={"required": _("Cochez une réponse.")},
            )
        self.fields["resultat"] = forms.ChoiceField(
            label=_("Résultat"),
            choices=choix(Evaluation.Resultat),
            widget=forms.RadioSelect,
            help_text=_("« Acquis » demande que toutes les compétences soient acquises."),
            error_messages={"required": _("Il manque le résultat.")},
        )
        self.fields["remarque"] = champ_long(
            _("Remarque"), required=False, max_length=2000, help_text=_("Un exemple vu, ce qui reste à travailler.")
        )

    def lignes(self) -> list[tuple[CompetenceDite, Any, Proposition]]:
        """Each competence with its field and what was observed."""
        vide = Proposition()
        return [(c, self[f"c_{c.code}"], self.propositions.get(c.code, vide)) for c in self.competences]

    def valeurs(self) -> dict[str, Any]:
        """Arguments of `evaluer`."""
        d = self.cleaned_data
        return {
            "date": d["date"],
            "competences": {c.code: d[f"c_{c.code}"] for c in self.competences},
            "resultat": d["resultat"],
            "remarque": d["remarque"],
        }


def niveau_de_depart(code: str, propositions: Mapping[str, Proposition], precedente: Evaluation | None) -> str | None:
    """What is ticked at first: what was seen since the last evaluation, else that evaluation, else what was seen."""
    vue = propositions.get(code)
    ancien = precedente.competences.get(code) if precedente else None
    if vue is None or vue.date is None:
        return ancien
    if precedente is None or ancien is None or vue.date > precedente.date:
        return vue.niveau
    return ancien


class LigneDeCompetence(forms.Form):
    """One competence of a new version."""

    code = forms.SlugField(required=False, widget=forms.HiddenInput)
    titre = forms.CharField(
        label=_("Compétence"), max_length=80, error_messages={"required": _("Il manque le nom de la compétence.")}
    )
    phrase = forms.CharField(
        label=_("Sa phrase, à la première personne"),
        max_length=160,
        help_text=_("La stagiaire la lit. Exemple : « J’arrive à l’heure. »"),
        error_messages={"required": _("Il manque la phrase de la stagiaire.")},
    )
    observe = champ_long(_("Ce qu’on regarde"), lignes=2, required=False, max_length=240)
    bloc = forms.CharField(
        label=_("Bloc du titre de la branche"),
        required=False,
        max_length=120,
        help_text=_("Si vous l’avez vérifié."),
    )


class LignesDeCompetences(forms.BaseFormSet):
    """The list of a new version; two empty rows to add, a box to leave one out."""

    deletion_widget = forms.CheckboxInput

    def add_fields(self, form: Any, index: Any) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Retirer de la nouvelle version")

    def clean(self) -> None:
        if any(self.errors):
            return
        codes = [c.code for c in self.competences()]
        if len(set(codes)) < len(codes):
            raise ValidationError(_("Deux compétences ont le même nom. Changez l’un des deux."))

    def competences(self) -> list[CompetenceDite]:
        """The list as typed, in order; a new one gets its code from its name."""
        liste = []
        for form in self.forms:
            d = form.cleaned_data
            if d.get("titre") and not d.get("DELETE"):
                code = d["code"] or slugify(d["titre"]).replace("-", "_")[:30]
                liste.append(CompetenceDite(code, d["titre"], d["phrase"], d["observe"], d["bloc"]))
        return liste


VersionFormSet = forms.formset_factory(
    LigneDeCompetence, formset=LignesDeCompetences, extra=2, can_delete=True, max_num=20, absolute_max=24
)

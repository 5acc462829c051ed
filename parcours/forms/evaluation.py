"""Forms of the evaluation and of the jury."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.forms.commun import champ_date, champ_long, choix, pas_a_venir
from parcours.models import COMPETENCES, DecisionJury, Evaluation


class EvaluationForm(forms.Form):
    """Six competences and a result; no marks."""

    date = champ_date(_("Date"), initial=timezone.localdate, validators=[pas_a_venir])

    def __init__(self, *args: Any, precedente: Evaluation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        niveaux = precedente.competences if precedente else {}
        for code, (titre, phrase) in COMPETENCES.items():
            self.fields[f"c_{code}"] = forms.ChoiceField(
                label=titre,
                help_text=phrase,
                choices=choix(Evaluation.Niveau),
                widget=forms.RadioSelect,
                initial=niveaux.get(code),
                error_messages={"required": _("Cochez une réponse.")},
            )
        self.fields["resultat"] = forms.ChoiceField(
            label=_("Résultat"),
            choices=choix(Evaluation.Resultat),
            widget=forms.RadioSelect,
            help_text=_("« Acquis » demande que les six compétences soient acquises."),
            error_messages={"required": _("Il manque le résultat.")},
        )
        self.fields["remarque"] = champ_long(
            _("Remarque"), required=False, max_length=2000, help_text=_("Un exemple vu, ce qui reste à travailler.")
        )

    def valeurs(self) -> dict[str, Any]:
        """Arguments of `evaluer`."""
        d = self.cleaned_data
        return {
            "date": d["date"],
            "competences": {code: d[f"c_{code}"] for code in COMPETENCES},
            "resultat": d["resultat"],
            "remarque": d["remarque"],
        }


class JuryForm(forms.Form):
    """What the jury decided, and who sat."""

    date = champ_date(_("Date du jury"), initial=timezone.localdate, validators=[pas_a_venir])
    membres = champ_long(
        _("Membres du jury"),
        lignes=4,
        help_text=_("Un nom par ligne. Il en faut deux au moins."),
        error_messages={"required": _("Il manque les membres du jury.")},
    )
    decision = forms.ChoiceField(
        label=_("Décision"),
        choices=choix(DecisionJury.Decision),
        widget=forms.RadioSelect,
        error_messages={"required": _("Il manque la décision.")},
    )
    remarque = champ_long(
        _("À refaire, et pour quand"),
        required=False,
        max_length=300,
        help_text=_("À écrire si la décision n’est pas « certifiée ». La stagiaire le lit."),
    )

    def clean_membres(self) -> list[str]:
        return [ligne.strip() for ligne in self.cleaned_data["membres"].splitlines() if ligne.strip()]

"""The form of the questionnaire about the job: one sentence, one picture, three answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parcours.forms.commun import champ_long
from parcours.models import QuestionnaireMetier
from parcours.regles.metier import PHRASES, REPONSES


class MetierForm(forms.Form):
    """Ten sentences; each one asks for an answer, « I don't know » is one."""

    def __init__(self, *args: Any, au_bureau: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for phrase in PHRASES:
            self.fields[phrase.code] = forms.ChoiceField(
                label=_(phrase.texte),
                choices=[(code, _(mots)) for code, mots in REPONSES.items()],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choisissez une réponse.")},
            )
        if au_bureau:
            modes = QuestionnaireMetier.Mode
            self.fields["mode"] = forms.ChoiceField(
                label="Comment a-t-elle répondu ?",
                choices=[(modes.BUREAU, "Avec moi, au centre"), (modes.PAPIER, "Sur papier, je recopie")],
                initial=modes.BUREAU,
                widget=forms.RadioSelect,
            )

    def lignes(self) -> list[dict[str, Any]]:
        """Each sentence with its picture and its field."""
        return [{"champ": self[phrase.code], "icone": phrase.icone} for phrase in PHRASES]

    def reponses(self) -> dict[str, str]:
        """The answers, by sentence."""
        return {phrase.code: self.cleaned_data[phrase.code] for phrase in PHRASES}


class EchangeForm(forms.Form):
    """What was said of the gap."""

    echange = champ_long(
        "Ce que nous en avons dit ensemble",
        lignes=4,
        max_length=2000,
        error_messages={"required": "Écrivez au moins une phrase."},
    )

"""Forms of the surveys, drawn from their questions, and of the register of complaints."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parcours.forms.commun import champ_date, champ_long, pas_a_venir
from parcours.regles.enquete import Question

MOTS_MAX = 1000


class EnqueteForm(forms.Form):
    """Every question may be left blank; one answer at least."""

    def __init__(self, *args: Any, questions: Iterable[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in self.questions:
            self.fields[question.code] = _champ(question)

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or {}
        if not self.errors and not any(donnees.get(q.code) for q in self.questions):
            raise forms.ValidationError(_("Répondez à une question au moins."))
        return donnees

    def valeurs(self) -> dict[str, str]:
        """The answers that were given."""
        return {q.code: self.cleaned_data[q.code] for q in self.questions if self.cleaned_data.get(q.code)}


def _champ(question: Question) -> forms.Field:
    if question.libre:
        return champ_long(_(question.texte), required=False, max_length=MOTS_MAX)
    choix = [(code, _(mots)) for code, mots in question.choix.items()]
    return forms.ChoiceField(label=_(question.texte), choices=choix, required=False, widget=forms.RadioSelect)


class PapierForm(EnqueteForm):
    """One paper answer, copied; its key makes a second click harmless."""

    cle = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cle"].initial = uuid.uuid4


class AnalyseForm(forms.Form):
    """What the team keeps of the answers, and what it changes."""

    analyse = champ_long(
        "Ce que nous retenons",
        lignes=4,
        max_length=4000,
        error_messages={"required": "Écrivez au moins une phrase."},
    )
    suite = champ_long(
        "Ce que nous changeons",
        lignes=4,
        max_length=4000,
        help_text="Ce qui sera fait, par qui, pour quand. « Rien à changer » est une réponse.",
        error_messages={"required": "Écrivez au moins une phrase."},
    )


class ReclamationForm(forms.Form):
    """A complaint, and its answer when there is one."""

    recue_le = champ_date("Reçue le", validators=[pas_a_venir])
    de_qui = forms.CharField(
        label="De qui",
        max_length=160,
        help_text="Une stagiaire, une famille, un partenaire…",
        error_messages={"required": "Écrivez qui réclame."},
    )
    objet = champ_long("Ce qui est dit", max_length=2000, error_messages={"required": "Écrivez au moins une phrase."})
    reponse = champ_long("Réponse", max_length=2000, required=False)
    repondue_le = champ_date("Réponse donnée le", required=False, validators=[pas_a_venir])

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or {}
        recue, repondue = donnees.get("recue_le"), donnees.get("repondue_le")
        if recue and repondue and repondue < recue:
            self.add_error("repondue_le", "La réponse ne peut pas être avant la réclamation.")
        if repondue and not donnees.get("reponse"):
            self.add_error("reponse", "Écrivez la réponse qui a été donnée.")
        if donnees.get("reponse") and not repondue and "repondue_le" not in self.errors:
            self.add_error("repondue_le", "Écrivez le jour de la réponse.")
        return donnees

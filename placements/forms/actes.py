"""Short forms of the acts on a request, a proposition, a match."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.flux.forms import FormulaireActe, MotifForm
from placements.forms.demande import ChampDate
from placements.models.proposition import Voie
from placements.regles.textes import textes_interdits


def raison_permise(texte: str) -> str:
    """The reason of a refusal is a free text too. Raises ValidationError with the reminder of the law."""
    rappels = textes_interdits(texte)
    if rappels:
        raise forms.ValidationError(rappels)
    return texte.strip()


class ReponseForm(FormulaireActe):
    """A yes: the team says how the person answered; the person herself answers here and now."""

    voie = forms.ChoiceField(
        label=_("Comment la réponse est arrivée"),
        choices=[(v.value, v.label) for v in Voie if v != Voie.ECRAN],
        widget=forms.RadioSelect,
        error_messages={"required": _("Indiquez comment la réponse est arrivée.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.acteur.est_personnel:
            del self.fields["voie"]


class RefusForm(ReponseForm):
    """A no; the reason is optional and helps the next proposition."""

    motif = forms.CharField(
        label=_("Raison"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Facultatif. Elle reste entre l’équipe et la personne qui répond."),
    )

    def clean_motif(self) -> str:
        """See `raison_permise`."""
        return raison_permise(self.cleaned_data["motif"])


class RetirerForm(FormulaireActe):
    """The family no longer needs the request; the reason is optional."""

    motif = forms.CharField(label=_("Raison"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def clean_motif(self) -> str:
        """See `raison_permise`."""
        return raison_permise(self.cleaned_data["motif"])


class ConclureForm(FormulaireActe):
    """The first day that both agreed on."""

    debut = ChampDate(
        label=_("Premier jour de garde"), error_messages={"required": _("Indiquez le premier jour de garde.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["debut"].initial = self.objet.demande.debut or timezone.localdate()


class TerminerForm(MotifForm):
    """The last day, and why it stops."""

    fin = ChampDate(label=_("Dernier jour"), error_messages={"required": _("Indiquez le dernier jour.")})
    field_order = ("fin", "motif")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fin"].initial = timezone.localdate()

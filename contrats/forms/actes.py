"""Short forms of the acts on a contract."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.flux.forms import FormulaireActe, MotifForm
from contrats.models import Contrat
from contrats.validateurs import sans_numero_de_securite_sociale
from placements.forms.demande import ChampDate


class SignerForm(FormulaireActe):
    """The day, and who saw both signatures: nobody signs for someone else."""

    signe_le = ChampDate(
        label=_("Signé sur papier le"), error_messages={"required": _("Indiquez le jour de la signature.")}
    )
    vu_par = forms.CharField(
        label=_("Vu par"),
        max_length=160,
        validators=[sans_numero_de_securite_sociale],
        help_text=_("La personne du centre qui a vu les deux signatures sur le papier."),
        error_messages={"required": _("Indiquez qui a vu les deux signatures.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signe_le"].initial = timezone.localdate()
        self.fields["vu_par"].initial = self.acteur.nom


class AnnulerForm(MotifForm):
    """Why the contract is given up."""

    def clean_motif(self) -> str:
        """See `contrats.validateurs`."""
        sans_numero_de_securite_sociale(self.cleaned_data["motif"])
        return self.cleaned_data["motif"].strip()


class TerminerForm(FormulaireActe):
    """The last day, who ended it, and a word if needed."""

    fin = ChampDate(
        label=_("Dernier jour du contrat"), error_messages={"required": _("Indiquez le dernier jour du contrat.")}
    )
    cause = forms.ChoiceField(
        label=_("Raison de la fin"),
        choices=Contrat.Fin.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez la raison de la fin.")},
    )
    motif = forms.CharField(
        label=_("Précision"),
        max_length=300,
        required=False,
        validators=[sans_numero_de_securite_sociale],
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Elle reste dans l’historique de l’équipe. N’écrivez rien sur la santé."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fin"].initial = timezone.localdate()

"""Forms of the appeal and of its answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.flux.forms import FormulaireActe
from parcours.forms.commun import champ_date, champ_long, pas_a_venir


class RecoursForm(forms.Form):
    """What she says; the staff also writes the day it was received."""

    motif = champ_long(
        _("Pourquoi voulez-vous que la décision soit revue ?"),
        lignes=4,
        max_length=1000,
        error_messages={"required": _("Écrivez une phrase.")},
    )

    def __init__(self, *args: Any, par_elle: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not par_elle:
            self.fields["motif"].label = _("Ce qu’elle dit")
            self.fields["recu_le"] = champ_date(_("Reçue le"), initial=timezone.localdate, validators=[pas_a_venir])


class ReponseForm(FormulaireActe):
    """Who looked again, and the answer she reads."""

    traite_par = champ_long(
        _("Qui a revu la décision ?"),
        lignes=3,
        max_length=240,
        help_text=_("Un nom par ligne. D’autres personnes que celles qui ont décidé."),
        error_messages={"required": _("Écrivez qui a revu la décision.")},
    )
    reponse = champ_long(
        _("La réponse"),
        max_length=1000,
        help_text=_("Elle la lit : écrivez simplement."),
        error_messages={"required": _("Écrivez la réponse en une phrase qu’elle peut lire.")},
    )

"""When and where she can work."""

from __future__ import annotations

import re

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.interface.champs import SemaineField
from parcours.forms.commun import champ_date

_REPONSES = {"oui": True, "non": False, "": None}


class DisponibiliteForm(forms.Form):
    """Her week, the places, and since when."""

    semaine = SemaineField(
        label=_("Jours et heures de travail possibles"), help_text=_("Laissez vides les jours sans travail.")
    )
    des_le = champ_date(_("Libre à partir du"), initial=timezone.localdate)
    codes_postaux = forms.CharField(
        label=_("Où voulez-vous travailler ?"),
        help_text=_("Les codes postaux. Par exemple : 75011, 75012."),
        error_messages={"required": _("Écrivez au moins un code postal.")},
    )
    accepte_animaux = forms.ChoiceField(
        label=_("Une famille avec un chien ou un chat ?"),
        choices=[("oui", _("Oui")), ("non", _("Non")), ("", _("Je ne sais pas"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def clean_codes_postaux(self) -> list[str]:
        mots = [m for m in re.split(r"[\s,;]+", self.cleaned_data["codes_postaux"]) if m]
        faux = [m for m in mots if not re.fullmatch(r"[0-9]{5}", m)]
        if faux:
            raise forms.ValidationError(
                _("« %(faux)s » n’est pas un code postal. Un code postal a cinq chiffres."),
                params={"faux": faux[0][:20]},
            )
        return list(dict.fromkeys(mots))

    def clean_accepte_animaux(self) -> bool | None:
        return _REPONSES[self.cleaned_data["accepte_animaux"]]

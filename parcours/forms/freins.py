"""Forms of what stands in her way, of the right to work, and of France Travail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.flux.forms import FormulaireActe
from parcours.forms.commun import champ_date, choix, pas_a_venir
from parcours.models import Frein, SuiviFranceTravail


class FreinForm(forms.Form):
    """What was seen."""

    genre = forms.ChoiceField(
        label=_("Qu’est-ce qui la freine ?"),
        choices=choix(Frein.Genre),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez un frein.")},
    )
    precision = forms.CharField(
        label=_("Précision"), max_length=200, required=False, help_text=_("Quelques mots. Jamais la santé.")
    )


class OrienterForm(FormulaireActe):
    """Towards which service."""

    service = forms.CharField(
        label=_("Vers quel service ?"), max_length=160, error_messages={"required": _("Il manque le service.")}
    )
    contact = forms.CharField(label=_("Qui y voir ?"), max_length=160, required=False)
    le = champ_date(_("Quel jour ?"), validators=[pas_a_venir])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["le"].initial = timezone.localdate()


class LeverForm(FormulaireActe):
    """Since when it no longer stands in her way."""

    le = champ_date(_("Quel jour ?"), validators=[pas_a_venir])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["le"].initial = timezone.localdate()


class DroitAuTravailForm(forms.Form):
    """The original was seen: when, until when. No copy."""

    vu_le = champ_date(_("Vous avez vu le papier le"), validators=[pas_a_venir])
    expire_le = champ_date(
        _("Le droit se termine le"), required=False, help_text=_("Laissez vide si le papier n’a pas de date de fin.")
    )

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or {}
        vu, fin = donnees.get("vu_le"), donnees.get("expire_le")
        if vu and fin and fin < vu:
            self.add_error("expire_le", _("Cette date est avant le jour où vous avez vu le papier."))
        return donnees


class FranceTravailForm(forms.Form):
    """Her adviser, and her request."""

    conseillere = forms.CharField(label=_("Son conseiller ou sa conseillère"), max_length=120, required=False)
    identifiant = forms.CharField(
        label=_("Identifiant France Travail"), max_length=20, required=False, help_text=_("Si elle veut le donner.")
    )
    demande = forms.ChoiceField(
        label=_("Demande individuelle de formation"), choices=choix(SuiviFranceTravail.Demande), required=False
    )
    demande_le = champ_date(_("Depuis le"), required=False, validators=[pas_a_venir])

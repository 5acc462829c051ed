"""Forms of the moves of a mediation (`clairiere.flux.views.acte`)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.flux.forms import FormulaireActe
from relais.forms.champs import DateField, oui_non
from relais.vocabulaire import Depart, Organisme, SituationContrat


class PrendreEnChargeForm(FormulaireActe):
    """The declaration of neutrality; the software also checks what it knows."""

    neutre = forms.BooleanField(
        label=_(
            "Je n’ai formé ni mis en relation aucune des deux personnes. Je n’ai pas d’intérêt dans cette affaire."
        ),
        error_messages={"required": _("Cochez la case si vous êtes neutre. Sinon, laissez la demande à une autre.")},
    )


class RecevoirForm(FormulaireActe):
    """Does the request suit a mediation?"""

    contrat = forms.ChoiceField(
        label=_("Le contrat"),
        choices=SituationContrat.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )
    danger = oui_non(_("Y a-t-il un danger pour une personne ou un enfant ?"))
    proces = oui_non(_("Un procès est-il en cours ?"))


class AccordForm(FormulaireActe):
    """The end with an agreement: its date, and whether the contract changes."""

    signe_le = DateField(label=_("Accord signé le"), initial=timezone.localdate)
    change_contrat = oui_non(_("L’accord change-t-il le contrat ?"))


class OrienterForm(FormulaireActe):
    """Where to send."""

    organisme = forms.ChoiceField(
        label=_("Vers qui"),
        choices=Organisme.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez un service.")},
    )


class AbandonForm(FormulaireActe):
    """Who stops: asked from the mediator only."""

    depart = forms.ChoiceField(
        label=_("Qui arrête ?"),
        choices=Depart.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        utilisateur = self.acteur.utilisateur
        if utilisateur is None or self.objet.mediatrice_id != utilisateur.pk:
            del self.fields["depart"]

"""Forms of the act pages of a journey."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIteratorValue
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.flux.forms import FormulaireActe
from clairiere.interface.francais import date_courte, pluriel
from parcours.forms.commun import champ_date, pas_a_venir
from parcours.models import Session


class InformerForm(FormulaireActe):
    """When she came to the information meeting."""

    date_reunion = champ_date(_("Quel jour est-elle venue ?"), validators=[pas_a_venir])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date_reunion"].initial = _jour(self.objet.reunion_prevue)


def _jour(texte: str) -> dt.date | None:
    """The date that the noted meeting says, when it is one and is past (« 10/02/2026 »)."""
    for forme in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            jour = dt.datetime.strptime(texte.strip(), forme).date()
        except ValueError:
            continue
        return jour if jour <= timezone.localdate() else None
    return None


class ChoixDeSession(forms.RadioSelect):
    """Radio buttons where a full session cannot be chosen."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        session = value.instance if isinstance(value, ModelChoiceIteratorValue) else None
        if session is not None and session.prises >= session.places:
            option["attrs"]["disabled"] = True
        return option


class SessionAChoisir(forms.ModelChoiceField):
    """Says the dates and the places left."""

    def label_from_instance(self, obj: Any) -> str:
        libres = obj.places - obj.prises
        dates = f"du {date_courte(obj.debut)} au {date_courte(obj.fin)}"
        if libres <= 0:
            return f"{obj.nom}, {dates} : complète ({pluriel(obj.places, 'place')})"
        return f"{obj.nom}, {dates} : {pluriel(libres, 'place libre', 'places libres')} sur {obj.places}"


class AdmettreForm(FormulaireActe):
    """In which session."""

    session = SessionAChoisir(
        label=_("Dans quelle session ?"),
        queryset=Session.tous.none(),
        widget=ChoixDeSession,
        empty_label=None,
        error_messages={
            "required": _("Choisissez une session."),
            "invalid_choice": _("Cette session n’est plus ouverte. Choisissez-en une autre."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        a_venir = Session.objects.filter(fin__gte=timezone.localdate()).avec_places()
        self.fields["session"].queryset = a_venir.order_by("debut", "pk")


class CertifierForm(FormulaireActe):
    """The name she chose to have on her certificate."""

    nom_porte = forms.CharField(
        label=_("Quel nom écrire sur le certificat ?"),
        max_length=160,
        help_text=_("C’est elle qui choisit. Demandez-lui de relire chaque lettre."),
        error_messages={"required": _("Il manque le nom à écrire.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nom_porte"].initial = self.objet.nom_certificat or self.objet.personne.nom_complet

"""Forms of the waiting list, of a departure, and of the admissions of a session."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.flux.forms import FormulaireActe, MotifForm
from clairiere.interface.francais import date_courte, pluriel
from parcours.models import Session
from parcours.regles.sorties import RAISONS


class SessionComplete(forms.ModelChoiceField):
    """Says the dates, and how many wait already."""

    def label_from_instance(self, obj: Any) -> str:
        attente = pluriel(obj.attendent, "personne attend", "personnes attendent") if obj.attendent else "liste vide"
        return f"{obj.nom}, à partir du {date_courte(obj.debut)} : {attente}"


class AttenteForm(FormulaireActe):
    """For which session she waits."""

    session = SessionComplete(
        label=_("Pour quelle session ?"),
        queryset=Session.tous.none(),
        required=False,
        blank=True,
        widget=forms.RadioSelect,
        empty_label=_("Sans session précise"),
        help_text=_("Quand une place se libère, le logiciel la propose à la première de la liste de cette session."),
        error_messages={"invalid_choice": _("Cette session n’est plus à venir. Choisissez-en une autre.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attendent = Count("en_attente", filter=Q(en_attente__etat="liste_attente"))
        a_venir = Session.objects.filter(debut__gt=timezone.localdate()).annotate(attendent=attendent)
        self.fields["session"].queryset = a_venir.order_by("debut", "pk")


class DepartForm(MotifForm):
    """Why she leaves: a word for the figures, a sentence for the history."""

    raison = forms.ChoiceField(
        label=_("Pourquoi elle part"),
        choices=[("", _("On ne sait pas")), *RAISONS],
        required=False,
        help_text=_("Pour les chiffres. Jamais la santé."),
    )
    field_order = ("raison", "motif")

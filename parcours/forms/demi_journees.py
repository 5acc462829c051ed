"""Forms of one half-day and of a catch-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parcours import regles
from parcours.forms.calendrier import LieuEtFormatrice
from parcours.forms.commun import champ_date, champ_heure

POUR = (
    ("ouvert", _("Celles à qui il manque des heures")),
    ("choisies", _("Les stagiaires que je coche")),
    ("groupe", _("Tout le groupe : ces heures remplacent une demi-journée retirée ou annulée")),
)


class DemiJourneeForm(LieuEtFormatrice):
    """One half-day: when, where, with whom."""

    date = champ_date(_("Date"))
    heure_debut = champ_heure(_("De"), initial=dt.time(9))
    heure_fin = champ_heure(_("À"), initial=dt.time(12))
    module = forms.TypedChoiceField(label=_("Module"), required=False, coerce=int, empty_value=None)
    theme = forms.CharField(
        label=_("Thème"), max_length=120, required=False, help_text=_("Laissez vide pour le nom du module.")
    )
    field_order = ("date", "heure_debut", "heure_fin", "pour", "attendues", "module", "theme", "formatrice", "salle")

    def __init__(self, *args: Any, centre: Any, session: Any, modules: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, centre=centre, **kwargs)
        self.modules = {module.pk: module for module in modules}
        premiers = [("", _("Ce qui manque au calendrier"))]
        self.fields["module"].choices = [*premiers, *((m.pk, m.numerote) for m in modules)]
        if not modules:
            del self.fields["module"]
        if session.formatrice:
            self.fields["formatrice"].empty_label = _("Celle de la session : %(nom)s") % {"nom": session.formatrice}

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or {}
        debut, fin = donnees.get("heure_debut"), donnees.get("heure_fin")
        if debut and fin:
            minutes = (fin.hour - debut.hour) * 60 + fin.minute - debut.minute
            if minutes <= 0:
                self.add_error("heure_fin", _("L’heure de fin est avant l’heure de début."))
            elif not regles.DUREE_MINIMALE <= minutes <= regles.DUREE_MAXIMALE:
                self.add_error("heure_fin", _("Une demi-journée dure entre 30 minutes et 6 heures."))
            donnees["minutes"] = minutes
        return donnees

    def valeurs(self) -> dict[str, Any]:
        """Arguments of `ajouter_demi_journee` and `modifier_demi_journee`."""
        d = self.cleaned_data
        seance = regles.Seance(d["date"], d["heure_debut"].hour * 60 + d["heure_debut"].minute, d["minutes"])
        return {
            "date": d["date"],
            "heure_debut": d["heure_debut"],
            "minutes": d["minutes"],
            "moment": seance.moment,
            "theme": d["theme"],
            "formatrice": d["formatrice"],
            "salle": d["salle"],
        }

    @property
    def module_choisi(self) -> Any:
        """The module that was picked, or None."""
        return self.modules.get(self.cleaned_data.get("module"))


class RattrapageForm(DemiJourneeForm):
    """A catch-up half-day: also for whom."""

    pour = forms.ChoiceField(
        label=_("Pour qui ?"),
        choices=POUR,
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites pour qui est ce rattrapage.")},
    )
    attendues = forms.TypedMultipleChoiceField(
        label=_("Stagiaires attendues"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, stagiaires: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stagiaires = {parcours.pk: parcours for parcours in stagiaires}
        self.fields["attendues"].choices = [(p.pk, _dire(p)) for p in stagiaires]
        if not stagiaires:
            del self.fields["attendues"]
            self.fields["pour"].choices = [POUR[0], POUR[2]]

    def clean(self) -> dict[str, Any]:
        donnees = super().clean()
        if donnees.get("pour") == "choisies" and not donnees.get("attendues"):
            self.add_error("attendues", _("Cochez au moins une stagiaire."))
        return donnees

    def valeurs(self) -> dict[str, Any]:
        pour = self.cleaned_data["pour"]
        appelees = self.cleaned_data.get("attendues", []) if pour == "choisies" else []
        return {
            **super().valeurs(),
            "rattrapage": True,
            "pour_le_groupe": pour == "groupe",
            "attendues": [self.stagiaires[cle] for cle in appelees],
        }


def _dire(parcours: Any) -> str:
    manque = regles.minutes_manquantes(parcours.minutes(), parcours.heures_visees)
    suite = f"il lui manque {regles.dire_duree(manque)}" if manque else "elle a toutes ses heures"
    return f"{parcours.personne.nom_complet} : {suite}"

"""Forms of a session and of its calendar."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clairiere.agenda.semaine import JOURS, Semaine
from clairiere.comptes.models.utilisateur import Utilisateur
from clairiere.comptes.roles import Role
from clairiere.interface.champs import SemaineField
from parcours import regles
from parcours.forms.commun import champ_date, champ_heure


class SessionForm(forms.Form):
    """A group that follows the same course."""

    nom = forms.CharField(
        label=_("Nom de la session"),
        max_length=80,
        help_text=_("Par exemple : printemps 2027."),
        error_messages={"required": _("Il manque le nom de la session.")},
    )
    debut = champ_date(_("Premier jour"))
    fin = champ_date(_("Dernier jour"), help_text=_("Approximatif : le calendrier le déplacera s’il le faut."))
    places = forms.IntegerField(label=_("Nombre de places"), min_value=1, max_value=60, initial=12)
    heures_visees = forms.IntegerField(label=_("Heures du programme"), min_value=1, max_value=1500, initial=120)
    programme = forms.CharField(label=_("Version du programme"), max_length=60, initial=_("120 h, version 1"))
    lieu = forms.CharField(label=_("Lieu"), max_length=160, required=False)
    formatrice = forms.ModelChoiceField(
        label=_("Formatrice"), queryset=Utilisateur.objects.none(), required=False, empty_label=_("Pas encore choisie")
    )

    def __init__(self, *args: Any, centre: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        formatrices = Utilisateur.objects.filter(adhesions__centre=centre, adhesions__role=Role.FORMATRICE)
        self.fields["formatrice"].queryset = formatrices.order_by("prenom", "nom")

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or {}
        debut, fin = donnees.get("debut"), donnees.get("fin")
        if debut and fin and fin < debut:
            self.add_error("fin", _("Le dernier jour est avant le premier."))
        return donnees


class RythmeForm(forms.Form):
    """The weekly pattern of a course."""

    a_partir_du = champ_date(_("À partir du"))
    rythme = SemaineField(
        label=_("Jours et heures des cours"),
        help_text=_("Chaque plage est une demi-journée. Laissez vides les jours sans cours."),
    )
    sauf = forms.CharField(
        label=_("Pas de cours ces jours-là"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Jours fériés, vacances du centre. Une date par ligne : 24/12/2026, ou 21/12/2026 au 02/01/2027."),
    )

    def clean_rythme(self) -> Semaine:
        semaine = self.cleaned_data["rythme"]
        phrases = regles.phrases_du_rythme(plages(semaine), JOURS)
        if phrases:
            raise forms.ValidationError(phrases)
        return semaine

    def clean_sauf(self) -> list[dt.date]:
        jours: list[dt.date] = []
        for ligne in re.split(r"[\n,;]+", self.cleaned_data["sauf"]):
            if ligne.strip():
                jours += _jours(ligne.strip())
        return jours


def plages(semaine: Semaine) -> dict[int, list[tuple[int, int]]]:
    """`{weekday: [(start, end)]}` in minutes, for `regles.calendrier`."""
    return {n: [(p.debut, p.fin) for p in semaine.plages(n)] for n in range(len(JOURS)) if semaine.jours[n]}


def _jours(ligne: str) -> list[dt.date]:
    dates = re.findall(r"(\d{1,2})/(\d{1,2})/(\d{4})", ligne)
    try:
        bornes = [dt.date(int(a), int(m), int(j)) for j, m, a in dates]
    except ValueError:
        bornes = []
    if len(bornes) not in (1, 2) or bornes[-1] < bornes[0] or (bornes[-1] - bornes[0]).days > 366:
        raise forms.ValidationError(
            _("« %(ligne)s » n’est pas lisible. Écrivez 24/12/2026, ou 21/12/2026 au 02/01/2027."),
            params={"ligne": ligne},
        )
    return [bornes[0] + dt.timedelta(days=n) for n in range((bornes[-1] - bornes[0]).days + 1)]


class DemiJourneeForm(forms.Form):
    """One half-day, or a catch-up."""

    date = champ_date(_("Date"))
    heure_debut = champ_heure(_("De"), initial=dt.time(9))
    heure_fin = champ_heure(_("À"), initial=dt.time(12))
    theme = forms.CharField(label=_("Thème"), max_length=120, required=False)

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
        """Arguments of `ajouter_demi_journee`."""
        d = self.cleaned_data
        seance = regles.Seance(d["date"], d["heure_debut"].hour * 60 + d["heure_debut"].minute, d["minutes"])
        return {
            "date": d["date"],
            "heure_debut": d["heure_debut"],
            "minutes": d["minutes"],
            "moment": seance.moment,
            "theme": d["theme"],
        }

"""Forms of the calendar: the weekly pattern, one half-day, calling it off, rooms, closures, who cannot come."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clairiere.agenda.semaine import JOURS, Semaine
from clairiere.centres.reglages import lire
from clairiere.comptes.models.utilisateur import Utilisateur
from clairiere.comptes.roles import Role
from clairiere.interface.champs import SemaineField
from parcours import regles
from parcours.forms.commun import champ_date, champ_long
from parcours.models import Salle
from parcours.regles.jours_sans_cours import ZONES


class LieuEtFormatrice(forms.Form):
    """The trainer and the room, among those of the centre."""

    formatrice = forms.ModelChoiceField(
        label=_("Formatrice"), queryset=Utilisateur.objects.none(), required=False, empty_label=_("Pas encore choisie")
    )
    salle = forms.ModelChoiceField(
        label=_("Salle"), queryset=Salle.tous.none(), required=False, empty_label=_("Pas de salle")
    )

    def __init__(self, *args: Any, centre: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["formatrice"].queryset = formatrices_de(centre)
        self.fields["salle"].queryset = Salle.objects.filter(retiree_le__isnull=True).order_by("nom", "pk")


def formatrices_de(centre: Any) -> Any:
    """The accounts that teach at a centre."""
    requete = Utilisateur.objects.filter(adhesions__centre=centre, adhesions__role=Role.FORMATRICE)
    return requete.distinct().order_by("prenom", "nom", "pk")


class RythmeForm(LieuEtFormatrice):
    """The weekly pattern of a course, and what it jumps over."""

    a_partir_du = champ_date(_("À partir du"))
    rythme = SemaineField(
        label=_("Jours et heures des cours"),
        help_text=_("Chaque plage est une demi-journée. Laissez vides les jours sans cours."),
    )
    feries = forms.BooleanField(label=_("Sauter les jours fériés"), required=False, initial=True)
    fermetures = forms.BooleanField(label=_("Sauter les fermetures du centre"), required=False, initial=True)
    vacances = forms.BooleanField(label=_("Sauter les vacances scolaires"), required=False)
    sauf = champ_long(
        _("Pas de cours non plus ces jours-là"),
        required=False,
        lignes=2,
        help_text=_("Une date par ligne : 24/12/2026, ou 21/12/2026 au 02/01/2027."),
    )
    field_order = ("a_partir_du", "rythme", "feries", "fermetures", "vacances", "sauf", "formatrice", "salle")

    def __init__(self, *args: Any, centre: Any, **kwargs: Any) -> None:
        super().__init__(*args, centre=centre, **kwargs)
        zone = lire(centre, "zone_scolaire")
        if zone in ZONES:
            self.fields["vacances"].label = _("Sauter les vacances scolaires (zone %(zone)s)") % {"zone": zone}
        else:
            del self.fields["vacances"]

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


class AnnulerForm(forms.Form):
    """Why a half-day is called off."""

    raison = forms.CharField(
        label=_("Pourquoi ?"),
        max_length=200,
        error_messages={"required": _("Écrivez pourquoi : la raison reste dans le calendrier.")},
        help_text=_("Pour l’équipe. Elle n’est pas dans le message aux stagiaires."),
    )


class MaterielForm(forms.Form):
    """What to have ready."""

    liste = champ_long(_("Matériel"), required=False, max_length=2000, lignes=5, help_text=_("Une chose par ligne."))

    def clean_liste(self) -> list[str]:
        choses = [" ".join(ligne.split()) for ligne in self.cleaned_data["liste"].splitlines()]
        longues = [chose for chose in choses if len(chose) > 120]
        if longues:
            raise forms.ValidationError(
                _("« %(debut)s… » est trop long. Écrivez 120 lettres au plus par ligne."),
                params={"debut": longues[0][:40]},
            )
        return list(dict.fromkeys(chose for chose in choses if chose))


class IndisponibiliteForm(forms.Form):
    """The hours of the week when she cannot come."""

    semaine = SemaineField(
        label=_("Heures où elle ne peut pas venir"),
        required=False,
        help_text=_("Par exemple un travail du soir, l’école d’un enfant. Laissez vide ce qui est libre."),
    )
    precision = forms.CharField(
        label=_("Précision"), max_length=160, required=False, help_text=_("Par exemple : garde d’enfants à Vincennes.")
    )


class SalleForm(forms.Form):
    """A room."""

    nom = forms.CharField(label=_("Nom de la salle"), max_length=80)
    capacite = forms.IntegerField(
        label=_("Nombre de places"),
        min_value=1,
        max_value=500,
        initial=12,
        error_messages={"min_value": _("Une salle a au moins 1 place.")},
    )


class FermetureForm(forms.Form):
    """Days when the centre is closed."""

    du = champ_date(_("Premier jour fermé"))
    au = champ_date(_("Dernier jour fermé"))
    raison = forms.CharField(
        label=_("Raison"),
        max_length=80,
        help_text=_("Par exemple : fermeture d’été."),
        error_messages={"required": _("Écrivez la raison : elle sera dite à côté de chaque date sautée.")},
    )

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or {}
        du, au = donnees.get("du"), donnees.get("au")
        if du and au and au < du:
            self.add_error("au", _("Le dernier jour est avant le premier."))
        elif du and au and (au - du).days > 366:
            self.add_error("au", _("Une fermeture dure un an au plus. Vérifiez l’année."))
        return donnees

"""Forms of the meetings: a new series, a registration, the places."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clairiere.agenda.regles import ENFANTS_AU_PLUS
from clairiere.agenda.semaine import JOURS
from clairiere.comptes.models import Utilisateur
from clairiere.comptes.roles import EQUIPE, Role
from relais.vocabulaire import TITRE_PAR_DEFAUT

PLACES_AU_PLUS = 200


def _jour(libelle: Any, aide: Any = "") -> forms.DateField:
    return forms.DateField(
        label=libelle,
        help_text=aide,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Il manque la date."), "invalid": _("Écrivez la date comme 24/11/2026.")},
    )


def _heure(libelle: Any, valeur: str) -> forms.TimeField:
    return forms.TimeField(
        label=libelle,
        initial=valeur,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Il manque l’heure."), "invalid": _("Écrivez l’heure comme 14:30.")},
    )


def _nombre(libelle: Any, valeur: int, minimum: int) -> forms.IntegerField:
    dits = {
        "required": _("Il manque un nombre."),
        "invalid": _("Écrivez un nombre, par exemple 6."),
        "min_value": _("Le nombre est trop petit : %(limit_value)s au moins."),
        "max_value": _("Le nombre est trop grand : %(limit_value)s au plus."),
    }
    return forms.IntegerField(
        label=libelle, initial=valeur, min_value=minimum, max_value=PLACES_AU_PLUS, error_messages=dits
    )


class SerieForm(forms.Form):
    """A weekly series of meetings."""

    titre = forms.CharField(
        label=_("Titre"),
        max_length=120,
        initial=TITRE_PAR_DEFAUT,
        help_text=_("Il est lu par les auxiliaires. N’y mettez pas de nom de personne."),
        error_messages={"required": _("Il manque le titre.")},
    )
    jour = forms.TypedChoiceField(label=_("Jour"), choices=list(enumerate(JOURS)), coerce=int, initial=1)
    heure_debut = _heure(_("De"), "14:00")
    heure_fin = _heure(_("À"), "16:00")
    du = _jour(_("Première date"))
    au = _jour(_("Dernière date"), _("La même date que la première, pour une seule rencontre."))
    lieu = forms.CharField(label=_("Lieu"), max_length=160, required=False)
    places = _nombre(_("Places pour les adultes"), 6, 1)
    places_enfants = _nombre(_("Places pour les enfants"), 12, 0)
    animatrice = forms.ModelChoiceField(
        label=_("Animée par"), queryset=None, required=False, empty_label=_("Personne pour l’instant")
    )

    def __init__(self, *args: Any, centre: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [Role.ANIMATRICE, *EQUIPE]
        animent = Utilisateur.objects.filter(adhesions__centre=centre, adhesions__role__in=roles)
        self.fields["animatrice"].queryset = animent.distinct().order_by("prenom", "nom")


class PlacesForm(forms.Form):
    """The capacity of one meeting."""

    places = _nombre(_("Places pour les adultes"), 6, 1)
    places_enfants = _nombre(_("Places pour les enfants"), 12, 0)


class AnnulerForm(forms.Form):
    """Calling a meeting off."""

    raison = forms.CharField(
        label=_("Raison"),
        max_length=120,
        required=False,
        help_text=_("Elle est écrite dans le message. N’y mettez pas de nom de personne."),
    )


class EnfantsForm(forms.Form):
    """How many children come, and their first names."""

    enfants = forms.TypedChoiceField(label=_("Combien d’enfants viennent avec vous ?"), coerce=int, initial=0)
    prenoms = forms.CharField(
        label=_("Leurs prénoms"),
        max_length=200,
        required=False,
        help_text=_("Le prénom seulement. Mettez une virgule entre deux prénoms."),
    )

    def __init__(self, *args: Any, places_enfants: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        au_plus = min(ENFANTS_AU_PLUS, places_enfants)
        self.fields["enfants"].choices = [(n, str(n)) for n in range(au_plus + 1)]
        if not au_plus:
            del self.fields["enfants"], self.fields["prenoms"]

    def clean_prenoms(self) -> list[str]:
        """First names, without figures."""
        noms = [n.strip() for n in self.cleaned_data.get("prenoms", "").split(",") if n.strip()]
        if any(len(n) > 40 or any(c.isdigit() for c in n) for n in noms):
            raise ValidationError(_("Écrivez les prénoms, avec une virgule entre deux prénoms."))
        return noms

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or {}
        noms, nombre = donnees.get("prenoms", []), donnees.get("enfants", 0)
        if noms and len(noms) > nombre:
            mot = "prénom" if len(noms) == 1 else "prénoms"
            self.add_error("enfants", f"Vous avez écrit {len(noms)} {mot}. Choisissez le même nombre d’enfants.")
        return donnees

    def pour_action(self) -> dict[str, Any]:
        """Arguments for `agenda.actions.inscriptions.inscrire`."""
        return {
            "enfants": self.cleaned_data.get("enfants", 0),
            "prenoms_enfants": self.cleaned_data.get("prenoms", []),
        }


class InscrireForm(EnfantsForm):
    """Registration at the desk: who, and her children."""

    personne = forms.ModelChoiceField(
        label=_("Qui s’inscrit ?"),
        queryset=None,
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choisissez une personne."), "invalid_choice": _("Choisissez une personne.")},
    )
    field_order = ["personne", "enfants", "prenoms"]

    def __init__(self, *args: Any, trouvees: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["personne"].queryset = trouvees
        self.fields["personne"].label_from_instance = lambda p: p.nom_complet
        if "enfants" in self.fields:
            self.fields["enfants"].label = _("Enfants qui viennent")

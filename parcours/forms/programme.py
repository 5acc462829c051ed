"""Forms of the programme and of its modules."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clairiere.interface.francais import nombre
from parcours.forms.commun import champ_long
from parcours.models import competences_de

QUART = Decimal("0.25")
HEURES_AU_PLUS = 100


class ProgrammeForm(forms.Form):
    """What a programme says besides its modules (C. trav. L6353-1)."""

    nom = forms.CharField(
        label=_("Nom du programme"),
        max_length=45,
        error_messages={"required": _("Il manque le nom du programme.")},
        help_text=_("Il est écrit sur les certificats, avec le numéro de la version."),
    )
    heures = forms.IntegerField(
        label=_("Heures en tout"),
        min_value=1,
        max_value=1500,
        initial=120,
        error_messages={
            "min_value": _("Écrivez au moins 1 heure."),
            "invalid": _("Écrivez un nombre d’heures entier."),
        },
    )
    objectifs = champ_long(_("Objectifs"), required=False, max_length=3000, help_text=_("Un par ligne."))
    prerequis = champ_long(_("Prérequis"), required=False, max_length=2000)
    moyens = champ_long(_("Moyens et méthodes"), required=False, max_length=2000)
    evaluation = champ_long(_("Évaluation et suivi"), required=False, max_length=2000)

    def clean_nom(self) -> str:
        return " ".join(self.cleaned_data["nom"].split())


class HeuresField(forms.DecimalField):
    """A length in hours, by quarter hours; cleans to minutes. « 7,5 » and « 7.5 » are the same."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "court"}))
        options.setdefault(
            "error_messages",
            {
                "required": _("Il manque la durée."),
                "invalid": _("Écrivez un nombre d’heures. Par exemple 7 ou 7,5."),
            },
        )
        super().__init__(localize=False, **options)

    def to_python(self, value: Any) -> Decimal | None:
        propre = str(value or "").replace("\u2212", "-").replace(",", ".").removesuffix("h").strip()
        lue: Decimal | None = super().to_python(propre)
        return lue

    def clean(self, value: Any) -> Any:
        """Minutes. Raises ValidationError with the length that was typed."""
        heures = super().clean(value)
        if heures is None:
            return None
        if heures < QUART:
            raise forms.ValidationError(
                _("%(heures)s h n’est pas possible. Un module dure au moins un quart d’heure."),
                params={"heures": nombre(heures)},
            )
        if heures > HEURES_AU_PLUS:
            raise forms.ValidationError(_("Un module dure 100 heures au plus. Faites-en plusieurs."))
        if heures % QUART:
            raise forms.ValidationError(_("Comptez par quart d’heure. Par exemple 7,25 ou 7,5."))
        return int(heures * 60)


class ModuleForm(forms.Form):
    """One module."""

    titre = forms.CharField(
        label=_("Titre"), max_length=120, error_messages={"required": _("Il manque le titre du module.")}
    )
    minutes = HeuresField(label=_("Durée en heures"))
    objectifs = champ_long(_("Objectifs"), required=False, max_length=3000, help_text=_("Un par ligne."))
    contenu = champ_long(_("Contenu"), required=False, max_length=5000, lignes=5, help_text=_("Une idée par ligne."))
    competences = forms.MultipleChoiceField(
        label=_("Compétences travaillées"), required=False, widget=forms.CheckboxSelectMultiple
    )
    materiel = champ_long(_("Matériel à prévoir"), required=False, max_length=1000, help_text=_("Une chose par ligne."))
    bloc = forms.CharField(
        label=_("Bloc du titre de la branche"),
        max_length=120,
        required=False,
        help_text=_("Si vous faites le lien avec le titre « Assistant maternel – garde d’enfants »."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        connues = [(c.code, c.titre) for c in competences_de()]
        codes = {code for code, _titre in connues}
        gardees = [code for code in self.initial.get("competences", []) if code not in codes]
        self.fields["competences"].choices = [*connues, *((code, code) for code in gardees)]


def valeurs_du_module(module: Any) -> dict[str, Any]:
    """What a form starts with, for a module already written."""
    noms = ("titre", "objectifs", "contenu", "competences", "materiel", "bloc")
    heures = (Decimal(module.minutes) / 60).normalize()
    return {"minutes": f"{heures:f}".replace(".", ","), **{nom: getattr(module, nom) for nom in noms}}

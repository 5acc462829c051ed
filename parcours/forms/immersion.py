"""Forms of an immersion."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clairiere.flux.forms import FormulaireActe
from clairiere.interface.champs import SemaineField
from parcours.forms.commun import champ_date, champ_long, choix
from parcours.models import Immersion
from parcours.regles.immersion import FAMILLE

# A family is offered so that the refusal is read: it is the first idea of many.
LIEUX = [("", _("Choisissez")), *choix(Immersion.Accueil), (FAMILLE, _("Une famille (particulier employeur)"))]


class ImmersionForm(forms.Form):
    """Where, when, why; what is not known yet may wait until the agreement."""

    accueil_nom = forms.CharField(
        label=_("Lieu d’accueil"), max_length=160, error_messages={"required": _("Il manque le lieu d’accueil.")}
    )
    accueil_genre = forms.ChoiceField(
        label=_("Quelle sorte de lieu ?"),
        choices=LIEUX,
        error_messages={"required": _("Choisissez une sorte de lieu.")},
    )
    accueil_adresse = forms.CharField(label=_("Adresse"), max_length=200, required=False)
    accueil_contact = forms.CharField(
        label=_("Personne à joindre"), max_length=160, required=False, help_text=_("Nom, fonction, téléphone.")
    )
    tutrice = forms.CharField(label=_("Personne qui l’accueille sur place"), max_length=160, required=False)
    debut = champ_date(_("Premier jour"))
    fin = champ_date(_("Dernier jour"), help_text=_("Un mois au plus par convention."))
    semaine = SemaineField(
        label=_("Jours et heures"),
        required=False,
        help_text=_("Ils ne comptent pas dans les heures de la formation."),
    )
    objet = forms.ChoiceField(
        label=_("Objet de l’immersion"),
        choices=choix(Immersion.Objet),
        widget=forms.RadioSelect,
        help_text=_("Un seul, parmi les trois que la loi permet."),
        error_messages={"required": _("Choisissez un objet.")},
    )
    objectifs = champ_long(_("Ce qu’elle va regarder"), required=False, max_length=2000)
    taches = champ_long(_("Ce qu’elle fera"), required=False, max_length=2000)
    prescripteur_genre = forms.ChoiceField(label=_("Qui prescrit ?"), choices=choix(Immersion.Prescripteur))
    prescripteur = forms.CharField(label=_("Agence ou conseillère"), max_length=160, required=False)
    numero_convention = forms.CharField(label=_("Numéro de la convention"), max_length=60, required=False)

    def valeurs(self) -> dict[str, Any]:
        """Arguments of `preparer` and `modifier`."""
        return {**self.cleaned_data, "semaine": self.cleaned_data["semaine"].vers_donnees()}


class CompteRenduForm(FormulaireActe):
    """After the immersion: three voices, one outcome."""

    vu = champ_long(
        _("Ce qui a été vu"), max_length=4000, error_messages={"required": _("Écrivez au moins une phrase.")}
    )
    mot_accueil = champ_long(_("Ce que dit le lieu d’accueil"), required=False, max_length=4000)
    mot_personne = champ_long(
        _("Ce qu’elle en dit"), max_length=4000, error_messages={"required": _("Écrivez ce qu’elle en dit.")}
    )
    issue = forms.ChoiceField(
        label=_("Ce qui en sort"),
        choices=choix(Immersion.Issue),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez ce qui en sort.")},
    )

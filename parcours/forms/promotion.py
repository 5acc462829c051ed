"""Forms of the promotion: an action, a partner, an exchange with a partner."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.forms.commun import champ_date, champ_long, champ_telephone, choix, pas_a_venir
from parcours.models import ActionPromotion, Partenaire


class ActionForm(forms.Form):
    """What was done, where, with whom, for how many people."""

    genre = forms.ChoiceField(
        label=_("Genre"),
        choices=[("", _("Choisissez")), *choix(ActionPromotion.Genre)],
        error_messages={"required": _("Choisissez le genre.")},
    )
    date = champ_date(_("Date"))
    lieu = forms.CharField(label=_("Lieu"), max_length=160, error_messages={"required": _("Il manque le lieu.")})
    partenaire = forms.ModelChoiceField(
        label=_("Avec quel partenaire ?"),
        queryset=Partenaire.tous.none(),
        required=False,
        empty_label=_("Sans partenaire"),
    )
    rencontrees = forms.IntegerField(
        label=_("Personnes rencontrées"),
        required=False,
        min_value=0,
        max_value=10_000,
        help_text=_("Laissez vide si vous ne savez pas."),
        error_messages={
            "invalid": _("Écrivez un nombre."),
            "min_value": _("Ce nombre ne peut pas être négatif."),
            "max_value": _("Ce nombre est trop grand. Vérifiez-le."),
        },
    )
    heures = forms.DecimalField(
        label=_("Temps passé, en heures"),
        required=False,
        min_value=0,
        max_value=999,
        max_digits=5,
        decimal_places=1,
        localize=True,
        help_text=_("Par exemple 3,5. Préparation comprise."),
        error_messages={
            "invalid": _("Écrivez un nombre d’heures, par exemple 3,5."),
            "min_value": _("Le temps passé ne peut pas être négatif."),
            "max_decimal_places": _("Un seul chiffre après la virgule suffit."),
        },
    )
    note = champ_long(_("Note"), required=False, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date"].initial = timezone.localdate()
        self.fields["partenaire"].queryset = Partenaire.objects.order_by("nom", "pk")


class PartenaireForm(forms.Form):
    """Who they are, and how to reach them."""

    nom = forms.CharField(label=_("Nom"), max_length=120, error_messages={"required": _("Il manque le nom.")})
    genre = forms.ChoiceField(
        label=_("Genre"),
        choices=[("", _("Choisissez")), *choix(Partenaire.Genre)],
        error_messages={"required": _("Choisissez le genre.")},
    )
    interlocutrice = forms.CharField(label=_("Personne à joindre"), max_length=120, required=False)
    telephone = champ_telephone(_("Téléphone"), required=False)
    courriel = forms.EmailField(
        label=_("Courriel"),
        required=False,
        error_messages={"invalid": _("Ce courriel n’est pas complet. Il s’écrit nom@exemple.fr.")},
    )
    note = champ_long(_("Note"), required=False, max_length=2000)


class EchangeForm(forms.Form):
    """An exchange with a partner, and when to call again."""

    le = champ_date(_("Vous vous êtes parlé le"), validators=[pas_a_venir])
    phrase = forms.CharField(
        label=_("En une phrase"), max_length=200, error_messages={"required": _("Il manque ce que vous vous êtes dit.")}
    )
    rappel_le = champ_date(_("À rappeler le"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["le"].initial = timezone.localdate()

"""The ceremony: day and place, one person called, one guest."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from parcours.forms.commun import champ_date, champ_heure, champ_long, choix
from parcours.models import Invite

PHOTOS = [("oui", _("Oui")), ("non", _("Non")), ("", _("Pas encore demandé"))]


def champ_photo() -> forms.ChoiceField:
    """What a person says about photographs."""
    return forms.ChoiceField(
        label=_("D’accord pour être photographiée ?"),
        choices=PHOTOS,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("La date d’aujourd’hui est notée. La réponse peut changer à tout moment."),
    )


class CeremonieForm(forms.Form):
    """When, where, by whom."""

    date = champ_date(_("Date"))
    heure = champ_heure(_("Heure"))
    lieu = forms.CharField(
        label=_("Lieu"),
        max_length=200,
        help_text=_("Le nom de la salle et l’adresse. Ils sont écrits sur l’invitation."),
        error_messages={"required": _("Il manque le lieu.")},
    )
    remis_par = forms.CharField(
        label=_("Certificats remis par"), max_length=160, required=False, help_text=_("Exemple : Anne Dupont")
    )
    remis_par_qualite = forms.CharField(
        label=_("Sa fonction"), max_length=160, required=False, help_text=_("Exemple : maire du 2e arrondissement")
    )
    mot = champ_long(
        _("Quelques mots pour l’invitation"),
        max_length=1200,
        required=False,
        help_text=_("La lettre dit déjà la date, le lieu, et comment répondre."),
    )


class AppelForm(forms.Form):
    """How a name is said, and photographs."""

    rang = forms.IntegerField(
        label=_("Rang d’appel"),
        min_value=1,
        max_value=999,
        error_messages={
            "required": _("Il manque le rang."),
            "invalid": _("Écrivez un nombre."),
            "min_value": _("Le premier rang est 1."),
            "max_value": _("Ce rang est trop grand."),
        },
    )
    se_dit = forms.CharField(
        label=_("Son nom se dit"),
        max_length=120,
        required=False,
        help_text=_("Pour la personne qui appelle. Exemple : a-ï-ssa-tou di-a-lo"),
    )
    photo = champ_photo()


class InviteForm(forms.Form):
    """A guest."""

    nom = forms.CharField(
        label=_("Nom"),
        max_length=160,
        help_text=_("Comme sur l’enveloppe. Exemple : Madame Anne Dupont"),
        error_messages={"required": _("Il manque le nom.")},
    )
    qualite = forms.CharField(
        label=_("Fonction"), max_length=160, required=False, help_text=_("Exemple : maire du 2e arrondissement")
    )
    adresse = champ_long(_("Adresse"), max_length=300, required=False, help_text=_("Sur plusieurs lignes."))
    personnes = forms.IntegerField(
        label=_("Combien de personnes"),
        min_value=1,
        max_value=50,
        initial=1,
        help_text=_("Elle comprise."),
        error_messages={
            "required": _("Il manque le nombre de personnes."),
            "invalid": _("Écrivez un nombre."),
            "min_value": _("Il y a au moins une personne."),
            "max_value": _("Il y a au plus 50 personnes."),
        },
    )
    reponse = forms.ChoiceField(label=_("Réponse"), choices=choix(Invite.Reponse), widget=forms.RadioSelect)
    photo = champ_photo()

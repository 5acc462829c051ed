"""Forms of the information meetings: a meeting, a registration at the desk, a visitor's, the lines of a sheet."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.agenda.models import Inscription, Serie
from clairiere.agenda.regles import a_l_heure
from clairiere.comptes.models import Personne, Utilisateur
from clairiere.comptes.roles import EQUIPE, Role
from clairiere.interface.francais import enumeration
from parcours.actions.reunions import UNE_FOIS
from parcours.forms.commun import champ_date, champ_heure, champ_telephone, choix
from parcours.regles.reunions import GENRES, REUNION

PLACES_AU_PLUS = 500
JOURS_A_L_AVANCE = 730
CONNUES_AU_PLUS = 5
AUTRE = "autre"


def _prenom() -> forms.CharField:
    return forms.CharField(label=_("Prénom"), max_length=80, error_messages={"required": _("Il manque le prénom.")})


class ReunionForm(forms.Form):
    """A meeting, or the first of a series."""

    genre = forms.ChoiceField(
        label=_("C’est"), choices=[(code, dit) for code, dit, _titre in GENRES], widget=forms.RadioSelect
    )
    titre = forms.CharField(
        label=_("Titre"),
        max_length=120,
        help_text=_("Il est écrit en grand sur l’affiche."),
        error_messages={"required": _("Il manque le titre.")},
    )
    date = champ_date(_("Quel jour ?"))
    heure_debut = champ_heure(_("De"), initial="14:00")
    heure_fin = champ_heure(_("À"), initial="16:00")
    rythme = forms.ChoiceField(
        label=_("Combien de fois ?"),
        choices=[(UNE_FOIS, _("Une seule fois")), *choix(Serie.Rythme)],
        initial=UNE_FOIS,
        widget=forms.RadioSelect,
        help_text=_("Chaque mois : le même jour, par exemple le deuxième mardi."),
    )
    au = champ_date(_("Jusqu’au"), required=False, help_text=_("Seulement pour une série."))
    lieu = forms.CharField(
        label=_("Lieu"),
        max_length=160,
        help_text=_("L’adresse et la salle. Elles sont écrites sur l’affiche et dans les messages."),
        error_messages={"required": _("Il manque le lieu.")},
    )
    places = forms.IntegerField(
        label=_("Nombre de places"),
        initial=20,
        min_value=1,
        max_value=PLACES_AU_PLUS,
        error_messages={
            "required": _("Il manque le nombre de places."),
            "invalid": _("Écrivez un nombre, par exemple 20."),
            "min_value": _("Il faut au moins une place."),
            "max_value": _("C’est trop : %(limit_value)s places au plus."),
        },
    )
    animatrice = forms.ModelChoiceField(
        label=_("Animée par"), queryset=None, required=False, empty_label=_("Personne pour l’instant")
    )

    def __init__(self, *args: Any, centre: Any, existe: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        animent = Utilisateur.objects.filter(
            adhesions__centre=centre, adhesions__role__in=[*EQUIPE, Role.FORMATRICE, Role.ANIMATRICE]
        )
        self.fields["animatrice"].queryset = animent.distinct().order_by("prenom", "nom")
        self.fields["genre"].initial, self.fields["titre"].initial = REUNION, _("Réunion d’information")
        self.fields["lieu"].initial = ", ".join(p for p in (centre.adresse, centre.ville) if p)
        if existe:
            for nom in ("genre", "rythme", "au"):
                del self.fields[nom]

    def clean_date(self) -> dt.date:
        """Within two years; a past day is for what was done before."""
        date = self.cleaned_data["date"]
        if (date - timezone.localdate()).days > JOURS_A_L_AVANCE:
            raise forms.ValidationError(_("Cette date est dans plus de deux ans. Vérifiez l’année."))
        return date

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or {}
        serie = donnees.get("rythme", UNE_FOIS) != UNE_FOIS
        if serie and not donnees.get("au") and "au" not in self.errors:
            self.add_error("au", _("Il manque la dernière date de la série."))
        return donnees

    def moments(self) -> dict[str, Any]:
        """`debut` and `fin` as moments, with `titre`, `lieu`, `animatrice`: arguments of `modifier_rencontre`."""
        d, fuseau = self.cleaned_data, timezone.get_default_timezone()
        return {
            "debut": a_l_heure(d["date"], d["heure_debut"], fuseau),  # type: ignore[arg-type]
            "fin": a_l_heure(d["date"], d["heure_fin"], fuseau),  # type: ignore[arg-type]
            **{nom: d[nom] for nom in ("titre", "lieu", "animatrice")},
        }


class InscriptionForm(forms.Form):
    """Half a minute at the desk: a first name and a telephone; a number that is known asks who is there."""

    prenom = _prenom()
    telephone = champ_telephone(_("Téléphone"))
    nom = forms.CharField(label=_("Nom"), max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.connues: list[Personne] = self._connues() if self.is_bound else []
        if self.connues:
            elles = [(str(p.pk), _("C’est elle : %(nom)s") % {"nom": p.nom_court}) for p in self.connues]
            self.fields["qui"] = forms.ChoiceField(
                label=_("Qui est-ce ?"),
                choices=[*elles, (AUTRE, _("Une autre personne, qui partage ce téléphone"))],
                widget=forms.RadioSelect,
                error_messages={"required": self._deja()},
            )
            self.order_fields(["prenom", "telephone", "qui", "nom"])

    def _connues(self) -> list[Personne]:
        try:
            numero = self.fields["telephone"].clean(self.data.get(self.add_prefix("telephone"), ""))
        except forms.ValidationError:
            return []
        return list(Personne.objects.filter(telephone=numero).order_by("pk")[:CONNUES_AU_PLUS])

    def _deja(self) -> str:
        noms = enumeration(p.nom_court for p in self.connues)
        verbe = _("a ce numéro") if len(self.connues) == 1 else _("ont ce numéro")
        return f"{noms} {verbe}. C’est elle\u202f?"

    def valeurs(self) -> dict[str, Any]:
        """Arguments of `parcours.actions.reunions.inscrire` and `noter_venue`."""
        donnees = dict(self.cleaned_data)
        qui = donnees.pop("qui", AUTRE)
        donnees["personne"] = next((p for p in self.connues if str(p.pk) == qui), None)
        return donnees


class AccueilForm(InscriptionForm):
    """The same, with how she asked."""

    canal = forms.ChoiceField(
        label=_("Elle est"),
        choices=[
            (Inscription.Canal.ACCUEIL, _("À l’accueil")),
            (Inscription.Canal.TELEPHONE, _("Au téléphone")),
        ],
        initial=Inscription.Canal.ACCUEIL,
        widget=forms.RadioSelect,
    )


class InscriptionPubliqueForm(forms.Form):
    """A visitor on her own telephone: two fields, and one that only robots fill."""

    prenom = forms.CharField(
        label=_("Votre prénom"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Écrivez votre prénom.")},
    )
    telephone = champ_telephone(
        _("Votre numéro de téléphone"), help_text=_("Par exemple 06 12 34 56 78. Nous vous envoyons un SMS.")
    )
    site_web = forms.CharField(
        label=_("Laissez ce champ vide"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        telephone = self.fields["telephone"]
        telephone.widget.attrs["autocomplete"] = "tel"
        telephone.error_messages["required"] = _("Écrivez votre numéro de téléphone.")

    def clean_site_web(self) -> str:
        """Filled by a robot, or by a browser that helps too much."""
        if self.cleaned_data["site_web"]:
            raise forms.ValidationError(_("Ce champ doit rester vide. Effacez ce qu’il contient."))
        return ""

    def piege(self) -> Any:
        """The input that people do not see."""
        return self["site_web"].as_widget()


class AnnulerReunionForm(forms.Form):
    """Calling a meeting off."""

    raison = forms.CharField(
        label=_("Raison"),
        max_length=120,
        required=False,
        help_text=_("Elle est écrite dans le message. N’y mettez pas de nom de personne."),
    )


class ReportForm(forms.Form):
    """The printed sheet, typed back: a choice for each line, in the order of the paper."""

    def __init__(self, *args: Any, inscriptions: list[Inscription], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inscriptions = inscriptions
        for inscription in inscriptions:
            self.fields[f"presence_{inscription.pk}"] = forms.ChoiceField(
                label=inscription.personne.nom_complet,
                choices=[("presente", _("Présente")), ("absente", _("Absente"))],
                widget=forms.RadioSelect,
                required=False,
                initial=inscription.etat if inscription.etat in ("presente", "absente") else None,
            )

    def lignes(self) -> list[dict[str, Any]]:
        """What the page draws."""
        return [{"inscription": i, "champ": self[f"presence_{i.pk}"]} for i in self.inscriptions]

    def choisies(self) -> list[tuple[Inscription, bool]]:
        """Each registration with what was ticked."""
        dites = [(i, self.cleaned_data.get(f"presence_{i.pk}")) for i in self.inscriptions]
        return [(i, dite == "presente") for i, dite in dites if dite]

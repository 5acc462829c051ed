"""Forms of the first contact and of the contact details."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.comptes.models import Personne
from clairiere.comptes.models.utilisateur import Utilisateur
from clairiere.comptes.roles import EQUIPE
from parcours.forms.commun import champ_date, champ_long, champ_telephone, naissance_possible
from parcours.models import ActionPromotion, Parcours
from parcours.regles.promotion import ORIGINES

AGE_MINIMUM, AGE_MAXIMUM = 16, 75
D_ABORD = ("prenom", "telephone", "qui", "origine_genre", "prochaine_action", "prochaine_date")
CODE_POSTAL = re.compile(r"[0-9]{5}")


class Langues(forms.CharField):
    """« français, arabe » ⇄ `["français", "arabe"]`."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        mots = re.split(r"[,;\n]+", super().clean(value))
        return list(dict.fromkeys(" ".join(mot.split()) for mot in mots if mot.strip()))


def age_de_candidate(date: dt.date | None) -> None:
    """Raise ValidationError for a birth date that no candidate can have: she is between 16 and 75."""
    naissance_possible(date)
    if date is not None:
        aujourd_hui = timezone.localdate()
        age = aujourd_hui.year - date.year - ((aujourd_hui.month, aujourd_hui.day) < (date.month, date.day))
        if not AGE_MINIMUM <= age <= AGE_MAXIMUM:
            phrase = _("Cette date donne %(age)s ans. Une candidate a entre 16 et 75 ans. Vérifiez l’année.")
            raise forms.ValidationError(phrase, params={"age": age})


class ActionRecente(forms.ModelChoiceField):
    """Where she was met, among the actions of the last year."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            queryset=ActionPromotion.tous.none(),
            label=_("Rencontrée à"),
            required=False,
            empty_label=_("Aucune action notée"),
            **options,
        )


def _offrir_les_actions(formulaire: forms.BaseForm) -> None:
    """The actions of the last year, and the one already chosen."""
    depuis = timezone.localdate() - dt.timedelta(days=366)
    choisie = formulaire.initial.get("action_promotion")
    recentes = Q(date__gte=depuis) | (Q(pk=choisie.pk) if choisie else Q(pk__in=[]))
    formulaire.fields["action_promotion"].queryset = ActionPromotion.objects.filter(recentes).order_by("-date", "-pk")


class SuiteForm(forms.Form):
    """What is to do next, and when."""

    prochaine_action = forms.CharField(label=_("Prochaine action"), max_length=160, required=False)
    prochaine_date = champ_date(_("Pour le"), required=False)

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or {}
        if donnees.get("prochaine_action") and not donnees.get("prochaine_date"):
            self.add_error("prochaine_date", _("Il manque la date. Sans date, personne n’y pensera."))
        if donnees.get("prochaine_date") and not donnees.get("prochaine_action"):
            self.add_error("prochaine_action", _("Il manque ce qu’il faut faire ce jour-là."))
        return donnees


class ContactForm(forms.Form):
    """One minute at the desk: a first name and a telephone are enough."""

    prenom = forms.CharField(label=_("Prénom"), max_length=80, error_messages={"required": _("Il manque le prénom.")})
    telephone = champ_telephone(_("Téléphone"))
    nom = forms.CharField(label=_("Nom"), max_length=80, required=False)
    origine_genre = forms.ChoiceField(
        label=_("Comment nous a-t-elle connus ?"), choices=[("", _("On ne sait pas")), *ORIGINES], required=False
    )
    origine = forms.CharField(
        label=_("Précisez"), max_length=120, required=False, help_text=_("Le nom de l’amie, du service, de l’école…")
    )
    action_promotion = ActionRecente()
    langues = Langues(label=_("Langues parlées"), required=False, help_text=_("Séparées par des virgules."))
    observations = champ_long(_("Ses disponibilités, en quelques mots"), required=False, max_length=1000)
    naissance = champ_date(_("Date de naissance"), required=False, validators=[age_de_candidate])
    prochaine_action = forms.CharField(
        label=_("Prochaine action"),
        max_length=160,
        initial=_("L’inviter à une réunion d’information"),
        error_messages={"required": _("Il manque la prochaine action.")},
    )
    prochaine_date = champ_date(_("Pour le"), initial=lambda: timezone.localdate() + dt.timedelta(days=7))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offrir_les_actions(self)
        self.order_fields(D_ABORD)
        self.connues: list[Personne] = []
        if self.is_bound:
            self.connues = self._connues()
        if self.connues:
            elles = [(str(p.pk), self._c_est_elle(p)) for p in self.connues if not p.parcours_deja]
            self.fields["qui"] = forms.ChoiceField(
                label=_("Qui est-ce ?"),
                choices=[("autre", _("Une autre personne, qui partage ce téléphone")), *elles],
                widget=forms.RadioSelect,
                error_messages={"required": self._deja()},
            )
            self.order_fields(D_ABORD)

    def d_abord(self) -> list[Any]:
        """What one asks in the first minute."""
        return [champ for champ in self if champ.name in D_ABORD]

    def ensuite(self) -> list[Any]:
        """What may wait."""
        return [champ for champ in self if champ.name not in D_ABORD]

    def _connues(self) -> list[Personne]:
        try:
            numero = self.fields["telephone"].clean(self.data.get(self.add_prefix("telephone"), ""))
        except forms.ValidationError:
            return []
        connues = list(Personne.objects.filter(telephone=numero).order_by("pk")[:5])
        parcours = Parcours.objects.filter(personne__in=connues).order_by("personne_id", "-pk")
        par_personne = {p.personne_id: p for p in reversed(parcours)}
        for personne in connues:
            personne.parcours_deja = par_personne.get(personne.pk)  # type: ignore[attr-defined]
        return connues

    @staticmethod
    def _c_est_elle(personne: Personne) -> str:
        return _("C’est bien %(nom)s : ouvrir son parcours") % {"nom": personne.nom_court}

    def _deja(self) -> str:
        noms = " et ".join(p.nom_court for p in self.connues)
        return _("Ce numéro est déjà celui de %(noms)s. Dites qui est devant vous.") % {"noms": noms}

    def deja_notee(self) -> Any:
        """The journey of someone with this phone, this first name and this name: a second click, or she came back."""
        cles = [self.cleaned_data.get(n, "").strip().casefold() for n in ("prenom", "nom")]
        for personne in self.connues:
            if [personne.prenom.casefold(), personne.nom.casefold()] == cles and personne.parcours_deja:  # type: ignore[attr-defined]
                return personne.parcours_deja  # type: ignore[attr-defined]
        return None

    def valeurs(self) -> dict[str, Any]:
        """Arguments of `premier_contact`."""
        donnees = dict(self.cleaned_data)
        qui = donnees.pop("qui", "autre")
        donnees["personne"] = next((p for p in self.connues if str(p.pk) == qui), None)
        return donnees


class CoordonneesForm(forms.Form):
    """Contact details and notes of the team."""

    prenom = forms.CharField(label=_("Prénom"), max_length=80, error_messages={"required": _("Il manque le prénom.")})
    nom = forms.CharField(label=_("Nom"), max_length=80, required=False)
    telephone = champ_telephone(_("Téléphone"), required=False)
    courriel = forms.EmailField(
        label=_("Courriel"),
        required=False,
        error_messages={"invalid": _("Ce courriel n’est pas complet. Il s’écrit nom@exemple.fr.")},
    )
    canal_prefere = forms.ChoiceField(
        label=_("Préfère être jointe par"),
        required=False,
        choices=[("", _("Sans préférence")), *Personne.Canal.choices],
    )
    adresse = forms.CharField(label=_("Adresse"), max_length=200, required=False)
    code_postal = forms.CharField(label=_("Code postal"), max_length=5, required=False)
    ville = forms.CharField(label=_("Ville"), max_length=80, required=False)
    naissance = champ_date(_("Date de naissance"), required=False, validators=[naissance_possible])
    langues = Langues(label=_("Langues parlées"), required=False, help_text=_("Séparées par des virgules."))
    origine_genre = forms.ChoiceField(
        label=_("Comment nous a-t-elle connus ?"), choices=[("", _("On ne sait pas")), *ORIGINES], required=False
    )
    origine = forms.CharField(label=_("Envoyée par"), max_length=120, required=False)
    action_promotion = ActionRecente()
    referente = forms.ModelChoiceField(
        label=_("Sa référente"), queryset=Utilisateur.objects.none(), required=False, empty_label=_("Personne encore")
    )
    observations = champ_long(
        _("Observations de l’équipe"),
        required=False,
        max_length=4000,
        help_text=_("Jamais la santé, l’origine ni la religion."),
    )

    def __init__(self, *args: Any, centre: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offrir_les_actions(self)
        equipe = Utilisateur.objects.filter(adhesions__centre=centre, adhesions__role__in=EQUIPE).distinct()
        self.fields["referente"].queryset = equipe.order_by("prenom", "nom")

    def clean_code_postal(self) -> str:
        code = self.cleaned_data["code_postal"].replace(" ", "")
        if code and not CODE_POSTAL.fullmatch(code):
            raise forms.ValidationError(_("Un code postal a cinq chiffres."))
        return code

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or {}
        if not self.errors and not (donnees["telephone"] or donnees["courriel"] or donnees["adresse"]):
            self.add_error("telephone", _("Il faut au moins un téléphone, un courriel ou une adresse pour la joindre."))
        return donnees

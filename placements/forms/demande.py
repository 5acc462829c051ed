"""The form of a request, on the public page and at the desk: the same questions, the same checks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from clairiere.interface.champs import SemaineField
from placements.regles.textes import textes_interdits

ENFANTS_AU_PLUS = 4
AGE_AU_PLUS_ANS = 16
JOURS_PAR_AN = 366
NAISSANCE_A_VENIR_JOURS = 280
LANGUES_AU_PLUS = 5
RANGS = range(1, ENFANTS_AU_PLUS + 1)


class ChampDate(forms.DateField):
    """A date chosen in the calendar of the telephone; a missing or unreadable one is said in words."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        options.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y"])
        super().__init__(**options)
        self.error_messages["invalid"] = _("Cette date est illisible. Écrivez par exemple 24/11/2026.")


class DemandeForm(forms.Form):
    """What a family needs. Nothing on health, origin or religion; a child has a first name and a birth date.

    `accueil=True` is the desk: the address may be noted. The public form carries a field that people do not see.
    """

    semaine = SemaineField(
        label=_("Vos jours et vos heures"),
        help_text=_("Écrivez pour chaque jour l’heure de début et l’heure de fin. Laissez vide les jours sans garde."),
    )
    debut = ChampDate(
        label=_("À partir de quel jour"), error_messages={"required": _("Indiquez le premier jour de garde.")}
    )
    quartier = forms.CharField(
        label=_("Votre quartier"), max_length=80, required=False, help_text=_("Par exemple : rue de Crimée.")
    )
    code_postal = forms.CharField(
        label=_("Code postal"),
        max_length=5,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
        validators=[RegexValidator(r"^[0-9]{5}$", _("Un code postal a cinq chiffres."))],
        error_messages={
            "required": _("Indiquez le code postal du lieu de garde."),
            "max_length": _("Un code postal a cinq chiffres."),
        },
    )
    partage_possible = forms.BooleanField(
        label=_("Nous pouvons partager la garde avec une autre famille"), required=False
    )
    animaux = forms.BooleanField(label=_("Nous avons un animal à la maison"), required=False)
    langues = forms.CharField(
        label=_("Langue utile à l’enfant"),
        max_length=120,
        required=False,
        help_text=_("Seulement si l’enfant en a besoin. Séparez plusieurs langues par une virgule."),
    )
    precisions = forms.CharField(
        label=_("Autre chose à nous dire"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Par exemple : aller chercher l’enfant à l’école. N’écrivez rien sur la santé. "
            "La loi interdit de choisir une personne selon son origine, sa religion, son âge ou son apparence."
        ),
    )
    prenom = forms.CharField(
        label=_("Votre prénom"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Indiquez votre prénom.")},
    )
    nom = forms.CharField(
        label=_("Votre nom"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": _("Indiquez votre nom.")},
    )
    telephone = PhoneNumberField(
        label=_("Votre téléphone"),
        required=False,
        region="FR",
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"invalid": _("Ce numéro n’est pas complet. Écrivez par exemple 06 12 34 56 78.")},
    )
    courriel = forms.EmailField(
        label=_("Votre adresse de courriel"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Cette adresse est incomplète. Écrivez par exemple nom@exemple.fr.")},
    )
    adresse = forms.CharField(
        label=_("Adresse"),
        max_length=200,
        required=False,
        help_text=_("Montrée à l’auxiliaire seulement quand les deux ont dit oui."),
    )
    site_web = forms.CharField(
        label=_("Laissez ce champ vide"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, accueil: bool = False, aujourd_hui: dt.date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accueil = accueil
        self.aujourd_hui = aujourd_hui or timezone.localdate()
        for rang in RANGS:
            prenom = forms.CharField(label=_("Prénom"), max_length=80, required=rang == 1)
            naissance = ChampDate(label=_("Date de naissance"), required=rang == 1)
            prenom.error_messages["required"] = _(
                "Indiquez au moins un enfant. Pour un enfant à naître, écrivez « bébé »."
            )
            naissance.error_messages["required"] = _("Indiquez la date de naissance, ou la date prévue.")
            self.fields |= {f"enfant{rang}_prenom": prenom, f"enfant{rang}_naissance": naissance}
        self.fields.pop("site_web" if accueil else "adresse")
        self.order_fields([*(f"enfant{r}_{c}" for r in RANGS for c in ("prenom", "naissance")), *self.fields])
        if accueil:
            self._parler_de_la_famille()

    def _parler_de_la_famille(self) -> None:
        """At the desk one speaks of the family, not to it."""
        mots = {
            "semaine": _("Jours et heures de garde"),
            "quartier": _("Quartier"),
            "partage_possible": _("La famille accepte une garde partagée"),
            "animaux": _("La famille a un animal"),
            "precisions": _("Précisions"),
            "prenom": _("Prénom du parent"),
            "nom": _("Nom du parent"),
            "telephone": _("Téléphone"),
            "courriel": _("Courriel"),
        }
        for nom, mot in mots.items():
            self.fields[nom].label = mot

    # drawing

    def lignes_enfants(self) -> list[dict[str, Any]]:
        """Rows of the page: two fields each; those beyond the first open when they hold something."""
        lignes = []
        for rang in RANGS:
            champs = [self[f"enfant{rang}_{c}"] for c in ("prenom", "naissance")]
            ouverte = rang == 1 or any(c.value() or c.errors for c in champs)
            lignes.append({"rang": rang, "champs": champs, "ouverte": ouverte})
        return lignes

    def champs(self, *noms: str) -> list[forms.BoundField]:
        """Bound fields by name, those of this variant only."""
        return [self[nom] for nom in noms if nom in self.fields]

    def champs_garde(self) -> list[forms.BoundField]:
        """Where and from when."""
        return self.champs("debut", "quartier", "code_postal")

    def champs_souhaits(self) -> list[forms.BoundField]:
        """What else counts."""
        return self.champs("partage_possible", "animaux", "langues", "precisions")

    def champs_contact(self) -> list[forms.BoundField]:
        """How to reach the family."""
        return self.champs("prenom", "nom", "telephone", "courriel", "adresse")

    def piege(self) -> SafeString | str:
        """The input that only robots fill."""
        return self["site_web"].as_widget() if "site_web" in self.fields else ""

    # checking

    def clean_debut(self) -> dt.date:
        """Not past, not more than a year ahead; a date already kept may stay."""
        debut = self.cleaned_data["debut"]
        if debut == self.initial.get("debut"):
            return debut
        if debut < self.aujourd_hui:
            raise forms.ValidationError(_("Cette date est passée. Choisissez aujourd’hui ou plus tard."))
        if (debut - self.aujourd_hui).days > JOURS_PAR_AN:
            raise forms.ValidationError(
                _("Cette date est dans plus d’un an. Nous cherchons au plus un an avant. Revenez nous voir plus tard.")
            )
        return debut

    def clean_precisions(self) -> str:
        """Forbidden criteria are refused with the reminder of the law."""
        return self._permis("precisions")

    def clean_quartier(self) -> str:
        """The same reminder holds for every free text."""
        return self._permis("quartier")

    def clean_langues(self) -> list[str]:
        """« Anglais, Arabe » → ["anglais", "arabe"]."""
        texte = self._permis("langues")
        langues = list(dict.fromkeys(morceau.strip().lower() for morceau in texte.split(",") if morceau.strip()))
        if len(langues) > LANGUES_AU_PLUS:
            raise forms.ValidationError(_("Indiquez au plus cinq langues."))
        return langues

    def clean_site_web(self) -> str:
        """Filled by a robot, or by a browser that helps too much."""
        if self.cleaned_data["site_web"]:
            raise forms.ValidationError(_("Ce champ doit rester vide. Effacez ce qu’il contient."))
        return ""

    def _permis(self, nom: str) -> str:
        texte = self.cleaned_data[nom].strip()
        rappels = textes_interdits(texte)
        if rappels:
            raise forms.ValidationError(rappels)
        return texte

    def clean(self) -> dict[str, Any]:
        """Children together, and one way at least to reach the family."""
        donnees = super().clean() or {}
        donnees["enfants"] = self._enfants(donnees)
        joignable = donnees.get("telephone") or donnees.get("courriel")
        if not (joignable or self.has_error("telephone") or self.has_error("courriel")):
            self.add_error("telephone", _("Indiquez un téléphone ou un courriel, pour recevoir notre réponse."))
        return donnees

    def _enfants(self, donnees: dict[str, Any]) -> list[tuple[str, dt.date]]:
        enfants = []
        for rang in RANGS:
            prenom, naissance = donnees.get(f"enfant{rang}_prenom", ""), donnees.get(f"enfant{rang}_naissance")
            champ = f"enfant{rang}_naissance"
            if prenom and naissance is None and not self.has_error(champ):
                self.add_error(champ, _("Indiquez la date de naissance, ou la date prévue."))
            elif naissance and not prenom and not self.has_error(f"enfant{rang}_prenom"):
                self.add_error(
                    f"enfant{rang}_prenom", _("Indiquez le prénom. Pour un enfant à naître, écrivez « bébé ».")
                )
            elif prenom and naissance:
                self._verifier_age(champ, naissance)
                enfants.append((prenom.strip(), naissance))
        return enfants

    def _verifier_age(self, champ: str, naissance: dt.date) -> None:
        if (naissance - self.aujourd_hui).days > NAISSANCE_A_VENIR_JOURS:
            self.add_error(champ, _("Cette date est trop loin. Vérifiez l’année."))
        elif self.aujourd_hui.year - naissance.year > AGE_AU_PLUS_ANS:
            self.add_error(champ, _("Cet enfant a plus de 16 ans. Vérifiez l’année."))

"""Forms of a jury: its day, its members, the links, the opening, one decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clairiere.comptes.models import Utilisateur
from clairiere.comptes.roles import PERSONNEL
from clairiere.flux.forms import FormulaireActe
from parcours.forms.commun import champ_date, champ_heure, champ_long, champ_telephone, choix
from parcours.models import ConflitInteret, DecisionJury

AUCUN = "aucun"


class JuryForm(forms.Form):
    """When and where."""

    date = champ_date(_("Jour"))
    heure = champ_heure(_("Heure"), initial="09:00")
    lieu = forms.CharField(label=_("Lieu"), max_length=160, required=False)


class MembreForm(forms.Form):
    """Someone of the centre, or a name and a way to reach it."""

    compte = forms.ModelChoiceField(
        label=_("Une personne du centre"),
        queryset=Utilisateur.objects.none(),
        required=False,
        empty_label=_("Non, quelqu’un d’autre"),
        help_text=_("Ou écrivez un nom plus bas."),
    )
    prenom = forms.CharField(label=_("Prénom"), max_length=80, error_messages={"required": _("Il manque le prénom.")})
    nom = forms.CharField(label=_("Nom"), max_length=80, error_messages={"required": _("Il manque le nom.")})
    qualite = forms.CharField(
        label=_("Fonction"),
        max_length=120,
        required=False,
        help_text=_("Exemple : responsable du relais petite enfance. Elle est écrite sur le procès-verbal."),
    )
    telephone = champ_telephone(_("Téléphone"), required=False)
    courriel = forms.EmailField(
        label=_("Courriel"),
        required=False,
        help_text=_("Sans téléphone ni courriel, une lettre sera à imprimer."),
        error_messages={"invalid": _("Ce courriel n’est pas complet.")},
    )
    externe = forms.BooleanField(label=_("Vient d’un autre organisme"), required=False)
    preside = forms.BooleanField(label=_("Préside le jury"), required=False)
    acces = forms.BooleanField(
        label=_("Lui ouvrir un accès"),
        required=False,
        help_text=_("Elle ne verra que les candidates de ses jurys."),
    )

    def __init__(self, *args: Any, centre: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        comptes = Utilisateur.objects.filter(adhesions__centre=centre, adhesions__role__in=sorted(PERSONNEL))
        self.fields["compte"].queryset = comptes.distinct().order_by("nom", "prenom", "pk")
        if self.is_bound and self.data.get("compte"):
            self.fields["prenom"].required = self.fields["nom"].required = False


class OuvrirForm(FormulaireActe):
    """Who is there; opens the sitting."""

    presentes = forms.MultipleChoiceField(
        label=_("Qui est là ?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez les membres présents.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        membres = list(self.objet.membres.select_related("personne"))
        self.fields["presentes"].choices = [(str(m.pk), _nom(m)) for m in membres]
        self.fields["presentes"].initial = [str(m.pk) for m in membres]

    def clean_presentes(self) -> list[int]:
        return [int(cle) for cle in self.cleaned_data["presentes"]]


def _nom(membre: Any) -> str:
    mots = [membre.qualite] if membre.qualite else []
    mots += ["membre extérieur"] if membre.externe else []
    return ", ".join([membre.personne.nom_complet, *mots])


class LiensForm(forms.Form):
    """For one member: a link with each candidate, « aucun » at first."""

    def __init__(self, *args: Any, candidates: Sequence[Any], liens: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        for parcours in candidates:
            self.fields[f"lien_{parcours.pk}"] = forms.ChoiceField(
                label=parcours.personne.nom_complet,
                choices=[(AUCUN, _("Aucun lien")), *choix(ConflitInteret.Lien)],
                initial=liens.get(parcours.pk, AUCUN),
                error_messages={"required": _("Choisissez « aucun lien », ou le lien.")},
            )

    def liens(self) -> dict[int, str]:
        """Key of the journey → link, empty for none."""
        lus = {p.pk: self.cleaned_data[f"lien_{p.pk}"] for p in self.candidates}
        return {cle: "" if lien == AUCUN else lien for cle, lien in lus.items()}


class DecisionForm(forms.Form):
    """What the jury decides for one candidate."""

    vue = forms.CharField(required=False, widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("Décision"),
        choices=choix(DecisionJury.Decision),
        widget=forms.RadioSelect,
        error_messages={"required": _("Il manque la décision.")},
    )
    remarque = champ_long(
        _("Ce qu’elle doit refaire, ou la raison"),
        required=False,
        max_length=300,
        help_text=_("À écrire si la décision n’est pas « certifiée ». Elle le lit : écrivez simplement."),
    )
    echeance = champ_date(_("Pour quel jour ?"), required=False, help_text=_("Pour une candidate ajournée."))

    def valeurs(self) -> dict[str, Any]:
        """Arguments of `deliberer`."""
        return {**self.cleaned_data}


class ReportForm(forms.Form):
    """Why she will pass before another jury."""

    motif = forms.CharField(
        label=_("Pourquoi la reporter à un autre jury ?"),
        max_length=200,
        help_text=_("Exemples : absente aujourd’hui, pas assez de membres pour elle."),
        error_messages={"required": _("Il manque la raison du report.")},
    )


class InscrireForm(forms.Form):
    """A candidate who comes from elsewhere: another session, a second passage."""

    parcours = forms.ModelChoiceField(
        label=_("Ajouter une candidate"),
        queryset=None,
        empty_label=_("Choisissez"),
        error_messages={"required": _("Choisissez une candidate.")},
    )

    def __init__(self, *args: Any, candidates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parcours"].queryset = candidates

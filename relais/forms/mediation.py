"""Forms of the pages of a mediation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.comptes.models import Personne
from relais.forms.champs import DateField
from relais.forms.champs import motifs as champ_motifs
from relais.vocabulaire import BILANS, GenreEntretien, Origine, Suite, Urgence


class DemandeForm(forms.Form):
    """What an auxiliaire or a family fills: with whom, about what, how soon."""

    avec = forms.ChoiceField(
        label=_("Avec qui voulez-vous parler ?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une personne.")},
    )
    autre_nom = forms.CharField(
        label=_("Son nom"), max_length=160, required=False, help_text=_("Si la personne n’est pas dans la liste.")
    )
    motifs = champ_motifs(_("De quoi voulez-vous parler ?"))
    urgence = forms.ChoiceField(
        label=_("Quand ?"), choices=Urgence.choices, widget=forms.RadioSelect, initial=Urgence.NORMALE
    )
    compris = forms.BooleanField(
        label=_("J’ai lu les règles. Je suis d’accord."),
        error_messages={"required": _("Lisez les règles. Puis cochez la case.")},
    )

    def __init__(self, *args: Any, proches: list[Personne], **kwargs: Any) -> None:
        self._proches = {str(p.pk): p for p in proches}
        super().__init__(*args, **kwargs)
        choix = [(cle, p.nom_complet) for cle, p in self._proches.items()]
        if choix:
            self.fields["avec"].choices = [*choix, ("autre", _("Une autre personne"))]
        else:
            del self.fields["avec"]
            self.fields["autre_nom"].label = _("Avec qui voulez-vous parler ?")
            self.fields["autre_nom"].help_text = _("Écrivez son nom.")
            self.fields["autre_nom"].required = True
            self.fields["autre_nom"].error_messages["required"] = _("Écrivez le nom de la personne.")

    def clean(self) -> dict[str, Any]:
        """Give `autre` (a file) or `autre_nom`."""
        donnees = super().clean() or {}
        choix = donnees.pop("avec", "autre" if "avec" not in self.fields else "")
        donnees["autre"] = self._proches.get(choix)
        donnees.pop("compris", None)
        if donnees["autre"] is not None:
            donnees["autre_nom"] = ""
        elif "avec" in self.fields and choix == "autre" and not donnees.get("autre_nom", "").strip():
            self.add_error("autre_nom", _("Écrivez le nom de la personne."))
        return donnees


class SaisieForm(forms.Form):
    """What the mediator records of a request that came by phone, on paper, or at the desk."""

    demandeuse = forms.ModelChoiceField(
        label=_("Qui demande ?"),
        queryset=None,
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choisissez la personne qui demande.")},
    )
    autre_nom = forms.CharField(
        label=_("Avec qui ?"), max_length=160, error_messages={"required": _("Il manque l’autre personne.")}
    )
    motifs = champ_motifs(_("Sujets"))
    urgence = forms.ChoiceField(label=_("Quand ?"), choices=Urgence.choices, initial=Urgence.NORMALE)
    origine = forms.ChoiceField(
        label=_("Comment la demande est venue"),
        choices=[c for c in Origine.choices if c[0] != Origine.EN_LIGNE],
        initial=Origine.TELEPHONE,
    )

    def __init__(self, *args: Any, trouvees: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["demandeuse"].queryset = trouvees
        self.fields["demandeuse"].label_from_instance = lambda p: p.nom_complet


class AccordsForm(forms.Form):
    """Dates of the two agreements."""

    autre_prevenue_le = DateField(
        label=_("Autre personne prévenue le"),
        required=False,
        help_text=_("À partir de cette date, elle voit la médiation dans son espace, si elle a un compte."),
    )
    accord_demandeuse_le = DateField(label=_("Accord"), required=False)
    accord_autre_le = DateField(label=_("Accord"), required=False)

    def __init__(self, *args: Any, mediation: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accord_demandeuse_le"].label = f"Accord de {mediation.demandeuse.nom_complet}, le"
        self.fields["accord_autre_le"].label = f"Accord de {mediation.autre_dite}, le"


class EntretienForm(forms.Form):
    """A talk in two answers; the note is optional."""

    date = DateField(label=_("Date"), initial=timezone.localdate)
    genre = forms.ChoiceField(
        label=_("Entretien"),
        choices=GenreEntretien.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez le genre d’entretien.")},
    )
    suite = forms.ChoiceField(
        label=_("Ce que dit le bilan"),
        choices=[("", _("—")), *Suite.choices],
        required=False,
        help_text=_("Pour un bilan seulement."),
    )
    texte = forms.CharField(
        label=_("Note pour vous"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text=_("Elle est chiffrée. Vous seule la lisez. Elle sera effacée."),
    )

    def __init__(self, *args: Any, finie: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["genre"].choices = [c for c in GenreEntretien.choices if (c[0] in BILANS) == finie]
        if not finie:
            del self.fields["suite"]


class NoteForm(forms.Form):
    """A note alone."""

    texte = forms.CharField(
        label=_("Nouvelle note"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={"required": _("La note est vide.")},
    )


class CorrigerForm(forms.Form):
    """Topics, and the file of the other side."""

    motifs = champ_motifs(_("Sujets"))
    autre = forms.ModelChoiceField(
        label=_("Fiche de l’autre personne"),
        queryset=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Reliez sa fiche : elle pourra suivre la médiation dans son espace, une fois prévenue."),
    )

    def __init__(self, *args: Any, trouvees: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["autre"].queryset = trouvees
        self.fields["autre"].label_from_instance = lambda p: p.nom_complet

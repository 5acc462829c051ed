"""Forms of the selection: one's sheet of the interview, the decision of two persons."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.flux.forms import FormulaireActe
from parcours.forms.commun import champ_date, champ_long, choix, pas_a_venir
from parcours.models import DecisionSelection, Entretien
from parcours.regles.selection import GUIDE

NIVEAU = "niveau_"
PAS_ABORDE = "0"


class EntretienForm(FormulaireActe):
    """Facts of an interview first, subject by subject, then the opinion apart; she reads neither."""

    date = champ_date(_("Date de l’entretien"), validators=[pas_a_venir])
    synthese = champ_long(
        _("Ce qui a été dit"),
        lignes=5,
        max_length=4000,
        help_text=_("Les faits : projet, disponibilités, ce qui la freine. Jamais la santé, l’origine ni la religion."),
    )
    avis = forms.ChoiceField(
        label=_("Votre avis"),
        choices=choix(Entretien.Avis),
        widget=forms.RadioSelect,
        help_text=_("La candidate ne le lit pas. L’autre personne le lit quand elle a donné le sien."),
        error_messages={"required": _("Il manque votre avis.")},
    )
    pourquoi = champ_long(_("Pourquoi cet avis"), required=False, max_length=2000)
    mene_par = forms.CharField(
        label=_("Fiche recopiée pour une autre personne"),
        max_length=160,
        required=False,
        help_text=_("Laissez vide pour votre fiche. Sinon, écrivez le nom de qui a rempli la fiche sur papier."),
    )

    def __init__(self, *args: Any, fiche: Entretien | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date"].initial = timezone.localdate()
        self.fields["synthese"].error_messages["required"] = _("Écrivez au moins une phrase.")
        niveaux = fiche.niveaux if fiche else {}
        for critere in GUIDE:
            self.fields[NIVEAU + critere.code] = forms.ChoiceField(
                label=critere.titre,
                help_text=f"«\u00a0{critere.question}\u00a0»",
                choices=[*((str(n), ancre) for n, ancre in enumerate(critere.ancres, 1)), (PAS_ABORDE, _PAS_DIT)],
                widget=forms.RadioSelect,
                initial=str(niveaux.get(critere.code, "")),
                error_messages={"required": _("Choisissez la phrase la plus proche de ce que vous avez vu.")},
            )
        self.order_fields(["date", *(NIVEAU + c.code for c in GUIDE), "synthese", "avis", "pourquoi", "mene_par"])
        if fiche is not None:
            for nom in ("date", "synthese", "avis", "pourquoi"):
                self.fields[nom].initial = getattr(fiche, nom)

    def criteres(self) -> list[Any]:
        """The bound fields of the subjects, for a page that sets them apart."""
        return [self[NIVEAU + c.code] for c in GUIDE]

    def clean(self) -> dict[str, Any]:
        """Gather the levels under `niveaux`, as the verbs take them."""
        donnees = super().clean() or {}
        lus = {c.code: donnees.pop(NIVEAU + c.code, "") for c in GUIDE}
        donnees["niveaux"] = {code: int(n) for code, n in lus.items() if n not in ("", PAS_ABORDE)}
        return donnees


_PAS_DIT = _("Nous n’en avons pas parlé.")


class DecisionForm(forms.Form):
    """Two of those who gave their sheets, what they decide, and why."""

    decideuses = forms.MultipleChoiceField(
        label=_("Qui décide ?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Deux personnes décident ensemble. Choisissez-les.")},
    )
    decision = forms.ChoiceField(
        label=_("Votre décision commune"),
        choices=choix(DecisionSelection.Decision),
        widget=forms.RadioSelect,
        error_messages={"required": _("Il manque la décision.")},
    )
    raison = champ_long(
        _("Pourquoi"),
        max_length=500,
        help_text=_("Une phrase. La candidate ne la lit pas."),
        error_messages={"required": _("Il manque la raison. Écrivez-la en une phrase.")},
    )
    date = champ_date(_("Date"), validators=[pas_a_venir])

    def __init__(self, *args: Any, interviewers: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date"].initial = timezone.localdate()
        self.fields["decideuses"].choices = [(nom, nom) for nom in interviewers]
        if len(interviewers) == 2:
            self.fields["decideuses"].initial = interviewers

    def clean_decideuses(self) -> list[str]:
        choisies: list[str] = self.cleaned_data["decideuses"]
        if len(choisies) != 2:
            raise forms.ValidationError(_("Choisissez deux personnes."))
        return choisies

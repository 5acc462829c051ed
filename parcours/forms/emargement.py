"""The roll-call of a half-day: one line per trainee."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parcours.actions.presence import PRESENTES, Ligne
from parcours.models import DemiJournee, Emargement, Parcours


@dataclass(frozen=True)
class LigneAffichee:
    """What the page draws for one trainee."""

    parcours: Parcours
    statut: forms.BoundField
    minutes: forms.BoundField
    signature: forms.BoundField
    vu: forms.BoundField
    signature_dite: str


class Feuille(forms.Form):
    """Fields `statut_<pk>`, `minutes_<pk>`, `signature_<pk>`, `vu_<pk>` for each trainee, and `motif` once signed."""

    motif = forms.CharField(
        label=_("Raison de la correction"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("La feuille est signée. L’ancienne valeur reste dans l’historique."),
    )

    def __init__(
        self,
        *args: Any,
        demi_journee: DemiJournee,
        stagiaires: Iterable[Parcours],
        deja: dict[int, Emargement],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.demi_journee, self.stagiaires, self.deja = demi_journee, list(stagiaires), deja
        for parcours in self.stagiaires:
            self._ajouter(parcours, deja.get(parcours.pk))

    def _ajouter(self, parcours: Parcours, ancien: Emargement | None) -> None:
        partielle = ancien is not None and ancien.statut == Emargement.Statut.RETARD
        self.fields[f"statut_{parcours.pk}"] = forms.ChoiceField(
            label=parcours.personne.nom_complet,
            choices=Emargement.Statut.choices,
            widget=forms.RadioSelect,
            required=False,
            initial=ancien.statut if ancien else None,
        )
        self.fields[f"minutes_{parcours.pk}"] = forms.IntegerField(
            label=_("Minutes suivies"),
            min_value=1,
            max_value=self.demi_journee.minutes,
            required=False,
            initial=ancien.minutes if ancien and partielle else None,
            error_messages={
                "invalid": _("Écrivez un nombre de minutes."),
                "min_value": _("Écrivez au moins 1 minute, ou notez-la absente."),
                "max_value": _("La demi-journée dure %(limit_value)s minutes."),
            },
        )
        self.fields[f"signature_{parcours.pk}"] = forms.BooleanField(
            label=_("A signé"), required=False, initial=bool(ancien and ancien.signature)
        )
        self.fields[f"vu_{parcours.pk}"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=_marque(ancien)
        )

    def lignes(self) -> list[LigneAffichee]:
        """What the page draws."""
        return [
            LigneAffichee(
                p,
                *(self[f"{nom}_{p.pk}"] for nom in ("statut", "minutes", "signature", "vu")),
                signature_dite=self.deja[p.pk].get_signature_display() if p.pk in self.deja else "",
            )
            for p in self.stagiaires
        ]

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or {}
        for parcours in self.stagiaires:
            nom, pk = parcours.personne.prenom, parcours.pk
            statut, signee = donnees.get(f"statut_{pk}"), donnees.get(f"signature_{pk}")
            minutes_lisibles = f"minutes_{pk}" not in self.errors
            if statut == Emargement.Statut.RETARD and minutes_lisibles and not donnees.get(f"minutes_{pk}"):
                phrase = _("%(nom)s est en retard : écrivez combien de minutes elle a suivies.")
                self.add_error(f"minutes_{pk}", phrase % {"nom": nom})
            elif signee and statut not in PRESENTES:
                dite = _("absente") if statut else _("sans présence notée")
                phrase = _("%(nom)s a signé, mais elle est %(dite)s. Corrigez l’un des deux.")
                self.add_error(f"statut_{pk}", phrase % {"nom": nom, "dite": dite})
        return donnees

    def lignes_saisies(self) -> list[Ligne]:
        """Arguments of `saisir`; a line without a tick is left out."""
        lignes = []
        for p in self.stagiaires:
            statut = self.cleaned_data.get(f"statut_{p.pk}")
            if not statut:
                continue
            ancien = self.deja.get(p.pk)
            signature = (ancien.signature if ancien else "") or Emargement.Signature.PAPIER
            lignes.append(
                Ligne(
                    p,
                    statut,
                    minutes=self.cleaned_data[f"minutes_{p.pk}"] if statut == Emargement.Statut.RETARD else None,
                    signature=signature if self.cleaned_data[f"signature_{p.pk}"] else "",
                    vu=_lire_marque(self.cleaned_data[f"vu_{p.pk}"]),
                )
            )
        return lignes

    def poser(self, obstacle: Any) -> bool:
        """Put an obstacle beside its line; False when it belongs to none.

        A line that someone else changed is shown with what is stored now as seen: saving again is then a choice.
        """
        nom = obstacle.champ.replace("ligne_", "statut_")
        if nom not in self.fields:
            return False
        self.add_error(nom, obstacle.phrase)
        pk = nom.removeprefix("statut_")
        if obstacle.code == "changee":
            self.data[f"vu_{pk}"] = _marque(self.deja.get(int(pk)))
        return True


def _marque(emargement: Emargement | None) -> str:
    return f"{emargement.statut}|{emargement.minutes}|{emargement.signature}" if emargement else ""


def _lire_marque(marque: str) -> tuple[Any, ...]:
    parties = marque.split("|")
    return (parties[0], int(parties[1]), parties[2]) if len(parties) == 3 and parties[1].isdigit() else ()


def remplir(donnees: Any, stagiaires: Iterable[Parcours]) -> Any:
    """What the buttons « Toutes présentes » and « Toutes ont signé » change in what was posted.

    The first fills only the lines left empty; the second ticks only those who are there.
    """
    donnees = donnees.copy()
    for parcours in stagiaires:
        statut = f"statut_{parcours.pk}"
        if donnees.get("geste") == "toutes_presentes" and not donnees.get(statut):
            donnees[statut] = Emargement.Statut.PRESENTE
        if donnees.get("geste") == "toutes_signent" and donnees.get(statut) in PRESENTES:
            donnees[f"signature_{parcours.pk}"] = "on"
    return donnees

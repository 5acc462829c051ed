"""The grid to copy a paper sheet, line by line in the order of the paper, with its picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clairiere.documents.scans import ScanPret, ScanRefuse, preparer
from parcours.actions.feuilles import LignePapier, signature_papier
from parcours.actions.lignes import valeurs
from parcours.actions.presence import PRESENTES, Ligne
from parcours.actions.scans import PAGES_AU_PLUS
from parcours.models import DemiJournee, Emargement, Parcours
from parcours.obstacles_presence import horaire_de
from parcours.regles.presence import arrivee_a_noter

CHAMPS = ("statut", "arrivee", "depart", "signee", "vu")


class PlusieursFichiers(forms.ClearableFileInput):
    """One field, several pages."""

    allow_multiple_selected = True


class PagesField(forms.FileField):
    """The pages of a sheet: uploaded files, read and made light; `clean` gives what is kept."""

    widget = PlusieursFichiers

    def clean(self, data: Any, initial: Any = None) -> list[ScanPret]:
        fichiers = [f for f in (data if isinstance(data, list | tuple) else [data]) if f]
        if len(fichiers) > PAGES_AU_PLUS:
            phrase = _("Une feuille a %(n)s pages au plus. Choisissez moins de fichiers.")
            raise forms.ValidationError(phrase % {"n": PAGES_AU_PLUS})
        prets, refus = [], []
        for fichier in fichiers:
            try:
                prets.append(preparer(fichier, fichier.size))
            except ScanRefuse as erreur:
                refus.append(f"{fichier.name}\u00a0: {erreur.phrase}" if len(fichiers) > 1 else erreur.phrase)
        if refus:
            raise forms.ValidationError(refus)
        return prets


@dataclass(frozen=True)
class LigneAffichee:
    """What the page draws for one trainee; `rang`: her number on the paper."""

    rang: int
    parcours: Parcours
    statut: forms.BoundField
    arrivee: forms.BoundField
    depart: forms.BoundField
    signee: forms.BoundField
    vu: forms.BoundField

    @property
    def en_erreur(self) -> bool:
        """Something of this line is to be mended."""
        return bool(self.statut.errors or self.arrivee.errors or self.depart.errors)


class GrillePapier(forms.Form):
    """Fields `statut_<pk>`, `arrivee_<pk>`, `depart_<pk>`, `signee_<pk>`, `vu_<pk>`; the trainer; the pages; why."""

    formatrice_a_signe = forms.BooleanField(label=_("La formatrice a signé la feuille"), required=False)
    signee_par = forms.CharField(label=_("Nom de la formatrice"), max_length=160, required=False)
    scans = PagesField(
        label=_("Photo de la feuille"),
        required=False,
        widget=PlusieursFichiers(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
        help_text=_(
            "Une photo JPEG ou PNG (40 Mo au plus) ou un PDF (5 Mo au plus). Une photo est réduite toute seule. "
            "Vous pouvez choisir plusieurs pages."
        ),
    )
    motif = forms.CharField(
        label=_("Raison de la correction"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("À écrire si vous changez une ligne déjà notée. L’ancienne valeur reste dans l’historique."),
    )

    def __init__(
        self,
        *args: Any,
        demi_journee: DemiJournee,
        stagiaires: Iterable[Parcours],
        deja: dict[int, Emargement],
        signees_sur_papier: Iterable[int] = (),
        **kwargs: Any,
    ) -> None:
        """`signees_sur_papier`: those noted absent whose signature was seen on the paper."""
        super().__init__(*args, **kwargs)
        self.demi_journee, self.stagiaires, self.deja = demi_journee, list(stagiaires), deja
        self.signees_sur_papier = set(signees_sur_papier)
        self.horaire = horaire_de(demi_journee)
        self.fields["signee_par"].initial = str(demi_journee.formatrice or demi_journee.session.formatrice or "")
        for parcours in self.stagiaires:
            self._ajouter(parcours, deja.get(parcours.pk))

    def _ajouter(self, parcours: Parcours, ancien: Emargement | None) -> None:
        pk, nom = parcours.pk, parcours.personne.nom_complet
        self.fields[f"statut_{pk}"] = forms.ChoiceField(
            label=nom,
            choices=Emargement.Statut.choices,
            widget=forms.RadioSelect,
            required=False,
            initial=ancien.statut if ancien else None,
        )
        for champ, libelle in (("arrivee", _("%(nom)s, arrivée")), ("depart", _("%(nom)s, départ"))):
            self.fields[f"{champ}_{pk}"] = forms.TimeField(
                label=libelle % {"nom": nom},
                required=False,
                initial=getattr(ancien, champ, None),
                widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                error_messages={"invalid": _("Écrivez une heure, par exemple 09:45.")},
            )
        signee = bool(ancien and ancien.signature) or pk in self.signees_sur_papier
        self.fields[f"signee_{pk}"] = forms.BooleanField(label=_("A signé"), required=False, initial=signee)
        self.fields[f"vu_{pk}"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=marque(ancien))

    def lignes(self) -> list[LigneAffichee]:
        """What the page draws, in the order of the paper."""
        return [
            LigneAffichee(rang, p, *(self[f"{nom}_{p.pk}"] for nom in CHAMPS))
            for rang, p in enumerate(self.stagiaires, start=1)
        ]

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or {}
        for parcours in self.stagiaires:
            pk = parcours.pk
            statut = donnees.get(f"statut_{pk}")
            heures = [donnees.get(f"{champ}_{pk}") for champ in ("arrivee", "depart")]
            illisibles = any(f"{champ}_{pk}" in self.errors for champ in ("arrivee", "depart"))
            if statut == Emargement.Statut.RETARD and not any(heures) and not illisibles:
                phrase = _("En retard : écrivez son heure d’arrivée, ou son heure de départ.")
                self.add_error(f"arrivee_{pk}", phrase)
            elif not statut and (any(heures) or donnees.get(f"signee_{pk}")):
                self.add_error(f"statut_{pk}", _("Choisissez « présente », « en retard » ou « absente »."))
        if donnees.get("formatrice_a_signe") and not donnees.get("signee_par"):
            self.add_error("signee_par", _("Écrivez le nom de la formatrice qui a signé."))
        return donnees

    def lignes_saisies(self) -> list[LignePapier]:
        """Arguments of `recopier`; a line without a tick is left out."""
        donnees, lignes = self.cleaned_data, []
        for p in self.stagiaires:
            statut = donnees.get(f"statut_{p.pk}")
            if not statut:
                continue
            ancien, signee = self.deja.get(p.pk), donnees[f"signee_{p.pk}"]
            arrivee, depart = self._heures(statut, donnees[f"arrivee_{p.pk}"], donnees[f"depart_{p.pk}"])
            if statut in PRESENTES:
                statut = Emargement.Statut.RETARD if arrivee or depart else Emargement.Statut.PRESENTE
            ligne = Ligne(
                p,
                statut,
                signature=signature_papier(statut, signee=signee, ancienne=ancien.signature if ancien else ""),
                vu=valeurs(ancien) if donnees[f"vu_{p.pk}"] == marque(ancien) else (marque(None),),
                arrivee=arrivee,
                depart=depart,
            )
            lignes.append(LignePapier(ligne, signee))
        return lignes

    def _heures(self, statut: str, arrivee: Any, depart: Any) -> tuple[Any, Any]:
        """Hours that make a presence partial: on paper everybody writes hers, those on time too."""
        if statut not in PRESENTES:
            return None, None
        if arrivee and not arrivee_a_noter(self.horaire, arrivee, 0):
            arrivee = None
        if depart and depart >= self.horaire.fin:
            depart = None
        return arrivee, depart

    @property
    def formatrice(self) -> str:
        """The trainer whose signature is on the paper, "" when it is not."""
        signe = self.cleaned_data.get("formatrice_a_signe")
        return " ".join(self.cleaned_data["signee_par"].split()) if signe else ""

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
            self.data[f"vu_{pk}"] = marque(self.deja.get(int(pk)))
        return True


def marque(emargement: Emargement | None) -> str:
    """What was on the screen, to compare with what is stored when it comes back."""
    return "|".join(str(v) if v is not None else "" for v in valeurs(emargement))


def remplir(donnees: Any, stagiaires: Iterable[Parcours]) -> Any:
    """« Remplir les lignes vides » : present and signed, where nothing is ticked."""
    donnees = donnees.copy()
    for parcours in stagiaires:
        if not donnees.get(f"statut_{parcours.pk}"):
            donnees[f"statut_{parcours.pk}"] = Emargement.Statut.PRESENTE
            donnees[f"signee_{parcours.pk}"] = "on"
    return donnees

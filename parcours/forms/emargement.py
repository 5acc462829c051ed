"""The roll-call of a half-day: one line per trainee, as a form and as entries that a screen sends by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parcours.actions.lignes import PRESENTES, Ligne, dire, valeurs
from parcours.models import DemiJournee, Emargement, Parcours
from parcours.obstacles_presence import horaire_de
from parcours.regles.presence import arrivees_proposees

DE_PAPIER = Emargement.Signature.PAPIER
RETARD = Emargement.Statut.RETARD
HEURE_ILLISIBLE = {"invalid": _("Écrivez une heure, comme 9:45.")}


@dataclass(frozen=True)
class LigneAffichee:
    """What the page draws for one trainee: the values typed, or those that are noted.

    `trace_seule`: she signed on a screen, and her line does not bear it.
    """

    parcours: Parcours
    nom: str
    statut: str
    arrivee: str
    heure_arrivee: str
    depart: str
    signee: bool
    vu: str
    dit: str
    signature: str
    erreurs: list[str]
    trace_seule: bool

    @property
    def par_case(self) -> bool:
        """Her signature is a box to tick: on paper, or none yet."""
        return self.signature in ("", DE_PAPIER)


class HeureField(forms.TimeField):
    """A time of day, « 9:45 »."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, input_formats=["%H:%M", "%H:%M:%S", "%Hh%M"], **options)


class Feuille(forms.Form):
    """For each trainee: `statut_<pk>`, `arrivee_<pk>` (a button) or `heure_arrivee_<pk>` (a time), `depart_<pk>`,
    `signature_<pk>`, `vu_<pk>`; and `motif` to correct."""

    motif = forms.CharField(
        label=_("Raison de la correction"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("L’ancienne valeur reste dans l’historique."),
    )

    def __init__(
        self,
        *args: Any,
        demi_journee: DemiJournee,
        stagiaires: Iterable[Parcours],
        deja: dict[int, Emargement],
        noms: Iterable[str] = (),
        traces: Iterable[int] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.stagiaires, self.deja, self.traces = list(stagiaires), deja, set(traces)
        self.noms = list(noms) or [p.personne.nom_complet for p in self.stagiaires]
        self.arrivees = [(retard, f"{h:%H:%M}") for retard, h in arrivees_proposees(horaire_de(demi_journee))]
        for parcours, nom in zip(self.stagiaires, self.noms, strict=True):
            self._ajouter(parcours.pk, nom, deja.get(parcours.pk))

    def _ajouter(self, pk: int, nom: str, ancien: Emargement | None) -> None:
        champs = {
            "statut": forms.ChoiceField(
                label=nom, choices=Emargement.Statut.choices, widget=forms.RadioSelect, required=False
            ),
            "arrivee": HeureField(label=_("%(nom)s, arrivée") % {"nom": nom}, error_messages=HEURE_ILLISIBLE),
            "heure_arrivee": HeureField(label=_("%(nom)s, arrivée") % {"nom": nom}, error_messages=HEURE_ILLISIBLE),
            "depart": HeureField(label=_("%(nom)s, départ") % {"nom": nom}, error_messages=HEURE_ILLISIBLE),
            "signature": forms.BooleanField(label=_("A signé sur papier"), required=False),
            "vu": forms.CharField(required=False, widget=forms.HiddenInput),
        }
        for genre, valeur in self._notees(ancien).items():
            champs[genre].initial = valeur
            self.fields[f"{genre}_{pk}"] = champs[genre]

    def _notees(self, ancien: Emargement | None) -> dict[str, Any]:
        arrivee = _ecrite(ancien.arrivee) if ancien else ""
        un_bouton = arrivee in [h for _retard, h in self.arrivees]
        return {
            "statut": ancien.statut if ancien else "",
            "arrivee": arrivee if un_bouton else "",
            "heure_arrivee": "" if un_bouton else arrivee,
            "depart": _ecrite(ancien.depart) if ancien else "",
            "signature": bool(ancien and ancien.signature),
            "vu": marque(ancien),
        }

    def lignes(self) -> Iterator[LigneAffichee]:
        """What the page draws."""
        for parcours, nom in zip(self.stagiaires, self.noms, strict=True):
            ancien = self.deja.get(parcours.pk)
            champs = {genre: self[f"{genre}_{parcours.pk}"] for genre in self._notees(None)}
            yield LigneAffichee(
                parcours,
                nom,
                **{g: str(champs[g].value() or "") for g in ("statut", "arrivee", "heure_arrivee", "depart", "vu")},
                signee=bool(champs["signature"].value()),
                dit=dire(ancien) if ancien else "",
                signature=ancien.signature if ancien else "",
                erreurs=[str(e) for champ in champs.values() for e in champ.errors],
                trace_seule=parcours.pk in self.traces and not (ancien and ancien.signature),
            )

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or {}
        for parcours in self.stagiaires:
            self._verifier(parcours, donnees)
        return donnees

    def _verifier(self, parcours: Parcours, donnees: dict[str, Any]) -> None:
        nom, pk = parcours.personne.prenom, parcours.pk
        statut, arrivee = donnees.get(f"statut_{pk}"), _arrivee(donnees, pk)
        illisible = any(f"{genre}_{pk}" in self.errors for genre in ("arrivee", "heure_arrivee"))
        if statut == RETARD and not arrivee and not illisible and not _gardees(self.deja.get(pk), statut):
            phrase = _("%(nom)s est en retard : dites à quelle heure elle est arrivée.") % {"nom": nom}
            self.add_error(f"heure_arrivee_{pk}", phrase)
        elif arrivee and not statut:
            phrase = _("Vous avez écrit une heure d’arrivée pour %(nom)s. Cochez aussi « en retard ».") % {"nom": nom}
            self.add_error(f"statut_{pk}", phrase)
        elif donnees.get(f"signature_{pk}") and statut not in PRESENTES and not _signee_autrement(self.deja.get(pk)):
            dite = _("absente") if statut else _("sans présence notée")
            phrase = _("%(nom)s a signé, mais elle est %(dite)s. Corrigez l’un des deux.") % {"nom": nom, "dite": dite}
            self.add_error(f"statut_{pk}", phrase)

    def lignes_saisies(self) -> list[Ligne]:
        """Arguments of `saisir`; a line without a tick is left out."""
        return [ligne for p in self.stagiaires if (ligne := self._ligne(p)) is not None]

    def _ligne(self, parcours: Parcours) -> Ligne | None:
        pk, donnees, ancien = parcours.pk, self.cleaned_data, self.deja.get(parcours.pk)
        statut = donnees.get(f"statut_{pk}")
        if not statut:
            return None
        deja_signee = ancien.signature if ancien else ""
        return ligne_de(
            parcours,
            ancien,
            statut,
            arrivee=_arrivee(donnees, pk),
            depart=donnees[f"depart_{pk}"],
            signature=(deja_signee or DE_PAPIER) if donnees[f"signature_{pk}"] else "",
            vu=lire_marque(donnees[f"vu_{pk}"]),
        )

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


class EntreeForm(forms.Form):
    """One line that a screen sends by itself. `signature`: true or false for the paper, absent to leave it."""

    cle = forms.UUIDField()
    parcours = forms.IntegerField()
    statut = forms.ChoiceField(choices=Emargement.Statut.choices)
    arrivee = HeureField()
    depart = HeureField()
    signature = forms.NullBooleanField(required=False)
    vu = forms.CharField(required=False, max_length=60)

    def ligne(self, parcours: Parcours, ancien: Emargement | None) -> Ligne:
        """The argument of `recevoir`."""
        donnees = self.cleaned_data
        signature = None if donnees["signature"] is None else (DE_PAPIER if donnees["signature"] else "")
        return ligne_de(
            parcours,
            ancien,
            donnees["statut"],
            arrivee=donnees["arrivee"],
            depart=donnees["depart"],
            signature=signature,
            vu=lire_marque(donnees["vu"]),
        )


def ligne_de(
    parcours: Parcours,
    ancien: Emargement | None,
    statut: str,
    *,
    arrivee: dt.time | None,
    depart: dt.time | None,
    **suite: Any,
) -> Ligne:
    """A line as it was typed: an hour of arrival is for who is late, minutes noted without hours stay."""
    arrivee = arrivee if statut == RETARD else None
    minutes = _gardees(ancien, statut) if not arrivee and not depart else None
    return Ligne(parcours, statut, minutes=minutes, arrivee=arrivee, depart=depart, **suite)


def _gardees(ancien: Emargement | None, statut: str) -> int | None:
    """Minutes that a line already says without hours (a sheet of paper, an import)."""
    if ancien is None or ancien.statut != statut or ancien.arrivee or ancien.depart:
        return None
    return ancien.minutes or None


def _signee_autrement(ancien: Emargement | None) -> bool:
    """Signed on a screen or on an imported sheet: there is no box to tick for it."""
    return ancien is not None and ancien.signature not in ("", DE_PAPIER)


def _arrivee(donnees: dict[str, Any], pk: int) -> dt.time | None:
    return donnees.get(f"heure_arrivee_{pk}") or donnees.get(f"arrivee_{pk}")


def _ecrite(moment: dt.time | None) -> str:
    return f"{moment:%H:%M}" if moment else ""


def marque(emargement: Emargement | None) -> str:
    """A line as the page carries it: `retard|135|ecran|09:45|`, empty for none."""
    return "|".join(_ecrite(v) if v is None or isinstance(v, dt.time) else str(v) for v in valeurs(emargement))


def lire_marque(texte: str) -> tuple[Any, ...]:
    """What `marque` wrote, possibly without its last values; anything else is taken for no line."""
    parties = texte.split("|")
    if len(parties) not in (3, 5) or not parties[1].isdigit():
        return ()
    try:
        heures = [dt.time.fromisoformat(p) if p else None for p in parties[3:]]
    except ValueError:
        return ()
    return (parties[0], int(parties[1]), parties[2], *heures)


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

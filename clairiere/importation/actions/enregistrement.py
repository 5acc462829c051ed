"""Writing the lines of a list: new files and journeys, known files completed, and the trace of it all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from clairiere import journal
from clairiere.comptes.models import Personne
from clairiere.importation.actions.fiches import (
    COORDONNEES,
    DU_PARCOURS,
    en_json,
    nom_du_champ,
    remplir,
    valeurs_de_fiche,
    valider,
)
from clairiere.importation.actions.fiches import (
    ecarts as dire_ecarts,
)
from clairiere.importation.choix import CREER, FUSIONNER, IGNORER, LigneFinale
from clairiere.importation.models import Import, LigneCreee
from parcours.actions.recrutement import reperer
from parcours.models import Parcours

TERMINES = ("non_retenue", "abandon", "reorientee", "sortie")


@dataclass
class Enregistrement:
    """What is being recorded: the people of each line, and the trace for the undoing."""

    lot: Import
    par: Any
    finales: list[LigneFinale]
    personnes: dict[int, Personne] = field(default_factory=dict)
    traces: list[LigneCreee] = field(default_factory=list)
    creees: int = 0
    completees: int = 0
    remarques: list[dict[str, Any]] = field(default_factory=list)

    def tout(self) -> None:
        connues = Personne.objects.in_bulk([f.connue for f in self.finales if f.connue is not None])
        for finale in self.finales:
            if finale.decision == CREER:
                self._creer(finale)
            elif finale.decision == FUSIONNER:
                connue = connues.get(finale.connue) if finale.connue is not None else None
                if connue is None and finale.premiere is not None:
                    connue = self.personnes[finale.premiere.rang]
                if connue is not None:
                    self._completer(finale, connue)
        LigneCreee.objects.bulk_create(self.traces, batch_size=500)

    def _creer(self, finale: LigneFinale) -> None:
        valeurs = valeurs_de_fiche(finale.valeurs)
        personne = Personne(**{nom: valeurs[nom] for nom in COORDONNEES})
        refuses = valider(personne)
        personne.save()
        self._noter(LigneCreee.Genre.PERSONNE, personne.pk)
        self._ouvrir_parcours(finale, personne, valeurs, refuses)
        self.personnes[finale.rang] = personne
        self.creees += 1

    def _ouvrir_parcours(
        self, finale: LigneFinale, personne: Personne, valeurs: dict[str, Any], refuses: list[str]
    ) -> None:
        observations = "\n".join(filter(None, [valeurs["observations"], *refuses]))
        champs = {"reunion_prevue": valeurs["reunion_prevue"], "observations": observations}
        parcours = reperer(personne=personne, par=self.par, origine=valeurs["origine"], **champs)
        self._noter(LigneCreee.Genre.PARCOURS, parcours.pk, {"personne": personne.pk})
        for refus in refuses:
            self._remarquer(finale, refus)

    def _completer(self, finale: LigneFinale, personne: Personne) -> None:
        """Fill the empty fields of a known file; what differs is kept in the history, never lost."""
        valeurs = valeurs_de_fiche(finale.valeurs)
        self.personnes[finale.rang] = personne
        poses = remplir(personne, {nom: valeurs[nom] for nom in COORDONNEES})
        ecarts = dire_ecarts(personne, {nom: valeurs[nom] for nom in COORDONNEES})
        parcours = Parcours.objects.filter(personne=personne).order_by("-cree_le", "-pk").first()
        if parcours is None:
            self._ouvrir_parcours(finale, personne, valeurs, [])
            parcours = Parcours.objects.get(personne=personne)
            poses_parcours: dict[str, Any] = {}
        else:
            if parcours.etat in TERMINES:
                phrase = "elle était déjà connue et son parcours est terminé. Vous pouvez reprendre sa candidature."
                self._remarquer(finale, phrase, parcours)
            poses_parcours = remplir(parcours, {nom: valeurs[nom] for nom in DU_PARCOURS})
            ecarts += dire_ecarts(parcours, {nom: valeurs[nom] for nom in DU_PARCOURS})
        self._noter(
            LigneCreee.Genre.COMPLETEE,
            personne.pk,
            {"personne": en_json(poses), "parcours": en_json(poses_parcours), "parcours_id": parcours.pk},
        )
        self.completees += 1
        mots = [nom_du_champ(personne, nom) for nom in poses] + [nom_du_champ(parcours, nom) for nom in poses_parcours]
        phrase = f"a rapproché la fiche de {self.lot}, {finale.ou}" + (f"\u00a0: {', '.join(mots)}" if mots else "")
        motif = "Dans le fichier\u00a0: " + "\u00a0; ".join(ecarts) if ecarts else ""
        journal.noter(
            "importation.completer",
            par=self.par,
            sur=parcours,
            phrase=phrase,
            motif=motif,
            audience="equipe",
            lot=self.lot.pk,
        )

    def _noter(self, genre: str, objet_id: int, donnees: dict[str, Any] | None = None) -> None:
        trace = LigneCreee(lot=self.lot, centre=self.lot.centre, genre=genre, objet_id=objet_id, donnees=donnees or {})
        self.traces.append(trace)

    def _remarquer(self, finale: LigneFinale, phrase: str, parcours: Parcours | None = None) -> None:
        ligne = {"ou": finale.ou, "nom": finale.nom, "phrase": phrase, "parcours": parcours.pk if parcours else None}
        self.remarques.append(ligne)

    def bilan(self) -> dict[str, Any]:
        """What the page of the result says."""
        laissees = [{"ou": f.ou, "nom": f.nom, "phrase": f.raison} for f in self.finales if f.decision == IGNORER]
        cases = sum(len(f.restants) for f in self.finales if f.decision != IGNORER)
        return {
            "creees": self.creees,
            "completees": self.completees,
            "laissees": laissees,
            "remarques": self.remarques,
            "cases_a_verifier": cases,
        }

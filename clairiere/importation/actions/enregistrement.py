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
from parcours.actions.reperage import creer_fiches, reperer_ensemble
from parcours.models import Parcours

TERMINES = ("non_retenue", "non_certifiee", "abandon", "reorientee", "sortie")


PAR_PAQUET = 500  # lines recorded in one transaction


def a_enregistrer(finales: list[LigneFinale]) -> list[LigneFinale]:
    """Lines that write something, in the order of writing: new files first, then the completions that may need them."""
    nouvelles = [f for f in finales if f.decision == CREER]
    return nouvelles + [f for f in finales if f.decision == FUSIONNER]


def reste_du_bilan(finales: list[LigneFinale]) -> dict[str, Any]:
    """What the page of the result says of the lines that wrote nothing, and of the boxes without an answer."""
    laissees = [{"ou": f.ou, "nom": f.nom, "phrase": f.raison} for f in finales if f.decision == IGNORER]
    cases = sum(len(f.restants) for f in finales if f.decision != IGNORER)
    return {"laissees": laissees, "cases_a_verifier": cases}


@dataclass
class Enregistrement:
    """A parcel of lines being recorded, and the trace for the undoing."""

    lot: Import
    par: Any
    finales: list[LigneFinale]
    traces: list[LigneCreee] = field(default_factory=list)
    creees: int = 0
    completees: int = 0
    remarques: list[dict[str, Any]] = field(default_factory=list)

    def tout(self) -> None:
        """Create, then complete; a fixed number of queries for the creations."""
        self._creer([f for f in self.finales if f.decision == CREER])
        suites = [f for f in self.finales if f.decision == FUSIONNER]
        if suites:
            self._poser_traces()
            self._completer_tout(suites)
        self._poser_traces()

    def _poser_traces(self) -> None:
        LigneCreee.objects.bulk_create(self.traces, batch_size=PAR_PAQUET)
        self.traces = []

    def _creer(self, finales: list[LigneFinale]) -> None:
        fiches = []
        for finale in finales:
            valeurs = valeurs_de_fiche(finale.valeurs)
            personne = Personne(**{nom: valeurs[nom] for nom in COORDONNEES})
            refuses = valider(personne)
            for refus in refuses:
                self._remarquer(finale, refus)
            fiches.append((finale, personne, _champs_du_parcours(valeurs, refuses)))
        personnes = creer_fiches([personne for _f, personne, _c in fiches])
        ouverts = [Parcours(personne=p, **champs) for p, (_f, _p, champs) in zip(personnes, fiches, strict=True)]
        for (finale, personne, _c), parcours in zip(fiches, reperer_ensemble(ouverts, par=self.par), strict=True):
            self._noter(LigneCreee.Genre.PERSONNE, personne.pk, {"rang": finale.rang})
            self._noter(LigneCreee.Genre.PARCOURS, parcours.pk, {"personne": personne.pk})
        self.creees += len(fiches)

    def _completer_tout(self, finales: list[LigneFinale]) -> None:
        nees_ici = self.lot.lignes_creees.filter(genre=LigneCreee.Genre.PERSONNE).values_list("donnees", "objet_id")
        par_rang = {donnees["rang"]: pk for donnees, pk in nees_ici if "rang" in donnees}
        for finale in finales:
            pk = _personne_de(finale, par_rang)
            personne = Personne.objects.filter(pk=pk).first() if pk is not None else None
            if personne is not None:
                self._completer(finale, personne)

    def _completer(self, finale: LigneFinale, personne: Personne) -> None:
        """Fill the empty fields of a known file; what differs is kept in the history, never lost."""
        valeurs = valeurs_de_fiche(finale.valeurs)
        poses = remplir(personne, {nom: valeurs[nom] for nom in COORDONNEES})
        ecarts = dire_ecarts(personne, {nom: valeurs[nom] for nom in COORDONNEES})
        parcours = Parcours.objects.filter(personne=personne).order_by("-cree_le", "-pk").first()
        if parcours is None:
            parcours = reperer(personne=personne, par=self.par, **_champs_du_parcours(valeurs, []))
            self._noter(LigneCreee.Genre.PARCOURS, parcours.pk, {"personne": personne.pk})
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

    def ajouter_au(self, bilan: dict[str, Any]) -> dict[str, Any]:
        """The balance with what this parcel did."""
        return {
            "creees": bilan.get("creees", 0) + self.creees,
            "completees": bilan.get("completees", 0) + self.completees,
            "remarques": bilan.get("remarques", []) + self.remarques,
        }


def _personne_de(finale: LigneFinale, par_rang: dict[int, int]) -> int | None:
    """The person that a line is about: known before, or created by the first line that speaks of her."""
    if finale.connue is not None or finale.premiere is None:
        return finale.connue
    return par_rang.get(finale.premiere.rang) or _personne_de(finale.premiere, par_rang)


def _champs_du_parcours(valeurs: dict[str, Any], refuses: list[str]) -> dict[str, Any]:
    observations = "\n".join(filter(None, [valeurs["observations"], *refuses]))
    return {"origine": valeurs["origine"], "reunion_prevue": valeurs["reunion_prevue"], "observations": observations}

"""Confirming a list of candidates: files and journeys are created, known files completed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from clairiere import journal
from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.importation.actions.depot import connues_du_centre, verrouiller
from clairiere.importation.actions.enregistrement import (
    PAR_PAQUET,
    Enregistrement,
    a_enregistrer,
    reste_du_bilan,
)
from clairiere.importation.choix import CREER, LigneFinale, compter, finaliser
from clairiere.importation.lecture.doublons import Connue, chercher_doublons
from clairiere.importation.models import Import
from clairiere.interface.francais import pluriel


@transaction.atomic
def rafraichir(lot: Import) -> int:
    """Look again for duplicates, with the corrections typed and the people known now. Returns how many are new.

    Raises DejaFait when the import is no longer a preview.
    """
    lot = verrouiller(lot)
    connues = connues_du_centre()
    partis = _oublier_les_disparues(lot, {connue.id for connue in connues})
    nouveaux = _marquer_nouveaux(lot, connues)
    if partis or nouveaux:
        lot.comptes = compter(lot.rapport)
        lot.save(update_fields=["rapport", "comptes"])
    return nouveaux


def _oublier_les_disparues(lot: Import, ids: set[Any]) -> int:
    """A line is no longer the duplicate of a file that was deleted since."""
    disparues = 0
    for ligne in lot.rapport.get("lignes", []):
        doublon = ligne["doublon_de"]
        if doublon and doublon["connue"] is not None and doublon["connue"] not in ids:
            ligne.update(doublon_de=None, raison="", statut="a_verifier" if ligne["problemes"] else "creee")
            disparues += 1
    return disparues


def _marquer_nouveaux(lot: Import, connues: list[Connue]) -> int:
    finales = finaliser(lot.rapport, lot.choix, aujourd_hui=timezone.localdate())
    par_id = {("ligne", f.rang): f for f in finales if f.decision == CREER and f.doublon is None}
    trouves = chercher_doublons([f.en_connue() for f in par_id.values()], connues)
    for cle, doublon in trouves.items():
        autre = par_id.get(doublon.avec.id)  # type: ignore[call-overload]
        reference = {"nom": doublon.avec.nom_complet, "feuille": None, "ligne": None, "connue": doublon.avec.id}
        if autre is not None:
            reference.update(feuille=autre.ligne["feuille"], ligne=autre.ligne["numero"], connue=None)
        ligne = par_id[cle].ligne  # type: ignore[index]
        ligne.update(statut="doublon", doublon_de=reference, raison=doublon.raison, doublon_sur=doublon.sur)
    return len(trouves)


@transaction.atomic
def demarrer(lot: Import, *, par: Any) -> Import:
    """Check that every line can be recorded, and close the preview: `enregistrer` does the rest.

    Raises:
        DejaFait: it is done, under way, undone or given up already.
        Ferme: an answer cannot be read, or someone was added since the preview and looks like a line.
    """
    Centre.objects.select_for_update(of=("self",)).get(pk=portee.centre_courant().pk)
    lot = verrouiller(lot)
    nouveaux = rafraichir(lot)
    if nouveaux and not par.est_systeme:
        phrase = f"{pluriel(nouveaux, 'ligne ressemble', 'lignes ressemblent')} à une personne ajoutée depuis l’aperçu."
        raise Ferme([Obstacle("doublons", phrase)])
    lot.refresh_from_db(fields=["rapport", "comptes"])
    finales = finaliser(lot.rapport, lot.choix, aujourd_hui=timezone.localdate())
    fautives = [f for f in finales if f.erreurs]
    if fautives:
        phrases = [f"{f.ou}\u00a0: {phrase}" for f in fautives for phrase in f.erreurs.values()]
        raise Ferme([Obstacle("reponse", phrase) for phrase in phrases])
    lot.etat, lot.confirme_par = Import.Etat.EN_COURS, par.nom
    lot.a_faire, lot.faites, lot.bilan = len(a_enregistrer(finales)), 0, {}
    lot.save(update_fields=["etat", "confirme_par", "a_faire", "faites", "bilan"])
    return lot


def enregistrer(lot: Import, *, par: Any) -> Import:
    """Record what is left of an import under way, by parcels of lines; each parcel is whole or absent.

    Stopped in the middle and called again, it goes on where it was; called twice at once, each line is recorded once.
    """
    finales = finaliser(lot.rapport, lot.choix, aujourd_hui=timezone.localdate())
    ordre = a_enregistrer(finales)
    while not _avancer(lot.pk, ordre, finales, par):
        pass
    return Import.objects.get(pk=lot.pk)


@transaction.atomic
def _avancer(pk: int, ordre: list[LigneFinale], finales: list[LigneFinale], par: Any) -> bool:
    """One parcel; True when nothing is left."""
    lot = Import.objects.select_for_update(of=("self",)).defer("rapport", "choix").get(pk=pk)
    if lot.etat != Import.Etat.EN_COURS:
        return True
    paquet = Enregistrement(lot, par, ordre[lot.faites : lot.faites + PAR_PAQUET])
    paquet.tout()
    lot.faites = min(lot.faites + PAR_PAQUET, len(ordre))
    lot.bilan = paquet.ajouter_au(lot.bilan)
    finie = lot.faites >= len(ordre)
    if finie:
        lot.etat, lot.confirme_le = Import.Etat.CONFIRME, timezone.now()
        lot.bilan |= reste_du_bilan(finales)
        phrase = f"a importé {pluriel(lot.bilan['creees'], 'personne', 'personnes')} depuis {lot}"
        journal.noter("importation.confirmer", par=par, sur=lot, phrase=phrase, audience="equipe")
    lot.save(update_fields=["etat", "confirme_le", "faites", "bilan"])
    return finie


@transaction.atomic
def confirmer(lot: Import, *, par: Any) -> Import:
    """Record the lines at once. All of them or none. Raises what `demarrer` raises."""
    return enregistrer(demarrer(lot, par=par), par=par)


@transaction.atomic
def confier(lot: Import, *, par: Any) -> Import:
    """Check now, record in the background: for long lists. Raises what `demarrer` raises."""
    lot = demarrer(lot, par=par)
    arguments = (lot.centre_id, lot.pk, par.utilisateur.pk if par.utilisateur else None)
    transaction.on_commit(lambda: async_task("clairiere.importation.taches.enregistrer", *arguments, group="import"))
    return lot

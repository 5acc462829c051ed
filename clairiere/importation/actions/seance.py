"""Confirming the sheet of one half-day: its lines, the signatures, what differs from what is noted. One transaction."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.importation.actions.depot import verrouiller
from clairiere.importation.models import Import, LigneCreee
from clairiere.importation.seance import ApercuSeance, LigneSeanceVue, apercu_seance
from clairiere.interface.francais import pluriel
from parcours.actions.contradictions import Dit, relever
from parcours.actions.presence import Ligne, saisir, signer
from parcours.models import ConstatFeuille, DemiJournee, Emargement
from parcours.obstacles_feuilles import dire_demi_journee
from parcours.regles import dire_duree


@transaction.atomic
def confirmer_seance(lot: Import, *, par: Any) -> Import:
    """Record what is new. What is noted differently stays, and goes to the contradictions to check.

    `lot.choix["feuilles_signees"]`: the trainer signed the sheet; without a column of signatures, so did the trainees.

    Raises:
        DejaFait: it is done, undone or given up already.
        Ferme: nothing can be noted on this half-day, or the file says nothing of the group.
    """
    lot = verrouiller(lot)
    lot.demi_journee = (
        DemiJournee.objects.select_for_update(of=("self",))
        .select_related("session__formatrice", "formatrice", "centre")
        .get(pk=lot.demi_journee_id)
    )
    vue = apercu_seance(lot)
    if vue.refus:
        raise Ferme([Obstacle("demi_journee", vue.refus)])
    if not any(ligne.utile for ligne in vue.lignes):
        phrase = "Aucune ligne du fichier ne dit quelque chose d’une stagiaire de ce groupe. Rien n’est enregistré."
        raise Ferme([Obstacle("noms", phrase, qui="vous, en disant qui est chaque ligne")])
    signees = bool(lot.choix.get("feuilles_signees"))
    traces = _noter(lot, vue, signees, par)
    ecarts = relever(lot.demi_journee, par=par, source=ConstatFeuille.Source.IMPORT, dits=_dits(vue))
    if signees and lot.demi_journee.signee_le is None and lot.demi_journee.emargements.exists():
        traces.append(_signer(lot, par))
    LigneCreee.objects.bulk_create(traces)
    lot.etat, lot.confirme_par, lot.confirme_le = Import.Etat.CONFIRME, par.nom, timezone.now()
    lot.bilan = bilan_de(vue, sum(t.genre == LigneCreee.Genre.EMARGEMENT for t in traces), signees, ecarts)
    lot.save()
    quand = dire_demi_journee(lot.demi_journee)
    phrase = f"a importé {pluriel(lot.bilan['presences'], 'présence')} du {quand} depuis {lot}"
    sur = [lot, lot.demi_journee, lot.demi_journee.session]
    journal.noter("importation.confirmer", par=par, sur=sur, phrase=phrase, audience="equipe")
    return lot


def _noter(lot: Import, vue: ApercuSeance, signees: bool, par: Any) -> list[LigneCreee]:
    avant = {ligne.parcours.pk: ligne.existante for ligne in vue.a_noter if ligne.parcours is not None}
    lignes = [_ligne(ligne, vue, signees) for ligne in vue.a_noter]
    motif = f"Feuille importée : {lot}"
    notees = saisir(lot.demi_journee, par=par, lignes=lignes, motif=motif, source=Emargement.Mode.IMPORT)
    return [
        _trace(
            lot,
            LigneCreee.Genre.EMARGEMENT,
            note.pk,
            avant=_valeurs(avant[note.parcours_id]),
            apres=_valeurs(note),
        )
        for note in notees
    ]


def _ligne(ligne: LigneSeanceVue, vue: ApercuSeance, signees: bool) -> Ligne:
    signee = ligne.signee if vue.avec_signatures else signees
    return Ligne(
        ligne.parcours,  # type: ignore[arg-type]
        ligne.statut,
        signature=str(Emargement.Signature.IMPORT) if signee and ligne.presente else "",
        arrivee=ligne.arrivee,
        depart=ligne.depart,
    )


def _dits(vue: ApercuSeance) -> list[Dit]:
    return [
        Dit(ligne.parcours, ligne.statut, bool(ligne.signee))
        for ligne in vue.lignes
        if ligne.utile and ligne.parcours is not None
    ]


def _signer(lot: Import, par: Any) -> LigneCreee:
    """The trainer's signature, seen on the sheet by the person who imports."""
    qui = str(lot.demi_journee.formatrice or lot.demi_journee.session.formatrice or "la formatrice")
    nom = f"{qui} (feuille importée, vue par {par.nom})"[:160]
    signer(lot.demi_journee, par=par, nom=nom)
    return _trace(lot, LigneCreee.Genre.SIGNATURE, lot.demi_journee_id, nom=nom)


def _trace(lot: Import, genre: str, objet_id: int, **donnees: Any) -> LigneCreee:
    return LigneCreee(lot=lot, centre=lot.centre, genre=genre, objet_id=objet_id, donnees=donnees)


def _valeurs(emargement: Emargement | None) -> list[Any] | None:
    if emargement is None:
        return None
    return [str(emargement.statut), emargement.minutes, str(emargement.signature)]


def bilan_de(vue: ApercuSeance, notees: int, signees: bool, ecarts: int) -> dict[str, Any]:
    """What the page of the result says, in the shape of the whole attendance sheets."""
    return {
        "presences": notees,
        "demi_journees": 0,
        "feuilles_signees": signees,
        "ecarts": ecarts,
        "stagiaires": [
            {
                "ligne": ligne.numero,
                "nom": str(ligne.parcours),
                "parcours": ligne.parcours.pk,
                "minutes": ligne.minutes,
                "duree": dire_duree(ligne.minutes),
                "vides": [dire_demi_journee(vue.demi_journee)] if ligne.statut == "vide" else [],
                "differences": [ligne.difference] if ligne.differe else [],
            }
            for ligne in vue.lignes
            if ligne.parcours is not None
        ],
        "laissees": [
            {"ligne": ligne.numero, "nom": ligne.nom, "phrase": ligne.refus or ligne.phrase}
            for ligne in vue.lignes
            if ligne.refus or ligne.parcours is None
        ],
        "demi_journees_laissees": [],
    }

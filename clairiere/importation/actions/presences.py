"""Confirming an attendance sheet: half-days, presences, and the signatures seen on paper. One transaction."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.importation.actions.depot import verrouiller
from clairiere.importation.models import Import, LigneCreee
from clairiere.importation.presences import PRESENTES, Apercu, Case, DemiJourneeLue, apercu
from clairiere.interface.francais import pluriel
from parcours.actions.presence import Ligne, planifier, saisir, signer
from parcours.actions.sessions import modifier_session
from parcours.models import DemiJournee, Emargement, Parcours, Session
from parcours.regles import dire_duree


@transaction.atomic
def confirmer_presences(lot: Import, *, par: Any) -> Import:
    """Record what is new. What is already noted stays as it is, except a signature that was missing.

    `lot.choix["feuilles_signees"]` says that the paper sheets are signed by the trainer and by the trainees; without
    it nothing counts towards the 120 hours (domaine/exemples.md, F4).

    Raises:
        DejaFait: it is done, undone or given up already.
        Ferme: nobody on the sheet is known.
    """
    lot = verrouiller(lot)
    lot.session = Session.objects.select_for_update(of=("self",)).get(pk=lot.session_id)
    vue = apercu(lot)
    if not vue.a_enregistrer:
        phrase = "Aucun nom de la feuille n’est celui d’une stagiaire de la session. Rien n’est enregistré."
        raise Ferme([Obstacle("noms", phrase, qui="la coordinatrice, en admettant ces personnes dans la session")])
    signees = bool(lot.choix.get("feuilles_signees"))
    traces, feuilles = _creer_demi_journees(lot, vue, par)
    _etendre(lot.session, feuilles, par)
    notees = _noter_presences(lot, vue, feuilles, signees, par, traces)
    if signees:
        _noter_signatures(lot, feuilles, par, traces)
    LigneCreee.objects.bulk_create(traces, batch_size=500)
    lot.etat, lot.confirme_par, lot.confirme_le = Import.Etat.CONFIRME, par.nom, timezone.now()
    lot.bilan = bilan_de(vue, notees, len(vue.nouvelles), signees)
    lot.save()
    phrase = f"a importé {pluriel(notees, 'présence', 'présences')} depuis {lot}"
    journal.noter("importation.confirmer", par=par, sur=[lot, lot.session], phrase=phrase, audience="equipe")
    return lot


def bilan_de(vue: Apercu, notees: int, demi_journees: int, signees: bool) -> dict[str, Any]:
    """What the page of the result, and the command, say."""
    return {
        "presences": notees,
        "demi_journees": demi_journees,
        "feuilles_signees": signees,
        "stagiaires": [
            {
                "ligne": s.numero,
                "nom": str(s.parcours),
                "parcours": s.parcours.pk if s.parcours else None,
                "minutes": s.minutes,
                "duree": dire_duree(s.minutes),
                "vides": [str(d) for d in s.vides],
                "differences": s.differences,
            }
            for s in vue.a_enregistrer
        ],
        "laissees": [
            {"ligne": s.numero, "nom": s.nom, "phrase": s.obstacle.phrase if s.obstacle else s.phrase}
            for s in vue.inconnues
        ],
        "demi_journees_laissees": [f"{d}\u00a0: {d.refus}" for d in vue.refusees],
    }


def _trace(lot: Import, genre: str, objet_id: int, **donnees: Any) -> LigneCreee:
    return LigneCreee(lot=lot, centre=lot.centre, genre=genre, objet_id=objet_id, donnees=donnees)


def _creer_demi_journees(
    lot: Import, vue: Apercu, par: Any
) -> tuple[list[LigneCreee], list[tuple[DemiJourneeLue, DemiJournee]]]:
    traces, feuilles = [], []
    for lue in vue.demi_journees:
        if lue.refus:
            continue
        creee = lue.existante
        if creee is None:
            creee = planifier(
                lot.session,
                par=par,
                date=lue.date,
                moment=lue.moment,
                minutes=lue.minutes,
                formatrice=lot.session.formatrice,
                au_journal=False,
            )
            traces.append(_trace(lot, LigneCreee.Genre.DEMI_JOURNEE, creee.pk))
        feuilles.append((lue, creee))
    return traces, feuilles


def _etendre(session: Session, feuilles: list[tuple[DemiJourneeLue, DemiJournee]], par: Any) -> None:
    dates = [feuille.date for _lue, feuille in feuilles]
    modifier_session(session, par=par, debut=min([session.debut, *dates]), fin=max([session.fin, *dates]))


def _noter_presences(
    lot: Import,
    vue: Apercu,
    feuilles: list[tuple[DemiJourneeLue, DemiJournee]],
    signees: bool,
    par: Any,
    traces: list[LigneCreee],
) -> int:
    """Fill the sheets; a line that differs from what is noted is left alone."""
    par_feuille: dict[int, list[tuple[Parcours, Case]]] = {}
    for stagiaire in vue.a_enregistrer:
        for case in stagiaire.cases:
            if not case.differe and stagiaire.parcours is not None:
                par_feuille.setdefault(id(case.demi_journee), []).append((stagiaire.parcours, case))
    notees = 0
    for lue, feuille in feuilles:
        cases = [(p, c) for p, c in par_feuille.get(id(lue), []) if _a_ecrire(c, signees)]
        avant = {p.pk: _valeurs(c.existante) if c.existante else None for p, c in cases}
        lignes = [Ligne(p, c.statut, c.minutes, _signature(c, signees)) for p, c in cases]
        motif = f"Feuille papier, import de {lot}"
        for note in saisir(feuille, par=par, lignes=lignes, motif=motif, source=Emargement.Mode.IMPORT):
            notees += 1
            detail = {"avant": avant[note.parcours_id], "apres": _valeurs(note)}
            traces.append(_trace(lot, LigneCreee.Genre.EMARGEMENT, note.pk, **detail))
    return notees


def _a_ecrire(case: Case, signees: bool) -> bool:
    """A new line, or a presence whose signature was missing and has now been seen."""
    if case.existante is None:
        return True
    return signees and case.statut in PRESENTES and not case.existante.signature


def _signature(case: Case, signees: bool) -> str:
    return Emargement.Signature.IMPORT if signees and case.statut in PRESENTES else ""


def _valeurs(emargement: Emargement) -> list[Any]:
    return [str(emargement.statut), emargement.minutes, str(emargement.signature)]


def _noter_signatures(
    lot: Import, feuilles: list[tuple[DemiJourneeLue, DemiJournee]], par: Any, traces: list[LigneCreee]
) -> None:
    """The trainer's signature, seen on the paper sheet by the person who imports."""
    qui = str(lot.session.formatrice or "la formatrice")
    nom = f"{qui} (feuille papier importée, vue par {par.nom})"[:160]
    for _lue, feuille in feuilles:
        if feuille.signee_le is None and feuille.emargements.exists():
            signer(feuille, par=par, nom=nom)
            traces.append(_trace(lot, LigneCreee.Genre.SIGNATURE, feuille.pk, nom=nom))

"""What a screen sends: entries kept while the network was away, signatures drawn on the tablet. Each counts once."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere.centres.reglages import lire
from clairiere.comptes.acteur import Acteur
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.interface.francais import heure
from parcours.actions.lignes import PRESENTES, FeuilleOuverte, Ligne, signature_de
from parcours.models import DemiJournee, Emargement, EntreeRecue, Parcours, TraceSignature
from parcours.regles.presence import arrivee_a_noter

INCONNUE = "Cette personne n’est pas sur cette feuille."
A_NOTER = "Votre signature est gardée. La formatrice doit encore noter votre présence\u00a0: allez la voir."
RETENUE = dt.timedelta(hours=24)  # what a screen may have kept; older than that, its clock is not believed
Issue = EntreeRecue.Issue


@dataclass(frozen=True)
class Entree:
    """One line as a screen sends it. `ligne` is None when it names nobody of this sheet."""

    cle: uuid.UUID
    parcours: int
    ligne: Ligne | None


@dataclass(frozen=True)
class Verdict:
    """What became of an entry, in words, and the line as it is noted now."""

    cle: uuid.UUID
    parcours: int
    issue: str
    phrase: str = ""
    emargement: Emargement | None = None


@transaction.atomic
def recevoir(
    demi_journee: DemiJournee, *, par: Any, entrees: Iterable[Entree], source: str, motif: str = ""
) -> list[Verdict]:
    """Record what a screen kept, line by line: one that is refused does not stop the others.

    An entry received again gets the same answer and writes nothing. One whose line was changed by someone else since
    is a conflict: both values go back to the screen, where a person chooses.
    """
    feuille = FeuilleOuverte(demi_journee, par=par, motif=motif, source=source)
    liste = list(entrees)
    deja = {r.cle: r for r in feuille.demi_journee.entrees_recues.filter(cle__in=[e.cle for e in liste])}
    verdicts, nouvelles = [], []
    for entree in liste:
        recue = deja.get(entree.cle)
        if recue is None:
            issue, phrase = _traiter(feuille, entree)
            recue = EntreeRecue(
                centre=feuille.demi_journee.centre,
                demi_journee=feuille.demi_journee,
                cle=entree.cle,
                issue=issue,
                phrase=phrase[:300],
            )
            deja[entree.cle] = recue
            nouvelles.append(recue)
        ligne = feuille.lignes.get(entree.parcours) if entree.ligne is not None else None
        verdicts.append(Verdict(entree.cle, entree.parcours, recue.issue, recue.phrase, ligne))
    EntreeRecue.objects.bulk_create(nouvelles)
    return verdicts


def _traiter(feuille: FeuilleOuverte, entree: Entree) -> tuple[str, str]:
    if entree.ligne is None:
        return Issue.REFUSEE, INCONNUE
    changement = feuille.comparer(entree.ligne)
    if changement is None:
        return Issue.ENREGISTREE, ""
    obstacles = [*feuille.obstacles([changement]), *changement.obstacles]
    if obstacles:
        conflit = all(o.code == "changee" for o in obstacles)
        return (Issue.CONFLIT if conflit else Issue.REFUSEE), _en_phrases(obstacles)
    feuille.ecrire(changement)
    return Issue.ENREGISTREE, ""


def _en_phrases(obstacles: Iterable[Obstacle]) -> str:
    """Each refusal, and who can mend it."""
    return " ".join(f"{o.phrase} Qui peut le faire\u00a0: {o.qui}." if o.qui else o.phrase for o in obstacles)


@dataclass(frozen=True)
class Remise:
    """The answer to someone who has just signed. `comptee`: her line bears the signature."""

    phrase: str
    comptee: bool = True


@transaction.atomic
def signer_sur_ecran(
    demi_journee: DemiJournee,
    *,
    parcours: Parcours,
    trait: str = "",
    saisie: str = "",
    quand: dt.datetime | None = None,
    cle: uuid.UUID | None = None,
) -> Remise:
    """A trainee signs on the tablet: with the finger (`trait`) or on the keyboard (`saisie`).

    Her signature is always kept. It counts on her line when she is noted present; when nothing is noted of her yet,
    it notes her, with the hour of her arrival once the tolerance of the centre is over. It never changes a sheet that
    the trainer has signed, nor an absence that was noted: the trainer does.

    Args:
        quand: when she signed, if the screen kept it; never in the future, never older than a day.
        cle: the id that the screen gave: received again, the same answer.

    Raises:
        Ferme: the half-day is called off, or has not come.
    """
    feuille = FeuilleOuverte(demi_journee, par=_elle(demi_journee), source=Emargement.Mode.TABLETTE)
    recue = cle and feuille.demi_journee.entrees_recues.filter(cle=cle).first()
    if recue:
        return Remise(recue.phrase, comptee=recue.issue == Issue.ENREGISTREE)
    _refuser_le_jour(feuille.demi_journee)
    moment = _moment(quand)
    remise = _deja_signee(feuille, parcours) or _signer(feuille, parcours, moment, trait, saisie)
    if cle:
        issue = Issue.ENREGISTREE if remise.comptee else Issue.REFUSEE
        EntreeRecue.objects.create(demi_journee=feuille.demi_journee, cle=cle, issue=issue, phrase=remise.phrase)
    return remise


def _elle(demi_journee: Any) -> Acteur:
    return Acteur(None, demi_journee.centre, frozenset(), "elle-même, sur la tablette")


def _moment(quand: dt.datetime | None) -> dt.datetime:
    maintenant = timezone.now()
    return quand if quand is not None and maintenant - RETENUE <= quand <= maintenant else maintenant


def _refuser_le_jour(demi_journee: Any) -> None:
    if demi_journee.est_annulee:
        raise Ferme([Obstacle("annulee", "Cette demi-journée est annulée. Il n’y a rien à signer.")])
    if demi_journee.date > timezone.localdate():
        raise Ferme([Obstacle("avenir", f"Cette demi-journée est le {demi_journee.date:%d/%m/%Y}.")])


def _deja_signee(feuille: FeuilleOuverte, parcours: Parcours) -> Remise | None:
    prenom, trace, ligne = parcours.personne.prenom, feuille.traces.get(parcours.pk), feuille.lignes.get(parcours.pk)
    if trace is not None:
        return Remise(f"{prenom}, vous avez déjà signé, à {heure(timezone.localtime(trace.faite_le))}.")
    if ligne is not None and ligne.signature:
        return Remise(f"{prenom}, vous avez déjà signé, sur le papier.")
    return None


def _signer(feuille: FeuilleOuverte, parcours: Parcours, moment: dt.datetime, trait: str, saisie: str) -> Remise:
    trace = TraceSignature.objects.create(
        demi_journee=feuille.demi_journee,
        parcours=parcours,
        nom=parcours.personne.nom_complet,
        trait=trait,
        saisie=saisie,
        faite_le=moment,
    )
    feuille.traces[parcours.pk] = trace
    ligne = feuille.lignes.get(parcours.pk)
    if feuille.demi_journee.signee_le:
        phrase = (
            f"La feuille est déjà signée par {feuille.demi_journee.signee_par}\u00a0: demandez-lui de vous ajouter."
        )
        return Remise(f"Votre signature est gardée. {phrase}", comptee=False)
    if ligne is None:
        return _noter_arrivee(feuille, parcours, trace)
    if ligne.statut not in PRESENTES:
        return Remise("Votre signature est gardée. Vous êtes notée absente\u00a0: voyez la formatrice.", comptee=False)
    ligne.signature = signature_de(trace)
    ligne.save(update_fields=["signature"])
    return Remise(_merci(parcours, moment))


def _noter_arrivee(feuille: FeuilleOuverte, parcours: Parcours, trace: TraceSignature) -> Remise:
    """Nothing is noted of her yet: signing does."""
    moment = timezone.localtime(trace.faite_le)
    if moment.date() != feuille.demi_journee.date:
        return Remise(A_NOTER, comptee=False)
    tolerance = lire(feuille.demi_journee.centre, "tablette_tolerance_minutes")
    arrivee = arrivee_a_noter(feuille.horaire, moment.time().replace(second=0, microsecond=0), tolerance)
    statut = Emargement.Statut.RETARD if arrivee else Emargement.Statut.PRESENTE
    changement = feuille.comparer(Ligne(parcours, statut, signature=signature_de(trace), arrivee=arrivee))
    if changement is None or changement.obstacles or feuille.obstacles([changement]):
        return Remise(A_NOTER, comptee=False)
    feuille.ecrire(changement)
    if arrivee:
        return Remise(f"Merci, {parcours.personne.prenom}. Votre arrivée est notée à {heure(arrivee)}.")
    return Remise(_merci(parcours, trace.faite_le))


def _merci(parcours: Parcours, moment: dt.datetime) -> str:
    quand = heure(timezone.localtime(moment))
    return f"Merci, {parcours.personne.prenom}. Votre signature est enregistrée, à {quand}."

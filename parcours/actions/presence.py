"""Half-days and attendance: planning, filling, signing, correcting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.flux.obstacles import Ferme, Obstacle
from parcours.models import DemiJournee, Emargement, Parcours, Session
from parcours.regles import dire_duree

PRESENTES = (Emargement.Statut.PRESENTE, Emargement.Statut.RETARD)


@dataclass(frozen=True)
class Ligne:
    """What is noted for one trainee. `minutes=None` means the whole half-day when she is present."""

    parcours: Parcours
    statut: str
    minutes: int | None = None
    signature: str = ""


@transaction.atomic
def planifier(
    session: Session,
    *,
    par: Any,
    date: dt.date,
    moment: str,
    minutes: int,
    rattrapage: bool = False,
    formatrice: Any = None,
    theme: str = "",
    au_journal: bool = True,
) -> DemiJournee:
    """Add one half-day, or a catch-up half-day."""
    demi_journee = DemiJournee(
        session=session,
        date=date,
        moment=moment,
        minutes=minutes,
        rattrapage=rattrapage,
        formatrice=formatrice,
        theme=theme,
    )
    demi_journee.full_clean()
    demi_journee.save()
    if au_journal:
        genre = "un rattrapage" if rattrapage else "une demi-journée"
        phrase = f"a ajouté {genre} le {date:%d/%m/%Y}, {demi_journee.get_moment_display()}"
        journal.noter("session.planifier", par=par, sur=[session, demi_journee], phrase=phrase, audience="equipe")
    return demi_journee


@transaction.atomic
def saisir(
    demi_journee: DemiJournee, *, par: Any, lignes: Iterable[Ligne], motif: str = "", source: str = ""
) -> list[Emargement]:
    """Fill the sheet of a half-day. A changed line needs a reason, and the old value stays in the history.

    Raises:
        Ferme: a line is impossible (more minutes than the half-day), or changes a signed sheet without a reason.
    """
    demi_journee = DemiJournee.objects.select_for_update(of=("self",)).get(pk=demi_journee.pk)
    anciens = {e.parcours_id: e for e in demi_journee.emargements.select_related("parcours__personne")}
    ecrits = []
    for ligne in lignes:
        emargement = _emargement(demi_journee, ligne, par)
        ancien = anciens.get(ligne.parcours.pk)
        if ancien is not None:
            if (ancien.statut, ancien.minutes, ancien.signature) == (
                emargement.statut,
                emargement.minutes,
                emargement.signature,
            ):
                continue
            _verifier_correction(demi_journee, ancien, emargement, motif)
            emargement.pk = ancien.pk
            emargement._state.adding = False
        emargement.full_clean()
        emargement.save()
        ecrits.append(emargement)
        if ancien is not None and (demi_journee.signee_le or ancien.signature):
            _noter_correction(demi_journee, ancien, emargement, par, motif)
    return ecrits


def _emargement(demi_journee: DemiJournee, ligne: Ligne, par: Any) -> Emargement:
    presente = ligne.statut in PRESENTES
    minutes = demi_journee.minutes if ligne.minutes is None else ligne.minutes
    if presente and minutes > demi_journee.minutes:
        raise Ferme(
            [
                Obstacle(
                    "minutes",
                    f"{ligne.parcours} : {dire_duree(minutes)} notées, "
                    f"mais la demi-journée dure {dire_duree(demi_journee.minutes)}.",
                )
            ]
        )
    return Emargement(
        demi_journee=demi_journee,
        parcours=ligne.parcours,
        statut=ligne.statut,
        minutes=minutes if presente else 0,
        signature=ligne.signature if presente else "",
        saisi_par=par.nom,
    )


def _verifier_correction(demi_journee: DemiJournee, ancien: Emargement, nouveau: Emargement, motif: str) -> None:
    if demi_journee.signee_le and not motif.strip():
        raise Ferme(
            [
                Obstacle(
                    "motif",
                    f"La feuille est déjà signée. Pour changer la ligne de {ancien.parcours}, écrivez la raison.",
                    champ="motif",
                )
            ]
        )


def _noter_correction(
    demi_journee: DemiJournee, ancien: Emargement, nouveau: Emargement, par: Any, motif: str
) -> None:
    avant = f"{ancien.get_statut_display()}, {dire_duree(ancien.minutes)}"
    apres = f"{nouveau.get_statut_display()}, {dire_duree(nouveau.minutes)}"
    journal.noter(
        "emargement.corriger",
        par=par,
        sur=[nouveau.parcours, demi_journee],
        phrase=f"a corrigé la présence du {demi_journee} : {avant} devient {apres}",
        motif=motif,
        avant=[ancien.statut, ancien.minutes, ancien.signature],
        apres=[nouveau.statut, nouveau.minutes, nouveau.signature],
    )


@transaction.atomic
def signer(demi_journee: DemiJournee, *, par: Any, quand: dt.datetime | None = None, nom: str = "") -> DemiJournee:
    """The trainer's signature: the sheet counts from now on.

    Raises:
        Ferme: the half-day is in the future, no line is filled, or it is already signed.
    """
    demi_journee = DemiJournee.objects.select_for_update(of=("self",)).get(pk=demi_journee.pk)
    obstacles = []
    if demi_journee.signee_le:
        obstacles.append(Obstacle("deja_signee", f"La feuille est déjà signée par {demi_journee.signee_par}."))
    if demi_journee.date > timezone.localdate():
        obstacles.append(Obstacle("avenir", f"Cette demi-journée est le {demi_journee.date:%d/%m/%Y}."))
    if not demi_journee.emargements.exists():
        obstacles.append(Obstacle("vide", "Aucune présence n’est notée sur cette feuille.", qui="la formatrice"))
    if obstacles:
        raise Ferme(obstacles)
    demi_journee.signee_le = quand or timezone.now()
    demi_journee.signee_par = nom or par.nom
    demi_journee.save(update_fields=["signee_le", "signee_par"])
    phrase = f"a signé la feuille du {demi_journee}"
    journal.noter("emargement.signer", par=par, sur=[demi_journee, demi_journee.session], phrase=phrase, quand=quand)
    return demi_journee

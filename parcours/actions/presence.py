"""The sheet of a half-day: planning it, filling it, correcting it, the trainer's signature."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.flux.obstacles import Ferme, Obstacle
from parcours.actions.lignes import PRESENTES, FeuilleOuverte, Ligne, dire
from parcours.models import DemiJournee, Emargement, Session, TraceSignature

__all__ = ["PRESENTES", "Ligne", "dire", "planifier", "saisir", "signer"]


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
    heure_debut: dt.time | None = None,
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
        heure_debut=heure_debut,
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
    """Fill the sheet of a half-day, all lines or none. The same lines twice write once.

    Args:
        source: how it came (`Emargement.Mode`); an import has had its own confirmation, so that the age of the sheet
            does not stop it.

    Raises:
        Ferme: the day has not come, the sheet is closed, a line is impossible (more minutes than the half-day), was
            changed by someone else since, or changes a signed sheet without a reason. The `champ` of an obstacle is
            `ligne_<parcours>`.
    """
    feuille = FeuilleOuverte(demi_journee, par=par, motif=motif, source=source)
    changements = [c for ligne in lignes if (c := feuille.comparer(ligne)) is not None]
    obstacles = feuille.obstacles(changements) + [o for c in changements for o in c.obstacles]
    if obstacles:
        raise Ferme(obstacles)
    for changement in changements:
        feuille.ecrire(changement)
    return [c.nouveau for c in changements]


@transaction.atomic
def signer(
    demi_journee: DemiJournee,
    *,
    par: Any,
    quand: dt.datetime | None = None,
    nom: str = "",
    trait: str = "",
    saisie: str = "",
) -> DemiJournee:
    """The trainer's signature: the sheet counts from now on.

    Args:
        nom: who signed on paper, when someone of the team records it for her.
        trait, saisie: what she drew, or typed, on the screen; it is kept.

    Raises:
        Ferme: the half-day is in the future, no line is filled, or it is already signed.
    """
    demi_journee = DemiJournee.objects.select_for_update(of=("self",)).get(pk=demi_journee.pk)
    obstacles = []
    if demi_journee.signee_le:
        obstacles.append(Obstacle("deja_signee", f"La feuille est déjà signée par {demi_journee.signee_par}."))
    if demi_journee.est_annulee:
        obstacles.append(Obstacle("annulee", "Cette demi-journée est annulée. Sa feuille ne se signe pas."))
    if demi_journee.date > timezone.localdate():
        obstacles.append(Obstacle("avenir", f"Cette demi-journée est le {demi_journee.date:%d/%m/%Y}."))
    if not demi_journee.emargements.exists():
        obstacles.append(Obstacle("vide", "Aucune présence n’est notée sur cette feuille.", qui="la formatrice"))
    if obstacles:
        raise Ferme(obstacles)
    demi_journee.signee_le = quand or timezone.now()
    demi_journee.signee_par = nom or par.nom
    demi_journee.save(update_fields=["signee_le", "signee_par"])
    if trait or saisie:
        TraceSignature.objects.create(
            demi_journee=demi_journee,
            nom=demi_journee.signee_par,
            trait=trait,
            saisie=saisie,
            faite_le=demi_journee.signee_le,
        )
    phrase = f"a signé la feuille du {demi_journee}"
    if demi_journee.signee_par != par.nom:
        phrase = f"a noté la signature de {demi_journee.signee_par}, sur papier, pour la feuille du {demi_journee}"
    journal.noter("emargement.signer", par=par, sur=[demi_journee, demi_journee.session], phrase=phrase, quand=quand)
    return demi_journee

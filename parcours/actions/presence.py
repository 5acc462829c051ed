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
    """What is noted for one trainee.

    Attributes:
        minutes: None means the whole half-day when she is present.
        vu: the line `(statut, minutes, signature)` that was on the screen, `()` for none; when someone changed it
            since, nothing is overwritten. None: not checked (imports).
    """

    parcours: Parcours
    statut: str
    minutes: int | None = None
    signature: str = ""
    vu: tuple[Any, ...] | None = None


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

    Raises:
        Ferme: the day has not come, a line is impossible (more minutes than the half-day), was changed by someone else
            since, or changes a signed sheet without a reason. The `champ` of an obstacle is `ligne_<parcours>`.
    """
    demi_journee = DemiJournee.objects.select_for_update(of=("self",)).get(pk=demi_journee.pk)
    if demi_journee.date > timezone.localdate():
        raise Ferme([Obstacle("avenir", f"Cette demi-journée est le {demi_journee.date:%d/%m/%Y}.")])
    anciens = {e.parcours_id: e for e in demi_journee.emargements.select_related("parcours__personne")}
    changees = []
    obstacles: list[Obstacle] = []
    for ligne in lignes:
        nouveau, ancien = _emargement(demi_journee, ligne, par), anciens.get(ligne.parcours.pk)
        if ancien is not None and _valeurs(ancien) == _valeurs(nouveau):
            continue
        obstacles += _obstacles_de_ligne(demi_journee, ligne, ancien, nouveau)
        changees.append((ancien, nouveau))
    if demi_journee.signee_le and changees and not motif.strip():
        phrase = "La feuille est déjà signée. Pour la corriger, écrivez la raison."
        obstacles.append(Obstacle("motif", phrase, champ="motif"))
    if obstacles:
        raise Ferme(obstacles)
    for ancien, nouveau in changees:
        _ecrire(demi_journee, ancien, nouveau, par, motif)
    return [nouveau for _ancien, nouveau in changees]


def _valeurs(emargement: Emargement | None) -> tuple[Any, ...]:
    return (emargement.statut, emargement.minutes, emargement.signature) if emargement is not None else ()


def _emargement(demi_journee: DemiJournee, ligne: Ligne, par: Any) -> Emargement:
    presente = ligne.statut in PRESENTES
    minutes = demi_journee.minutes if ligne.minutes is None else ligne.minutes
    return Emargement(
        demi_journee=demi_journee,
        parcours=ligne.parcours,
        statut=ligne.statut,
        minutes=minutes if presente else 0,
        signature=ligne.signature if presente else "",
        saisi_par=par.nom,
    )


def _obstacles_de_ligne(
    demi_journee: DemiJournee, ligne: Ligne, ancien: Emargement | None, nouveau: Emargement
) -> Iterable[Obstacle]:
    champ = f"ligne_{ligne.parcours.pk}"
    if ligne.vu is not None and ligne.vu != _valeurs(ancien) and ancien is not None:
        phrase = (
            f"{ligne.parcours} : entre-temps, {ancien.saisi_par} a noté « {dire(ancien)} ». Relisez, puis enregistrez."
        )
        yield Obstacle("changee", phrase, champ=champ)
    if nouveau.minutes > demi_journee.minutes:
        phrase = (
            f"{ligne.parcours} : {dire_duree(nouveau.minutes)} notées, "
            f"mais la demi-journée dure {dire_duree(demi_journee.minutes)}."
        )
        yield Obstacle("minutes", phrase, champ=champ)
    if ligne.statut in PRESENTES and not nouveau.minutes:
        yield Obstacle("minutes", f"{ligne.parcours} : écrivez combien de minutes elle a suivies.", champ=champ)


def dire(emargement: Emargement) -> str:
    """« en retard, 2 h 15, signée sur papier »."""
    mots = [emargement.get_statut_display()]
    if emargement.minutes:
        mots += [dire_duree(emargement.minutes), emargement.get_signature_display()]
    return ", ".join(str(mot) for mot in mots)


def _ecrire(demi_journee: DemiJournee, ancien: Emargement | None, nouveau: Emargement, par: Any, motif: str) -> None:
    if ancien is not None:
        nouveau.pk = ancien.pk
        nouveau._state.adding = False
    nouveau.full_clean(validate_unique=ancien is None)
    nouveau.save()
    if ancien is not None and (demi_journee.signee_le or ancien.signature):
        _noter_correction(demi_journee, ancien, nouveau, par, motif)


def _noter_correction(demi_journee: DemiJournee, ancien: Emargement, nouveau: Emargement, par: Any, motif: str) -> None:
    journal.noter(
        "emargement.corriger",
        par=par,
        sur=[nouveau.parcours, demi_journee],
        phrase=f"a corrigé la présence du {demi_journee} : {dire(ancien)} devient {dire(nouveau)}",
        motif=motif,
        avant=[ancien.statut, ancien.minutes, ancien.signature],
        apres=[nouveau.statut, nouveau.minutes, nouveau.signature],
    )


@transaction.atomic
def signer(demi_journee: DemiJournee, *, par: Any, quand: dt.datetime | None = None, nom: str = "") -> DemiJournee:
    """The trainer's signature: the sheet counts from now on.

    Args:
        nom: who signed on paper, when someone of the team records it for her.

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
    if demi_journee.signee_par != par.nom:
        phrase = f"a noté la signature de {demi_journee.signee_par}, sur papier, pour la feuille du {demi_journee}"
    journal.noter("emargement.signer", par=par, sur=[demi_journee, demi_journee.session], phrase=phrase, quand=quand)
    return demi_journee

"""Calling a trainee to a catch-up half-day, and taking her off."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.flux.obstacles import DejaFait, Ferme, Obstacle
from clairiere.interface.francais import pluriel
from parcours.actions.annonces import annoncer_rattrapage, dire_moment
from parcours.models import Attendue, DemiJournee, Parcours
from parcours.models.etats import EN_COURS_DE_FORMATION


def places(demi_journee: DemiJournee) -> int:
    """Places of a catch-up: those of its room, else of the session (the room and the session must be loaded)."""
    salle = demi_journee.salle or demi_journee.session.salle
    return int(min(salle.capacite, 500) if salle is not None else demi_journee.session.places)


@transaction.atomic
def convoquer(parcours: Parcours, *, par: Any, demi_journee: DemiJournee) -> Attendue:
    """Give her a place on a catch-up half-day; she is told at once.

    Raises:
        DejaFait: she has her place already.
        Ferme: it is not a catch-up to come, it is full, or she does not follow the course any more.
    """
    dj = (
        DemiJournee.objects.select_for_update(of=("self",))
        .select_related("session__salle", "salle", "centre")
        .get(pk=demi_journee.pk)
    )
    parcours = Parcours.objects.select_related("personne__centre", "session").get(pk=parcours.pk)
    if Attendue.objects.filter(demi_journee=dj, parcours=parcours).exists():
        raise DejaFait(f"{parcours} est déjà attendue {dire_moment(dj)}.")
    obstacles = []
    if not dj.rattrapage or dj.pour_le_groupe or dj.est_annulee:
        obstacles.append(Obstacle("rattrapage", "Ce n’est pas un rattrapage ouvert à une personne."))
    if dj.date < timezone.localdate() or dj.signee_le:
        obstacles.append(Obstacle("passe", f"Ce rattrapage du {dj} est passé."))
    if parcours.etat not in EN_COURS_DE_FORMATION:
        obstacles.append(Obstacle("etat", f"{parcours} ne suit pas la formation en ce moment."))
    if dj.attendues.count() >= places(dj):
        phrase = f"Ce rattrapage est complet ({pluriel(places(dj), 'place')})."
        obstacles.append(Obstacle("complet", phrase, qui="la coordinatrice, qui peut en ajouter un"))
    if obstacles:
        raise Ferme(obstacles)
    attendue = Attendue(demi_journee=dj, parcours=parcours)
    attendue.full_clean()
    attendue.save()
    phrase = f"l’a convoquée au rattrapage du {dj}"
    journal.noter("rattrapage.convoquer", par=par, sur=[parcours, dj], phrase=phrase)
    annoncer_rattrapage(dj, [parcours])
    return attendue


@transaction.atomic
def decommander(parcours: Parcours, *, par: Any, demi_journee: DemiJournee) -> None:
    """Take her off a catch-up to come. Raises DejaFait when she is not on it, Ferme when it has taken place."""
    dj = DemiJournee.objects.select_for_update(of=("self",)).get(pk=demi_journee.pk)
    attendue = Attendue.objects.filter(demi_journee=dj, parcours=parcours).first()
    if attendue is None:
        raise DejaFait(f"{parcours} n’est pas attendue à ce rattrapage.")
    if dj.signee_le or dj.emargements.filter(parcours=parcours).exists():
        raise Ferme([Obstacle("notee", "Sa présence à ce rattrapage est déjà notée. Elle reste.")])
    attendue.delete()
    phrase = f"a annulé sa place au rattrapage du {dj}"
    journal.noter("rattrapage.decommander", par=par, sur=[parcours, dj], phrase=phrase)

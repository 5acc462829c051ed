"""A session and its calendar: create, change, plan from a weekly pattern, take a half-day out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from clairiere import journal
from clairiere.flux.obstacles import Ferme, Obstacle
from parcours import regles
from parcours.actions.presence import planifier
from parcours.models import DemiJournee, Session
from parcours.regles import dire_duree

CHAMPS = ("nom", "debut", "fin", "places", "heures_visees", "programme", "lieu", "formatrice")


@transaction.atomic
def creer_session(*, par: Any, **champs: Any) -> Session:
    """Open a session. Raises ValidationError beside the fields (a name already taken, an end before the start)."""
    session = Session(**champs)
    session.full_clean()
    session.save()
    journal.noter("session.creer", par=par, sur=session, phrase=f"a créé la session {session}", audience="equipe")
    return session


@transaction.atomic
def modifier_session(session: Session, *, par: Any, **champs: Any) -> Session:
    """Change a session. Raises Ferme when there would be fewer places than trainees."""
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    prises = session.places_prises()
    if champs.get("places", session.places) < prises:
        dites = "1 place est déjà prise" if prises == 1 else f"{prises} places sont déjà prises"
        phrase = f"{dites}. Le nombre de places ne peut pas être plus petit."
        raise Ferme([Obstacle("places", phrase, champ="places")])
    changes = [nom for nom in CHAMPS if nom in champs and getattr(session, nom) != champs[nom]]
    for nom in changes:
        setattr(session, nom, champs[nom])
    if changes:
        session.full_clean()
        session.save(update_fields=changes)
        noms = ", ".join(str(Session._meta.get_field(nom).verbose_name) for nom in changes)
        journal.noter("session.modifier", par=par, sur=session, phrase=f"a modifié : {noms}", audience="equipe")
    return session


@transaction.atomic
def planifier_rythme(
    session: Session,
    *,
    par: Any,
    rythme: Mapping[int, Sequence[tuple[int, int]]],
    a_partir_du: dt.date,
    sauf: Iterable[dt.date] = (),
) -> list[DemiJournee]:
    """Add half-days from a weekly pattern until the hours of the programme are planned.

    Raises:
        Ferme: nothing is missing in the calendar, or the pattern gives no half-day.
    """
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    manque = regles.minutes_manquantes(session.minutes_prevues(), session.heures_visees)
    if not manque:
        raise Ferme([Obstacle("complet", f"Les {session.heures_visees} h sont déjà dans le calendrier.")])
    prises = session.demi_journees.values_list("date", "moment")
    seances = regles.calendrier(rythme, a_partir_du=a_partir_du, minutes=manque, sauf=sauf, prises=prises)
    if not seances:
        raise Ferme([Obstacle("rythme", "Ces jours ne donnent aucune demi-journée.", champ="rythme")])
    creees = [
        planifier(
            session,
            par=par,
            date=s.date,
            moment=s.moment,
            minutes=s.minutes,
            heure_debut=s.heure_debut,
            formatrice=session.formatrice,
            au_journal=False,
        )
        for s in seances
    ]
    _etendre(session, seances[0].date, seances[-1].date)
    total = dire_duree(sum(s.minutes for s in seances))
    phrase = f"a ajouté {len(creees)} demi-journées au calendrier, {total} en tout"
    journal.noter("session.planifier", par=par, sur=session, phrase=phrase, audience="equipe")
    return creees


@transaction.atomic
def ajouter_demi_journee(session: Session, *, par: Any, date: dt.date, **champs: Any) -> DemiJournee:
    """Add one half-day or a catch-up; the dates of the session follow."""
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    demi_journee = planifier(session, par=par, date=date, formatrice=session.formatrice, **champs)
    _etendre(session, date, date)
    return demi_journee


def _etendre(session: Session, debut: dt.date, fin: dt.date) -> None:
    debut, fin = min(session.debut, debut), max(session.fin, fin)
    if (debut, fin) != (session.debut, session.fin):
        session.debut, session.fin = debut, fin
        session.save(update_fields=["debut", "fin"])


@transaction.atomic
def retirer(demi_journee: DemiJournee, *, par: Any) -> None:
    """Take a half-day out of the calendar. Raises Ferme when attendance is noted on it: hours are never lost."""
    demi_journee = DemiJournee.objects.select_for_update(of=("self",)).get(pk=demi_journee.pk)
    if demi_journee.signee_le or demi_journee.emargements.exists():
        phrase = "Des présences sont notées sur cette demi-journée. Elle reste dans le calendrier."
        raise Ferme([Obstacle("presences", phrase)])
    session = demi_journee.session
    phrase = f"a retiré la demi-journée du {demi_journee}"
    demi_journee.delete()
    journal.noter("session.retirer", par=par, sur=session, phrase=phrase, audience="equipe")

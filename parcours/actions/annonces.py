"""Telling people that a half-day changed, when it is soon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from clairiere.centres.reglages import lire
from clairiere.comptes.models import Personne
from clairiere.interface.francais import date_longue, heure
from clairiere.messages.envois import ecrire, ecrire_au_compte
from parcours.models import DemiJournee, Parcours
from parcours.models.etats import EN_COURS_DE_FORMATION


def dire_moment(demi_journee: DemiJournee) -> str:
    """« mardi 24 novembre à 9 h »."""
    return f"{date_longue(demi_journee.date)} à {heure(demi_journee.commence_a)}"


def est_proche(centre: Any, *jours: dt.date) -> bool:
    """One of these days is still to come, in less days than the centre set."""
    aujourd_hui = timezone.localdate()
    limite = aujourd_hui + dt.timedelta(days=lire(centre, "prevenir_jours"))
    return any(aujourd_hui <= jour < limite for jour in jours)


def concernees(demi_journee: DemiJournee) -> list[Parcours]:
    """The trainees who are called: those of a catch-up, else the whole group (one query)."""
    requete = Parcours.objects.filter(session=demi_journee.session_id, etat__in=EN_COURS_DE_FORMATION)
    if demi_journee.rattrapage and not demi_journee.pour_le_groupe:
        requete = requete.filter(rattrapages__demi_journee=demi_journee)
    return list(requete.select_related("personne__centre").order_by("pk"))


def a_prevenir(demi_journee: DemiJournee) -> int:
    """How many trainees would be told if it changed now."""
    return len(concernees(demi_journee)) if est_proche(demi_journee.centre, demi_journee.date) else 0


def annoncer(demi_journee: DemiJournee, *, par: Any, ancienne: dt.date | None = None, quand: str = "") -> int:
    """Tell the trainees and the trainer that a half-day moved, or no longer takes place. Returns how many trainees.

    Args:
        ancienne: the day it was on, when it moved; `quand`: that moment in words.
    """
    if not est_proche(demi_journee.centre, demi_journee.date, ancienne or demi_journee.date):
        return 0
    fait = f"est déplacée : {dire_moment(demi_journee)}" if quand else "est annulée"
    phrase = f"La formation du {quand or dire_moment(demi_journee)} {fait}."
    stagiaires = concernees(demi_journee)
    for parcours in stagiaires:
        _ecrire(parcours, demi_journee, f"{phrase} Une question ? Appelez-nous.", "Changement de date")
    _prevenir_la_formatrice(demi_journee, phrase, par)
    return len(stagiaires)


def annoncer_rattrapage(demi_journee: DemiJournee, appelees: Iterable[Parcours]) -> None:
    """Tell those who are called to a catch-up that is still to come."""
    if demi_journee.date < timezone.localdate():
        return
    for parcours in appelees:
        phrase = f"Une demi-journée de rattrapage est prévue pour vous {dire_moment(demi_journee)}."
        _ecrire(parcours, demi_journee, f"{phrase} Une question ? Appelez-nous.", "Rattrapage")


def _ecrire(parcours: Parcours, demi_journee: DemiJournee, phrase: str, objet: str) -> None:
    personne = parcours.personne
    par_sms = personne.telephone and personne.canal == Personne.Canal.COURRIEL
    ecrire(
        a=personne,
        genre="calendrier",
        objet=objet,
        texte=f"Bonjour {personne.prenom}. {phrase}",
        cle=f"demi-journee-{demi_journee.pk}-{demi_journee.revision}-{objet[:1]}-{parcours.pk}",
        canal=Personne.Canal.SMS if par_sms else "",  # an e-mail would be read too late
    )


def _prevenir_la_formatrice(demi_journee: DemiJournee, phrase: str, par: Any) -> None:
    formatrice = demi_journee.formatrice or demi_journee.session.formatrice
    if formatrice is None or formatrice == par.utilisateur or not (formatrice.telephone or formatrice.courriel):
        return
    ecrire_au_compte(
        formatrice,
        texte=f"Bonjour {formatrice.prenom}. {phrase} Session {demi_journee.session}.",
        objet="Changement de date",
        genre="calendrier",
        canal=Personne.Canal.SMS if formatrice.telephone else Personne.Canal.COURRIEL,
    )

"""Places of a meeting: the lock, and the one function that offers places, whatever freed them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from clairiere import journal
from clairiere.agenda import courriers, regles
from clairiere.agenda.acteurs import logiciel
from clairiere.agenda.courriers import dire_rencontre
from clairiere.agenda.delais import AVANT_LE_DEBUT, echeance
from clairiere.agenda.models import Evenement, Inscription
from clairiere.centres import portee
from clairiere.centres.reglages import lire
from clairiere.interface.francais import date_longue

Etat = Inscription.Etat


def verrouiller(evenement: Evenement) -> Evenement:
    """A fresh copy, locked: all that counts places stands behind this lock."""
    return Evenement.objects.select_for_update(of=("self",)).get(pk=evenement.pk)


def poser(inscription: Inscription, etat: str, *, jusqu_a: dt.datetime | None = None) -> None:
    """Write the state of a registration; only an offer carries a date."""
    inscription.etat, inscription.offre_expire_le = etat, jusqu_a
    inscription.save(update_fields=["etat", "offre_expire_le", "change_le"])


def limite_de_reponse(evenement: Evenement) -> dt.datetime | None:
    """Until when an offer made now could be answered; None when it is too late to offer."""
    heures = lire(portee.centre_courant(), "offre_delai_heures")
    return echeance(timezone.now(), evenement.debut, heures, timezone.get_default_timezone())


def elues(evenement: Evenement) -> list[Inscription]:
    """Who of the waiting list fits in the places left, in order (two queries)."""
    attente = list(evenement.inscriptions.en_file().select_related("personne__centre"))
    if not attente:
        return []
    par_cle = {i.pk: i for i in attente}
    return [par_cle[cle] for cle in regles.a_placer(evenement.libres, [(i.pk, i.enfants) for i in attente])]


def expirer(evenement: Evenement) -> None:
    """Close the offers whose time is over; the event must be locked. Their places are free again."""
    passees = evenement.inscriptions.filter(etat=Etat.PROPOSEE, offre_expire_le__lte=timezone.now())
    for inscription in passees.select_related("personne"):
        poser(inscription, Etat.EXPIREE)
        phrase = f"a clos la proposition sans réponse de {inscription.personne.nom_complet} : "
        _noter("agenda.expirer", inscription, evenement, phrase + dire_rencontre(evenement), logiciel())


def resserrer(evenement: Evenement) -> None:
    """A meeting that comes earlier: no offer stays open later than two hours before its start."""
    limite = evenement.debut - AVANT_LE_DEBUT
    evenement.inscriptions.filter(etat=Etat.PROPOSEE, offre_expire_le__gt=limite).update(offre_expire_le=limite)


def pourvoir(evenement: Evenement, *, par: Any, sauf: int = 0) -> list[Inscription]:
    """Offer what is free to those who wait, in order, one offer for each place; the event must be locked.

    Offers whose time is over end first. When the meeting is too near for an answer, nothing is offered: someone of the
    team calls the first of the list and gives her the place (`offres.donner_place`).

    Args:
        sauf: the person who is asking now: when her turn has come she has her place at once, without an offer.

    Returns:
        Those to whom a place is offered.
    """
    expirer(evenement)
    if evenement.a_commence or evenement.est_annule:
        return []
    limite, proposees = limite_de_reponse(evenement), []
    for inscription in elues(evenement):
        if inscription.personne_id == sauf:
            poser(inscription, Etat.INSCRITE)
        elif limite is not None:
            _proposer(inscription, evenement, limite, par)
            proposees.append(inscription)
    return proposees


def _proposer(inscription: Inscription, evenement: Evenement, limite: dt.datetime, par: Any) -> None:
    poser(inscription, Etat.PROPOSEE, jusqu_a=limite)
    courriers.place_proposee(inscription, evenement)
    personne = inscription.personne
    phrase = f"a libéré une place, proposée à {personne.nom_complet} jusqu’à {date_longue(limite)} : "
    _noter("agenda.proposer", inscription, evenement, phrase + dire_rencontre(evenement), par)


def _noter(code: str, inscription: Inscription, evenement: Evenement, phrase: str, par: Any) -> None:
    journal.noter(code, par=par, sur=[evenement, inscription.personne], phrase=phrase, audience="equipe")


def dire_proposees(proposees: list[Inscription]) -> str:
    """What follows, for the end of a sentence: « Une place est proposée à Awa Diallo, jusqu’à mardi 24 à 14 h. »"""
    return "".join(
        f" Une place est proposée à {i.personne.nom_complet}, qui répond avant {date_longue(i.offre_expire_le)}."
        for i in proposees
    )

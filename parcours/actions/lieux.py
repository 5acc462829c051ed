"""Rooms, closures of the centre, and the hours when a trainee cannot come."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.agenda.semaine import Semaine
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.interface.francais import pluriel
from parcours.models import DemiJournee, Fermeture, Indisponibilite, Parcours, Salle


@transaction.atomic
def noter_salle(*, par: Any, salle: Salle | None = None, nom: str, capacite: int) -> Salle:
    """Add a room, or change it. Raises ValidationError beside the fields (a name already taken)."""
    salle = Salle.objects.select_for_update(of=("self",)).get(pk=salle.pk) if salle else Salle()
    if (salle.nom, salle.capacite) == (nom, capacite):
        return salle
    geste = "a modifié" if salle.pk else "a ajouté"
    salle.nom, salle.capacite = nom, capacite
    salle.full_clean()
    salle.save()
    phrase = f"{geste} la salle {nom}, {pluriel(capacite, 'place')}"
    journal.noter("salle.noter", par=par, sur=salle, phrase=phrase, audience="equipe")
    return salle


@transaction.atomic
def retirer_salle(salle: Salle, *, par: Any) -> Salle:
    """Offer it no more. What is past keeps its name. Raises Ferme when half-days to come stand in it."""
    salle = Salle.objects.select_for_update(of=("self",)).get(pk=salle.pk)
    if salle.retiree_le:
        return salle
    a_venir = DemiJournee.objects.tenues().filter(salle=salle, date__gte=timezone.localdate()).count()
    if a_venir:
        combien = pluriel(a_venir, "demi-journée à venir", "demi-journées à venir")
        phrase = f"La salle {salle} sert pour {combien}. Changez d’abord leur salle."
        raise Ferme([Obstacle("servie", phrase)])
    salle.retiree_le = timezone.now()
    salle.save(update_fields=["retiree_le"])
    journal.noter("salle.retirer", par=par, sur=salle, phrase=f"a retiré la salle {salle}", audience="equipe")
    return salle


@transaction.atomic
def ajouter_fermeture(*, par: Any, du: dt.date, au: dt.date, raison: str) -> tuple[Fermeture, int]:
    """Close the centre between two days. Returns the closure, and how many half-days planned stand on it.

    The same closure twice is written once.
    """
    fermeture, nouvelle = Fermeture.objects.get_or_create(du=du, au=au, raison=raison)
    if nouvelle:
        phrase = f"a noté une fermeture du centre : {fermeture}"
        journal.noter("fermeture.ajouter", par=par, sur=fermeture, phrase=phrase, audience="equipe")
    return fermeture, demi_journees_pendant(fermeture)


def demi_journees_pendant(fermeture: Fermeture) -> int:
    """Half-days of the calendars that stand on a closure: they are said, never moved by themselves."""
    return DemiJournee.objects.tenues().filter(date__gte=fermeture.du, date__lte=fermeture.au).count()


@transaction.atomic
def retirer_fermeture(fermeture: Fermeture, *, par: Any) -> None:
    """Take a closure away; calendars already made do not change. A second click changes nothing."""
    dite = str(fermeture)
    if Fermeture.objects.filter(pk=fermeture.pk).delete()[0]:
        phrase = f"a retiré une fermeture du centre : {dite}"
        journal.noter("fermeture.retirer", par=par, sur=[], phrase=phrase, audience="equipe")


@transaction.atomic
def noter_indisponibilite(parcours: Parcours, *, par: Any, semaine: Semaine, precision: str) -> Indisponibilite | None:
    """Write the hours when she cannot come; an empty week takes them away."""
    parcours = Parcours.objects.select_for_update(of=("self",)).get(pk=parcours.pk)
    deja = Indisponibilite.objects.filter(parcours=parcours).first()
    if not semaine:
        if deja is not None:
            deja.delete()
            _noter(parcours, par, "a noté qu’elle peut venir à toute heure")
        return None
    if deja is not None and (deja.en_semaine, deja.precision) == (semaine, precision):
        return deja
    notee = deja or Indisponibilite(parcours=parcours)
    notee.semaine, notee.precision = semaine.vers_donnees(), precision
    notee.full_clean()
    notee.save()
    _noter(parcours, par, f"a noté quand elle ne peut pas venir : {semaine.phrase()}")
    return notee


def _noter(parcours: Parcours, par: Any, phrase: str) -> None:
    journal.noter("parcours.indisponibilite", par=par, sur=parcours, phrase=phrase)

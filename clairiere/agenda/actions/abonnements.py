"""Calendar addresses: get one, change it, stop it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.agenda.models import AbonnementAgenda
from clairiere.comptes.models import Personne, Utilisateur


@transaction.atomic
def ouvrir_abonnement(personne: Personne, *, par: Any) -> AbonnementAgenda:
    """Her calendar address; the same one when she already has it."""
    Personne.objects.select_for_update(of=("self",)).get(pk=personne.pk)
    abonnement, nouveau = AbonnementAgenda.objects.get_or_create(personne=personne, revoque_le=None)
    if nouveau:
        journal.noter("agenda.ouvrir_abonnement", par=par, sur=personne, phrase="a demandé son adresse de calendrier")
    return abonnement


@transaction.atomic
def arreter_abonnement(personne: Personne, *, par: Any) -> bool:
    """Stop her address: it answers « not found » from now on. False when there was none."""
    arretes = AbonnementAgenda.objects.filter(personne=personne).actifs().update(revoque_le=timezone.now())
    if arretes:
        journal.noter("agenda.arreter_abonnement", par=par, sur=personne, phrase="a arrêté son adresse de calendrier")
    return bool(arretes)


@transaction.atomic
def renouveler_abonnement(personne: Personne, *, par: Any) -> AbonnementAgenda:
    """A new address; the old one stops."""
    arreter_abonnement(personne, par=par)
    return ouvrir_abonnement(personne, par=par)


@transaction.atomic
def ouvrir_pour_compte(compte: Utilisateur, *, par: Any) -> AbonnementAgenda:
    """The calendar address of an account without a file (a trainer); the same one when she already has it."""
    Utilisateur.objects.select_for_update(of=("self",)).get(pk=compte.pk)
    abonnement, nouveau = AbonnementAgenda.objects.get_or_create(utilisateur=compte, revoque_le=None)
    if nouveau:
        phrase = "a demandé son adresse de calendrier"
        journal.noter("agenda.ouvrir_abonnement", par=par, sur=[], phrase=phrase, audience="equipe")
    return abonnement


@transaction.atomic
def arreter_pour_compte(compte: Utilisateur, *, par: Any) -> bool:
    """Stop the address of an account. False when there was none."""
    arretes = AbonnementAgenda.objects.filter(utilisateur=compte).actifs().update(revoque_le=timezone.now())
    if arretes:
        phrase = "a arrêté son adresse de calendrier"
        journal.noter("agenda.arreter_abonnement", par=par, sur=[], phrase=phrase, audience="equipe")
    return bool(arretes)


@transaction.atomic
def renouveler_pour_compte(compte: Utilisateur, *, par: Any) -> AbonnementAgenda:
    """A new address for an account; the old one stops."""
    arreter_pour_compte(compte, par=par)
    return ouvrir_pour_compte(compte, par=par)

"""The director's exception to the hours of the course."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.centres.reglages import lire
from clairiere.comptes import droits
from clairiere.flux.obstacles import Ferme, Interdit, Obstacle
from parcours import regles
from parcours.models import Derogation, Parcours
from parcours.models.etats import EN_COURS_DE_FORMATION
from parcours.regles.derogation import FaitsDerogation, derogation


@transaction.atomic
def accorder(
    parcours: Parcours, *, par: Any, minutes: int, motif: str, faits: str, date: dt.date | None = None
) -> Derogation:
    """Write the exception; a new one replaces the old one, which stays in the file. The same one twice is one.

    Raises:
        Interdit: only the director writes it, whatever the page.
        Ferme: see `regles.derogation`.
    """
    _verifier(par)
    requete = Parcours.objects.select_for_update(of=("self",)).select_related("personne", "session", "centre")
    parcours = requete.get(pk=parcours.pk)
    motif, faits = motif.strip(), faits.strip()
    ancienne = parcours.derogations.valables().first()
    if ancienne and (ancienne.minutes, ancienne.motif, ancienne.faits) == (minutes, motif, faits):
        return ancienne
    obstacles = list(
        derogation(
            FaitsDerogation(
                nom=str(parcours),
                minutes=parcours.minutes(),
                acceptees=minutes,
                heures_visees=parcours.heures_visees,
                maximum=lire(parcours.centre, "exception_heures"),
                motif=motif,
                faits=faits,
                dans_la_formation=parcours.etat in EN_COURS_DE_FORMATION,
            )
        )
    )
    if obstacles:
        raise Ferme(obstacles)
    if ancienne:
        ancienne.retiree_le, ancienne.raison_retrait = timezone.localdate(), "Remplacée."
        ancienne.save(update_fields=["retiree_le", "raison_retrait"])
    nouvelle = Derogation(
        parcours=parcours,
        minutes=minutes,
        motif=motif,
        faits=faits,
        date=date or timezone.localdate(),
        accordee_par=par.nom,
    )
    nouvelle.full_clean()
    nouvelle.save()
    duree = regles.dire_duree(minutes)
    phrase = f"a écrit une exception : {duree} sur {parcours.heures_visees} acceptées"
    journal.noter("derogation.ecrire", par=par, sur=parcours, phrase=phrase, motif=motif, audience="equipe")
    return nouvelle


@transaction.atomic
def retirer(derogation: Derogation, *, par: Any, raison: str) -> Derogation:
    """Take the exception back; a decision of the jury that stood on it no longer opens the certificate.

    Raises:
        Interdit: only the director takes it back.
        Ferme: no reason, or she is certified already.
    """
    _verifier(par)
    derogation = Derogation.objects.select_for_update(of=("self",)).select_related("parcours").get(pk=derogation.pk)
    if derogation.retiree_le:
        return derogation
    if not raison.strip():
        raise Ferme([Obstacle("raison", "Il manque la raison.", champ="raison")])
    if derogation.parcours.certificats.filter(revoque_le__isnull=True).exists():
        phrase = "Son certificat s’appuie sur cette exception. Révoquez d’abord le certificat."
        raise Ferme([Obstacle("certifiee", phrase, qui="la directrice")])
    derogation.retiree_le, derogation.raison_retrait = timezone.localdate(), raison.strip()[:300]
    derogation.save(update_fields=["retiree_le", "raison_retrait"])
    phrase = "a retiré l’exception aux heures"
    sur = derogation.parcours
    journal.noter("derogation.retirer", par=par, sur=sur, phrase=phrase, motif=raison, audience="equipe")
    return derogation


def _verifier(par: Any) -> None:
    if not par.peut("derogation.ecrire"):
        raise Interdit(f"C’est à faire par {droits.dire_roles('derogation.ecrire')}.")

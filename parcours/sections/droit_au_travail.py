"""The card of the right to work and of France Travail; for the team only."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clairiere.centres.reglages import lire
from clairiere.interface.francais import date_courte
from parcours.models import DroitAuTravail, SuiviFranceTravail
from parcours.regles.droit_au_travail import validite
from parcours.sections import Carte


def carte(parcours: Any, acteur: Any) -> Carte | None:
    """Two queries."""
    if not acteur.peut("parcours.modifier"):
        return None
    droit = DroitAuTravail.objects.visibles_par(acteur).filter(personne=parcours.personne_id).first()
    jours = lire(acteur.centre, "droit_travail_rappel_jours")
    suivi = SuiviFranceTravail.objects.visibles_par(acteur).filter(parcours=parcours).first()
    c = {
        "droit": droit,
        "validite": validite(droit.expire_le, timezone.localdate(), jours) if droit else None,
        "france_travail": suivi,
        "demande_depuis": date_courte(suivi.demande_le) if suivi and suivi.demande_le else "",
    }
    return Carte("parcours/freins/carte_droits.html", c)

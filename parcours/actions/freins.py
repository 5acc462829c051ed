"""What stands in her way, her right to work, France Travail: noted by the team, read by the team."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.flux.obstacles import Ferme, Obstacle
from parcours.models import DroitAuTravail, Frein, Parcours, SuiviFranceTravail


@transaction.atomic
def noter_frein(parcours: Parcours, *, par: Any, genre: str, precision: str = "") -> Frein:
    """Note a barrier. Raises Ferme when the same one is open; once lifted, it may come back as a new one."""
    Parcours.objects.select_for_update(of=("self",)).get(pk=parcours.pk)
    deja = Frein.objects.filter(parcours=parcours, genre=genre).exclude(etat="leve").first()
    if deja is not None and deja.precision == precision:
        return deja
    if deja is not None:
        raise Ferme(
            [
                Obstacle(
                    "deja",
                    "Ce frein est déjà noté pour elle.",
                    lien=("parcours:frein", {"pk": deja.pk}),
                    libelle_lien="Ouvrir ce frein",
                    champ="genre",
                )
            ]
        )
    frein = Frein(
        parcours=parcours,
        genre=genre,
        precision=precision,
        repere_par=par.nom,
        repere_le=timezone.localdate(),
        depuis=timezone.now(),
    )
    frein.full_clean()
    frein.save()
    journal.noter("frein.noter", par=par, sur=frein, phrase="a repéré ce frein", audience="equipe", vers="repere")
    return frein


@transaction.atomic
def noter_droit_au_travail(
    parcours: Parcours, *, par: Any, vu_le: dt.date, expire_le: dt.date | None = None
) -> DroitAuTravail:
    """« Seen on, by me, until »; the history keeps the dates, never the paper."""
    personne = parcours.personne
    droit = DroitAuTravail.objects.select_for_update(of=("self",)).filter(personne=personne).first()
    droit = droit or DroitAuTravail(personne=personne)
    if droit.pk and (droit.vu_le, droit.expire_le) == (vu_le, expire_le):
        return droit
    droit.vu_le, droit.expire_le, droit.vu_par = vu_le, expire_le, par.nom
    droit.full_clean()
    droit.save()
    fin = f", jusqu’au {expire_le:%d/%m/%Y}" if expire_le else ", sans date de fin"
    phrase = f"a vu le droit au travail le {vu_le:%d/%m/%Y}{fin}"
    journal.noter("droit_au_travail.noter", par=par, sur=droit, phrase=phrase, audience="equipe")
    return droit


@transaction.atomic
def noter_france_travail(parcours: Parcours, *, par: Any, **champs: Any) -> SuiviFranceTravail:
    """Her adviser and her request; the history says that it changed, not the identifier."""
    suivi = SuiviFranceTravail.objects.select_for_update(of=("self",)).filter(parcours=parcours).first()
    suivi = suivi or SuiviFranceTravail(parcours=parcours)
    if suivi.pk and all(getattr(suivi, nom) == valeur for nom, valeur in champs.items()):
        return suivi
    for nom, valeur in champs.items():
        setattr(suivi, nom, valeur)
    suivi.full_clean()
    suivi.save()
    etat = f" : demande {suivi.get_demande_display()}" if suivi.demande else ""
    phrase = f"a noté le suivi de France Travail{etat}"
    journal.noter("france_travail.noter", par=par, sur=suivi, phrase=phrase, audience="equipe")
    return suivi

"""What follows from a presence at a closed meeting: a journey that moves on, or someone to call again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from clairiere import flux
from clairiere.agenda.models import Evenement, Inscription
from clairiere.comptes.acteur import Acteur
from clairiere.comptes.models import Personne
from clairiere.flux.obstacles import RefusDeFlux
from parcours.actions.contact import noter_la_suite
from parcours.actions.recrutement import reperer
from parcours.models import Parcours
from parcours.regles import reunions as mots

Etat = Inscription.Etat
DE_RETOUR = "Elle est venue à une réunion d’information."
# state at the end of the meeting → (what it is counted as, the words of what is to do)
_RAPPELS = {
    Etat.ABSENTE: ("absente", mots.action_absente),
    Etat.EN_ATTENTE: ("sans_place", mots.action_sans_place),
    Etat.EXPIREE: ("sans_place", mots.action_sans_reponse),
}


def faire_suite(inscription: Inscription, *, par: Any) -> str:
    """Do what her presence asks for; the same presence twice changes nothing.

    Returns:
        `presente` (informed now, or already by this meeting), `deja_avancee`, `absente`, `sans_place`, or nothing.
    """
    evenement = inscription.evenement
    if inscription.etat == Etat.PRESENTE:
        return _informer(inscription.personne, evenement, par)
    if inscription.etat in _RAPPELS:
        nom, dire = _RAPPELS[Etat(inscription.etat)]
        return _rappeler(inscription.personne, evenement, par, nom, dire)
    return ""


def _jour(evenement: Evenement) -> dt.date:
    return timezone.localdate(evenement.debut)


def _dernier(personne: Personne) -> Parcours | None:
    """Her open journey; else the last one that ended."""
    siens = list(Parcours.objects.filter(personne=personne).order_by("-pk"))
    ouverts = [p for p in siens if not p.etat_dit.fin]
    return next(iter(ouverts or siens), None)


def _nouveau(personne: Personne, evenement: Evenement, par: Any) -> Parcours:
    return reperer(personne=personne, par=par, origine=mots.dire_origine(evenement.genre, _jour(evenement)))


def _informer(personne: Personne, evenement: Evenement, par: Any) -> str:
    parcours = _dernier(personne) or _nouveau(personne, evenement, par)
    if parcours.etat == "reperee":
        flux.franchir(parcours, "informer", par=par, date_reunion=_jour(evenement), reunion=evenement)
        return "presente"
    if parcours.etat_dit.fin:
        return _reprendre(parcours, evenement, par)
    if parcours.etat == "informee" and parcours.reunion_id is None and parcours.date_reunion == _jour(evenement):
        _lier(parcours, evenement)
    return "presente" if parcours.reunion_id == evenement.pk else "deja_avancee"


def _reprendre(parcours: Parcours, evenement: Evenement, par: Any) -> str:
    """She had left, and comes back by a meeting; who holds a certificate does not apply again."""
    try:
        parcours = flux.franchir(parcours, "reprendre_candidature", par=par, motif=DE_RETOUR)
    except RefusDeFlux:
        return "deja_avancee"
    _lier(parcours, evenement)
    return "presente"


def _lier(parcours: Parcours, evenement: Evenement) -> None:
    parcours.reunion, parcours.date_reunion = evenement, _jour(evenement)
    parcours.save(update_fields=["reunion", "date_reunion"])


def _rappeler(personne: Personne, evenement: Evenement, par: Any, pourquoi: str, dire: Any) -> str:
    parcours = _dernier(personne) or _nouveau(personne, evenement, par)
    if parcours.etat == "informee" and parcours.reunion_id == evenement.pk:
        systeme = Acteur.systeme(par.centre, par.nom)
        parcours = flux.franchir(parcours, "corriger_reunion", par=systeme)
    if parcours.etat != "reperee":
        return ""  # already informed elsewhere, or her journey ended: her next action is not ours to write
    action = dire(evenement.genre, _jour(evenement))
    noter_la_suite(parcours, par=par, prochaine_action=action, prochaine_date=_jour(evenement))
    return pourquoi

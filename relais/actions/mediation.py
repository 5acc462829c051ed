"""Mediation: opening a case and moving it. Nothing of the topic goes to the journal, to a message or to a log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction

from clairiere import flux, journal
from clairiere.comptes.models import Adhesion, Personne
from clairiere.comptes.roles import Role
from clairiere.flux.obstacles import Ferme, Introuvable, Obstacle
from relais import regles
from relais.models import Mediation
from relais.models.mediation import AUDIENCE
from relais.obstacles import liens
from relais.vocabulaire import Depart, Origine, Urgence


def a_une_mediatrice(centre: Any) -> bool:
    """True when someone here may take a case: a mediator who does not head the centre."""
    dirigent = Adhesion.objects.filter(centre=centre, role=Role.DIRECTRICE).values("utilisateur")
    return Adhesion.objects.filter(centre=centre, role=Role.MEDIATRICE).exclude(utilisateur__in=dirigent).exists()


@transaction.atomic
def demander(
    *,
    demandeuse: Personne,
    par: Any,
    autre: Personne | None = None,
    autre_nom: str = "",
    motifs: Sequence[str] = (),
    urgence: str = Urgence.NORMALE,
    origine: str = Origine.EN_LIGNE,
) -> tuple[Mediation, bool]:
    """Open a case; a second click gives the one already open with the same person, and False.

    No message leaves: the outbox is read by the team. The mediator calls.

    Raises:
        Ferme: nobody to be on the other side, the same person twice, or no mediator in this centre.
    """
    obstacles = []
    if not a_une_mediatrice(demandeuse.centre):
        obstacles.append(Obstacle("mediatrice", "Ce centre n’a pas de médiatrice.", qui="la directrice"))
    if autre is None and not autre_nom.strip():
        obstacles.append(Obstacle("autre", "Dites avec qui vous voulez parler.", champ="autre_nom"))
    if autre is not None and autre.pk == demandeuse.pk:
        obstacles.append(Obstacle("soi", "Les deux personnes sont la même.", champ="autre"))
    if obstacles:
        raise Ferme(obstacles)
    Personne.objects.select_for_update(of=("self",)).get(pk=demandeuse.pk)
    ouverte = Mediation.objects.ouvertes().filter(demandeuse=demandeuse, autre=autre)
    ouverte = ouverte.filter(autre_nom__iexact=autre_nom.strip()) if autre is None else ouverte
    deja = ouverte.first()
    if deja is not None:
        return deja, False
    mediation = Mediation(
        demandeuse=demandeuse,
        autre=autre,
        autre_nom="" if autre else autre_nom.strip(),
        motifs=list(motifs),
        urgence=urgence,
        origine=origine,
    )
    mediation.full_clean()
    mediation.save()
    journal.noter(
        "mediation.demander", par=par, sur=mediation, phrase="a noté la demande", audience=AUDIENCE, vers="recue"
    )
    return mediation, True


def prendre_en_charge(mediation: Mediation, *, par: Any, attendu: str | None = None, **_declare: Any) -> Mediation:
    """She becomes the only one who sees the case. Raises Ferme when she is not neutral (see `regles.neutralite`)."""
    return flux.franchir(mediation, "prendre_en_charge", par=par, attendu=attendu, mediatrice=par.utilisateur)


@transaction.atomic
def recevoir(
    mediation: Mediation, *, par: Any, contrat: str, danger: bool, proces: bool, attendu: str | None = None
) -> Mediation:
    """The request suits a mediation. What was answered about danger or trial is not kept.

    Raises:
        Ferme: a danger or a trial; it is sent on instead.
    """
    refus = list(regles.recevabilite(danger=danger, proces=proces))
    if refus:
        raise Ferme(refus)
    return _completer(flux.franchir(mediation, "recevoir", par=par, attendu=attendu), contrat=contrat)


@transaction.atomic
def orienter(mediation: Mediation, *, par: Any, organisme: str, attendu: str | None = None) -> Mediation:
    """Sent to another service: the case ends here."""
    return _completer(flux.franchir(mediation, "orienter", par=par, attendu=attendu), orientation=organisme)


@transaction.atomic
def conclure_accord(
    mediation: Mediation, *, par: Any, signe_le: dt.date, change_contrat: bool, attendu: str | None = None
) -> Mediation:
    """They found an agreement, signed by them; its words are theirs and are not kept here."""
    mediation = flux.franchir(mediation, "conclure_accord", par=par, attendu=attendu)
    return _completer(mediation, accord_signe_le=signe_le, change_contrat=change_contrat)


@transaction.atomic
def abandonner(
    mediation: Mediation, *, par: Any, attendu: str | None = None, depart: str = "", **_oui: Any
) -> Mediation:
    """Anyone of the three may stop; a party is known by who she is, the mediator says who left.

    Raises:
        Ferme: a mediator who has not taken the case.
    """
    mediation = Mediation.objects.select_related("demandeuse", "autre").get(pk=mediation.pk)
    moi = par.utilisateur.pk if par.utilisateur is not None else None
    parties = {mediation.demandeuse.utilisateur_id: Depart.DEMANDEUSE}
    if mediation.autre is not None:
        parties[mediation.autre.utilisateur_id] = Depart.AUTRE
    if moi in parties:
        depart = parties[moi]
    elif mediation.mediatrice_id is None:
        raise Ferme([Obstacle("en_charge", "Prenez d’abord la demande en charge.", qui="la médiatrice")])
    apres = flux.franchir(mediation, "abandonner", par=par, attendu=attendu)
    return _completer(apres, depart=depart or Depart.SILENCE)


def _completer(mediation: Mediation, **champs: Any) -> Mediation:
    """Set what the journal must not hold, in the transaction of the move."""
    for nom, valeur in champs.items():
        setattr(mediation, nom, valeur)
    mediation.save(update_fields=list(champs))
    return mediation


def confiee(mediation: Mediation, par: Any) -> Mediation:
    """A fresh locked copy, for the assigned mediator. Raises Introuvable for anybody else."""
    mienne = Mediation.objects.confiees_a(par).select_for_update(of=("self",)).filter(pk=mediation.pk).first()
    if mienne is None:
        raise Introuvable
    return mienne


@transaction.atomic
def noter_accords(
    mediation: Mediation,
    *,
    par: Any,
    autre_prevenue_le: dt.date | None = None,
    accord_demandeuse_le: dt.date | None = None,
    accord_autre_le: dt.date | None = None,
) -> Mediation:
    """Note when the other side was told, and when each said yes. An empty date takes an agreement back.

    Raises:
        Introuvable: not her case. Ferme: the talks have begun (one stops instead), or it is not yet time.
    """
    mediation = confiee(mediation, par)
    if mediation.etat != "a_accorder":
        raise Ferme([Obstacle("etape", "Les accords se notent entre l’examen et le début des entretiens.")])
    return _completer(
        mediation,
        autre_prevenue_le=autre_prevenue_le or accord_autre_le,
        accord_demandeuse_le=accord_demandeuse_le,
        accord_autre_le=accord_autre_le,
    )


@transaction.atomic
def corriger(mediation: Mediation, *, par: Any, motifs: Sequence[str], autre: Personne | None = None) -> Mediation:
    """Set the topics, and link the other side to a file of the centre.

    Raises:
        Introuvable: not her case. Ferme: the same person on both sides, or a file that makes her not neutral.
    """
    mediation = confiee(mediation, par)
    champs: dict[str, Any] = {"motifs": list(motifs)}
    if autre is not None and autre.pk != mediation.autre_id:
        if autre.pk == mediation.demandeuse_id:
            raise Ferme([Obstacle("soi", "Les deux personnes sont la même.", champ="autre")])
        mediation.autre = autre
        refus = [replace(o, champ="autre") for o in regles.neutralite(liens(mediation, par.utilisateur))]
        if refus:
            raise Ferme(refus)
        champs |= {"autre": autre, "autre_nom": ""}
    return _completer(mediation, **champs)

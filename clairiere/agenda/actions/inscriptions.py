"""Registrations: asking for a place, giving it back, presence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from clairiere import journal
from clairiere.agenda import courriers, regles
from clairiere.agenda.acteurs import est_elle
from clairiere.agenda.actions.places import dire_proposees, expirer, poser, pourvoir, verrouiller
from clairiere.agenda.actions.rencontres import Resultat
from clairiere.agenda.courriers import dire_rencontre
from clairiere.agenda.models import Evenement, Inscription
from clairiere.comptes.models import Personne
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.interface.francais import date_longue

Etat = Inscription.Etat


@transaction.atomic
def inscrire(
    evenement: Evenement,
    personne: Personne,
    *,
    par: Any,
    enfants: int = 0,
    prenoms_enfants: Sequence[str] = (),
    apres_coup: bool = False,
    canal: str = "",
) -> Resultat:
    """Ask for a place: she is registered, or on the waiting list when she does not fit.

    Everyone goes through the waiting list, in order; a newcomer never passes before someone who fits. Asking again with
    the same children changes nothing; with other children, it changes their number. Who asks while a place is offered
    to her says yes to it.

    Args:
        enfants: 0 to 6.
        apres_coup: recorded at the desk after the meeting began; then there is a place or a refusal, no waiting.
        canal: how she asked (`Inscription.Canal`).

    Raises:
        Ferme: called off, begun, too many children for the meeting, or no room for the children added.
    """
    evenement = verrouiller(evenement)
    expirer(evenement)
    _verifier_ouverte(evenement, enfants, apres_coup)
    inscription = evenement.inscriptions.filter(personne=personne).first()
    active = inscription is not None and not inscription.est_sortie
    prenoms = [str(p).strip() for p in prenoms_enfants]
    memes = active and (inscription.enfants, list(inscription.prenoms_enfants)) == (enfants, prenoms)
    if memes and inscription.etat != Etat.PROPOSEE:
        return Resultat(inscription, _dire(inscription, personne, par, deja=True), change=False)
    if inscription is None:
        inscription = Inscription(evenement=evenement, personne=personne)
    if active and inscription.tient_une_place:
        _verifier_ajout(evenement, inscription, enfants)
        inscription.etat = Etat.INSCRITE if inscription.etat == Etat.PROPOSEE else inscription.etat
    elif not active:
        _demander(inscription, evenement, enfants, canal)
    inscription.enfants, inscription.prenoms_enfants, inscription.offre_expire_le = enfants, prenoms, None
    inscription.full_clean(validate_unique=False)
    inscription.save()
    pourvoir(evenement, par=par, sauf=personne.pk)
    inscription.refresh_from_db()
    _noter_inscription(inscription, personne, evenement, par)
    return Resultat(inscription, _dire(inscription, personne, par))


def _demander(inscription: Inscription, evenement: Evenement, enfants: int, canal: str) -> None:
    """A new asking: last in the order of today, with what she waited for in vain before."""
    personne, maintenant = inscription.personne, timezone.now()
    inscription.ordre = (evenement.inscriptions.aggregate(n=Max("ordre"))["n"] or 0) + 1
    inscription.demandee_le, inscription.canal = timezone.localdate(maintenant), canal
    vaines = Inscription.objects.attentes_sans_place([personne.pk], evenement.genre, maintenant)
    inscription.attentes_passees = vaines.get(personne.pk, 0)
    inscription.etat = Etat.EN_ATTENTE
    if evenement.a_commence:
        _verifier_place(evenement, enfants)
        inscription.etat = Etat.INSCRITE


def _verifier_ouverte(evenement: Evenement, enfants: int, apres_coup: bool) -> None:
    if evenement.est_annule:
        raise Ferme([Obstacle("annulee", f"Cette {evenement.mot} est annulée.")])
    if evenement.a_commence and not apres_coup:
        raise Ferme([Obstacle("commencee", f"Cette {evenement.mot} a déjà commencé. On ne peut plus s’inscrire.")])
    au_plus = min(evenement.places_enfants, regles.ENFANTS_AU_PLUS)
    if enfants > au_plus:
        enfants_dits = "1 enfant" if au_plus == 1 else f"{au_plus} enfants"
        phrase = f"Cette {evenement.mot} accueille {enfants_dits} au plus par personne."
        if not au_plus:
            phrase = f"Cette {evenement.mot} est sans les enfants."
        raise Ferme([Obstacle("enfants", phrase, champ="enfants")])


def _verifier_ajout(evenement: Evenement, inscription: Inscription, enfants: int) -> None:
    libres = evenement.libres.enfants
    if enfants - inscription.enfants > libres:
        reste = {0: "Il ne reste pas de place", 1: "Il reste 1 place"}.get(libres, f"Il reste {libres} places")
        raise Ferme([Obstacle("enfants", f"{reste} pour un enfant de plus.", champ="enfants")])


def _verifier_place(evenement: Evenement, enfants: int) -> None:
    if not evenement.libres.accueille(enfants):
        raise Ferme([Obstacle("complet", "Il n’y a plus de place. Changez d’abord le nombre de places.")])


def _dire(inscription: Inscription, personne: Personne, par: Any, *, deja: bool = False) -> str:
    encore = " déjà" if deja else ""
    soi = est_elle(par, personne)
    if inscription.etat != Etat.EN_ATTENTE:
        rencontre = dire_rencontre(inscription.evenement)
        return f"Vous êtes{encore} inscrite : {rencontre}." if soi else f"{personne.nom_complet} est{encore} inscrite."
    rang = Inscription.objects.avec_rang().get(pk=inscription.pk).rang
    if soi:
        return regles.dire_attente(rang)
    return f"{personne.nom_complet} est{encore} {regles.dire_rang(rang)} sur la liste d’attente."


def _noter_inscription(inscription: Inscription, personne: Personne, evenement: Evenement, par: Any) -> None:
    rencontre = dire_rencontre(evenement)
    avec = f" avec {inscription.enfants} enfant{'s' if inscription.enfants > 1 else ''}" if inscription.enfants else ""
    attente = " sur la liste d’attente" if inscription.etat == Etat.EN_ATTENTE else ""
    qui = "s’est inscrite" if est_elle(par, personne) else f"a inscrit {personne.nom_complet}"
    phrase = f"{qui}{avec}{attente} : {rencontre}"
    journal.noter("agenda.inscrire", par=par, sur=[evenement, personne], phrase=phrase, audience="equipe")


@transaction.atomic
def annuler_inscription(inscription: Inscription, *, par: Any) -> Resultat:
    """Give a place back, refuse the one that is offered, or leave the waiting list; what it frees is offered.

    Raises:
        Ferme: the meeting has begun (an absence is noted instead), or her presence is already noted.
    """
    evenement = verrouiller(inscription.evenement)
    expirer(evenement)
    inscription = Inscription.objects.select_related("personne__centre", "evenement").get(pk=inscription.pk)
    personne = inscription.personne
    soi = est_elle(par, personne)
    if inscription.est_sortie:
        phrase = "Vous n’êtes plus inscrite." if soi else f"{personne.nom_complet} n’est plus inscrite."
        return Resultat(inscription, phrase, change=False)
    if evenement.a_commence and inscription.a_une_place:
        commencee = f"La {evenement.mot} a déjà commencé."
        phrase = commencee if soi else f"{commencee} Notez une absence."
        raise Ferme([Obstacle("commencee", phrase)])
    refus = inscription.etat == Etat.PROPOSEE
    poser(inscription, Etat.REFUSEE if refus else Etat.ANNULEE)
    journal.noter(
        "agenda.refuser" if refus else "agenda.annuler_inscription",
        par=par,
        sur=[evenement, personne],
        phrase=_phrase_de_sortie(evenement, personne, soi=soi, refus=refus),
        audience="equipe",
    )
    if not soi and not refus:
        courriers.inscription_annulee(inscription, evenement)
    suite = dire_proposees(pourvoir(evenement, par=par, sauf=personne.pk))
    if soi:
        dite = "C’est noté. Vous ne venez pas." if refus else "C’est noté. Vous n’êtes plus inscrite."
        return Resultat(inscription, dite)
    if refus:
        return Resultat(inscription, f"C’est noté : {personne.nom_complet} ne prend pas la place.{suite}")
    return Resultat(inscription, f"L’inscription de {personne.nom_complet} est annulée.{suite}")


def _phrase_de_sortie(evenement: Evenement, personne: Personne, *, soi: bool, refus: bool) -> str:
    rencontre = dire_rencontre(evenement)
    if refus:
        geste = "a refusé la place proposée" if soi else f"a noté que {personne.nom_complet} refuse la place proposée"
    else:
        geste = "a annulé sa venue" if soi else f"a annulé l’inscription de {personne.nom_complet}"
    return f"{geste} : {rencontre}"


@transaction.atomic
def noter_presence(inscription: Inscription, *, par: Any, presente: bool) -> Resultat:
    """Say that she came, or did not; it may be corrected. Her place stays hers.

    Raises:
        Ferme: the day has not come, the meeting is called off, or she has no place.
    """
    evenement = verrouiller(inscription.evenement)
    inscription = Inscription.objects.select_related("personne", "evenement").get(pk=inscription.pk)
    nom = inscription.personne.nom_complet
    if evenement.est_annule:
        raise Ferme([Obstacle("annulee", f"Cette {evenement.mot} est annulée.")])
    if timezone.localdate(evenement.debut) > timezone.localdate():
        jour = date_longue(timezone.localdate(evenement.debut))
        raise Ferme([Obstacle("avenir", f"La {evenement.mot} est {jour}. La présence se note ce jour-là.")])
    if inscription.etat == Etat.PROPOSEE:
        raise Ferme([Obstacle("proposee", f"{nom} n’a pas encore répondu. Notez d’abord si elle prend la place.")])
    if not inscription.a_une_place:
        raise Ferme([Obstacle("sans_place", f"{nom} n’a pas de place. Inscrivez-la d’abord.")])
    voulu = Etat.PRESENTE if presente else Etat.ABSENTE
    mot = "présente" if presente else "absente"
    if inscription.etat == voulu:
        return Resultat(inscription, f"{nom} est déjà notée {mot}.", change=False)
    inscription.etat = voulu
    inscription.save(update_fields=["etat", "change_le"])
    phrase = f"a noté {nom} {mot} : {dire_rencontre(evenement)}"
    journal.noter(
        "agenda.noter_presence", par=par, sur=[evenement, inscription.personne], phrase=phrase, audience="equipe"
    )
    return Resultat(inscription, f"{nom} est notée {mot}.")

"""Answers to an offer: yes, no, the time that runs out, and the place given by hand when it is too late to ask."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from clairiere import journal
from clairiere.agenda import courriers
from clairiere.agenda.acteurs import est_elle, logiciel
from clairiere.agenda.actions.inscriptions import annuler_inscription
from clairiere.agenda.actions.places import elues, poser, pourvoir, verrouiller
from clairiere.agenda.actions.rencontres import Resultat
from clairiere.agenda.courriers import dire_rencontre
from clairiere.agenda.models import Evenement, Inscription
from clairiere.flux.obstacles import Ferme, Obstacle

Etat = Inscription.Etat
TROP_TARD = "Le délai pour répondre est passé. La place est allée à une autre personne."


@transaction.atomic
def accepter_offre(inscription: Inscription, *, par: Any) -> Resultat:
    """Yes: the place that was held for her is hers. Too late: said in words, and the next one is asked.

    Raises:
        Ferme: the meeting is called off.
    """
    evenement = verrouiller(inscription.evenement)
    if evenement.est_annule:
        raise Ferme([Obstacle("annulee", f"Cette {evenement.mot} est annulée.")])
    pourvoir(evenement, par=logiciel())
    inscription = Inscription.objects.select_related("personne", "evenement").get(pk=inscription.pk)
    personne = inscription.personne
    soi = est_elle(par, personne)
    if inscription.a_une_place:
        phrase = "Vous êtes déjà inscrite." if soi else f"{personne.nom_complet} est déjà inscrite."
        return Resultat(inscription, phrase, change=False)
    if inscription.etat != Etat.PROPOSEE:
        phrase = TROP_TARD if inscription.etat == Etat.EXPIREE else "Aucune place n’est proposée pour le moment."
        return Resultat(inscription, phrase, change=False)
    poser(inscription, Etat.INSCRITE)
    rencontre = dire_rencontre(evenement)
    phrase = f"a accepté la place proposée : {rencontre}"
    if not soi:
        phrase = f"a noté que {personne.nom_complet} accepte la place proposée : {rencontre}"
    journal.noter("agenda.accepter", par=par, sur=[evenement, personne], phrase=phrase, audience="equipe")
    dite = f"Vous êtes inscrite : {rencontre}." if soi else f"{personne.nom_complet} est inscrite."
    return Resultat(inscription, dite)


def refuser_offre(inscription: Inscription, *, par: Any) -> Resultat:
    """No: the place goes to the next one who fits."""
    return annuler_inscription(inscription, par=par)


@transaction.atomic
def donner_place(inscription: Inscription, *, par: Any) -> Resultat:
    """Give a free place to who waits, by someone of the team who has just spoken with her.

    Raises:
        Ferme: no place is free, it is not her turn, or the meeting is called off.
    """
    evenement = verrouiller(inscription.evenement)
    if evenement.est_annule:
        raise Ferme([Obstacle("annulee", f"Cette {evenement.mot} est annulée.")])
    inscription = Inscription.objects.select_related("personne__centre", "evenement").get(pk=inscription.pk)
    nom = inscription.personne.nom_complet
    if inscription.a_une_place:
        return Resultat(inscription, f"{nom} est déjà inscrite.", change=False)
    if inscription.etat == Etat.PROPOSEE:
        return accepter_offre(inscription, par=par)
    pourvoir(evenement, par=logiciel())
    inscription.refresh_from_db(fields=["etat", "offre_expire_le"])
    if inscription.etat == Etat.PROPOSEE:
        return accepter_offre(inscription, par=par)
    tour = elues(evenement)
    if inscription.pk not in [i.pk for i in tour]:
        raise Ferme([_pas_son_tour(inscription, tour)])
    poser(inscription, Etat.INSCRITE)
    courriers.place_donnee(inscription, evenement)
    journal.noter(
        "agenda.donner",
        par=par,
        sur=[evenement, inscription.personne],
        phrase=f"a donné une place à {nom} : {dire_rencontre(evenement)}",
        audience="equipe",
    )
    return Resultat(inscription, f"{nom} a une place et reçoit un message.")


def _pas_son_tour(inscription: Inscription, tour: list[Inscription]) -> Obstacle:
    nom = inscription.personne.nom_complet
    if inscription.est_sortie:
        return Obstacle("sortie", f"{nom} n’est plus sur la liste. Inscrivez-la de nouveau.")
    if tour:
        return Obstacle("tour", f"C’est d’abord le tour de {tour[0].personne.nom_complet}. Appelez-la.")
    return Obstacle("complet", "Aucune place n’est libre pour elle.")


@transaction.atomic
def relancer(evenement: Evenement) -> list[Inscription]:
    """End the offers whose time is over and ask the next ones; twice changes nothing more."""
    return pourvoir(verrouiller(evenement), par=logiciel())

"""Asking auxiliaires: the staff chooses in the shortlist, each one receives a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from clairiere import flux, journal
from clairiere.flux.obstacles import Ferme, Interdit, Obstacle
from parcours.models import Parcours
from placements import courriers
from placements.acteurs import machine_de
from placements.actions.demandes import dire_combien, verrouiller
from placements.actions.selection import Carte, liste_courte
from placements.models import Demande, Proposition
from placements.regles.mouvements import PLUS_DE_RECHERCHE

EN_MEME_TEMPS = 5


@transaction.atomic
def proposer(demande: Demande, *, par: Any, parcours: Sequence[Parcours]) -> list[Proposition]:
    """Ask one to five auxiliaires of the shortlist; what the matching said is frozen in each proposition.

    Those already asked are left as they are, so that a second click sends nothing.

    Raises:
        Ferme: the search is not open, nobody or too many were chosen, or the matching excludes one of them.
        Interdit: the actor does not make propositions.
    """
    if not par.peut("proposition.creer"):
        raise Interdit("C’est à faire par une personne de l’équipe.")
    demande = verrouiller(demande)
    vivantes = {p.parcours_id: p for p in demande.propositions.vivantes()}
    choisies = list(dict.fromkeys(p.pk for p in parcours))
    nouvelles = [pk for pk in choisies if pk not in vivantes]
    _verifier_nombre(demande, choisies, nouvelles, len(vivantes))
    liste = liste_courte(demande, nombre=10_000) if nouvelles else None
    cartes, obstacles = [], []
    for pk in nouvelles:
        carte = liste.carte(pk) if liste else None
        if carte is None:
            obstacles.append(_ecartee(pk, liste.refus(pk) if liste else ""))
        else:
            cartes.append(carte)
    if obstacles:
        raise Ferme(obstacles)
    creees = [_creer(demande, carte, par) for carte in cartes]
    if creees and demande.etat == "ouverte":
        flux.franchir(demande, "proposer", par=machine_de(par), combien=dire_combien(len(creees)))
    return [vivantes[pk] for pk in choisies if pk in vivantes] + creees


def _verifier_nombre(demande: Demande, choisies: list[int], nouvelles: list[int], vivantes: int) -> None:
    if not demande.cherche:
        raise Ferme([Obstacle("demande", PLUS_DE_RECHERCHE[demande.etat], champ="parcours")])
    if not choisies:
        raise Ferme([Obstacle("personne", "Choisissez au moins une auxiliaire.", champ="parcours")])
    if len(nouvelles) + vivantes > EN_MEME_TEMPS:
        deja = f" {vivantes} attendent déjà une réponse." if vivantes else ""
        raise Ferme(
            [Obstacle("trop", f"Proposez au plus {EN_MEME_TEMPS} auxiliaires en même temps.{deja}", champ="parcours")]
        )


def _ecartee(pk: int, phrase: str) -> Obstacle:
    nom = Parcours.objects.select_related("personne").filter(pk=pk).first()
    return Obstacle(
        "ecartee", f"{nom or 'Cette personne'} : {phrase or 'ne cherche plus de famille.'}", champ="parcours"
    )


def _creer(demande: Demande, carte: Carte, par: Any) -> Proposition:
    proposition = Proposition(
        demande=demande,
        parcours=carte.parcours,
        points=carte.note.points,
        rang=carte.rang,
        raisons=list(carte.note.raisons),
        manques=list(carte.note.manques),
    )
    proposition.full_clean()
    proposition.save()
    phrase = f"a posé la question à {carte.parcours}"
    sujets = proposition.sujets_du_journal()
    journal.noter("proposition.creer", par=par, sur=sujets, phrase=phrase, audience="equipe", vers="proposee")
    courriers.question_a_l_auxiliaire(proposition)
    return proposition

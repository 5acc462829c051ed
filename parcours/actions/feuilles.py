"""Copying a signed paper sheet: its lines, the trainer's signature, and what it says that cannot be noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from clairiere.flux.obstacles import Ferme, Obstacle
from parcours.actions.contradictions import Dit, relever
from parcours.actions.presence import PRESENTES, Ligne, saisir, signer
from parcours.models import ConstatFeuille, DemiJournee, Emargement


@dataclass(frozen=True)
class LignePapier:
    """What the paper says of one trainee. `signee`: her signature is on it, even where she is noted absent."""

    ligne: Ligne
    signee: bool


@dataclass(frozen=True)
class Recopie:
    """What copying did. `ecarts`: lines where the paper says two things at once."""

    ecrites: int
    ecarts: int
    signee: bool


@transaction.atomic
def recopier(
    demi_journee: DemiJournee, *, par: Any, lignes: Sequence[LignePapier], signee_par: str = "", motif: str = ""
) -> Recopie:
    """Fill the sheet from the paper; the lines are marked as copied from it. The same copy twice writes once.

    Args:
        signee_par: the trainer whose signature is on the paper; empty when it is not there.

    Raises:
        Ferme: what `saisir` refuses, or a presence without any line.
    """
    if not lignes and not signee_par:
        raise Ferme([Obstacle("vide", "Recopiez au moins une ligne de la feuille.")])
    ecrites = saisir(
        demi_journee, par=par, lignes=[papier.ligne for papier in lignes], motif=motif, source=Emargement.Mode.PAPIER
    )
    dits = [Dit(p.ligne.parcours, p.ligne.statut, p.signee) for p in lignes]
    ecarts = relever(demi_journee, par=par, source=ConstatFeuille.Source.PAPIER, dits=dits)
    demi_journee.refresh_from_db(fields=["signee_le"])
    signee = bool(signee_par) and demi_journee.signee_le is None
    if signee:
        signer(demi_journee, par=par, nom=signee_par)
    return Recopie(len(ecrites), ecarts, signee)


def signature_papier(statut: str, *, signee: bool, ancienne: str = "") -> str:
    """The signature of a line copied from paper: one drawn on a screen stays what it is."""
    if not signee or statut not in PRESENTES:
        return ""
    return ancienne or str(Emargement.Signature.PAPIER)

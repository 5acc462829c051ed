"""The verbs of families and matches: one transaction each; the request is always locked first."""

from placements.actions.conclusion import conclure, terminer
from placements.actions.demandes import classer, deposer_demande, modifier, ouvrir, reprendre, retirer
from placements.actions.propositions import proposer
from placements.actions.reponses import (
    accepter_auxiliaire,
    accepter_famille,
    refuser_auxiliaire,
    refuser_famille,
)
from placements.actions.selection import HEURES_EN_CONTRAT, ListeCourte, liste_courte

__all__ = [
    "HEURES_EN_CONTRAT",
    "ListeCourte",
    "accepter_auxiliaire",
    "accepter_famille",
    "classer",
    "conclure",
    "deposer_demande",
    "liste_courte",
    "modifier",
    "ouvrir",
    "proposer",
    "refuser_auxiliaire",
    "refuser_famille",
    "reprendre",
    "retirer",
    "terminer",
]

"""Accounts (global), roles held in a centre, and the file of a person at a centre."""

from clairiere.comptes.models.adhesion import Adhesion
from clairiere.comptes.models.demande_droit import DemandeDroit
from clairiere.comptes.models.personne import Personne
from clairiere.comptes.models.utilisateur import Utilisateur

__all__ = ["Adhesion", "DemandeDroit", "Personne", "Utilisateur"]

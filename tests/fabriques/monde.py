"""The world of a test: two centres by default, so that every test has a stranger at hand."""

from dataclasses import dataclass, field
from typing import Any

from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.comptes.acteur import Acteur
from clairiere.comptes.roles import DU_RESEAU, Role
from tests.fabriques.base import (
    FabriqueAdhesion,
    FabriqueCentre,
    FabriqueParcours,
    FabriquePersonne,
    FabriqueUtilisateur,
)

DU_CENTRE = [r for r in Role if r not in DU_RESEAU]


@dataclass
class Lieu:
    """One centre, one account per role, and the files of its auxiliaire and of its family contact."""

    centre: Centre
    comptes: dict[str, Any] = field(default_factory=dict)
    auxiliaire: Any = None
    parcours: Any = None
    contact: Any = None

    def acteur(self, role: str) -> Acteur:
        """The actor of a role, here."""
        return Acteur.de(self.comptes[role], self.centre)

    def adresse(self, suite: str = "") -> str:
        """An address of this centre."""
        return f"/c/{self.centre.code}/{suite}"


class Monde:
    """`ici` and `ailleurs`, two centres of the same network, plus the roles of the network."""

    def __init__(self) -> None:
        self.ici = self._lieu("ici")
        self.ailleurs = self._lieu("ailleurs")
        self.reseau = {}
        for role in DU_RESEAU:
            compte = FabriqueUtilisateur(prenom="Réseau", nom=role.label)
            FabriqueAdhesion(utilisateur=compte, role=role, reseau=self.ici.centre.reseau)
            self.reseau[role.value] = compte

    def _lieu(self, code: str) -> Lieu:
        centre = FabriqueCentre(code=code, nom=f"Centre social {code}")
        lieu = Lieu(centre)
        for role in DU_CENTRE:
            compte = FabriqueUtilisateur(prenom=role.label.capitalize()[:20], nom=code.capitalize())
            FabriqueAdhesion(utilisateur=compte, role=role, centre=centre)
            lieu.comptes[role.value] = compte
        with portee.dans(centre):
            lieu.auxiliaire = FabriquePersonne(prenom="Awa", nom="Diallo", utilisateur=lieu.comptes[Role.AUXILIAIRE])
            lieu.parcours = FabriqueParcours(personne=lieu.auxiliaire, disponible=True)
            lieu.contact = FabriquePersonne(prenom="Claire", nom="Petit", utilisateur=lieu.comptes[Role.FAMILLE])
        return lieu

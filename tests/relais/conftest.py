"""A case of mediation at each step, and those who must not see it."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from clairiere import flux
from clairiere.comptes.acteur import Acteur
from relais.actions import mediation as actions
from tests.fabriques.base import FabriqueAdhesion, FabriqueUtilisateur

SECRET = "Le père a crié devant le petit Marcus Okonjo"


@dataclass
class Dossier:
    """A case and who stands around it."""

    lieu: Any
    mediation: Any
    mediatrice: Acteur
    autre_mediatrice: Acteur
    demandeuse: Acteur
    famille: Acteur

    def relire(self):
        """The row as it is now."""
        self.mediation = type(self.mediation).objects.get(pk=self.mediation.pk)
        return self.mediation


@pytest.fixture
def dossier(ici):
    """A request just received, from the auxiliaire about the family."""
    seconde = FabriqueUtilisateur(prenom="Zohra", nom="Médiatrice")
    FabriqueAdhesion(utilisateur=seconde, role="mediatrice", centre=ici.centre)
    demandeuse = ici.acteur("auxiliaire")
    mediation, _ = actions.demander(
        demandeuse=ici.auxiliaire, autre=ici.contact, par=demandeuse, motifs=["salaire", "respect"]
    )
    autre = Acteur.de(seconde, ici.centre)
    return Dossier(ici, mediation, ici.acteur("mediatrice"), autre, demandeuse, ici.acteur("famille"))


@pytest.fixture
def prise(dossier):
    """The first mediator took it."""
    dossier.mediation = actions.prendre_en_charge(dossier.mediation, par=dossier.mediatrice)
    return dossier


@pytest.fixture
def engagee(prise):
    """Both said yes; the talks may begin."""
    par, jour = prise.mediatrice, timezone.localdate()
    actions.recevoir(prise.mediation, par=par, contrat="en_cours", danger=False, proces=False)
    actions.noter_accords(prise.mediation, par=par, accord_demandeuse_le=jour, accord_autre_le=jour)
    prise.mediation = flux.franchir(prise.mediation, "engager", par=par)
    return prise

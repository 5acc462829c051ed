"""What the tests of requests share: a family's answers as the form posts them, and rows at a chosen step."""

import datetime as dt
from itertools import count

import pytest
from django.utils import timezone

from clairiere.agenda.semaine import Semaine
from clairiere.comptes.acteur import Acteur
from placements import actions
from placements.models import Famille
from tests.fabriques.base import FabriqueParcours

SEMAINE = Semaine.reguliere(("lundi", "mardi", "jeudi", "vendredi"), ("08:30", "18:00"))
_NUMEROS = count(1)


def dans(jours):
    return timezone.localdate() + dt.timedelta(days=jours)


def saisie(**autres):
    """The public form, filled."""
    donnees = {
        "enfant1_prenom": "Noé",
        "enfant1_naissance": "2025-03-02",
        "debut": dans(30).isoformat(),
        "quartier": "rue de la Roquette",
        "code_postal": "75011",
        "langues": "",
        "precisions": "",
        "prenom": "Claire",
        "nom": "Martin",
        "telephone": "06 00 09 00 01",
        "courriel": "",
        "site_web": "",
    }
    for jour in ("lundi", "mardi", "jeudi", "vendredi"):
        donnees[f"semaine_{jour}_0_debut"] = "08:30"
        donnees[f"semaine_{jour}_0_fin"] = "18:00"
    return donnees | autres


def demande_de(lieu, *, compte=False, ouverte=True, **champs):
    """A request, in the open scope; `compte`: of the family that has an account."""
    numero = next(_NUMEROS)
    valeurs = {
        "enfants": [("Noé", dt.date(2025, 3, 2))],
        "semaine": SEMAINE,
        "debut": dans(30),
        "code_postal": "75011",
        "quartier": "rue de la Roquette",
        "prenom": "Claire",
        "nom": f"Martin{numero}",
        "telephone": f"+336000{numero + 50_000:05d}",
        "adresse": "12 rue de la Roquette",
    } | champs
    equipe = lieu.acteur("coordinatrice")
    if compte:
        Famille.objects.get_or_create(contact=lieu.contact, centre=lieu.centre)
        valeurs |= {"nom": lieu.contact.nom, "telephone": lieu.contact.telephone}
    demande = actions.deposer_demande(par=equipe, **valeurs).demande
    return actions.ouvrir(demande, par=equipe) if ouverte else demande


def proposer(lieu, demande, *parcours):
    return actions.proposer(demande, par=lieu.acteur("coordinatrice"), parcours=parcours or [lieu.parcours])


def autre_auxiliaire(**champs):
    return FabriqueParcours(disponible=True, **champs)


@pytest.fixture
def equipe(ici) -> Acteur:
    return ici.acteur("coordinatrice")

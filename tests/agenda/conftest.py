"""A meeting of tomorrow in the open scope, and who may act."""

import datetime as dt
from itertools import count

import pytest
from django.utils import timezone

from clairiere.agenda.models import Evenement
from clairiere.comptes.acteur import Acteur
from clairiere.comptes.models import Personne

_rang = count(1)


def rencontre(*, places=6, places_enfants=12, dans=dt.timedelta(days=1), **champs):
    """A meeting of two hours that starts in `dans`."""
    debut = timezone.now() + dans
    valeurs = {"genre": "relais", "titre": "Éveil musical", "debut": debut, "fin": debut + dt.timedelta(hours=2)}
    return Evenement.objects.create(**{**valeurs, **champs}, places=places, places_enfants=places_enfants)


def personne(nom=""):
    """Someone whom a letter reaches: no message leaves by itself."""
    n = next(_rang)
    return Personne.objects.create(prenom=nom or f"Awa{n}", nom=f"Diallo{n}")


@pytest.fixture
def desk(ici):
    """The animatrice at the desk."""
    return Acteur.de(ici.comptes["animatrice"], ici.centre)

"""The half-day of this morning, at 9 h 04: fifteen trainees, the trainer's link, her telephone."""

import datetime as dt
import json
import uuid

import pytest
import time_machine
from django.utils import timezone

from clairiere.centres import portee
from parcours.actions.liens import envoyer_lien
from parcours.models import DemiJournee, Emargement
from tests.fabriques import base as f
from tests.outils.client import JETON, ClientStrict

NEUF_HEURES = dt.datetime(2026, 11, 23, 9, 4, tzinfo=dt.timezone(dt.timedelta(hours=1)))
TRAIT = "M100 100l300 50l-200 80"


@pytest.fixture
def neuf_heures():
    """It is 9 h 04, and stays so."""
    with time_machine.travel(NEUF_HEURES, tick=False):
        yield


@pytest.fixture
def matin(monde, neuf_heures):
    """Fifteen trainees, and the half-day of this morning, taught by the trainer of the centre."""
    with portee.dans(monde.ici.centre):
        session = f.FabriqueSession(formatrice=monde.ici.comptes["formatrice"])
        gens = [f.FabriqueParcours(en_formation=True, session=session) for _n in range(15)]
        dj = DemiJournee.objects.create(
            session=session, date=timezone.localdate(), moment="matin", heure_debut=dt.time(9), minutes=180
        )
    return dj, gens


@pytest.fixture
def lien(monde, matin):
    """The link that was sent to her."""
    with portee.dans(monde.ici.centre):
        return envoyer_lien(matin[0], par=monde.ici.acteur("coordinatrice"))


class Telephone:
    """The trainer's telephone: nobody is logged in."""

    def __init__(self, lieu, lien):
        self.lieu, self.lien, self.client = lieu, lien, ClientStrict()

    def adresse(self, suite=""):
        return self.lieu.adresse(f"appel/{self.lien.jeton}/{suite}")

    def voir(self, suite="", statut=200):
        reponse = self.client.get(self.adresse(suite))
        assert reponse.status_code == statut
        return reponse

    def jeton(self):
        return JETON.search(self.voir().content.decode()).group(1)

    def poster(self, suite, donnees=None, **options):
        return self.client.post(
            self.adresse(suite), {"csrfmiddlewaretoken": self.jeton(), **(donnees or {})}, **options
        )

    def noter(self, *entrees):
        reponse = self.client.post(
            self.adresse("noter/"),
            json.dumps({"entrees": list(entrees)}),
            content_type="application/json",
            headers={"X-CSRFToken": self.jeton()},
        )
        assert reponse.status_code == 200, reponse.content
        return reponse.json()["recues"]


@pytest.fixture
def telephone(monde, lien):
    """Her telephone."""
    return Telephone(monde.ici, lien)


def entree(parcours, statut, **suite):
    """One line as the page sends it."""
    return {"cle": str(uuid.uuid4()), "parcours": parcours.pk, "statut": statut, "vu": "", **suite}


def lignes(monde, dj):
    """What is noted, by trainee."""
    with portee.dans(monde.ici.centre):
        notees = Emargement.objects.filter(demi_journee=dj).order_by("parcours_id")
        return [(e.parcours_id, e.statut, e.minutes, e.signature, e.mode) for e in notees]

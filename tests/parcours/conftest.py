"""A client logged in as a role of the first centre, and short ways to say what a person does."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from clairiere.centres import portee
from parcours.models import Parcours
from tests.outils.client import ClientStrict
from tests.parcours.scene_appel import lien, matin, neuf_heures, telephone  # noqa: F401 (fixtures)

JETON = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')

VU = re.compile(r'name="vu" value="([^"]+)"')


class Personne:
    """Someone at a screen of a centre."""

    def __init__(self, lieu, role):
        self.lieu, self.role, self.client = lieu, role, ClientStrict()
        self.client.force_login(lieu.comptes[role])

    def voir(self, suite, statut=200):
        reponse = self.client.get(self.lieu.adresse(suite), follow=True)
        assert reponse.status_code == statut, (suite, reponse.status_code)
        return texte(reponse)

    def envoyer(self, suite, donnees=None, *, page=None, suivre=True):
        """Open `page` (default: the form itself), keep its hidden fields, post `donnees`."""
        vue = self.client.get(self.lieu.adresse(page or suite), follow=True)
        jeton = JETON.search(vue.content.decode())
        assert jeton, f"no form on {page or suite} ({vue.status_code})"
        return self.client.post(
            self.lieu.adresse(suite), {"csrfmiddlewaretoken": jeton.group(1), **(donnees or {})}, follow=suivre
        )

    def remplir(self, session, rythme):
        """Plan a session from a weekly pattern: the preview, then the confirmation of what it shows."""
        suite = f"sessions/{session.pk}/calendrier/remplir/"
        apercu = self.envoyer(suite, rythme)
        vu = VU.search(apercu.content.decode())
        assert vu, texte(apercu)
        return self.envoyer(suite, {**rythme, "vu": vu.group(1)})

    def acte(self, parcours, geste, donnees=None, *, attendu=None):
        """Make a move from its page, as seen now unless `attendu` says what an old tab saw."""
        with portee.dans(self.lieu.centre):
            attendu = attendu or Parcours.objects.get(pk=parcours.pk).etat
        return self.envoyer(
            f"acte/parcours/{parcours.pk}/{geste}/",
            {"attendu": attendu, **(donnees or {})},
            page=f"parcours/{parcours.pk}/modifier/",
        )


def texte(reponse):
    """What a person reads: tags out, spaces as one."""
    html = re.sub(r"<(script|style|svg)[\s\S]*?</\1>", " ", reponse.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&#x27;", "'").replace("&nbsp;", " ").split())


@pytest.fixture
def coordinatrice(monde):
    return Personne(monde.ici, "coordinatrice")


@pytest.fixture
def formatrice(monde):
    return Personne(monde.ici, "formatrice")


@pytest.fixture
def auxiliaire(monde):
    return Personne(monde.ici, "auxiliaire")


@pytest.fixture
def jour():
    """A day counted from today."""
    return lambda n: timezone.localdate() + dt.timedelta(days=n)


def etat(parcours):
    with portee.sans_portee("test"):
        return Parcours.objects.get(pk=parcours.pk).etat

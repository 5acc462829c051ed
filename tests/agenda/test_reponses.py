"""« OUI » or « NON » by SMS to a message about a place."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from clairiere.agenda.actions.inscriptions import annuler_inscription, inscrire
from clairiere.agenda.models import Inscription
from clairiere.agenda.taches import passer_les_offres
from clairiere.messages.models import Message
from clairiere.messages.recus import recevoir
from tests.agenda.conftest import rencontre
from tests.fabriques import base as f

LUNDI = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def horloge():
    with time_machine.travel(LUNDI, tick=False) as voyage:
        yield voyage


@pytest.fixture
def offre(desk, settings):
    """Someone with a telephone to whom a place is offered, and someone who waits after her."""
    settings.SMS_SECRET = "secret"
    evenement = rencontre(places=1, dans=dt.timedelta(days=4))
    premiere, seconde, troisieme = (inscrire(evenement, f.FabriquePersonne(), par=desk).objet for _ in range(3))
    annuler_inscription(premiere, par=desk)
    return Inscription.objects.select_related("personne").get(pk=seconde.pk), troisieme


def etat(inscription):
    return Inscription.objects.get(pk=inscription.pk).etat


def test_the_message_asks_for_yes_or_no_and_yes_takes_the_place(offre):
    elle, suivante = offre
    assert "Répondez OUI ou NON à ce SMS, ou ici" in Message.objects.get(genre="place_proposee").texte
    recu = recevoir(de=str(elle.personne.telephone), texte="Oui merci", cle="1")
    assert recu.effet.startswith("Vous êtes inscrite")
    assert (etat(elle), etat(suivante)) == ("inscrite", "en_attente")
    assert recevoir(de=str(elle.personne.telephone), texte="oui", cle="2").effet == "Elle confirme sa venue."


def test_no_passes_the_place_on_and_the_carrier_may_send_it_twice(offre):
    elle, suivante = offre
    for _fois in range(2):
        recevoir(de=str(elle.personne.telephone), texte="NON", cle="1")
    assert (etat(elle), etat(suivante)) == ("refusee", "proposee")
    assert Message.objects.filter(genre="place_proposee").count() == 2


def test_too_late_is_said_and_other_words_wait_for_a_reader(offre, horloge):
    elle, suivante = offre
    assert recevoir(de=str(elle.personne.telephone), texte="je vous rappelle", cle="1").effet == ""
    horloge.shift(dt.timedelta(days=2, hours=1))
    passer_les_offres()
    assert "Le délai pour répondre est passé." in recevoir(de=str(elle.personne.telephone), texte="oui", cle="2").effet
    assert (etat(elle), etat(suivante)) == ("expiree", "proposee")


def test_without_a_way_back_the_message_speaks_of_the_link_alone(desk, settings):
    settings.SMS_SECRET = ""
    evenement = rencontre(places=1, dans=dt.timedelta(days=4))
    premiere, _ = (inscrire(evenement, f.FabriquePersonne(), par=desk).objet for _ in range(2))
    annuler_inscription(premiere, par=desk)
    assert "Répondez OUI ou NON ici : " in Message.objects.get(genre="place_proposee").texte

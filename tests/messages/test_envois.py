"""The outbox: written before it is sent, sent once, and a person decides when it is not sure."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from clairiere.centres import portee
from clairiere.messages import taches
from clairiere.messages.canaux import BoiteSeule, EnvoiRefuse
from clairiere.messages.envois import ecrire
from clairiere.messages.models import Message
from tests.fabriques.base import FabriquePersonne


@pytest.fixture
def partis(monkeypatch):
    """What really left."""
    liste = []
    monkeypatch.setattr(BoiteSeule, "envoyer", lambda self, m: liste.append(m.pk) or "ok")
    return liste


def test_nothing_leaves_before_the_commit(ici, partis, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        message = ecrire(a=FabriquePersonne(), texte="Bonjour.", genre="essai")
        assert partis == []
        assert message.etat == "a_envoyer"
    assert partis == [message.pk]
    message.refresh_from_db()
    assert message.etat == "envoye"
    assert message.adresse.startswith("+33")


def test_a_rolled_back_act_sends_nothing(ici, partis, django_capture_on_commit_callbacks):
    def tomber_apres_avoir_ecrit():
        with transaction.atomic():
            ecrire(a=FabriquePersonne(), texte="Bonjour.", genre="essai")
            raise RuntimeError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        tomber_apres_avoir_ecrit()
    assert partis == []
    assert not Message.objects.exists()


def test_the_same_key_writes_and_sends_once(ici, partis, django_capture_on_commit_callbacks):
    personne = FabriquePersonne()
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            ecrire(a=personne, texte="Bonjour.", genre="essai", cle="admission-1")
    assert len(partis) == 1


def test_the_same_task_given_twice_sends_once(ici, partis):
    message = ecrire(a=FabriquePersonne(), texte="Bonjour.", genre="essai")
    for _ in range(3):
        taches.expedier(ici.centre.pk, message.pk)
    assert partis == [message.pk]


def test_a_worker_that_died_after_the_claim_leaves_a_message_that_waits_for_a_person(ici, partis):
    message = ecrire(a=FabriquePersonne(), texte="Bonjour.", genre="essai")
    Message.objects.filter(pk=message.pk).update(etat="en_cours", pris_le=timezone.now() - dt.timedelta(minutes=6))
    taches.balayer()
    message.refresh_from_db()
    assert message.etat == "incertain"
    taches.expedier(ici.centre.pk, message.pk)
    assert partis == []


def test_a_message_that_was_never_given_to_a_worker_leaves_with_the_sweep(ici, partis):
    message = ecrire(a=FabriquePersonne(), texte="Bonjour.", genre="essai")
    Message.objects.filter(pk=message.pk).update(cree_le=timezone.now() - dt.timedelta(minutes=2))
    taches.balayer()
    assert partis == [message.pk]


def test_a_person_sends_again_once(ici, partis, django_capture_on_commit_callbacks):
    message = ecrire(a=FabriquePersonne(), texte="Bonjour.", genre="essai")
    Message.objects.filter(pk=message.pk).update(etat="incertain")
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            taches.reprendre(message, renvoyer=True)
    assert partis == [message.pk]


@pytest.mark.parametrize(
    ("certain", "passager", "etat"),
    [(True, True, "a_envoyer"), (True, False, "echec"), (False, False, "incertain")],
)
def test_a_refusal_of_the_carrier_is_kept_for_what_it_is(ici, monkeypatch, certain, passager, etat):
    def refuser(self, message):
        raise EnvoiRefuse("La passerelle ne répond pas.", certain=certain, passager=passager)

    monkeypatch.setattr(BoiteSeule, "envoyer", refuser)
    message = ecrire(a=FabriquePersonne(), texte="Bonjour.", genre="essai")
    taches.expedier(ici.centre.pk, message.pk)
    message.refresh_from_db()
    assert message.etat == etat
    assert message.reponse == "La passerelle ne répond pas."


def test_someone_without_phone_or_mail_gets_a_letter_to_print(ici, partis):
    message = ecrire(a=FabriquePersonne(telephone="", courriel=""), texte="Bonjour.", genre="essai")
    assert (message.canal, message.etat) == ("lettre", "a_faire")
    assert partis == []


def test_the_outbox_shows_messages_and_hides_codes(client, monde):
    with portee.dans(monde.ici.centre):
        ecrire(a=FabriquePersonne(prenom="Fanta"), texte="Vous êtes admise.", genre="admission")
        ecrire(a=FabriquePersonne(), texte="Votre code est ZZZZ.", genre="code", secret=True)
    client.force_login(monde.ici.comptes["coordinatrice"])
    page = client.get("/c/ici/messages/").content.decode()
    assert "Fanta" in page
    assert "ZZZZ" not in page

"""An SMS comes back: it confirms her week, or waits for someone to read it; a stranger leaves no trace."""

import datetime as dt
import json

import pytest
import time_machine
from django.test import Client

from clairiere.centres import portee
from clairiere.centres.models import Installation
from clairiere.messages.models import Message, MessageRecu
from clairiere.messages.recus import comprendre, recevoir
from parcours.actions.disponibilites import relancer, relancer_tous
from parcours.models import Disponibilite, Parcours
from tests.fabriques.base import FabriqueParcours
from tests.outils.client import ClientStrict

pytestmark = pytest.mark.django_db
TEL = "+33600061234"


@pytest.fixture
def awa(ici):
    parcours = FabriqueParcours(etat="disponible", personne__prenom="Awa", personne__telephone=TEL)
    Disponibilite.objects.create(
        parcours=parcours,
        semaine={"lundi": ["08:00-12:00"]},
        des_le=dt.date(2026, 1, 1),
        confirmee_le=dt.date(2026, 10, 1),
    )
    return parcours


@pytest.mark.parametrize(
    ("texte", "mot"),
    [
        ("1", "oui"),
        (" 1. merci", "oui"),
        ("OUI", "oui"),
        ("Non", "non"),
        ("2 je travaille", "non"),
        ("21", ""),
        ("bonjour", ""),
        ("", ""),
        ("👍", ""),
    ],
)
def test_what_an_answer_means(texte, mot):
    assert comprendre(texte) == mot


@time_machine.travel("2026-11-23 10:00:00+00:00", tick=False)
def test_one_message_a_month_to_those_who_have_said_nothing_for_four_weeks(awa):
    assert relancer() == 1
    assert relancer() == 0
    message = Message.objects.get(genre="disponibilite_du_mois")
    assert "Répondez 1 pour oui, 2 si cela a changé" in message.texte
    Disponibilite.objects.filter(parcours=awa).update(confirmee_le=dt.date(2026, 11, 20))
    assert relancer(dt.date(2026, 12, 2)) == 0
    assert relancer(dt.date(2026, 12, 20)) >= 1
    assert Message.objects.filter(cle=f"dispo-{awa.pk}-2026-12").count() == 1


@time_machine.travel("2026-11-23 20:30:00+00:00", tick=False)
def test_nobody_is_disturbed_at_night(awa):
    assert relancer_tous() == 0


@time_machine.travel("2026-11-23 10:00:00+00:00", tick=False)
def test_one_confirms_her_week_today_and_the_same_sms_twice_is_one(awa):
    relancer()
    for _fois in range(2):
        recu = recevoir(de="06 00 06 12 34", texte="1", cle="operateur-77")
    assert recu.effet == "Disponibilités confirmées aujourd’hui."
    assert MessageRecu.objects.count() == 1
    assert Disponibilite.objects.get(parcours=awa).confirmee_le == dt.date(2026, 11, 23)


@time_machine.travel("2026-11-23 10:00:00+00:00", tick=False)
def test_two_makes_the_team_call_her_back(awa):
    relancer()
    recevoir(de=TEL, texte="2")
    awa = Parcours.objects.get(pk=awa.pk)
    assert awa.prochaine_action == "À rappeler : ses disponibilités ont changé"
    assert awa.prochaine_date == dt.date(2026, 11, 23)


@time_machine.travel("2026-11-23 10:00:00+00:00", tick=False)
def test_words_wait_for_someone_to_read_them(monde, awa):
    relancer()
    recevoir(de=TEL, texte="je vous appelle demain")
    client = ClientStrict()
    client.force_login(monde.ici.comptes["coordinatrice"])
    page = client.get("/c/ici/messages/recus/").content.decode()
    assert "je vous appelle demain" in page
    recu = MessageRecu.objects.get()
    assert recu.lu_le is None
    client.envoyer("/c/ici/messages/recus/", vers=f"/c/ici/messages/recus/{recu.pk}/lu/")
    recu.refresh_from_db()
    assert recu.lu_par == str(monde.ici.comptes["coordinatrice"])


def test_an_unknown_number_leaves_no_trace(ici):
    assert recevoir(de="+33611111111", texte="1") is None
    assert recevoir(de="pas un numéro", texte="1") is None
    assert not MessageRecu.objects.exists()


@time_machine.travel("2026-12-24 10:00:00+00:00", tick=False)
def test_an_answer_that_comes_after_three_weeks_is_only_read(awa):
    with time_machine.travel("2026-11-23 10:00:00+00:00", tick=False):
        relancer()
    assert recevoir(de=TEL, texte="1").effet == ""


def test_the_carrier_needs_the_secret_and_well_formed_words(awa, settings):
    client, corps = Client(), json.dumps({"from": TEL, "text": "1", "id": "a"})
    poster = lambda secret, texte=corps: client.post(  # noqa: E731
        "/sms/recus/", texte, content_type="application/json", headers={"Authorization": f"Bearer {secret}"}
    )
    settings.SMS_SECRET = ""
    assert poster("").status_code == 404
    settings.SMS_SECRET = "clé"
    assert poster("autre").status_code == 404
    assert not MessageRecu.objects.exists()
    settings.SMS_SECRET = "cle-partagee"
    assert poster("cle-partagee", "{").status_code == 400
    assert poster("cle-partagee", "[]").status_code == 400
    assert poster("cle-partagee").status_code == 200
    assert MessageRecu.objects.count() == 1


@time_machine.travel("2026-11-23 10:00:00+00:00", tick=False)
def test_one_plays_her_telephone_in_demonstration_only(monde, awa):
    with portee.dans(monde.ici.centre):
        relancer()
        message = Message.objects.get(genre="disponibilite_du_mois")
    client = ClientStrict()
    client.force_login(monde.ici.comptes["coordinatrice"])
    page = f"/c/ici/messages/{message.pk}/"
    assert "en démonstration" not in client.get(page).content.decode()
    vers = f"{page}repondre/"
    assert client.envoyer("/c/ici/messages/recus/", {"texte": "1"}, vers=vers).status_code == 404
    Installation.marquer("demo")
    assert "Répondre à sa place, en démonstration" in client.get(page).content.decode()
    reponse = client.envoyer(page, {"texte": "1"}, vers=vers, follow=True)
    assert "Disponibilités confirmées aujourd’hui." in reponse.content.decode()

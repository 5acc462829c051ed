"""The calendar address that an auxiliaire gives to her phone."""

from __future__ import annotations

import datetime as dt

import icalendar
import pytest
from django.urls import reverse

from clairiere.agenda.actions.abonnements import arreter_abonnement, ouvrir_abonnement, renouveler_abonnement
from clairiere.agenda.actions.inscriptions import annuler_inscription, inscrire
from clairiere.agenda.actions.rencontres import annuler_evenement
from clairiere.agenda.models import AbonnementAgenda
from clairiere.centres import portee
from clairiere.comptes.acteur import Acteur
from tests.agenda.conftest import personne, rencontre


@pytest.fixture
def soi(ici):
    return Acteur.de(ici.comptes["auxiliaire"], ici.centre)


def adresse(abonnement):
    return reverse("agenda_public:flux", kwargs={"jeton": abonnement.jeton})


def lire(client, url):
    reponse = client.get(url)
    assert reponse.status_code == 200
    return reponse, icalendar.Calendar.from_ical(reponse.content)


def test_her_phone_reads_her_meetings_at_the_right_hour_and_nobody_else_s(client, soi, desk):
    debut = dt.datetime(2027, 7, 6, 12, tzinfo=dt.UTC)  # 14 h in Paris, in summer
    mienne = rencontre(titre="Éveil musical", debut=debut, fin=debut + dt.timedelta(hours=2), lieu="Salle verte")
    autre = rencontre(titre="Contes")
    inscrire(mienne, soi.personne, par=soi, enfants=1, prenoms_enfants=["Zoé"])
    inscrire(autre, personne(), par=desk)
    reponse, calendrier = lire(client, adresse(ouvrir_abonnement(soi.personne, par=soi)))
    (seule,) = calendrier.walk("VEVENT")
    assert seule["SUMMARY"] == "Éveil musical"
    assert seule.start.hour == 14
    assert seule.start.astimezone(dt.UTC) == debut
    assert [str(z["TZID"]) for z in calendrier.walk("VTIMEZONE")] == ["Europe/Paris"]
    texte = reponse.content.decode()
    for interdit in ("Zoé", soi.personne.prenom, soi.personne.nom, str(soi.personne.telephone)):
        assert interdit not in texte


def test_waiting_or_cancelled_registrations_are_not_in_the_calendar(client, soi, desk):
    pleine = rencontre(places=1)
    inscrire(pleine, personne(), par=desk)
    inscrire(pleine, soi.personne, par=soi)
    quittee = rencontre(titre="Contes")
    annuler_inscription(inscrire(quittee, soi.personne, par=soi).objet, par=soi)
    _, calendrier = lire(client, adresse(ouvrir_abonnement(soi.personne, par=soi)))
    assert calendrier.walk("VEVENT") == []


def test_a_meeting_called_off_is_told_to_the_phone(client, soi, desk):
    evenement = rencontre()
    inscrire(evenement, soi.personne, par=soi)
    annuler_evenement(evenement, par=desk)
    _, calendrier = lire(client, adresse(ouvrir_abonnement(soi.personne, par=soi)))
    assert [str(e["STATUS"]) for e in calendrier.walk("VEVENT")] == ["CANCELLED"]


def test_a_stopped_or_renewed_address_answers_not_found(client, soi):
    premier = ouvrir_abonnement(soi.personne, par=soi)
    assert ouvrir_abonnement(soi.personne, par=soi).pk == premier.pk, "asked twice, the same address"
    second = renouveler_abonnement(soi.personne, par=soi)
    assert client.get(adresse(premier)).status_code == 404
    assert client.get(adresse(second)).status_code == 200
    assert arreter_abonnement(soi.personne, par=soi)
    assert not arreter_abonnement(soi.personne, par=soi), "stopped twice, nothing more"
    assert client.get(adresse(second)).status_code == 404
    assert client.get("/calendrier/inconnu.ics").status_code == 404


def test_the_feed_is_not_stored_and_an_unchanged_one_is_not_sent_again(client, soi):
    url = adresse(ouvrir_abonnement(soi.personne, par=soi))
    reponse = client.get(url)
    assert "no-store" in reponse["Cache-Control"]
    assert client.get(url, headers={"if-none-match": reponse["ETag"]}).status_code == 304
    inscrire(rencontre(), soi.personne, par=soi)
    assert client.get(url, headers={"if-none-match": reponse["ETag"]}).status_code == 200


def test_one_person_never_sees_the_address_of_another(monde):
    with portee.dans(monde.ici.centre):
        soi = monde.ici.acteur("auxiliaire")
        ouvrir_abonnement(soi.personne, par=soi)
        for role in ("directrice", "animatrice", "famille"):
            assert not AbonnementAgenda.objects.visibles_par(monde.ici.acteur(role)).exists(), role

"""Two people press the button for the last place at the same moment."""

from __future__ import annotations

import datetime as dt
import threading
from functools import partial

import pytest
from django.db import connection, connections

from clairiere.agenda.actions import inscriptions as actions
from clairiere.agenda.actions import places
from clairiere.agenda.models import Evenement, Inscription
from clairiere.centres import portee
from clairiere.comptes.acteur import Acteur
from clairiere.messages.models import Message
from tests.agenda.conftest import personne, rencontre
from tests.fabriques.base import FabriqueCentre

COUREUSES = 6


def _course(centre, evenement, gens, verbe=None):
    depart, erreurs = threading.Barrier(len(gens)), []
    verbe = verbe or partial(actions.inscrire, evenement)

    def courir(awa):
        try:
            with portee.dans(centre):
                depart.wait(timeout=20)
                verbe(awa, par=Acteur.systeme(centre))
        except Exception as erreur:  # noqa: BLE001 (told by the test below)
            erreurs.append(erreur)
        finally:
            connections.close_all()

    fils = [threading.Thread(target=courir, args=(awa,)) for awa in gens]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join(timeout=40)
    return erreurs


@pytest.mark.django_db(transaction=True)
def test_six_people_and_one_place_one_gets_it_and_five_wait_in_order():
    if connection.vendor == "sqlite" and connection.settings_dict["TEST"].get("NAME") is None:
        pytest.skip("in-memory SQLite is one connection: no race to lose; `.ci/run` runs this on PostgreSQL")
    centre = FabriqueCentre(code="course")
    with portee.dans(centre):
        evenement = rencontre(places=1)
        gens = [personne() for _ in range(COUREUSES)]
        assert _course(centre, evenement, gens) == []
        etats = list(Inscription.objects.order_by("ordre").values_list("etat", flat=True))
        ordres = list(Inscription.objects.order_by("ordre").values_list("ordre", flat=True))
        assert etats == ["inscrite"] + ["en_attente"] * (COUREUSES - 1)
        assert ordres == list(range(1, COUREUSES + 1))


@pytest.mark.django_db(transaction=True)
def test_three_cancel_at_once_and_the_first_three_who_wait_get_one_offer_each():
    if connection.vendor == "sqlite" and connection.settings_dict["TEST"].get("NAME") is None:
        pytest.skip("in-memory SQLite is one connection: no race to lose; `.ci/run` runs this on PostgreSQL")
    centre = FabriqueCentre(code="course")
    with portee.dans(centre):
        evenement = rencontre(places=3, dans=dt.timedelta(days=5))
        par = Acteur.systeme(centre)
        toutes = [actions.inscrire(evenement, personne(), par=par).objet for _ in range(9)]
        assert _course(centre, evenement, toutes[:3], actions.annuler_inscription) == []
        etats = list(Inscription.objects.order_by("ordre").values_list("etat", flat=True))
        assert etats == ["annulee"] * 3 + ["proposee"] * 3 + ["en_attente"] * 3
        assert Message.objects.filter(genre="place_proposee").count() == 3


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_the_last_place_is_given_twice(monkeypatch):
    """The race is real: the same course without the lock over-fills the meeting."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite takes one writer at a time; `.ci/run` runs this on PostgreSQL")
    centre = FabriqueCentre(code="course")
    attente = threading.Barrier(COUREUSES)

    def sans_verrou(evenement):
        return Evenement.objects.get(pk=evenement.pk)

    libres = Evenement.libres

    def lire_ensemble(self):
        vues = libres.fget(self)
        attente.wait(timeout=20)
        return vues

    monkeypatch.setattr(actions, "verrouiller", sans_verrou)
    monkeypatch.setattr(places, "verrouiller", sans_verrou)
    with portee.dans(centre):
        evenement = rencontre(places=1)
        gens = [personne() for _ in range(COUREUSES)]
        monkeypatch.setattr(Evenement, "libres", property(lire_ensemble))
        _course(centre, evenement, gens)
        monkeypatch.setattr(Evenement, "libres", libres)
        assert Inscription.objects.filter(etat="inscrite").count() > 1

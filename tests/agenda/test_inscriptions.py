"""Registration, waiting list, cancellation, presence."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from clairiere.agenda.actions.inscriptions import annuler_inscription, inscrire, noter_presence
from clairiere.agenda.actions.rencontres import annuler_evenement, changer_places, creer_serie
from clairiere.agenda.models import Evenement, Inscription
from clairiere.centres import portee
from clairiere.comptes.acteur import Acteur
from clairiere.flux.obstacles import Ferme
from clairiere.journal.models import Entree
from clairiere.messages.models import Message
from tests.agenda.conftest import personne, rencontre

DANS_TROIS_JOURS = dt.timedelta(days=3)
SERIE = {
    "titre": "Éveil musical",
    "genre": "relais",
    "jour": 1,
    "heure_debut": dt.time(14),
    "heure_fin": dt.time(16),
    "du": dt.date(2026, 10, 1),
    "au": dt.date(2026, 11, 30),
    "places": 6,
    "places_enfants": 12,
}


def test_a_series_keeps_its_wall_clock_hour_across_the_time_change(desk):
    creer_serie(par=desk, **SERIE)
    rencontres = list(Evenement.objects.order_by("debut"))
    assert len(rencontres) == 8
    assert {timezone.localtime(e.debut).strftime("%A %H:%M") for e in rencontres} == {"Tuesday 14:00"}
    assert {e.debut.astimezone(dt.UTC).hour for e in rencontres} == {12, 13}, "summer, then winter"


def test_creating_the_same_series_twice_makes_one_and_says_so(desk):
    creer_serie(par=desk, **SERIE)
    deuxieme = creer_serie(par=desk, **SERIE)
    assert not deuxieme.change
    assert deuxieme.phrase == "Cette série existe déjà, avec 8 rencontres."
    assert Evenement.objects.count() == 8


def test_the_seventh_auxiliaire_is_first_on_the_waiting_list_and_knows_it(desk):
    evenement = rencontre(places=6)
    for _ in range(6):
        assert inscrire(evenement, personne(), par=desk).objet.etat == "inscrite"
    resultat = inscrire(evenement, personne("Lina"), par=desk)
    assert resultat.objet.etat == "en_attente"
    assert "la première sur la liste d’attente" in resultat.phrase


def test_children_count_against_their_own_places(desk):
    evenement = rencontre(places=6, places_enfants=4)
    assert inscrire(evenement, personne(), par=desk, enfants=3).objet.etat == "inscrite"
    assert inscrire(evenement, personne(), par=desk, enfants=2).objet.etat == "en_attente"
    assert inscrire(evenement, personne(), par=desk, enfants=1).objet.etat == "inscrite"
    with pytest.raises(Ferme, match="4 enfants au plus"):
        inscrire(evenement, personne(), par=desk, enfants=5)


def test_one_place_given_back_makes_exactly_one_offer_and_one_message(desk):
    evenement = rencontre(places=2, dans=DANS_TROIS_JOURS)
    premieres = [inscrire(evenement, personne(), par=desk).objet for _ in range(2)]
    attente = [inscrire(evenement, personne(), par=desk).objet for _ in range(3)]
    resultat = annuler_inscription(premieres[0], par=desk)
    etats = [Inscription.objects.get(pk=i.pk).etat for i in attente]
    assert etats == ["proposee", "en_attente", "en_attente"]
    assert f"Une place est proposée à {attente[0].personne.nom_complet}" in resultat.phrase
    messages = Message.objects.filter(genre="place_proposee")
    assert [m.personne for m in messages] == [attente[0].personne]


def test_who_comes_back_after_cancelling_goes_to_the_end_of_the_list(desk):
    evenement = rencontre(places=1)
    awa = personne()
    ancienne = inscrire(evenement, awa, par=desk).objet
    seconde = inscrire(evenement, personne(), par=desk).objet
    troisieme = inscrire(evenement, personne(), par=desk).objet
    annuler_inscription(ancienne, par=desk)
    inscrire(evenement, awa, par=desk)
    rangs = {i.pk: i.rang for i in Inscription.objects.avec_rang()}
    assert rangs == {seconde.pk: None, troisieme.pk: 1, ancienne.pk: 2}


@time_machine.travel("2026-11-24 10:00+01:00")
def test_pressing_each_button_twice_changes_nothing_and_says_a_sentence(desk):
    evenement = rencontre(places=1, dans=dt.timedelta(minutes=5))
    awa = personne("Awa")
    premiere = inscrire(evenement, awa, par=desk, enfants=1)
    assert premiere.change
    encore = inscrire(evenement, awa, par=desk, enfants=1)
    assert (encore.change, encore.phrase) == (False, f"{awa.nom_complet} est déjà inscrite.")
    noter_presence(premiere.objet, par=desk, presente=True)
    encore = noter_presence(premiere.objet, par=desk, presente=True)
    assert (encore.change, encore.phrase) == (False, f"{awa.nom_complet} est déjà notée présente.")
    annuler_inscription(premiere.objet, par=desk)
    encore = annuler_inscription(premiere.objet, par=desk)
    assert (encore.change, encore.phrase) == (False, f"{awa.nom_complet} n’est plus inscrite.")
    annuler_evenement(evenement, par=desk)
    encore = annuler_evenement(evenement, par=desk)
    assert (encore.change, encore.phrase) == (False, "Cette rencontre est déjà annulée.")
    codes = list(Entree.objects.order_by("pk").values_list("code", flat=True))
    attendus = ["inscrire", "noter_presence", "annuler_inscription", "annuler_evenement"]
    assert codes == [f"agenda.{c}" for c in attendus]


def test_changing_the_children_keeps_the_place_or_explains(desk):
    evenement = rencontre(places=3, places_enfants=3, dans=DANS_TROIS_JOURS)
    awa = personne()
    inscrire(evenement, awa, par=desk, enfants=1)
    inscrire(evenement, personne(), par=desk, enfants=2)
    with pytest.raises(Ferme, match="Il ne reste pas de place pour un enfant de plus"):
        inscrire(evenement, awa, par=desk, enfants=2)
    en_attente = inscrire(evenement, personne(), par=desk, enfants=1).objet
    inscrire(evenement, awa, par=desk, enfants=0)
    assert Inscription.objects.get(pk=en_attente.pk).etat == "proposee", "the child's place freed is offered"


def test_fewer_places_than_people_is_refused_and_more_places_serve_the_list(desk):
    evenement = rencontre(places=2, dans=DANS_TROIS_JOURS)
    gens = [personne() for _ in range(4)]
    for elle in gens:
        inscrire(evenement, elle, par=desk)
    with pytest.raises(Ferme, match="2 places sont prises ou proposées"):
        changer_places(evenement, par=desk, places=1, places_enfants=12)
    phrase = changer_places(evenement, par=desk, places=3, places_enfants=12).phrase
    assert f"Une place est proposée à {gens[2].nom_complet}, qui répond avant" in phrase
    with pytest.raises(Ferme, match="3 places sont prises ou proposées"):
        changer_places(evenement, par=desk, places=2, places_enfants=12)


def test_everyone_is_told_once_when_the_meeting_is_called_off(desk):
    evenement = rencontre(places=1)
    attendues = {inscrire(evenement, personne(), par=desk).objet.personne_id for _ in range(3)}
    partie = inscrire(evenement, personne(), par=desk).objet
    annuler_inscription(partie, par=desk)
    annuler_evenement(evenement, par=desk, raison="fuite d’eau")
    messages = Message.objects.filter(genre="rencontre_annulee")
    assert {m.personne_id for m in messages} == attendues
    assert len(messages) == 3
    assert "fuite d’eau" in messages[0].texte
    with pytest.raises(Ferme, match="annulée"):
        inscrire(evenement, personne(), par=desk)


def test_presence_waits_for_the_day_and_an_absent_person_keeps_her_line(desk):
    demain = rencontre(dans=dt.timedelta(days=1))
    inscription = inscrire(demain, personne(), par=desk).objet
    with pytest.raises(Ferme, match="La présence se note ce jour-là"):
        noter_presence(inscription, par=desk, presente=True)
    hier = rencontre(dans=dt.timedelta(days=-1))
    venue = inscrire(hier, personne(), par=desk, apres_coup=True).objet
    assert noter_presence(venue, par=desk, presente=False).objet.etat == "absente"
    assert noter_presence(venue, par=desk, presente=True).objet.etat == "presente", "it may be corrected"


def test_after_the_start_the_desk_may_still_write_down_who_came_but_she_cannot_join(desk):
    commencee = rencontre(places=1, dans=dt.timedelta(minutes=-10))
    with pytest.raises(Ferme, match="a déjà commencé"):
        inscrire(commencee, personne(), par=desk)
    assert inscrire(commencee, personne(), par=desk, apres_coup=True).objet.etat == "inscrite"
    with pytest.raises(Ferme, match="plus de place"):
        inscrire(commencee, personne(), par=desk, apres_coup=True)


def test_a_person_of_another_centre_is_never_registered_here(desk, monde):
    evenement = rencontre()
    with portee.dans(monde.ailleurs.centre):
        etrangere = personne()
    with pytest.raises(portee.HorsPortee):
        inscrire(evenement, etrangere, par=desk)
    assert not Inscription.objects.exists()


def test_who_registers_herself_reads_her_rank_and_gets_no_message(ici, desk):
    soi = Acteur.de(ici.comptes["auxiliaire"], ici.centre)
    evenement = rencontre(places=1)
    inscrire(evenement, personne(), par=desk)
    resultat = inscrire(evenement, soi.personne, par=soi)
    assert resultat.phrase.startswith("Vous êtes la première sur la liste d’attente.")
    assert not Message.objects.exists()

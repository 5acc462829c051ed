"""The path of a mediation, from the request to the erasure of the notes."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from clairiere import flux, journal
from clairiere.flux.obstacles import DejaFait, Ferme, Introuvable
from clairiere.messages.models import Message
from parcours.models import DemiJournee
from relais import regles
from relais.actions import mediation as actions
from relais.actions import notes
from relais.models import EntretienMediation, Mediation, NoteMediation
from tests.fabriques.base import FabriqueAdhesion, FabriqueDemiJournee, FabriqueSession

HIER = dt.timedelta(days=1)


def codes(refus):
    return {o.code for o in refus.value.obstacles}


def test_from_the_request_to_the_agreement_with_two_talks_and_a_follow_up(engagee):
    par, jour = engagee.mediatrice, timezone.localdate()
    for genre in ("separe_demandeuse", "separe_autre", "commun"):
        notes.noter_entretien(engagee.mediation, par=par, date=jour, genre=genre)
    finie = actions.conclure_accord(engagee.mediation, par=par, signe_le=jour, change_contrat=True)
    assert (finie.etat, finie.accord_signe_le, finie.change_contrat) == ("accord", jour, True)
    assert finie.effacement_le == jour + dt.timedelta(days=regles.EFFACEMENT_JOURS)
    notes.noter_entretien(finie, par=par, date=jour, genre="bilan_1", suite="tient")
    assert EntretienMediation.objects.filter(genre="bilan_1", suite="tient").count() == 1


def test_the_same_request_sent_twice_opens_one_case(dossier):
    encore, nouvelle = actions.demander(
        demandeuse=dossier.lieu.auxiliaire, autre=dossier.lieu.contact, par=dossier.demandeuse, motifs=["salaire"]
    )
    assert (encore.pk, nouvelle) == (dossier.mediation.pk, False)
    assert Mediation.objects.count() == 1


def test_without_a_mediator_the_request_is_refused_in_words(ici):
    ici.comptes["mediatrice"].adhesions.all().delete()
    with pytest.raises(Ferme, match="Ce centre n’a pas de médiatrice"):
        actions.demander(demandeuse=ici.auxiliaire, autre_nom="Mme Petit", par=ici.acteur("auxiliaire"))


def test_one_is_never_on_both_sides(ici):
    with pytest.raises(Ferme, match="sont la même"):
        actions.demander(demandeuse=ici.auxiliaire, autre=ici.auxiliaire, par=ici.acteur("auxiliaire"))


def test_nothing_begins_without_the_two_agreements(prise):
    par = prise.mediatrice
    actions.recevoir(prise.mediation, par=par, contrat="en_cours", danger=False, proces=False)
    with pytest.raises(Ferme) as refus:
        flux.franchir(prise.relire(), "engager", par=par)
    assert str(refus.value) == "Il manque l’accord de Awa Diallo. Il manque l’accord de Claire Petit."
    actions.noter_accords(prise.mediation, par=par, accord_demandeuse_le=timezone.localdate())
    with pytest.raises(Ferme, match="^Il manque l’accord de Claire Petit.$"):
        flux.franchir(prise.relire(), "engager", par=par)
    with pytest.raises(Ferme, match="Les entretiens commencent après"):
        notes.noter_entretien(prise.mediation, par=par, date=timezone.localdate(), genre="commun")


def test_a_danger_or_a_trial_is_sent_on_and_what_was_answered_is_not_kept(prise):
    with pytest.raises(Ferme) as refus:
        actions.recevoir(prise.mediation, par=prise.mediatrice, contrat="en_cours", danger=True, proces=True)
    assert codes(refus) == {"danger", "proces"}
    orientee = actions.orienter(prise.mediation, par=prise.mediatrice, organisme="urgences")
    assert (orientee.etat, orientee.orientation) == ("orientee", "urgences")
    for entree in journal.historique(orientee, prise.demandeuse):
        assert "urgences" not in f"{entree.phrase} {entree.motif} {entree.donnees}"


def test_the_trainer_of_the_session_cannot_take_the_case(dossier):
    session = FabriqueSession(formatrice=dossier.mediatrice.utilisateur)
    dossier.lieu.parcours.session = session
    dossier.lieu.parcours.save()
    with pytest.raises(Ferme, match="Vous avez formé Awa Diallo"):
        actions.prendre_en_charge(dossier.mediation, par=dossier.mediatrice)
    assert actions.prendre_en_charge(dossier.mediation, par=dossier.autre_mediatrice).etat == "en_examen"


def test_the_trainer_of_one_half_day_cannot_either(dossier):
    FabriqueDemiJournee(session=dossier.lieu.parcours.session, formatrice=dossier.mediatrice.utilisateur)
    assert DemiJournee.objects.exists()
    with pytest.raises(Ferme, match="Vous avez formé"):
        actions.prendre_en_charge(dossier.mediation, par=dossier.mediatrice)


@pytest.mark.parametrize("code", ["proposition.creer", "placement.conclure"])
def test_who_made_the_match_cannot_take_the_case(dossier, code):
    journal.noter(code, par=dossier.mediatrice, sur=dossier.lieu.parcours, phrase="a proposé Awa")
    with pytest.raises(Ferme) as refus:
        actions.prendre_en_charge(dossier.mediation, par=dossier.mediatrice)
    assert codes(refus) == {"mise_en_relation"}


def test_one_of_the_two_sides_or_the_head_of_the_centre_cannot_take_the_case(dossier):
    FabriqueAdhesion(utilisateur=dossier.famille.utilisateur, role="mediatrice", centre=dossier.lieu.centre)
    with pytest.raises(Ferme) as refus:
        actions.prendre_en_charge(dossier.mediation, par=dossier.lieu.acteur("famille"))
    assert codes(refus) == {"partie"}
    FabriqueAdhesion(utilisateur=dossier.lieu.comptes["directrice"], role="mediatrice", centre=dossier.lieu.centre)
    with pytest.raises(Introuvable):
        actions.prendre_en_charge(dossier.mediation, par=dossier.lieu.acteur("directrice"))


def test_linking_the_file_of_someone_she_trained_is_refused(prise):
    prise.mediation.autre, prise.mediation.autre_nom = None, "Mme Petit"
    prise.mediation.save()
    journal.noter("proposition.creer", par=prise.mediatrice, sur=prise.lieu.parcours, phrase="a proposé")
    with pytest.raises(Ferme) as refus:
        actions.corriger(prise.mediation, par=prise.mediatrice, motifs=["conges"], autre=prise.lieu.contact)
    assert codes(refus) == {"mise_en_relation"}


def test_two_mediators_at_once_the_second_finds_nothing_and_the_first_s_second_click_is_said(prise):
    with pytest.raises(Introuvable):
        actions.prendre_en_charge(prise.mediation, par=prise.autre_mediatrice)
    with pytest.raises(DejaFait, match="déjà fait par"):
        actions.prendre_en_charge(prise.mediation, par=prise.mediatrice, attendu="recue")


@pytest.mark.parametrize(("qui", "depart"), [("demandeuse", "demandeuse"), ("famille", "autre")])
def test_each_side_may_stop_at_any_time(engagee, qui, depart):
    arretee = actions.abandonner(engagee.mediation, par=getattr(engagee, qui), attendu="engagee")
    assert (arretee.etat, arretee.depart) == ("abandonnee", depart)


def test_who_stopped_is_read_from_the_case_as_it_is_now_and_not_from_an_old_tab(dossier):
    vieille = Mediation.objects.get(pk=dossier.mediation.pk)
    actions.prendre_en_charge(dossier.mediation, par=dossier.mediatrice)
    assert actions.abandonner(vieille, par=dossier.mediatrice, depart="silence").depart == "silence"


def test_a_mediator_takes_a_request_before_she_closes_it(dossier):
    with pytest.raises(Ferme, match="Prenez d’abord la demande en charge"):
        actions.abandonner(dossier.mediation, par=dossier.mediatrice, depart="silence")


def test_the_other_side_sees_nothing_before_she_is_told(prise):
    assert not Mediation.objects.visibles_par(prise.famille).exists()
    assert Mediation.objects.visibles_par(prise.demandeuse).exists()
    actions.recevoir(prise.mediation, par=prise.mediatrice, contrat="fini", danger=False, proces=False)
    actions.noter_accords(prise.mediation, par=prise.mediatrice, autre_prevenue_le=timezone.localdate())
    assert Mediation.objects.visibles_par(prise.famille).exists()


def test_a_second_click_writes_one_note_and_one_talk(engagee):
    for _ in range(2):
        notes.ecrire_note(engagee.mediation, par=engagee.mediatrice, texte="Rappeler lundi")
        notes.noter_entretien(engagee.mediation, par=engagee.mediatrice, date=timezone.localdate(), genre="commun")
    assert (NoteMediation.objects.count(), EntretienMediation.objects.count()) == (1, 1)


def test_no_message_ever_tells_of_a_mediation(engagee):
    actions.abandonner(engagee.mediation, par=engagee.demandeuse)
    assert not Message.objects.exists(), "the outbox is read by the team"


def test_notes_are_erased_at_their_date_and_their_number_is_kept(engagee):
    par = engagee.mediatrice
    notes.ecrire_note(engagee.mediation, par=par, texte="Un")
    notes.ecrire_note(engagee.mediation, par=par, texte="Deux")
    notes.noter_entretien(engagee.mediation, par=par, date=timezone.localdate(), genre="commun")
    finie = flux.franchir(engagee.mediation, "conclure_sans_accord", par=par)
    assert _effacer() == "Médiations : 0. Notes effacées : 0."
    with time_machine.travel(dt.datetime.combine(finie.effacement_le, dt.time(12), tzinfo=dt.UTC)):
        assert _effacer("--essai") == "Médiations : 1. Notes seraient effacées : 2."
        assert NoteMediation.objects.count() == 2
        assert _effacer() == "Médiations : 1. Notes effacées : 2."
        assert _effacer() == "Médiations : 0. Notes effacées : 0."
    assert (NoteMediation.objects.count(), engagee.relire().notes_effacees) == (0, 2)
    assert engagee.mediation.etat == "sans_accord"


def _effacer(*options):
    sortie = StringIO()
    call_command("effacer_notes", *options, stdout=sortie)
    return sortie.getvalue().strip()


def test_the_centre_may_choose_to_erase_at_once(engagee):
    engagee.mediation.centre.reglages["mediation_effacement_jours"] = 0
    engagee.mediation.centre.save()
    finie = actions.abandonner(engagee.relire(), par=engagee.demandeuse)
    assert finie.effacement_le == timezone.localdate()


def test_topics_are_told_from_five_cases_on():
    assert regles.motifs_publiables({"salaire": 5, "respect": 4}) == {"salaire": 5}

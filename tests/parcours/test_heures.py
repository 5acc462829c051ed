"""The hours of a trainee: what she has, what she lacks, when she may catch up; a limit is told once."""

import datetime as dt

import pytest
from django.utils import timezone

from clairiere.centres import portee
from clairiere.comptes.acteur import Acteur
from clairiere.messages.models import Message
from parcours import alertes
from parcours.actions.heures import surveiller
from parcours.models import (
    AlerteHeures,
    Attendue,
    DemiJournee,
    Emargement,
    Parcours,
)
from parcours.obstacles_heures import heures_de
from tests.documents.outils import besoin_de_poppler, mots, texte_du_pdf
from tests.fabriques import base as f
from tests.parcours.conftest import Personne, texte
from tests.parcours.presences import bilan, demi_journee, monter_groupe, noter


@pytest.fixture
def groupe(ici):
    return monter_groupe(ici)


# --- what is read ---------------------------------------------------------------------------------------------------


def test_hours_are_those_that_certification_reads(groupe):
    _session, gens, _rattrapage = groupe
    for parcours, acquises, manque in zip(gens, (675, 360, 720), (45, 360, 0), strict=True):
        b = bilan(parcours)
        assert b.acquises == Parcours.objects.get(pk=parcours.pk).minutes() == acquises
        assert b.a_rattraper == manque


def test_the_modules_add_up_and_the_late_arrival_takes_from_the_beginning(groupe):
    _session, (awa, fanta, _mariam), _rattrapage = groupe
    modules = heures_de(Parcours.objects.select_related("session").get(pk=awa.pk)).modules
    assert [(m.libelle, m.faites, m.prevues) for m in modules] == [("Repas", 315, 540), ("Jeux", 360, 540)]
    assert sum(m.faites for m in heures_de(Parcours.objects.get(pk=fanta.pk)).modules) == 360


def test_a_sheet_signed_without_her_is_a_missed_half_day(groupe):
    _session, (awa, *_reste), _rattrapage = groupe
    Emargement.objects.filter(parcours=awa).order_by("demi_journee__date").last().delete()
    assert bilan(awa).a_rattraper == 45 + 180


def test_a_called_off_half_day_is_nobody_s_absence(groupe):
    session, (awa, *_reste), _rattrapage = groupe
    demi_journee(session, -1, signee=False, annulee_le=timezone.now())
    assert bilan(awa).a_rattraper == 45


def test_a_catch_up_gives_her_hours_back(groupe):
    _session, (_awa, fanta, _mariam), rattrapage = groupe
    DemiJournee.objects.filter(pk=rattrapage.pk).update(
        date=timezone.localdate() - dt.timedelta(days=1), signee_le=timezone.now(), signee_par="Sophie"
    )
    noter(rattrapage, fanta)
    b = bilan(fanta)
    assert (b.acquises, b.a_rattraper) == (540, 180)
    assert b.acquises == Parcours.objects.get(pk=fanta.pk).minutes()


def test_the_catch_up_of_another_one_is_not_hers(groupe):
    _session, (awa, fanta, _mariam), rattrapage = groupe
    Attendue.objects.create(demi_journee=rattrapage, parcours=fanta)
    assert bilan(fanta).rattrapages_prevus == 180
    assert bilan(awa).rattrapages_prevus == 0
    assert bilan(fanta).manquera == 180
    assert bilan(awa).projection == 18 * 60 - 45


# --- pages ----------------------------------------------------------------------------------------------------------


def test_the_team_sees_what_she_missed_and_the_catch_up_with_a_place(monde, coordinatrice, groupe):
    _session, (_awa, fanta, _mariam), _rattrapage = groupe
    page = coordinatrice.voir(f"parcours/{fanta.pk}/heures/").replace("\u00a0", " ")
    assert "6 h sur 18 h" in page
    assert "absente Jeux" in page
    assert "12 places libres" in page
    assert "Proposé" in page
    assert "Il restera 3 h sans rattrapage." in page


def test_she_reads_what_she_lacks_in_words(monde, groupe):
    _session, (_awa, fanta, _mariam), _rattrapage = groupe
    with portee.dans(monde.ici.centre):
        monde.ici.auxiliaire.utilisateur = None
        monde.ici.auxiliaire.save()
        fanta.personne.utilisateur = monde.ici.comptes["auxiliaire"]
        fanta.personne.save()
    elle = Personne(monde.ici, "auxiliaire")
    page = elle.voir(f"parcours/{fanta.pk}/heures/").replace("\u00a0", " ")
    assert "Il vous manque 6 h." in page
    assert "Appelez le centre pour venir." in page
    assert "Repas" in page


def test_she_sees_only_her_own_hours(monde, groupe):
    _session, (awa, *_reste), _rattrapage = groupe
    assert (
        Personne(monde.ici, "auxiliaire").client.get(monde.ici.adresse(f"parcours/{awa.pk}/heures/")).status_code == 404
    )


def test_without_a_session_the_page_teaches(monde, coordinatrice):
    with portee.dans(monde.ici.centre):
        elle = f.FabriqueParcours()
    assert "Elle n’a pas encore de session" in coordinatrice.voir(f"parcours/{elle.pk}/heures/")


def test_a_place_on_a_catch_up_is_given_once_told_once_and_can_be_taken_back(monde, coordinatrice, groupe):
    _session, (_awa, fanta, _mariam), rattrapage = groupe
    page = f"parcours/{fanta.pk}/heures/"
    donner = {"demi_journee": rattrapage.pk}
    fait = texte(coordinatrice.envoyer(f"{page}rattrapage/", donner, page=page))
    assert "Fanta Keïta a sa place. Un message part pour le lui dire." in fait
    assert "est déjà attendue" in texte(coordinatrice.envoyer(f"{page}rattrapage/", donner, page=page))
    with portee.dans(monde.ici.centre):
        assert Attendue.objects.filter(parcours=fanta).count() == 1
        assert Message.objects.filter(personne=fanta.personne, texte__contains="rattrapage").count() == 1
    texte(coordinatrice.envoyer(f"{page}rattrapage/", {**donner, "geste": "retirer"}, page=page))
    with portee.dans(monde.ici.centre):
        assert not Attendue.objects.filter(parcours=fanta).exists()


def test_a_full_catch_up_is_refused_with_who_can_help(monde, coordinatrice, groupe):
    session, (awa, fanta, _mariam), rattrapage = groupe
    with portee.dans(monde.ici.centre):
        type(session).objects.filter(pk=session.pk).update(places=1)
        Attendue.objects.create(demi_journee=rattrapage, parcours=awa)
    page = f"parcours/{fanta.pk}/heures/"
    refus = texte(coordinatrice.envoyer(f"{page}rattrapage/", {"demi_journee": rattrapage.pk}, page=page))
    assert "Ce rattrapage est complet (1 place)." in refus.replace("\u00a0", " ")
    with portee.dans(monde.ici.centre):
        assert not Attendue.objects.filter(parcours=fanta).exists()


def test_an_ordinary_half_day_is_not_a_catch_up(monde, coordinatrice, groupe):
    session, (_awa, fanta, _mariam), _rattrapage = groupe
    with portee.dans(monde.ici.centre):
        autre = session.demi_journees.filter(rattrapage=False).last()
    page = f"parcours/{fanta.pk}/heures/"
    refus = texte(coordinatrice.envoyer(f"{page}rattrapage/", {"demi_journee": autre.pk}, page=page))
    assert "Ce n’est pas un rattrapage ouvert à une personne." in refus


@besoin_de_poppler
def test_her_plan_is_printed(monde, coordinatrice, groupe):
    _session, (_awa, fanta, _mariam), rattrapage = groupe
    with portee.dans(monde.ici.centre):
        Attendue.objects.create(demi_journee=rattrapage, parcours=fanta)
    pdf = coordinatrice.client.get(monde.ici.adresse(f"parcours/{fanta.pk}/rattrapage.pdf")).content
    imprime = " ".join(mots(texte_du_pdf(pdf, "-layout")))
    for attendu in (
        "Plan de rattrapage",
        "Fanta Keïta",
        "6 h sur 18 h",
        "À rattraper : 6 h",
        "Dates de rattrapage",
        "Il restera 3 h",
    ):
        assert attendu in imprime


def test_the_card_of_her_file_leads_to_her_hours(monde, coordinatrice, groupe):
    _session, (_awa, fanta, _mariam), _rattrapage = groupe
    assert "Voir ses heures et ses rattrapages" in coordinatrice.voir(f"parcours/{fanta.pk}/")


# --- limits ---------------------------------------------------------------------------------------------------------


def veiller(session, ici):
    return surveiller(session, par=Acteur.systeme(ici.centre))


def messages_de(parcours):
    return list(Message.objects.filter(personne=parcours.personne, genre="heures").order_by("pk"))


def test_six_missed_hours_are_told_once_to_her_and_wait_for_the_team(ici, groupe):
    session, (awa, fanta, _mariam), _rattrapage = groupe
    dites = veiller(session, ici)
    assert [a.seuil for a in dites if a.parcours_id == fanta.pk] == ["absence-1", "projection"]
    assert [a.seuil for a in dites if a.parcours_id == awa.pk] == ["projection"]
    assert veiller(session, ici) == [], "the second watch says nothing new"
    textes = [m.texte.replace("\u00a0", " ") for m in messages_de(fanta)]
    assert textes[0].startswith("Bonjour Fanta. Il vous manque 6 h. Vous pouvez les rattraper. Appelez-nous : 01 40")
    assert len(messages_de(awa)) == 1
    phrases = [t.phrase.replace("\u00a0", " ") for t in alertes.taches(ici.acteur("coordinatrice"))]
    assert "Prévoir un rattrapage : Fanta K., 6 h" in phrases


def test_twelve_hours_are_another_limit_and_caught_up_hours_are_not_announced_again(ici, groupe):
    session, (_awa, fanta, _mariam), rattrapage = groupe
    veiller(session, ici)
    Emargement.objects.filter(parcours=fanta).update(statut="absente", minutes=0, signature="")
    assert "absence-2" in [a.seuil for a in veiller(session, ici) if a.parcours_id == fanta.pk]
    nombre = len(messages_de(fanta))
    noter_de_nouveau = Emargement.objects.filter(parcours=fanta).order_by("pk").first()
    noter_de_nouveau.statut, noter_de_nouveau.minutes, noter_de_nouveau.signature = "presente", 180, "papier"
    noter_de_nouveau.save()
    assert veiller(session, ici) == []
    assert len(messages_de(fanta)) == nombre


def test_an_alert_leaves_the_list_when_a_catch_up_covers_it_and_comes_back_without_a_message(ici, groupe):
    session, (_awa, fanta, _mariam), rattrapage = groupe
    veiller(session, ici)
    DemiJournee.objects.filter(pk=rattrapage.pk).update(minutes=360)
    Attendue.objects.create(demi_journee=rattrapage, parcours=fanta)
    veiller(session, ici)
    assert not AlerteHeures.objects.filter(parcours=fanta, reglee_le__isnull=True).exists()
    nombre = len(messages_de(fanta))
    Attendue.objects.all().delete()
    veiller(session, ici)
    assert AlerteHeures.objects.filter(parcours=fanta, reglee_le__isnull=True).exists()
    assert len(messages_de(fanta)) == nombre


def test_what_a_person_settled_stays_settled(monde, coordinatrice, groupe):
    session, (_awa, fanta, _mariam), _rattrapage = groupe
    with portee.dans(monde.ici.centre):
        veiller(session, monde.ici)
        alerte = AlerteHeures.objects.filter(parcours=fanta, seuil="absence-1").get()
    page = f"parcours/{fanta.pk}/heures/"
    assert "L’alerte est réglée." in texte(coordinatrice.envoyer(f"alertes-heures/{alerte.pk}/regler/", page=page))
    with portee.dans(monde.ici.centre):
        veiller(session, monde.ici)
        alerte.refresh_from_db()
        assert alerte.reglee_par == "Coordinatrice Ici"
    encore = texte(coordinatrice.envoyer(f"alertes-heures/{alerte.pk}/regler/", page="parcours/"))
    assert "déjà réglée par Coordinatrice Ici" in encore


def test_a_centre_may_never_be_told(ici, groupe):
    session, _gens, _rattrapage = groupe
    ici.centre.reglages = {"alerte_absence_heures": 0, "alerte_projection": "jamais"}
    ici.centre.save()
    assert veiller(session, ici) == []


@pytest.mark.parametrize(("heure", "nombre"), [(3, 0), (7, 0), (9, 1), (22, 0)])
def test_the_watch_says_nothing_at_night(monde, groupe, monkeypatch, heure, nombre):
    matin = timezone.localtime().replace(hour=heure)
    monkeypatch.setattr(alertes.timezone, "localtime", lambda *a: matin)
    with portee.sans_portee("the task opens its own scopes"):
        dites = alertes.surveiller_partout()
    assert bool(dites) == bool(nombre)


def test_a_half_day_called_off_then_caught_up_by_the_group_brings_back_the_hours(groupe):
    """P2, step 5: 3 h less, then a catch-up for all: she will have her hours again, the module says where."""
    session, (_awa, _fanta, mariam), _rattrapage = groupe
    assert bilan(mariam).projection == 18 * 60
    perdue = session.demi_journees.filter(signee_le__isnull=True, rattrapage=False).order_by("date").first()
    DemiJournee.objects.filter(pk=perdue.pk).update(annulee_le=timezone.now())
    assert (bilan(mariam).projection, bilan(mariam).manquera) == (15 * 60, 180)
    demi_journee(session, 12, signee=False, rattrapage=True, pour_le_groupe=True)
    b = bilan(mariam)
    assert (b.projection, b.manquera, b.a_rattraper) == (18 * 60, 0, 0)

"""The calendar of a cohort: preview, skipped days, conflicts, moves, cancellations, catch-ups, who cannot come."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError

from clairiere.agenda.semaine import Semaine
from clairiere.centres import portee
from clairiere.flux.obstacles import Ferme
from clairiere.journal.models import Entree
from clairiere.messages.models import Message
from parcours import obstacles_calendrier
from parcours.actions import calendrier, demi_journees, lieux, programme, sessions
from parcours.models import Attendue, DemiJournee, Fermeture, Indisponibilite, Materiel, Salle
from tests.fabriques import base as f
from tests.navigateur.recit import mots_du_pdf
from tests.outils.requetes import assertNumQueries
from tests.parcours.conftest import VU, Personne, texte

J = dt.date
MATIN = {"moment": "matin", "minutes": 180, "heure_debut": dt.time(9)}
LUN_MAR_JEU = {0: [(540, 720)], 1: [(540, 720)], 3: [(540, 720)]}
RYTHME = {
    "a_partir_du": "2027-03-01",
    "feries": "on",
    "fermetures": "on",
    **{f"rythme_{jour}_0_debut": "09:00" for jour in ("lundi", "mardi", "jeudi")},
    **{f"rythme_{jour}_0_fin": "12:00" for jour in ("lundi", "mardi", "jeudi")},
}


@pytest.fixture(autouse=True)
def en_novembre():
    with time_machine.travel("2026-11-23T10:00:00+01:00", tick=True):
        yield


@pytest.fixture
def ici(monde, en_novembre):
    with portee.dans(monde.ici.centre):
        yield monde.ici


@pytest.fixture
def chef(ici):
    return ici.acteur("coordinatrice")


@pytest.fixture
def sophie(ici):
    compte = ici.comptes["formatrice"]
    compte.prenom, compte.nom = "Sophie", "Bernard"
    compte.save()
    return compte


@pytest.fixture
def session(ici, chef, sophie):
    return sessions.creer_session(
        par=chef,
        nom="Printemps",
        debut=J(2027, 3, 1),
        fin=J(2027, 6, 30),
        formatrice=sophie,
        version_programme=programme.installer_programme_type(par=chef),
    )


@pytest.fixture
def planifiee(session, chef, ici):
    sauts = obstacles_calendrier.sauts(ici.centre, a_partir_du=J(2027, 3, 1))
    calendrier.planifier_rythme(session, par=chef, rythme=LUN_MAR_JEU, a_partir_du=J(2027, 3, 1), sauts=sauts)
    return session


def clair(page):
    return (page if isinstance(page, str) else texte(page)).replace("\u00a0", " ")


def modules(demi_journee):
    return [(p.module.rang, p.minutes) for p in demi_journee.parts.select_related("module")]


# the pattern


def test_nothing_is_written_before_the_confirmation_and_a_second_click_adds_nothing(session, coordinatrice):
    suite = f"sessions/{session.pk}/calendrier/remplir/"
    apercu = coordinatrice.envoyer(suite, RYTHME)
    assert apercu.status_code == 200
    assert "120 h planifiées sur 120" in clair(apercu)
    assert "Lundi 29 mars 2027 : jour férié (lundi de Pâques)" in clair(apercu)
    assert not session.demi_journees.exists()
    confirme = {**RYTHME, "vu": VU.search(apercu.content.decode()).group(1)}
    page = coordinatrice.envoyer(suite, confirme)
    assert "40 demi-journées ajoutées." in clair(page)
    encore = coordinatrice.client.get(coordinatrice.lieu.adresse(suite), follow=True)
    assert "Les 120 h sont déjà dans le calendrier." in clair(encore)
    assert session.demi_journees.count() == 40


def test_a_closure_written_since_the_preview_is_shown_before_it_is_recorded(session, coordinatrice, chef):
    suite = f"sessions/{session.pk}/calendrier/remplir/"
    vu = VU.search(coordinatrice.envoyer(suite, RYTHME).content.decode()).group(1)
    lieux.ajouter_fermeture(par=chef, du=J(2027, 3, 8), au=J(2027, 3, 12), raison="travaux")
    page = coordinatrice.envoyer(suite, {**RYTHME, "vu": vu})
    assert page.status_code == 409
    assert "Le calendrier a changé depuis l’aperçu." in clair(page)
    assert "Mardi 9 mars 2027 : centre fermé (travaux)" in clair(page)
    assert not session.demi_journees.exists()
    nouveau = VU.search(page.content.decode()).group(1)
    assert "40 demi-journées ajoutées." in clair(coordinatrice.envoyer(suite, {**RYTHME, "vu": nouveau}))


def test_recalculating_never_writes(session, coordinatrice):
    suite = f"sessions/{session.pk}/calendrier/remplir/"
    vu = VU.search(coordinatrice.envoyer(suite, RYTHME).content.decode()).group(1)
    page = coordinatrice.envoyer(suite, {**RYTHME, "vu": vu, "geste": "apercu"})
    assert page.status_code == 200
    assert not session.demi_journees.exists()


def test_school_holidays_follow_the_zone_of_the_centre(session, coordinatrice, ici):
    ici.centre.reglages = {"zone_scolaire": "A"}
    ici.centre.save()
    suite = f"sessions/{session.pk}/calendrier/remplir/"
    assert "Sauter les vacances scolaires (zone A)" in clair(coordinatrice.voir(suite))
    dit = clair(coordinatrice.envoyer(suite, {**RYTHME, "a_partir_du": "2027-02-01", "vacances": "on"}))
    assert "vacances d’hiver, zone A" in dit.replace("Vacances", "vacances")
    ici.centre.reglages = {"zone_scolaire": "aucune"}
    ici.centre.save()
    assert "Sauter les vacances scolaires" not in coordinatrice.voir(suite)


def test_school_holidays_that_are_not_known_yet_are_said_on_the_screen(session, coordinatrice):
    suite = f"sessions/{session.pk}/calendrier/remplir/"
    loin = {**RYTHME, "a_partir_du": "2029-01-08", "vacances": "on"}
    assert "Hors de ces dates, elles ne sont pas sautées : vérifiez-les." in clair(coordinatrice.envoyer(suite, loin))
    sans = {k: v for k, v in loin.items() if k != "vacances"}
    assert "Hors de ces dates" not in clair(coordinatrice.envoyer(suite, sans))


def test_days_given_by_hand_are_skipped_and_unreadable_ones_are_refused(session, coordinatrice):
    suite = f"sessions/{session.pk}/calendrier/remplir/"
    dit = clair(coordinatrice.envoyer(suite, {**RYTHME, "sauf": "02/03/2027"}))
    assert "Mardi 2 mars 2027 : jour que vous avez retiré" in dit
    page = coordinatrice.envoyer(suite, {**RYTHME, "sauf": "le 2 mars"})
    assert page.status_code == 422
    assert "« le 2 mars » n’est pas lisible." in clair(page)


def test_days_that_give_nothing_are_said(session, coordinatrice, chef):
    lieux.ajouter_fermeture(par=chef, du=J(2027, 1, 1), au=J(2027, 12, 31), raison="travaux")
    lieux.ajouter_fermeture(par=chef, du=J(2028, 1, 1), au=J(2028, 12, 31), raison="travaux")
    lieux.ajouter_fermeture(par=chef, du=J(2029, 1, 1), au=J(2029, 12, 31), raison="travaux")
    page = coordinatrice.envoyer(f"sessions/{session.pk}/calendrier/remplir/", RYTHME)
    assert "Ces jours ne donnent aucune demi-journée" in clair(page)


def test_skipped_days_stay_in_the_calendar_with_their_reason(planifiee, coordinatrice):
    dit = clair(coordinatrice.voir(f"sessions/{planifiee.pk}/calendrier/"))
    assert "120 h planifiées sur 120." in dit
    assert "Lundi 29 mars 2027 : jour férié (lundi de Pâques)" in dit
    assert [s.date for s in planifiee.dates_sautees.all()] == [J(2027, 3, 29), J(2027, 5, 6), J(2027, 5, 17)]


# the modules


def test_modules_follow_one_another_over_the_half_days(planifiee):
    suites = [modules(d) for d in planifiee.demi_journees.order_by("date")]
    assert suites[0] == [(1, 180)]
    assert suites[5] == [(1, 60), (2, 120)]
    assert suites[-1] == [(10, 180)]
    totaux = {}
    for rang, minutes in (part for seance in suites for part in seance):
        totaux[rang] = totaux.get(rang, 0) + minutes
    attendus = {m.rang: m.minutes for m in planifiee.version_programme.modules.all()}
    assert totaux == attendus
    assert planifiee.demi_journees.order_by("date").first().theme == "Le métier, le contrat et la santé au travail"


def test_what_a_deleted_half_day_took_is_said_by_module_and_given_back_by_the_next_one(planifiee, chef, coordinatrice):
    sixieme = planifiee.demi_journees.order_by("date")[5]
    demi_journees.retirer(sixieme, par=chef)
    dit = clair(coordinatrice.voir(f"sessions/{planifiee.pk}/calendrier/"))
    assert "117 h sur 120 : il manque 3 h" in dit
    assert "1. Le métier, le contrat et la santé au travail : il manque 1 h (15 h sur 16 h)." in dit
    nouvelle = demi_journees.ajouter_demi_journee(planifiee, par=chef, date=J(2027, 6, 23), **MATIN)
    assert modules(nouvelle) == [(1, 60), (2, 120)]
    assert "Chaque module a ses heures" in coordinatrice.voir(f"sessions/{planifiee.pk}/calendrier/")


def test_spreading_again_leaves_the_past_and_what_is_noted_alone(planifiee, chef, coordinatrice):
    with time_machine.travel("2027-03-10T10:00:00+01:00", tick=True):
        passees = list(planifiee.demi_journees.filter(date__lt=J(2027, 3, 10)))
        avant = {d.pk: modules(d) for d in passees}
        demi_journees.retirer(planifiee.demi_journees.order_by("date")[20], par=chef)
        au_bureau = Personne(coordinatrice.lieu, "coordinatrice")
        page = f"sessions/{planifiee.pk}/calendrier/"
        dit = clair(au_bureau.envoyer(f"{page}repartir/", page=page))
    assert "Ce qui a déjà eu lieu garde les siens." in dit
    assert {d.pk: modules(d) for d in passees} == avant
    assert "10. Chercher une famille, l’entretien, le numérique : il manque 3 h (9 h sur 12 h)." in dit


def test_sheets_that_came_without_modules_get_theirs_in_the_order_of_the_programme(session, chef):
    elle = f.FabriqueParcours(en_formation=True, session=session)
    f.suivre_heures(elle, 18)
    assert calendrier.repartir_de_nouveau(session, par=chef) == 6
    assert [modules(d) for d in session.demi_journees.order_by("date")][4:] == [[(1, 180)], [(1, 60), (2, 120)]]
    with pytest.raises(Ferme, match="ont eu lieu avec leurs modules"):
        calendrier.repartir_de_nouveau(session, par=chef)


def test_her_file_says_when_she_cannot_come(planifiee, chef, coordinatrice):
    awa = f.FabriqueParcours(en_formation=True, session=planifiee)
    assert "Elle peut venir à toute heure." in coordinatrice.voir(f"parcours/{awa.pk}/")
    semaine = Semaine.de({"mardi": [("8:00", "10:00")]})
    lieux.noter_indisponibilite(awa, par=chef, semaine=semaine, precision="ménage")
    assert "Ne peut pas venir : mardi 8 h – 10 h. ménage" in clair(coordinatrice.voir(f"parcours/{awa.pk}/"))


def test_a_session_without_a_programme_is_planned_too(ici, chef, coordinatrice):
    libre = f.FabriqueSession(debut=J(2027, 3, 1), fin=J(2027, 6, 1))
    assert len(calendrier.planifier_rythme(libre, par=chef, rythme=LUN_MAR_JEU, a_partir_du=J(2027, 3, 1))) == 40
    assert "Module par module" not in coordinatrice.voir(f"sessions/{libre.pk}/calendrier/")


# conflicts


def test_a_whole_calendar_is_refused_when_the_trainer_is_taken_and_says_by_what(planifiee, chef, sophie, coordinatrice):
    autre = f.FabriqueSession(nom="Été", debut=J(2027, 3, 1), fin=J(2027, 6, 30), formatrice=sophie)
    with pytest.raises(Ferme) as refus:
        calendrier.planifier_rythme(autre, par=chef, rythme=LUN_MAR_JEU, a_partir_du=J(2027, 3, 1))
    dit = clair(str(refus.value))
    assert "Sophie Bernard est déjà prise par la session Printemps : lundi 1er mars 2027, de 9 h à 12 h." in dit
    assert "Elle ne peut pas animer aussi la session Été." in dit
    assert dit.count("Sophie Bernard est déjà prise") == 4
    assert " autres fois ensuite." in dit, "forty sentences are not read"
    assert not autre.demi_journees.exists()
    apercu = coordinatrice.envoyer(f"sessions/{autre.pk}/calendrier/remplir/", {**RYTHME, "formatrice": sophie.pk})
    assert "Sophie Bernard est déjà prise par la session Printemps" in clair(apercu)


def test_a_room_is_not_shared_and_hours_that_only_touch_are_fine(planifiee, chef, ici, sophie):
    erable = lieux.noter_salle(par=chef, nom="Érable", capacite=12)
    autre = f.FabriqueSession(nom="Été", debut=J(2027, 3, 1), fin=J(2027, 6, 30))
    demi_journees.ajouter_demi_journee(planifiee, par=chef, date=J(2027, 3, 3), salle=erable, **MATIN)
    with pytest.raises(Ferme) as refus:
        demi_journees.ajouter_demi_journee(autre, par=chef, date=J(2027, 3, 3), salle=erable, **MATIN)
    assert "La salle Érable est déjà prise par la session Printemps" in str(refus.value)
    assert "la session Été" in str(refus.value)
    apres = {"moment": "apres_midi", "minutes": 180, "heure_debut": dt.time(12)}
    demi_journees.ajouter_demi_journee(autre, par=chef, date=J(2027, 3, 3), salle=erable, formatrice=sophie, **apres)


def test_a_group_is_not_in_two_places(planifiee, chef):
    with pytest.raises(Ferme, match="La session Printemps a déjà une demi-journée"):
        demi_journees.ajouter_demi_journee(
            planifiee, par=chef, date=J(2027, 3, 2), moment="apres_midi", minutes=120, heure_debut=dt.time(11)
        )
    with pytest.raises(ValidationError):
        demi_journees.ajouter_demi_journee(
            planifiee, par=chef, date=J(2027, 3, 2), moment="matin", minutes=60, heure_debut=dt.time(7)
        )


def test_moving_a_half_day_onto_her_other_session_is_refused(planifiee, chef, sophie):
    autre = f.FabriqueSession(nom="Été", debut=J(2027, 3, 1), fin=J(2027, 6, 30), formatrice=sophie)
    sienne = demi_journees.ajouter_demi_journee(autre, par=chef, date=J(2027, 3, 3), **MATIN)
    with pytest.raises(Ferme, match="Sophie Bernard est déjà prise par la session Printemps"):
        demi_journees.modifier_demi_journee(sienne, par=chef, date=J(2027, 3, 2))
    sienne.refresh_from_db()
    assert sienne.date == J(2027, 3, 3)


def test_a_small_room_is_a_warning_not_a_refusal(planifiee, chef, coordinatrice):
    petite = lieux.noter_salle(par=chef, nom="Bulle", capacite=6)
    donnees = {"date": "2027-06-30", "heure_debut": "09:00", "heure_fin": "10:00", "salle": petite.pk}
    dit = clair(coordinatrice.envoyer(f"sessions/{planifiee.pk}/demi-journee/", donnees))
    assert "C’est ajouté." in dit
    assert dit.count("La salle Bulle a 6 places. La session Printemps en a 12.") >= 2, "at once, and on the calendar"


# moving, calling off


def test_moving_a_half_day_keeps_its_modules_and_says_so_in_the_history(planifiee, chef, coordinatrice):
    premiere = planifiee.demi_journees.order_by("date").first()
    donnees = {"date": "2027-03-03", "heure_debut": "14:00", "heure_fin": "17:00", "attendu": "0"}
    coordinatrice.envoyer(f"demi-journees/{premiere.pk}/modifier/", donnees)
    premiere.refresh_from_db()
    assert (premiere.date, premiere.moment, premiere.revision) == (J(2027, 3, 3), "apres_midi", 1)
    assert modules(premiere) == [(1, 180)]
    dit = clair(coordinatrice.voir(f"demi-journees/{premiere.pk}/planning/"))
    assert "a déplacé la demi-journée du lundi 1er mars 2027 à 9 h au mercredi 3 mars 2027 à 14 h" in dit
    assert demi_journees.modifier_demi_journee(premiere, par=chef, date=J(2027, 3, 3)) == (premiere, 0)


def test_an_old_tab_is_told_what_changed_and_nothing_typed_is_lost(planifiee, chef, coordinatrice):
    premiere = planifiee.demi_journees.order_by("date").first()
    demi_journees.modifier_demi_journee(premiere, par=chef, date=J(2027, 3, 5))
    donnees = {"date": "2027-03-06", "heure_debut": "09:00", "heure_fin": "12:00", "theme": "Visite", "attendu": "0"}
    page = coordinatrice.envoyer(f"demi-journees/{premiere.pk}/modifier/", donnees)
    assert page.status_code == 409
    assert "Elle est maintenant vendredi 5 mars 2027 à 9 h." in clair(page)
    assert 'value="Visite"' in page.content.decode()
    premiere.refresh_from_db()
    assert premiere.date == J(2027, 3, 5)


def test_a_shorter_half_day_gives_its_hours_back_and_a_longer_one_takes_what_is_missing(planifiee, chef):
    premiere = planifiee.demi_journees.order_by("date").first()
    demi_journees.modifier_demi_journee(premiere, par=chef, minutes=120)
    assert modules(premiere) == [(1, 120)]
    assert planifiee.minutes_prevues() == 119 * 60
    deuxieme = planifiee.demi_journees.order_by("date")[1]
    demi_journees.modifier_demi_journee(deuxieme, par=chef, minutes=240)
    assert modules(deuxieme) == [(1, 240)]
    assert planifiee.minutes_prevues() == 120 * 60


def test_a_half_day_with_attendance_does_not_move(planifiee, chef):
    premiere = planifiee.demi_journees.order_by("date").first()
    f.FabriqueEmargement(demi_journee=premiere, parcours=f.FabriqueParcours(en_formation=True, session=planifiee))
    for geste in (
        lambda: demi_journees.modifier_demi_journee(premiere, par=chef, date=J(2027, 3, 3)),
        lambda: demi_journees.annuler_demi_journee(premiere, par=chef, raison="neige"),
        lambda: demi_journees.retirer(premiere, par=chef),
    ):
        with pytest.raises(Ferme, match="Des présences sont notées"):
            geste()
    demi_journees.modifier_demi_journee(premiere, par=chef, theme="Accueil")
    premiere.refresh_from_db()
    assert premiere.theme == "Accueil"


def test_a_cancelled_half_day_stays_with_its_reason_and_its_hours_no_longer_count(planifiee, chef, coordinatrice):
    premiere = planifiee.demi_journees.order_by("date").first()
    page = coordinatrice.envoyer(f"demi-journees/{premiere.pk}/annuler/", {"raison": ""})
    assert page.status_code == 422
    dit = clair(coordinatrice.envoyer(f"demi-journees/{premiere.pk}/annuler/", {"raison": "neige"}))
    assert "La demi-journée est annulée." in dit
    assert "117 h sur 120 : il manque 3 h" in dit
    assert "neige" in dit
    assert demi_journees.annuler_demi_journee(premiere, par=chef, raison="autre")[0].raison_annulation == "neige"
    with pytest.raises(Ferme, match="est annulée"):
        demi_journees.modifier_demi_journee(premiere, par=chef, date=J(2027, 3, 3))
    encore = demi_journees.ajouter_demi_journee(planifiee, par=chef, date=premiere.date, **MATIN)
    assert modules(encore) == [(1, 180)], "its place and its modules are free again"


@pytest.mark.parametrize(("jours", "combien"), [(3, 2), (6, 2), (7, 0), (40, 0)])
def test_people_are_told_by_message_only_when_it_is_soon(ici, chef, coordinatrice, jours, combien):
    session = f.FabriqueSession()
    for canal in ("sms", "courriel"):
        personne = f.FabriquePersonne(prenom="Awa", canal_prefere=canal, courriel="awa@example.org")
        f.FabriqueParcours(en_formation=True, session=session, personne=personne)
    f.FabriqueParcours(disponible=True, session=session)
    jour = J(2026, 11, 23) + dt.timedelta(days=jours)
    seance = demi_journees.ajouter_demi_journee(session, par=chef, date=jour, **MATIN)
    annonce = "Un message partira à 2 stagiaires." if combien else "Personne ne recevra de message."
    assert annonce in clair(coordinatrice.voir(f"demi-journees/{seance.pk}/annuler/"))
    dit = clair(coordinatrice.envoyer(f"demi-journees/{seance.pk}/annuler/", {"raison": "Sophie malade"}))
    assert ("Un message part à 2 stagiaires." in dit) == bool(combien)
    messages = list(Message.objects.filter(genre="calendrier"))
    assert len(messages) == combien
    assert {m.canal for m in messages} <= {"sms"}, "an e-mail would be read too late"
    for message in messages:
        assert "est annulée." in message.texte
        assert "malade" not in message.texte, "the reason is for the team"


def test_a_trainer_is_told_too_and_each_change_is_said_once(ici, chef, sophie):
    session = f.FabriqueSession(formatrice=sophie)
    f.FabriqueParcours(en_formation=True, session=session)
    seance = demi_journees.ajouter_demi_journee(session, par=chef, date=J(2026, 11, 25), **MATIN)
    demi_journees.modifier_demi_journee(seance, par=chef, date=J(2026, 11, 26))
    demi_journees.modifier_demi_journee(seance, par=chef, date=J(2026, 11, 26))
    assert Message.objects.filter(genre="calendrier").count() == 2
    assert "Session" in Message.objects.get(destinataire="Sophie Bernard").texte
    demi_journees.retirer(DemiJournee.objects.get(pk=seance.pk), par=chef)
    assert Message.objects.filter(genre="calendrier").count() == 4
    assert Entree.objects.filter(code="session.retirer").count() == 1


# catch-ups


def test_a_catch_up_for_some_changes_no_hour_of_the_calendar_and_tells_them(planifiee, chef, coordinatrice):
    awa, fanta = (
        f.FabriqueParcours(en_formation=True, session=planifiee, personne=f.FabriquePersonne(prenom=nom))
        for nom in ("Awa", "Fanta")
    )
    module = planifiee.version_programme.modules.get(rang=3)
    donnees = {
        "date": "2027-06-09",
        "heure_debut": "14:00",
        "heure_fin": "17:00",
        "pour": "choisies",
        "module": module.pk,
    }
    page = coordinatrice.envoyer(f"sessions/{planifiee.pk}/rattrapage/", donnees)
    assert page.status_code == 422
    assert "Cochez au moins une stagiaire." in clair(page)
    assert "il lui manque 120 h" in clair(page)
    dit = clair(coordinatrice.envoyer(f"sessions/{planifiee.pk}/rattrapage/", {**donnees, "attendues": [awa.pk]}))
    assert "120 h planifiées sur 120." in dit
    assert "Chaque module a ses heures" in dit
    assert f"Pour {awa.personne.nom_court}" in dit
    seance = DemiJournee.objects.get(rattrapage=True)
    assert modules(seance) == [(3, 180)]
    assert [a.parcours_id for a in Attendue.objects.all()] == [awa.pk]
    assert [m.personne_id for m in Message.objects.filter(genre="calendrier")] == [awa.personne_id]
    assert seance in DemiJournee.objects.appelant(awa)
    assert seance not in DemiJournee.objects.appelant(fanta)
    assert DemiJournee.objects.appelant(fanta).count() == 40


def test_a_catch_up_for_the_group_gives_back_the_hours_and_modules_that_were_lost(planifiee, chef, coordinatrice):
    demi_journees.retirer(planifiee.demi_journees.order_by("date")[5], par=chef)
    donnees = {"date": "2027-06-09", "heure_debut": "09:00", "heure_fin": "12:00", "pour": "groupe"}
    dit = clair(coordinatrice.envoyer(f"sessions/{planifiee.pk}/rattrapage/", donnees))
    assert "120 h planifiées sur 120." in dit
    assert modules(DemiJournee.objects.get(rattrapage=True)) == [(1, 60), (2, 120)]


# who cannot come


def test_half_days_when_a_trainee_cannot_come_name_her(planifiee, chef, coordinatrice):
    awa = f.FabriqueParcours(
        en_formation=True, session=planifiee, personne=f.FabriquePersonne(prenom="Awa", nom="Diarra")
    )
    donnees = {"semaine_mardi_0_debut": "08:00", "semaine_mardi_0_fin": "10:00", "precision": "ménage"}
    dit = clair(coordinatrice.envoyer(f"parcours/{awa.pk}/heures-prises/", donnees))
    assert "mardi 8 h – 10 h" in dit
    mardis = planifiee.demi_journees.filter(date__iso_week_day=2).count()
    assert mardis > 10
    assert f"{mardis} demi-journées" in dit
    page = clair(coordinatrice.voir(f"sessions/{planifiee.pk}/calendrier/"))
    assert page.count("Awa D. ne peut pas venir.") == mardis
    assert f"{mardis} demi-journées tombent quand une stagiaire ne peut pas venir." in page
    coordinatrice.envoyer(f"parcours/{awa.pk}/heures-prises/", {"precision": ""})
    assert not Indisponibilite.objects.exists()


def test_she_notes_her_own_hours_and_nobody_else_s(ici, auxiliaire, planifiee):
    elle = ici.parcours
    donnees = {"semaine_lundi_0_debut": "18:00", "semaine_lundi_0_fin": "20:00"}
    assert "C’est noté." in clair(auxiliaire.envoyer(f"parcours/{elle.pk}/heures-prises/", donnees))
    assert Indisponibilite.objects.get(parcours=elle).en_semaine == Semaine.de({"lundi": [("18:00", "20:00")]})
    autre = f.FabriqueParcours(en_formation=True, session=planifiee)
    auxiliaire.voir(f"parcours/{autre.pk}/heures-prises/", statut=404)


# rooms, closures, materials


def test_a_room_in_use_is_not_taken_away(planifiee, chef, coordinatrice):
    salle = lieux.noter_salle(par=chef, nom="Érable", capacite=12)
    demi_journees.ajouter_demi_journee(planifiee, par=chef, date=J(2027, 3, 3), salle=salle, **MATIN)
    with pytest.raises(Ferme, match="sert pour 1\u00a0demi-journée à venir"):
        lieux.retirer_salle(salle, par=chef)
    page = coordinatrice.envoyer("salles/nouvelle/", {"nom": "Érable", "capacite": "0"})
    assert page.status_code == 422
    assert "Une salle a au moins 1 place." in clair(page)
    page = coordinatrice.envoyer("salles/nouvelle/", {"nom": "Érable", "capacite": "9"})
    assert "Une salle porte déjà ce nom." in clair(page)
    libre = lieux.noter_salle(par=chef, nom="Chêne", capacite=5)
    lieux.retirer_salle(libre, par=chef)
    lieux.noter_salle(par=chef, nom="Chêne", capacite=7)
    assert Salle.objects.filter(nom="Chêne").count() == 2


def test_a_closure_says_the_half_days_already_planned_on_it(planifiee, coordinatrice):
    donnees = {"du": "2027-03-08", "au": "2027-03-12", "raison": "travaux"}
    page = coordinatrice.envoyer("fermetures/nouvelle/", {**donnees, "au": "2027-03-01"})
    assert page.status_code == 422
    assert "Le dernier jour est avant le premier." in clair(page)
    dit = clair(coordinatrice.envoyer("fermetures/nouvelle/", donnees))
    assert "3 demi-journées sont prévues pendant cette fermeture." in dit
    coordinatrice.envoyer("fermetures/nouvelle/", donnees)
    assert Fermeture.objects.count() == 1, "a second click writes nothing"
    assert planifiee.demi_journees.count() == 40


def test_materials_start_from_the_programme_and_are_ticked_when_ready(planifiee, formatrice):
    premiere = planifiee.demi_journees.order_by("date").first()
    suite = f"demi-journees/{premiere.pk}/materiel/"
    assert "Contrat vierge" in formatrice.client.get(formatrice.lieu.adresse(suite)).content.decode()
    formatrice.envoyer(suite, {"liste": "Contrat vierge\nVidéoprojecteur\n\nContrat vierge"})
    assert [m.libelle for m in premiere.materiels.all()] == ["Contrat vierge", "Vidéoprojecteur"]
    un = premiere.materiels.first()
    page = f"demi-journees/{premiere.pk}/planning/"
    formatrice.envoyer(f"demi-journees/{premiere.pk}/pret/", {"pret": [un.pk]}, page=page)
    formatrice.envoyer(suite, {"liste": "Contrat vierge\nPoupons"})
    assert [(m.libelle, m.pret) for m in Materiel.objects.all()] == [("Contrat vierge", True), ("Poupons", False)]
    assert "1 sur 2 prêt" in clair(formatrice.voir(f"sessions/{planifiee.pk}/calendrier/"))


# paper, cost


def test_the_printed_calendar_has_every_half_day_and_the_days_without(planifiee, chef, coordinatrice, ici):
    demi_journees.annuler_demi_journee(planifiee.demi_journees.order_by("date").first(), par=chef, raison="neige")
    reponse = coordinatrice.client.get(ici.adresse(f"sessions/{planifiee.pk}/calendrier/programme.pdf"))
    assert reponse.content.startswith(b"%PDF")
    dit = mots_du_pdf(reponse.content)
    for mot in ("Mars 2027", "Juin 2027", "Pas de cours : jour férié (Ascension)", "Annulée.", "Sophie Bernard"):
        assert mot in dit
    assert "117 h sur 120 : il manque 3 h" in dit
    assert "neige" not in dit


def test_the_calendar_costs_the_same_for_10_and_for_40_half_days(ici, chef, session):
    eleves = [f.FabriqueParcours(en_formation=True, session=session) for _n in range(3)]
    jours = iter(range(400))

    def ajouter(n):
        for _rang in range(n):
            seance = demi_journees.ajouter_demi_journee(
                session, par=chef, date=J(2027, 3, 1) + dt.timedelta(days=next(jours)), **MATIN
            )
            Materiel(demi_journee=seance, libelle="Jeux").save()
        for eleve in eleves:
            lieux.noter_indisponibilite(
                eleve, par=chef, semaine=Semaine.de({"lundi": [("9:00", "12:00")]}), precision=""
            )

    client = Personne(ici, "coordinatrice").client
    adresse = ici.adresse(f"sessions/{session.pk}/calendrier/")
    assertNumQueries(client, adresse, ajouter, peu=10, beaucoup=40, au_plus=22)
    for suite in (f"sessions/{session.pk}/calendrier/programme.pdf", f"sessions/{session.pk}/heures-prises/"):
        assertNumQueries(client, ici.adresse(suite), ajouter, peu=2, beaucoup=20, au_plus=22)


def test_generating_forty_half_days_costs_a_fixed_number_of_queries(session, chef, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        calendrier.planifier_rythme(session, par=chef, rythme=LUN_MAR_JEU, a_partir_du=J(2027, 3, 1))
    assert session.demi_journees.count() == 40

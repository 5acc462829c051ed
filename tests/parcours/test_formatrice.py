"""The trainer's own pages and the calendar feeds: hers only, no name of anyone, an address that can be stopped."""

import datetime as dt

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from clairiere.agenda.actions import abonnements
from clairiere.agenda.models import AbonnementAgenda
from clairiere.centres import portee
from parcours.actions import demi_journees, programme, sessions
from tests.fabriques import base as f
from tests.navigateur.recit import mots_du_pdf
from tests.outils.requetes import assertNumQueries
from tests.parcours.conftest import Personne, texte

MATIN = {"moment": "matin", "minutes": 180, "heure_debut": dt.time(9)}


@pytest.fixture
def ici(monde):
    with portee.dans(monde.ici.centre):
        yield monde.ici


@pytest.fixture
def sophie(ici):
    return ici.comptes["formatrice"]


@pytest.fixture
def chef(ici):
    return ici.acteur("coordinatrice")


@pytest.fixture
def autre(ici):
    compte = f.FabriqueUtilisateur(prenom="Aline", nom="Roy")
    f.FabriqueAdhesion(utilisateur=compte, role="formatrice", centre=ici.centre)
    return compte


@pytest.fixture
def session(chef, sophie):
    aujourd_hui = timezone.localdate()
    return sessions.creer_session(
        par=chef,
        nom="Printemps",
        debut=aujourd_hui - dt.timedelta(days=60),
        fin=aujourd_hui + dt.timedelta(days=60),
        lieu="3 rue du Parc",
        formatrice=sophie,
        version_programme=programme.installer_programme_type(par=chef),
    )


def seance(session, chef, jours, **champs):
    jour = timezone.localdate() + dt.timedelta(days=jours)
    return demi_journees.ajouter_demi_journee(session, par=chef, date=jour, **{**MATIN, **champs})


def clair(page):
    return (page if isinstance(page, str) else texte(page)).replace("\u00a0", " ")


def lire(client, abonnement):
    reponse = client.get(reverse("agenda_public:flux", kwargs={"jeton": abonnement.jeton}))
    assert reponse.status_code == 200
    return icalendar.Calendar.from_ical(reponse.content), reponse.content.decode()


# her pages


def test_she_sees_her_half_days_and_not_those_of_another(session, chef, autre, formatrice):
    seance(session, chef, 5)
    seance(session, chef, 6, formatrice=autre, theme="Séance d’Aline")
    dit = clair(formatrice.voir("mes-seances/"))
    assert "1 demi-journée à venir" in dit
    assert "1. Le métier, le contrat et la santé au travail" in dit
    assert "Aline" not in dit


def test_the_sheets_that_wait_for_her_come_first(session, chef, formatrice):
    passee = seance(session, chef, -3)
    seance(session, chef, 5)
    dit = clair(formatrice.voir("mes-seances/"))
    assert dit.index("Feuilles à finir") < dit.index("À venir")
    assert "À remplir" in dit
    passee.signee_le = timezone.now()
    passee.save()
    assert "Feuilles à finir" not in formatrice.voir("mes-seances/")


def test_her_hours_of_the_month_are_those_of_her_signed_sheets(ici, session, chef, formatrice, autre):
    jour = timezone.localdate().replace(day=1) - dt.timedelta(days=1)
    ecart = (jour - timezone.localdate()).days
    signee, attend = seance(session, chef, ecart), seance(session, chef, ecart - 1, minutes=90)
    seance(session, chef, ecart - 2, formatrice=autre)
    demi_journees.annuler_demi_journee(seance(session, chef, ecart - 3), par=chef, raison="neige")
    signee.signee_le = timezone.now()
    signee.save()
    dit = clair(formatrice.voir("mes-seances/"))
    assert "3 h 1 h 30 Imprimer" in dit
    reponse = formatrice.client.get(ici.adresse(f"mes-seances/heures/{jour:%Y-%m}.pdf"))
    papier = mots_du_pdf(reponse.content)
    assert "Relevé d’heures" in papier
    serre = papier.replace(" ", "")
    assert "Heuresfaites,feuillesignée3h" in serre
    assert "Heuresdontlafeuillen’estpassignée1h30" in serre
    assert attend.date.strftime("%Y") in papier
    assert "Aline" not in papier


@pytest.mark.parametrize("mois", ["2026-13", "2026-00", "26-01", "novembre"])
def test_a_month_that_does_not_exist_is_not_found(formatrice, mois):
    formatrice.voir(f"mes-seances/heures/{mois}.pdf", statut=404)


def test_a_month_without_hours_is_an_empty_statement(formatrice, ici):
    reponse = formatrice.client.get(ici.adresse("mes-seances/heures/2020-01.pdf"))
    assert "Heuresfaites,feuillesignée0h" in mots_du_pdf(reponse.content).replace(" ", "")


def test_only_a_trainer_has_these_pages(coordinatrice, auxiliaire):
    coordinatrice.voir("mes-seances/", statut=403)
    auxiliaire.voir("mes-seances/agenda/", statut=403)


def test_her_first_day_explains_where_half_days_come_from(formatrice):
    dit = formatrice.voir("mes-seances/")
    assert "Aucune séance à venir" in dit
    assert "Aucune heure faite pour l’instant." in dit


def test_her_page_costs_the_same_for_10_and_for_60_half_days(ici, session, chef):
    jours = iter(range(-30, 200))

    def ajouter(n):
        for _rang in range(n):
            seance(session, chef, next(jours))

    client = Personne(ici, "formatrice").client
    assertNumQueries(client, ici.adresse("mes-seances/"), ajouter, peu=35, beaucoup=75, au_plus=20)


# feeds


def test_the_trainer_s_feed_has_her_half_days_at_the_right_hour_and_no_name(client, ici, session, chef, autre, sophie):
    eleve = f.FabriqueParcours(
        en_formation=True, session=session, personne=f.FabriquePersonne(prenom="Mariam", nom="Secrète")
    )
    seance(session, chef, 5, theme="Bilan de Mariam")
    seance(session, chef, 6, formatrice=autre)
    rattrapage = {"rattrapage": True, "attendues": [eleve], "theme": "Pour Mariam"}
    demi_journees.ajouter_demi_journee(
        session, par=chef, date=timezone.localdate() + dt.timedelta(days=8), **MATIN, **rattrapage
    )
    calendrier, brut = lire(client, abonnements.ouvrir_pour_compte(sophie, par=ici.acteur("formatrice")))
    evenements = calendrier.walk("VEVENT")
    assert len(evenements) == 2
    premier = min(evenements, key=lambda e: e.start)
    assert premier["SUMMARY"] == "Formation Printemps : Le métier, le contrat et la santé au travail"
    assert (premier.start.hour, premier.end.hour) == (9, 12)
    assert str(premier["LOCATION"]) == "3 rue du Parc"
    assert [str(z["TZID"]) for z in calendrier.walk("VTIMEZONE")] == ["Europe/Paris"]
    for interdit in ("Mariam", "Secrète", "Aline", str(eleve.personne.telephone), sophie.nom):
        assert interdit not in brut


def test_a_move_and_a_cancellation_reach_the_telephone_as_changes_of_the_same_event(client, ici, session, chef, sophie):
    une = seance(session, chef, 15)
    abonnement = abonnements.ouvrir_pour_compte(sophie, par=ici.acteur("formatrice"))
    (avant,) = lire(client, abonnement)[0].walk("VEVENT")
    demi_journees.modifier_demi_journee(une, par=chef, date=une.date + dt.timedelta(days=1))
    (apres,) = lire(client, abonnement)[0].walk("VEVENT")
    assert apres["UID"] == avant["UID"]
    assert apres.start.date() == avant.start.date() + dt.timedelta(days=1)
    assert apres["SEQUENCE"] > avant["SEQUENCE"]
    demi_journees.annuler_demi_journee(une, par=chef, raison="neige")
    calendrier, brut = lire(client, abonnement)
    assert calendrier.walk("VEVENT")[0]["STATUS"] == "CANCELLED"
    assert "neige" not in brut
    demi_journees.retirer(une, par=chef)
    assert lire(client, abonnement)[0].walk("VEVENT") == []


def test_a_trainee_s_feed_has_what_she_is_called_to(client, ici, session, chef):
    elle = f.FabriqueParcours(en_formation=True, session=session)
    voisine = f.FabriqueParcours(en_formation=True, session=session)
    ailleurs = f.FabriqueSession(nom="Autre")
    seance(session, chef, 5)
    seance(ailleurs, chef, 5)
    rattrapage = {"rattrapage": True, "moment": "apres_midi", "heure_debut": dt.time(14)}
    seance(session, chef, 5, attendues=[voisine], **rattrapage)
    seance(session, chef, 6, attendues=[elle], **rattrapage)
    par = ici.acteur("coordinatrice")
    calendrier, brut = lire(client, abonnements.ouvrir_abonnement(elle.personne, par=par))
    titres = sorted(str(e["SUMMARY"]) for e in calendrier.walk("VEVENT"))
    assert titres == ["Formation : Le métier, le contrat et la santé au travail", "Rattrapage"]
    assert voisine.personne.nom not in brut
    assert elle.personne.nom not in brut


def test_a_stopped_address_is_not_found_and_a_new_one_takes_its_place(client, ici, session, chef, sophie, formatrice):
    seance(session, chef, 5)
    dit = clair(formatrice.envoyer("mes-seances/agenda/changer/", {"geste": "ouvrir"}, page="mes-seances/agenda/"))
    assert "Votre adresse est prête." in dit
    ancienne = AbonnementAgenda.objects.actifs().get(utilisateur=sophie)
    formatrice.envoyer("mes-seances/agenda/changer/", {"geste": "ouvrir"}, page="mes-seances/agenda/")
    assert AbonnementAgenda.objects.count() == 1, "a second click gives the same address"
    formatrice.envoyer("mes-seances/agenda/changer/", {"geste": "renouveler"}, page="mes-seances/agenda/")
    nouvelle = AbonnementAgenda.objects.actifs().get(utilisateur=sophie)
    assert nouvelle.jeton != ancienne.jeton
    adresse = reverse("agenda_public:flux", kwargs={"jeton": ancienne.jeton})
    assert client.get(adresse).status_code == 404
    assert len(lire(client, nouvelle)[0].walk("VEVENT")) == 1
    formatrice.envoyer("mes-seances/agenda/changer/", {"geste": "arreter"}, page="mes-seances/agenda/")
    assert client.get(reverse("agenda_public:flux", kwargs={"jeton": nouvelle.jeton})).status_code == 404
    assert client.get(reverse("agenda_public:flux", kwargs={"jeton": "x" * 32})).status_code == 404


def test_a_feed_never_shows_another_centre(client, monde, sophie, ici, session, chef):
    seance(session, chef, 5)
    abonnement = abonnements.ouvrir_pour_compte(sophie, par=ici.acteur("formatrice"))
    with portee.dans(monde.ailleurs.centre):
        f.FabriqueAdhesion(utilisateur=sophie, role="formatrice", centre=monde.ailleurs.centre)
        la_bas = f.FabriqueSession(nom="La-bas", formatrice=sophie)
        f.FabriqueDemiJournee(session=la_bas, date=timezone.localdate() + dt.timedelta(days=4))
    calendrier, brut = lire(client, abonnement)
    assert len(calendrier.walk("VEVENT")) == 1
    assert "La-bas" not in brut

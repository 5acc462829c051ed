"""Information meetings: from the poster to fourteen women informed and four to call again."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
import time_machine
from django.utils import timezone
from pypdf import PdfReader

from clairiere.agenda.actions.inscriptions import annuler_inscription
from clairiere.agenda.actions.offres import refuser_offre
from clairiere.agenda.models import Evenement, Inscription, Serie
from clairiere.agenda.taches import passer_les_offres
from clairiere.centres import portee
from clairiere.comptes.models import Personne as Fiche
from clairiere.flux.registre import taches_de
from clairiere.journal.models import Entree
from clairiere.messages.models import Message
from parcours.actions import reunions as actions
from parcours.actions.rappels_reunions import rappeler_la_veille
from parcours.models import Parcours
from tests.documents.outils import besoin_de_poppler, mots, texte_du_pdf
from tests.fabriques import base as f
from tests.outils.client import JETON, ClientStrict
from tests.outils.requetes import assertNumQueries
from tests.parcours.conftest import texte

LUNDI = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)  # 10 h in Paris
MARDI_14H = dt.datetime(2026, 11, 24, 13, tzinfo=dt.UTC)
NOUVELLE = {
    "genre": "reunion_information",
    "titre": "Réunion d’information",
    "date": "2026-11-24",
    "heure_debut": "14:00",
    "heure_fin": "16:00",
    "rythme": "une_fois",
    "au": "",
    "lieu": "60 rue Greneta, salle verte",
    "places": "20",
    "animatrice": "",
}


@pytest.fixture(autouse=True)
def horloge():
    with time_machine.travel(LUNDI, tick=False) as voyage:
        yield voyage


@pytest.fixture
def nadia(ici):
    return ici.acteur("coordinatrice")


def reunion(places=20, debut=MARDI_14H, **champs):
    valeurs = {"genre": "reunion_information", "titre": "Réunion d’information", "lieu": "60 rue Greneta", **champs}
    return Evenement.objects.create(debut=debut, fin=debut + dt.timedelta(hours=2), places=places, **valeurs)


def numero(rang):
    return f"+3360005{rang:04d}"


def inscrire(evenement, nadia, rang, **options):
    prenom = options.pop("prenom", f"Mariam{rang}")
    return actions.inscrire(evenement, par=nadia, prenom=prenom, telephone=numero(rang), **options).objet


def lisible(reponse):
    return " ".join(texte(reponse).replace("\u00a0", " ").replace("\u202f", " ").split())


# P1, as it is written


def test_from_the_poster_to_fourteen_informed_and_four_to_call_again(coordinatrice, monde, horloge):
    page = coordinatrice.envoyer("reunions/nouvelle/", NOUVELLE)
    assert "C’est noté : « Réunion d’information », mardi 24 novembre à 14 h." in lisible(page)
    pk = Evenement.tous.get().pk

    for rang in range(17):
        donnees = {"prenom": f"Mariam{rang}", "telephone": f"06000500{rang:02d}", "nom": "", "canal": "accueil"}
        assert "est inscrite" in lisible(coordinatrice.envoyer(f"reunions/{pk}/inscrire/", donnees))
    visiteuse = ClientStrict()
    adresse = monde.ici.adresse(f"reunions/{pk}/inscription/")
    vue = visiteuse.envoyer(adresse, {"prenom": "Fatou", "telephone": "06 00 05 99 99"}, follow=True)
    assert "Vous êtes inscrite" in lisible(vue)
    assert "Mardi 24 novembre à 14 h" in lisible(vue)
    with portee.dans(monde.ici.centre):
        message = Message.objects.get(personne__prenom="Fatou")
        assert (message.canal, message.adresse) == ("sms", "+33600059999")
        assert not Message.objects.filter(canal="courriel").exists()
        inscrites = list(Inscription.objects.order_by("pk"))
    assert len(inscrites) == 18

    horloge.move_to(MARDI_14H + dt.timedelta(minutes=30))
    for inscription in inscrites[:14]:
        coordinatrice.envoyer(f"reunions/{pk}/presences/", {"presente": inscription.pk})
    annonce = coordinatrice.voir(f"reunions/{pk}/terminer/").replace("\u00a0", " ")
    assert "14 présentes passent à l’étape « Informée »." in annonce
    assert "4 personnes sans présence notée seront comptées absentes." in annonce
    fin = lisible(coordinatrice.envoyer(f"reunions/{pk}/terminer/"))
    assert "14 présentes sont à l’étape « Informée ». 4 absentes sont à rappeler." in fin

    with portee.dans(monde.ici.centre):
        informees = Parcours.objects.filter(etat="informee", reunion=pk)
        assert informees.count() == 14
        assert set(informees.values_list("origine", "date_reunion")) == {
            ("Réunion d’information du 24/11/2026", dt.date(2026, 11, 24))
        }
        absentes = Parcours.objects.filter(etat="reperee", prochaine_date__lte=timezone.localdate())
        action = "À rappeler : absente à la réunion du 24/11/2026"
        assert list(absentes.values_list("prochaine_action", flat=True)) == [action] * 4
        dites = [t.phrase for t in taches_de(monde.ici.acteur("coordinatrice"))]
        assert sum(action in phrase for phrase in dites) == 4
    assert "4 personnes à rappeler" in coordinatrice.voir("reunions/?vue=a_rappeler").replace("\u00a0", " ")


# Creating


def test_a_weekly_and_a_monthly_series_at_the_same_hour_of_the_clock(coordinatrice, monde):
    serie = {**NOUVELLE, "rythme": "mois", "date": "2026-12-08", "au": "2027-04-30"}
    assert "5 réunions" in lisible(coordinatrice.envoyer("reunions/nouvelle/", serie))
    with portee.dans(monde.ici.centre):
        dates = [timezone.localtime(e.debut) for e in Evenement.objects.order_by("debut")]
        assert [d.strftime("%d/%m %H:%M") for d in dates] == [
            "08/12 14:00",
            "12/01 14:00",
            "09/02 14:00",
            "09/03 14:00",
            "13/04 14:00",
        ], "the second Tuesday of each month"
    coordinatrice.envoyer("reunions/nouvelle/", serie)
    with portee.dans(monde.ici.centre):
        assert (Serie.objects.count(), Evenement.objects.count()) == (1, 5), "a second click makes nothing"
    hebdo = {
        **NOUVELLE,
        "rythme": "semaine",
        "au": "2026-12-15",
        "genre": "portes_ouvertes",
        "titre": "Portes ouvertes",
    }
    assert "4 rencontres" in lisible(coordinatrice.envoyer("reunions/nouvelle/", hebdo))


def test_a_last_tuesday_that_is_the_fifth_stays_the_last():
    from clairiere.agenda.regles import dates_de_serie

    dates = dates_de_serie(1, dt.date(2026, 12, 29), dt.date(2027, 3, 31), "mois")
    assert dates == [dt.date(2026, 12, 29), dt.date(2027, 1, 26), dt.date(2027, 2, 23), dt.date(2027, 3, 30)]


@pytest.mark.parametrize(
    ("change", "phrase"),
    [
        ({"heure_fin": "13:00"}, "L’heure de fin doit être après l’heure de début."),
        ({"places": "0"}, "Il faut au moins une place."),
        ({"titre": ""}, "Il manque le titre."),
        ({"date": "31/02/2026"}, "Cette date n’existe pas."),
        ({"date": "2092-11-24"}, "Cette date est dans plus de deux ans."),
        ({"rythme": "semaine"}, "Il manque la dernière date de la série."),
        ({"rythme": "semaine", "au": "2026-11-01"}, "La dernière date doit être après la première."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_is_kept(coordinatrice, monde, change, phrase):
    reponse = coordinatrice.envoyer("reunions/nouvelle/", {**NOUVELLE, **change})
    assert reponse.status_code == 422
    assert phrase in lisible(reponse)
    assert "salle verte" in reponse.content.decode()
    assert not Evenement.tous.exists()


def test_creating_the_same_meeting_twice_makes_one(coordinatrice):
    coordinatrice.envoyer("reunions/nouvelle/", NOUVELLE)
    assert "C’est déjà noté" in lisible(coordinatrice.envoyer("reunions/nouvelle/", NOUVELLE))
    assert Evenement.tous.count() == 1


def test_another_room_and_fewer_places_than_are_taken(coordinatrice, ici, nadia):
    evenement = reunion()
    for rang in range(3):
        inscrire(evenement, nadia, rang)
    ailleurs = {**NOUVELLE, "lieu": "Mairie, salle des fêtes", "places": "2"}
    refus = coordinatrice.envoyer(f"reunions/{evenement.pk}/modifier/", ailleurs)
    assert refus.status_code == 422
    assert "3 places sont prises ou proposées." in lisible(refus)
    evenement.refresh_from_db()
    assert evenement.lieu == "60 rue Greneta", "nothing was half done"
    fait = coordinatrice.envoyer(f"reunions/{evenement.pk}/modifier/", {**ailleurs, "places": "20"})
    assert "Les 3 personnes sont prévenues." in lisible(fait)
    assert Message.objects.filter(genre="rencontre_changee").count() == 3


def test_calling_off_tells_everyone(coordinatrice, ici, nadia):
    evenement = reunion(places=1)
    inscrire(evenement, nadia, 1)
    inscrire(evenement, nadia, 2)
    page = coordinatrice.envoyer(f"reunions/{evenement.pk}/annuler/", {"raison": "fuite d’eau"})
    assert "Les 2 personnes sont prévenues." in lisible(page)
    assert "Cette réunion est annulée" in lisible(page)
    refus = coordinatrice.envoyer(f"reunions/{evenement.pk}/terminer/")
    assert "Cette réunion est annulée." in lisible(refus)


# The desk


def test_a_known_number_asks_who_is_there_before_anything_is_written(coordinatrice, ici):
    evenement = reunion()
    mariam = f.FabriquePersonne(prenom="Mariam", nom="Koné", telephone="+33600050001")
    saisie = {"prenom": "Mariama", "telephone": "06 00 05 00 01", "nom": "", "canal": "telephone"}
    question = coordinatrice.envoyer(f"reunions/{evenement.pk}/inscrire/", saisie)
    assert question.status_code == 422
    assert "Mariam K. a ce numéro. C’est elle ?" in lisible(question)
    assert 'value="Mariama"' in question.content.decode(), "what was typed is kept"
    assert not Inscription.objects.exists()
    coordinatrice.envoyer(f"reunions/{evenement.pk}/inscrire/", {**saisie, "qui": mariam.pk})
    inscription = Inscription.objects.get()
    assert (inscription.personne, inscription.canal) == (mariam, "telephone")
    coordinatrice.envoyer(f"reunions/{evenement.pk}/inscrire/", {**saisie, "qui": "autre"})
    assert [p.prenom for p in Fiche.objects.filter(telephone="+33600050001").order_by("pk")] == ["Mariam", "Mariama"]


def test_a_wrong_number_is_told_beside_the_field(coordinatrice, ici):
    evenement = reunion()
    reponse = coordinatrice.envoyer(f"reunions/{evenement.pk}/inscrire/", {"prenom": "Awa", "telephone": "12"})
    assert reponse.status_code == 422
    assert "Ce numéro n’existe pas." in lisible(reponse)
    assert not Fiche.objects.filter(prenom="Awa", nom="").exists()


def test_the_desk_notes_the_answer_of_who_was_offered_a_place(coordinatrice, ici, nadia):
    evenement = reunion(places=1, debut=MARDI_14H + dt.timedelta(days=3))
    premiere, seconde, troisieme = (inscrire(evenement, nadia, rang) for rang in range(3))
    annuler_inscription(premiere, par=nadia)
    page = coordinatrice.voir(f"reunions/{evenement.pk}/").replace("\u00a0", " ")
    assert "1 place proposée" in page
    assert "mercredi 25 novembre à 10 h" in page
    retour = coordinatrice.envoyer(
        f"reunions/inscriptions/{seconde.pk}/reponse/", {"reponse": "non"}, page=f"reunions/{evenement.pk}/"
    )
    assert "Une place est proposée à Mariam2" in lisible(retour)
    assert Inscription.objects.get(pk=troisieme.pk).etat == "proposee"


def test_the_waiting_list_says_its_rule_and_who_always_waits(coordinatrice, ici, nadia):
    with time_machine.travel(LUNDI - dt.timedelta(days=30), tick=False):
        passee = reunion(places=1, debut=LUNDI - dt.timedelta(days=20))
        inscrire(passee, nadia, 1)
        inscrire(passee, nadia, 2)
    evenement = reunion(places=1)
    inscrire(evenement, nadia, 3)
    inscrire(evenement, nadia, 4)
    elle = Fiche.objects.get(prenom="Mariam2")
    actions.inscrire(evenement, par=nadia, prenom="", telephone="", personne=elle)
    page = coordinatrice.voir(f"reunions/{evenement.pk}/").replace("\u00a0", " ")
    assert "La place va dans l’ordre des demandes." in page
    assert "Déjà une fois sans place en six mois" in page
    assert page.index("Liste d’attente") < page.index("Mariam2") < page.index("Mariam4"), "she comes first that day"


def test_from_her_file_one_tap_registers_her_to_the_next_meeting(coordinatrice, ici):
    evenement, elle = reunion(places=3), f.FabriqueParcours(etat="reperee")
    page = coordinatrice.voir(f"parcours/{elle.pk}/")
    assert "3 places libres" in page.replace("\u00a0", " ")
    for phrase in ("est inscrite.", "est déjà inscrite."):
        retour = coordinatrice.envoyer(
            f"parcours/{elle.pk}/reunion/", {"reunion": evenement.pk}, page=f"parcours/{elle.pk}/"
        )
        assert phrase in lisible(retour)
    assert Message.objects.filter(genre="inscription", personne=elle.personne).count() == 1
    assert "Mardi 24 novembre à 14 h" in lisible(coordinatrice.client.get(ici.adresse(f"parcours/{elle.pk}/")))
    assert not re.search("Réunions d’information</h", coordinatrice.voir(f"parcours/{ici.parcours.pk}/"))


def test_she_finds_her_meeting_among_her_appointments(auxiliaire, ici, nadia):
    evenement = reunion()
    actions.inscrire_connue(evenement, ici.auxiliaire, par=nadia)
    page = auxiliaire.client.get(ici.adresse("mes-rendez-vous/"))
    assert "Mardi 24 novembre à 14 h" in lisible(page)
    assert f"/c/ici/place/{Inscription.objects.get().jeton}/" in page.content.decode()


# The public page


def publique(monde, evenement, suite="inscription/"):
    return monde.ici.adresse(f"reunions/{evenement.pk}/{suite}")


def test_a_visitor_registers_twice_and_is_counted_once(ici, monde):
    evenement, visiteuse = reunion(), ClientStrict()
    for _clic in range(2):
        vue = visiteuse.envoyer(publique(monde, evenement), {"prenom": "Fatou", "telephone": "0600050001"}, follow=True)
        assert "Vous êtes inscrite" in lisible(vue)
        assert "01 40 00 00 00" in lisible(vue)
    assert (Inscription.objects.count(), Fiche.objects.filter(prenom="Fatou").count()) == (1, 1)
    message = Message.objects.get()
    inscription = Inscription.objects.get()
    assert f"/c/ici/place/{inscription.jeton}/" in message.texte
    assert inscription.canal == "en_ligne"
    assert Entree.objects.get(code="agenda.inscrire").auteur_nom == "Fatou"


def test_two_women_share_a_telephone_and_nothing_is_said_of_the_other(ici, monde):
    evenement, visiteuse = reunion(), ClientStrict()
    f.FabriquePersonne(prenom="Aminata", nom="Secrète", telephone="+33600050001")
    vue = visiteuse.envoyer(publique(monde, evenement), {"prenom": "Fatou", "telephone": "0600050001"}, follow=True)
    assert "Vous êtes inscrite" in lisible(vue)
    assert "Aminata" not in lisible(vue)
    assert Inscription.objects.get().personne.prenom == "Fatou"


def test_a_file_that_exists_is_used_again(ici, monde):
    evenement = reunion()
    deja = f.FabriquePersonne(prenom="Fatou", nom="Ba", telephone="+33600050001", courriel="fatou@example.org")
    ClientStrict().envoyer(publique(monde, evenement), {"prenom": "fatou", "telephone": "0600050001"}, follow=True)
    assert Inscription.objects.get().personne == deja
    assert Message.objects.get().canal == "sms", "an SMS even when her file prefers something else"


def test_when_it_is_full_she_reads_her_rank(ici, monde, nadia):
    evenement = reunion(places=1)
    inscrire(evenement, nadia, 1)
    visiteuse = ClientStrict()
    assert "C’est complet." in lisible(visiteuse.get(publique(monde, evenement)))
    vue = visiteuse.envoyer(publique(monde, evenement), {"prenom": "Fatou", "telephone": "0600050002"}, follow=True)
    assert "Vous êtes la première sur la liste d’attente." in lisible(vue)
    assert "première sur la liste" in Message.objects.get(personne__prenom="Fatou").texte


def test_empty_and_wrong_fields_are_told_and_kept(ici, monde):
    evenement, visiteuse = reunion(), ClientStrict()
    vue = visiteuse.envoyer(publique(monde, evenement), {"prenom": "Fatou", "telephone": "06"})
    assert vue.status_code == 422
    assert "Ce numéro n’existe pas." in lisible(vue)
    assert 'value="Fatou"' in vue.content.decode()
    robot = {"prenom": "Fatou", "telephone": "0600050002", "site_web": "http://x.example"}
    assert visiteuse.envoyer(publique(monde, evenement), robot).status_code == 422
    assert not Inscription.objects.exists()


def test_one_telephone_cannot_fill_the_room(ici, monde):
    evenement, visiteuse = reunion(), ClientStrict()
    for rang in range(5):
        visiteuse.envoyer(publique(monde, evenement), {"prenom": f"Robot{rang}", "telephone": "0600050001"})
    vue = visiteuse.envoyer(publique(monde, evenement), {"prenom": "Robot6", "telephone": "0600050001"})
    assert vue.status_code == 429
    assert "Appelez le 01 40 00 00 00" in lisible(vue)
    assert 'value="Robot6"' in vue.content.decode()
    assert Inscription.objects.count() == 5
    autre = visiteuse.envoyer(publique(monde, evenement), {"prenom": "Fatou", "telephone": "0600050002"}, follow=True)
    assert "Vous êtes inscrite" in lisible(autre), "another telephone still may"


def test_the_code_of_another_centre_of_another_kind_or_of_nothing_is_not_found(ici, monde):
    with portee.dans(monde.ailleurs.centre):
        la_bas = reunion()
    relais = reunion(genre="relais")
    for pk in (la_bas.pk, relais.pk, 999_999):
        for suite in ("inscription/", "inscription/faite/"):
            assert ClientStrict().get(monde.ici.adresse(f"reunions/{pk}/{suite}")).status_code == 404


def test_an_old_poster_leads_to_the_next_dates(ici, monde):
    passee, prochaine = reunion(debut=LUNDI - dt.timedelta(days=7)), reunion()
    visiteuse = ClientStrict()
    vue = visiteuse.get(publique(monde, passee))
    assert "On ne peut plus s’inscrire à cette date." in lisible(vue)
    assert publique(monde, prochaine) in vue.content.decode()
    jeton = JETON.search(visiteuse.get(publique(monde, prochaine)).content.decode()).group(1)
    donnees = {"csrfmiddlewaretoken": jeton, "prenom": "Fatou", "telephone": "0600050001"}
    assert visiteuse.post(publique(monde, passee), donnees).status_code == 422
    assert not Inscription.objects.exists()


def test_the_confirmation_is_shown_only_to_the_telephone_that_asked(ici, monde):
    evenement, visiteuse = reunion(), ClientStrict()
    visiteuse.envoyer(publique(monde, evenement), {"prenom": "Fatou", "telephone": "0600050001"})
    assert "Fatou" in lisible(visiteuse.get(publique(monde, evenement, "inscription/faite/")))
    reponse = ClientStrict().get(publique(monde, evenement, "inscription/faite/"))
    assert (reponse.status_code, reponse.url) == (302, publique(monde, evenement))


def test_the_page_of_a_visitor_is_light(ici, monde):
    import gzip

    page = ClientStrict().get(publique(monde, reunion())).content
    assert len(gzip.compress(page)) < 10_000


# The day before


def test_one_reminder_leaves_the_day_before_by_day_and_not_to_who_asked_today(ici, nadia, horloge, monde):
    horloge.move_to(LUNDI - dt.timedelta(days=3))
    evenement = reunion()
    attendue, partie = inscrire(evenement, nadia, 1), inscrire(evenement, nadia, 2)
    annuler_inscription(partie, par=nadia)
    inscrire(reunion(genre="relais"), nadia, 3)
    horloge.move_to(LUNDI)
    inscrire(evenement, nadia, 4)
    for _fois in range(2):
        assert rappeler_la_veille() == "1 attendues demain"
    message = Message.objects.get(genre="rappel")
    assert message.personne == attendue.personne
    assert "C’est demain : «\u00a0Réunion d’information\u00a0», mardi 24" in message.texte
    assert f"/place/{attendue.jeton}/" in message.texte
    horloge.move_to(LUNDI.replace(hour=21))
    assert rappeler_la_veille() == "la nuit, rien ne part"


# Presences and what follows


def a_l_heure(horloge):
    horloge.move_to(MARDI_14H + dt.timedelta(minutes=10))


def pointer(coordinatrice, evenement, inscription, mot):
    return coordinatrice.envoyer(f"reunions/{evenement.pk}/presences/", {mot: inscription.pk})


def test_presence_is_one_tap_a_second_one_is_harmless_and_the_page_stays_at_her_line(
    coordinatrice, ici, nadia, horloge
):
    evenement = reunion()
    inscription = inscrire(evenement, nadia, 1)
    assert "Ce jour n’est pas encore venu" in coordinatrice.voir(f"reunions/{evenement.pk}/presences/")
    a_l_heure(horloge)
    for phrase in ("est notée présente.", "est déjà notée présente."):
        assert phrase in lisible(pointer(coordinatrice, evenement, inscription, "presente"))
    direct = coordinatrice.envoyer(f"reunions/{evenement.pk}/presences/", {"absente": inscription.pk}, suivre=False)
    assert direct.url.endswith(f"/presences/#i{inscription.pk}")


def test_who_came_without_being_registered_is_added_as_present(coordinatrice, ici, horloge):
    evenement = reunion(places=1)
    a_l_heure(horloge)
    venue = {"geste": "venue", "prenom": "Zineb", "telephone": "0600050009", "nom": ""}
    assert "Zineb est notée présente." in lisible(coordinatrice.envoyer(f"reunions/{evenement.pk}/presences/", venue))
    inscription = Inscription.objects.get()
    assert (inscription.etat, inscription.canal) == ("presente", "sur_place")
    pleine = coordinatrice.envoyer(
        f"reunions/{evenement.pk}/presences/", {**venue, "prenom": "Lina", "telephone": "0600050010"}
    )
    assert pleine.status_code == 422
    assert "Il n’y a plus de place." in lisible(pleine)
    assert not Fiche.objects.filter(prenom="Lina").exists(), "nothing was half done"


def test_closing_twice_changes_nothing_and_a_correction_follows_at_once(coordinatrice, ici, nadia, horloge):
    evenement = reunion()
    venue, absente = inscrire(evenement, nadia, 1), inscrire(evenement, nadia, 2)
    a_l_heure(horloge)
    pointer(coordinatrice, evenement, venue, "presente")
    actions.terminer(evenement, par=nadia)
    avant = Entree.objects.count()
    assert not actions.terminer(evenement, par=nadia).change
    assert Entree.objects.count() == avant

    pointer(coordinatrice, evenement, absente, "presente")
    parcours = Parcours.objects.get(personne=absente.personne)
    assert (parcours.etat, parcours.reunion, parcours.prochaine_action) == ("informee", evenement, "")
    pointer(coordinatrice, evenement, venue, "absente")
    parcours = Parcours.objects.get(personne=venue.personne)
    assert (parcours.etat, parcours.reunion, parcours.date_reunion) == ("reperee", None, None)
    assert parcours.prochaine_action.startswith("À rappeler : absente")
    pointer(coordinatrice, evenement, venue, "presente")
    assert Parcours.objects.get(personne=venue.personne).etat == "informee"
    assert Parcours.objects.filter(personne__in=[venue.personne, absente.personne]).count() == 2


def test_who_was_already_further_keeps_her_step_and_who_had_left_comes_back(ici, nadia, horloge):
    evenement = reunion()
    candidate = f.FabriqueParcours(candidate=True, origine="France Travail")
    partie = f.FabriqueParcours(etat="abandon")
    envoyee = f.FabriqueParcours(etat="reperee", origine="France Travail", prochaine_action="L’inviter")
    certifiee = ici.parcours
    for parcours in (candidate, partie, envoyee, certifiee):
        actions.inscrire(evenement, par=nadia, prenom="", telephone="", personne=parcours.personne)
    a_l_heure(horloge)
    for inscription in evenement.inscriptions.all():
        actions.noter_presence(inscription, par=nadia, presente=True)
    assert "2 présentes étaient déjà plus loin." in actions.terminer(evenement, par=nadia).phrase.replace("\u00a0", " ")
    etats = {p.pk: (p.etat, p.reunion_id, p.origine) for p in Parcours.objects.all()}
    assert etats[candidate.pk] == ("candidate", None, "France Travail")
    assert etats[partie.pk][:2] == ("informee", evenement.pk)
    assert etats[envoyee.pk] == ("informee", evenement.pk, "France Travail"), "who sent her stays written"
    assert etats[certifiee.pk][0] == "disponible"


def test_who_had_no_place_is_to_call_again_too(ici, nadia, horloge):
    evenement = reunion(places=1)
    venue, sans_place = inscrire(evenement, nadia, 1), inscrire(evenement, nadia, 2)
    a_l_heure(horloge)
    actions.noter_presence(venue, par=nadia, presente=True)
    phrase = actions.terminer(evenement, par=nadia).phrase.replace("\u00a0", " ")
    assert "1 personne sans place est à rappeler." in phrase
    parcours = Parcours.objects.get(personne=sans_place.personne)
    assert parcours.prochaine_action == "À rappeler : pas de place à la réunion du 24/11/2026"


def test_who_did_not_answer_the_offer_is_to_call_again_and_who_said_no_is_not(ici, nadia, horloge):
    evenement = reunion(places=2, debut=LUNDI + dt.timedelta(days=4))
    venue, partie, muette, refus = (inscrire(evenement, nadia, rang) for rang in range(4))
    annuler_inscription(partie, par=nadia)
    horloge.move_to(evenement.debut - dt.timedelta(hours=5))
    passer_les_offres()
    refuser_offre(refus, par=nadia)
    horloge.move_to(evenement.debut + dt.timedelta(hours=1))
    actions.noter_presence(venue, par=nadia, presente=True)
    actions.terminer(evenement, par=nadia)
    action = "À rappeler : pas de réponse pour la place à la réunion du 27/11/2026"
    assert Parcours.objects.get(personne=muette.personne).prochaine_action == action
    assert not Parcours.objects.filter(personne__in=[partie.personne, refus.personne]).exists()


def test_a_meeting_is_not_closed_before_it_begins_nor_without_a_single_presence(coordinatrice, ici, nadia, horloge):
    evenement = reunion()
    inscrire(evenement, nadia, 1)
    assert "n’a pas commencé" in lisible(coordinatrice.envoyer(f"reunions/{evenement.pk}/terminer/"))
    a_l_heure(horloge)
    assert "Aucune présence n’est notée." in lisible(coordinatrice.envoyer(f"reunions/{evenement.pk}/terminer/"))
    assert Evenement.objects.get().termine_le is None


# Paper


@besoin_de_poppler
def test_the_poster_of_a_meeting_bears_its_day_its_place_its_code_and_the_telephone(coordinatrice, ici):
    evenement = reunion(lieu="60 rue Greneta, salle verte")
    reponse = coordinatrice.client.get(ici.adresse(f"reunions/{evenement.pk}/affiche/"))
    assert reponse["Content-Type"] == "application/pdf"
    ecrit = " ".join(mots(texte_du_pdf(reponse.content)))
    for attendu in ("Mardi 24 novembre", "de 14 h à 16 h", "salle verte", "01 40 00 00 00"):
        assert attendu in ecrit
    annotation = PdfReader(io.BytesIO(reponse.content)).pages[0]["/Annots"][0].get_object()
    assert annotation["/A"]["/URI"].endswith(f"/c/ici/reunions/{evenement.pk}/inscription/")


def test_the_sheet_and_the_grid_have_the_same_lines_in_the_same_order(coordinatrice, ici, nadia, horloge):
    evenement = reunion()
    premiere, partie, seconde = (inscrire(evenement, nadia, rang) for rang in range(3))
    annuler_inscription(partie, par=nadia)
    feuille = coordinatrice.client.get(ici.adresse(f"reunions/{evenement.pk}/feuille/")).content.decode()
    lignes = re.findall(r'<th scope="row">(\d+)</th><td data-label="Nom">([^<]*)</td>', feuille)
    assert lignes[:2] == [("1", "Mariam0"), ("3", "Mariam2")], "the number stays when someone leaves"
    assert lignes[2:4] == [("4", ""), ("5", "")]
    inscrire(evenement, nadia, 7)
    grille = lisible(coordinatrice.client.get(ici.adresse(f"reunions/{evenement.pk}/report/")))
    assert re.findall(r"(\d)\. (Mariam\d)", grille) == [("1", "Mariam0"), ("3", "Mariam2"), ("4", "Mariam7")]

    a_l_heure(horloge)
    saisie = {f"presence_{premiere.pk}": "presente", f"presence_{seconde.pk}": "absente"}
    fausse = {**saisie, "l0-prenom": "Zineb", "l0-telephone": "06"}
    refus = coordinatrice.envoyer(f"reunions/{evenement.pk}/report/", fausse)
    assert refus.status_code == 422
    assert "Ce numéro n’existe pas." in lisible(refus)
    assert 'value="Zineb"' in refus.content.decode()
    assert not Inscription.objects.filter(etat="presente").exists(), "all lines or none"
    juste = {**saisie, "l0-prenom": "Zineb", "l0-telephone": "0600050077"}
    assert "3 présences sont notées." in lisible(coordinatrice.envoyer(f"reunions/{evenement.pk}/report/", juste))
    etats = dict(Inscription.objects.values_list("personne__prenom", "etat"))
    assert etats == {
        "Mariam0": "presente",
        "Mariam1": "annulee",
        "Mariam2": "absente",
        "Mariam7": "inscrite",
        "Zineb": "presente",
    }


# Lists, other roles


def test_empty_pages_say_what_to_do(coordinatrice, ici):
    assert "Aucune réunion n’est prévue" in coordinatrice.voir("reunions/")
    assert "Les réunions faites viendront ici" in coordinatrice.voir("reunions/?vue=passees")
    assert "Personne n’est à rappeler" in coordinatrice.voir("reunions/?vue=a_rappeler")
    assert "Aucune réunion ne correspond" in coordinatrice.voir("reunions/?q=xyz")
    assert "Personne n’est encore inscrit" in coordinatrice.voir(f"reunions/{reunion().pk}/")


def test_a_meeting_of_the_relais_or_of_another_centre_is_not_found_here(coordinatrice, ici, monde, nadia):
    with portee.dans(monde.ailleurs.centre):
        la_bas = reunion()
    for pk in (la_bas.pk, reunion(genre="relais").pk):
        for suite in (
            "",
            "modifier/",
            "annuler/",
            "inscrire/",
            "presences/",
            "terminer/",
            "feuille/",
            "report/",
            "affiche/",
        ):
            assert coordinatrice.client.get(ici.adresse(f"reunions/{pk}/{suite}")).status_code == 404, suite


def test_lists_and_pages_cost_the_same_for_few_and_for_many(coordinatrice, ici, nadia, horloge):
    evenement = reunion(places=8)

    def ajouter(n):
        for rang in range(n):
            reunion(debut=MARDI_14H + dt.timedelta(days=rang))
            inscrire(evenement, nadia, Inscription.objects.count())
            f.FabriqueParcours(etat="reperee", prochaine_action="À rappeler : absente à la réunion du 01/11/2026")

    client = coordinatrice.client
    for suite in (
        "reunions/",
        "reunions/?vue=a_rappeler",
        f"reunions/{evenement.pk}/",
        f"reunions/{evenement.pk}/report/",
    ):
        assertNumQueries(client, ici.adresse(suite), ajouter, peu=4, beaucoup=20)
    a_l_heure(horloge)
    actions.noter_presence(evenement.inscriptions.filter(etat="inscrite").first(), par=nadia, presente=True)
    assertNumQueries(client, ici.adresse(f"reunions/{evenement.pk}/presences/"), lambda n: None)
    actions.terminer(evenement, par=nadia)
    assertNumQueries(client, ici.adresse(f"reunions/{evenement.pk}/"), lambda n: None)


def test_the_home_page_asks_to_close_the_meeting_of_yesterday(ici, nadia):
    reunion(debut=LUNDI - dt.timedelta(days=1), titre="Réunion d’hier")
    reunion(debut=LUNDI - dt.timedelta(days=2), titre="Annulée", annule_le=LUNDI)
    dites = [(t.phrase, t.ton) for t in taches_de(nadia)]
    assert ("Noter qui est venue, puis terminer : Réunion d’hier", "manque") in dites
    assert not [p for p, _ton in dites if "Annulée" in p]
    assert not [t for t in taches_de(ici.acteur("formatrice")) if "Réunion d’hier" in t.phrase]

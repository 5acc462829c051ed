"""The pages of the relais as people use them: desk, auxiliaire, mediator, family."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from clairiere.agenda.actions.inscriptions import inscrire, noter_presence
from clairiere.agenda.models import AbonnementAgenda, Evenement, Inscription
from clairiere.centres import portee
from clairiere.flux.registre import taches_de
from relais.actions import mediation as actions
from relais.models import EntretienMediation, Mediation, NoteMediation
from tests.agenda.conftest import personne, rencontre
from tests.outils.requetes import assertNumQueries


def url(lieu, nom, *args):
    return reverse(f"relais:{nom}", args=[lieu.centre.code, *args])


def texte(reponse):
    return " ".join(reponse.content.decode().replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.fixture
def desk(ici, client):
    client.force_login(ici.comptes["animatrice"])
    return ici.acteur("animatrice")


@pytest.fixture
def awa(ici, client):
    client.force_login(ici.comptes["auxiliaire"])
    return ici.acteur("auxiliaire")


SERIE = {
    "titre": "Éveil musical",
    "jour": "1",
    "heure_debut": "14:00",
    "heure_fin": "16:00",
    "du": "2026-12-01",
    "au": "2026-12-31",
    "lieu": "Salle verte",
    "places": "6",
    "places_enfants": "12",
    "animatrice": "",
}


def test_an_empty_calendar_teaches_what_to_do(client, ici, desk):
    page = texte(client.get(url(ici, "calendrier")))
    assert "Aucune rencontre n’est prévue" in page
    assert url(ici, "nouvelle_serie") in page


def test_the_desk_creates_weekly_meetings_and_finds_them_with_their_places(client, ici, desk):
    reponse = client.envoyer(url(ici, "nouvelle_serie"), SERIE, follow=True)
    assert "5 rencontres « Éveil musical »" in texte(reponse)
    assert Evenement.objects.filter(genre="relais").count() == 5
    assert "6 libres" in texte(reponse)
    assert "12 libres" in texte(reponse)


def test_wrong_dates_are_told_beside_the_field_and_what_was_typed_is_kept(client, ici, desk):
    reponse = client.envoyer(
        url(ici, "nouvelle_serie"), {**SERIE, "du": "2026-12-02", "au": "2026-12-03", "places": ""}
    )
    assert reponse.status_code == 422
    assert "Il manque un nombre." in texte(reponse)
    reponse = client.envoyer(url(ici, "nouvelle_serie"), {**SERIE, "du": "2026-12-02", "au": "2026-12-03"})
    assert "Il n’y a aucun mardi entre ces deux dates." in texte(reponse)
    assert 'value="Salle verte"' in reponse.content.decode()
    assert not Evenement.objects.exists()


def test_the_desk_finds_and_registers_someone_who_calls(client, ici, desk):
    evenement = rencontre()
    page = url(ici, "inscrire", evenement.pk) + "?q=diallo"
    donnees = {"q": "diallo", "personne": ici.auxiliaire.pk, "enfants": "2", "prenoms": "Lina, Tom"}
    reponse = client.envoyer(page, donnees, vers=url(ici, "inscrire", evenement.pk), follow=True)
    assert "Awa Diallo est inscrite." in texte(reponse)
    assert "Lina et Tom" in texte(reponse)


def test_more_first_names_than_children_is_told_beside_the_field(client, ici, awa):
    evenement = rencontre()
    reponse = client.envoyer(url(ici, "m_inscrire", evenement.pk), {"enfants": "1", "prenoms": "Lina, Tom"})
    assert reponse.status_code == 422
    assert "Vous avez écrit 2 prénoms" in texte(reponse)
    assert 'value="Lina, Tom"' in reponse.content.decode()


def test_presence_takes_two_taps_and_one_more_tap_is_harmless(client, ici, desk):
    evenement = rencontre(dans=dt.timedelta(hours=-1))
    inscription = inscrire(evenement, ici.auxiliaire, par=desk, apres_coup=True).objet
    for attendu in ("Awa Diallo est notée présente.", "Awa Diallo est déjà notée présente."):
        reponse = client.envoyer(
            url(ici, "rencontre", evenement.pk),
            {"presente": "oui"},
            vers=url(ici, "presence", inscription.pk),
            follow=True,
        )
        assert attendu in texte(reponse)


def test_the_auxiliaire_registers_reads_her_rank_and_gives_her_place_back(client, ici, awa):
    evenement = rencontre(places=1)
    premiere = inscrire(evenement, personne(), par=awa).objet
    reponse = client.envoyer(url(ici, "m_inscrire", evenement.pk), {"enfants": "1", "prenoms": "Zoé"}, follow=True)
    assert "Vous êtes la première sur la liste d’attente." in texte(reponse)
    mienne = Inscription.objects.get(personne=ici.auxiliaire)
    for phrase in ("Vous n’êtes plus inscrite.", "Vous n’êtes plus inscrite."):
        page = url(ici, "ne_plus_venir", mienne.pk)
        reponse = client.envoyer(url(ici, "m_inscrire", evenement.pk), {}, vers=page, follow=True)
        assert phrase in texte(reponse)
    assert Inscription.objects.get(pk=premiere.pk).etat == "inscrite"


def test_she_never_touches_the_registration_of_another(client, ici, awa):
    autre = inscrire(rencontre(), personne(), par=awa).objet
    assert client.get(url(ici, "ne_plus_venir", autre.pk)).status_code == 404
    client.handler.enforce_csrf_checks = False
    for nom in ("presence", "desinscrire"):
        assert client.post(url(ici, nom, autre.pk)).status_code == 403
    assert Inscription.objects.get(pk=autre.pk).etat == "inscrite"


def test_the_names_of_the_others_are_not_on_her_page(client, ici, awa):
    inscrire(rencontre(), personne("Bintou"), par=awa)
    assert "Bintou" not in texte(client.get(url(ici, "mes_rendez_vous")))


def test_she_gets_renews_and_stops_her_calendar_address(client, ici, awa):
    page, geste = url(ici, "mon_calendrier"), url(ici, "changer_calendrier")
    client.envoyer(page, {"geste": "ouvrir"}, vers=geste)
    premier = AbonnementAgenda.objects.get()
    assert premier.jeton in texte(client.get(page))
    client.envoyer(page, {"geste": "renouveler"}, vers=geste)
    assert premier.jeton not in texte(client.get(page))
    client.envoyer(page, {"geste": "arreter"}, vers=geste)
    assert not AbonnementAgenda.objects.actifs().exists()


def test_a_meeting_of_another_centre_or_of_another_kind_is_not_found(client, ici, monde, desk):
    with portee.dans(monde.ailleurs.centre):
        ailleurs = rencontre()
    reunion = rencontre(genre="reunion_information")
    for evenement in (ailleurs, reunion):
        for nom in ("rencontre", "inscrire", "places", "annuler"):
            assert client.get(url(ici, nom, evenement.pk)).status_code == 404


def test_cancelling_a_meeting_says_how_many_people_are_told(client, ici, desk):
    evenement = rencontre()
    inscrire(evenement, personne(), par=desk)
    page = url(ici, "annuler", evenement.pk)
    assert "Un message partira à 1 personne." in texte(client.get(page))
    reponse = client.envoyer(page, {"raison": "fuite d’eau"}, follow=True)
    assert "La personne inscrite est prévenue." in texte(reponse)


def test_places_lower_than_registrations_are_told_beside_the_field(client, ici, desk):
    evenement = rencontre(places=3)
    for _ in range(2):
        inscrire(evenement, personne(), par=desk)
    reponse = client.envoyer(url(ici, "places", evenement.pk), {"places": "1", "places_enfants": "12"})
    assert reponse.status_code == 422
    assert "2 places sont prises ou proposées." in texte(reponse)


def test_long_lists_cost_the_same_number_of_queries(client, ici, desk):
    def ajouter(n):
        for i in range(n):
            inscrire(rencontre(dans=dt.timedelta(days=1, minutes=i)), ici.auxiliaire, par=desk, enfants=1)

    assertNumQueries(client, url(ici, "calendrier"), ajouter, peu=3, beaucoup=12)


def test_a_full_meeting_costs_the_same_number_of_queries_as_a_small_one(client, ici, desk):
    evenement = rencontre(places=8)

    def ajouter(n):
        for _ in range(n):
            inscrire(evenement, personne(), par=desk)

    assertNumQueries(client, url(ici, "rencontre", evenement.pk), ajouter, peu=3, beaucoup=16)


def test_her_page_costs_the_same_number_of_queries_for_many_meetings(client, ici, awa):
    def ajouter(n):
        for i in range(n):
            rencontre(dans=dt.timedelta(days=2, minutes=i))
            inscrire(rencontre(dans=dt.timedelta(days=1, minutes=i)), ici.auxiliaire, par=awa)

    assertNumQueries(client, url(ici, "mes_rendez_vous"), ajouter, peu=3, beaucoup=12)


def test_the_list_of_cases_costs_the_same_number_of_queries(client, ici):
    mediatrice = ici.acteur("mediatrice")
    client.force_login(mediatrice.utilisateur)

    def ajouter(n):
        for _ in range(n):
            for etat in ("recue", "en_examen"):
                Mediation.objects.create(
                    demandeuse=personne(),
                    autre=personne(),
                    motifs=["conges"],
                    etat=etat,
                    mediatrice=mediatrice.utilisateur if etat != "recue" else None,
                )

    assertNumQueries(client, url(ici, "mediations"), ajouter, peu=3, beaucoup=12)


DEMANDE = {"autre_nom": "Mme Petit", "motifs": ["salaire", "conges"], "urgence": "semaine", "compris": "on"}


def test_the_rules_their_limits_and_the_numbers_to_call_are_told_before_the_first_question(client, ici, awa):
    page = texte(client.get(url(ici, "demander_mediation")))
    regles, question = page.index("Les règles"), page.index("Avec qui")
    assert regles < page.index("Quand le secret s’arrête") < page.index("119") < page.index("39 19") < question


def test_an_auxiliaire_asks_without_telling_her_story_and_follows_it(client, ici, awa):
    reponse = client.envoyer(url(ici, "demander_mediation"), DEMANDE, follow=True)
    assert "Votre demande est reçue. La médiatrice vous appelle." in texte(reponse)
    encore = client.envoyer(url(ici, "demander_mediation"), DEMANDE, follow=True)
    assert "Votre demande est déjà reçue." in texte(encore)
    assert Mediation.objects.count() == 1
    assert "Votre demande est reçue" in texte(client.get(url(ici, "mes_mediations")))


def test_a_request_without_the_box_or_a_topic_keeps_what_was_typed(client, ici, awa):
    reponse = client.envoyer(url(ici, "demander_mediation"), {"autre_nom": "Mme Petit", "urgence": "semaine"})
    assert reponse.status_code == 422
    assert "Cochez au moins une case." in texte(reponse)
    assert 'value="Mme Petit"' in reponse.content.decode()


def test_a_family_asks_too(client, ici):
    client.force_login(ici.comptes["famille"])
    client.envoyer(url(ici, "demander_mediation"), {**DEMANDE, "autre_nom": "Awa D."})
    assert Mediation.objects.get().demandeuse == ici.contact


def test_where_there_is_no_mediator_the_page_says_whom_to_call(client, ici, awa):
    ici.comptes["mediatrice"].adhesions.all().delete()
    page = texte(client.get(url(ici, "demander_mediation")))
    assert "Ce centre n’a pas encore de médiatrice" in page
    assert "0 806 000 126" in page


def test_the_mediator_logs_a_case_without_a_word_of_free_text(client, dossier):
    """Eleven pages, no text box filled: request taken, examined, agreements, talks, end."""
    lieu, pk, jour = dossier.lieu, dossier.mediation.pk, timezone.localdate().isoformat()
    client.force_login(dossier.mediatrice.utilisateur)

    def geste(nom, **donnees):
        page = reverse("flux:acte", args=[lieu.centre.code, "mediation", pk, nom])
        return client.envoyer(page, {"attendu": dossier.relire().etat, **donnees}, follow=True)

    geste("prendre_en_charge", neutre="on")
    geste("recevoir", contrat="en_cours", danger="non", proces="non")
    client.envoyer(url(lieu, "accords_mediation", pk), {"accord_demandeuse_le": jour, "accord_autre_le": jour})
    geste("engager")
    for genre in ("separe_demandeuse", "separe_autre", "commun"):
        client.envoyer(url(lieu, "noter_entretien", pk), {"date": jour, "genre": genre})
    geste("conclure_accord", signe_le=jour, change_contrat="oui")
    page = texte(client.get(url(lieu, "mediation", pk)))
    assert dossier.relire().etat == "accord"
    assert "Les notes seront effacées" in page
    assert (EntretienMediation.objects.count(), NoteMediation.objects.count()) == (3, 0)


def test_a_mediator_who_is_not_neutral_reads_why_instead_of_the_button(client, dossier):
    dossier.lieu.parcours.session.formatrice = dossier.mediatrice.utilisateur
    dossier.lieu.parcours.session.save()
    client.force_login(dossier.mediatrice.utilisateur)
    page = texte(client.get(url(dossier.lieu, "mediation", dossier.mediation.pk)))
    assert "Vous avez formé Awa Diallo." in page
    assert "Prendre en charge" not in page


def test_a_refusal_of_the_examination_stands_beside_its_question(client, prise):
    client.force_login(prise.mediatrice.utilisateur)
    page = reverse("flux:acte", args=[prise.lieu.centre.code, "mediation", prise.mediation.pk, "recevoir"])
    donnees = {"attendu": "en_examen", "contrat": "fini", "danger": "oui", "proces": "non"}
    reponse = client.envoyer(page, donnees)
    assert reponse.status_code == 409
    assert "Il y a un danger : la médiation s’arrête." in texte(reponse)
    assert prise.relire().etat == "en_examen"


def test_the_mediator_writes_and_erases_a_note(client, engagee):
    lieu, pk = engagee.lieu, engagee.mediation.pk
    client.force_login(engagee.mediatrice.utilisateur)
    page = url(lieu, "mediation", pk)
    reponse = client.envoyer(page, {"texte": "Rappeler lundi"}, vers=url(lieu, "ecrire_note", pk), follow=True)
    assert "Rappeler lundi" in texte(reponse)
    note = NoteMediation.objects.get().pk
    for phrase in ("La note est effacée.", "Cette note est déjà effacée."):
        reponse = client.envoyer(page, {"mediation": pk}, vers=url(lieu, "effacer_note", note), follow=True)
        assert phrase in texte(reponse)
    vide = client.envoyer(page, {"texte": " "}, vers=url(lieu, "ecrire_note", pk))
    assert vide.status_code == 422
    assert "La note est vide." in texte(vide)


def test_a_request_by_phone_is_recorded_by_the_mediator(client, ici):
    client.force_login(ici.comptes["mediatrice"])
    donnees = {
        "q": "diallo",
        "demandeuse": ici.auxiliaire.pk,
        "autre_nom": "Mme Petit",
        "motifs": ["conges"],
        "urgence": "normale",
        "origine": "telephone",
    }
    page = url(ici, "saisir_mediation")
    reponse = client.envoyer(page + "?q=diallo", donnees, vers=page, follow=True)
    assert "La demande est notée." in texte(reponse)
    assert Mediation.objects.get().origine == "telephone"


def test_to_do_items_go_to_the_right_people(ici, dossier):
    desk = ici.acteur("animatrice")
    hier = rencontre(dans=dt.timedelta(days=-1))
    venue = inscrire(hier, ici.auxiliaire, par=desk, apres_coup=True).objet
    pleine = rencontre(places=1)
    for _ in range(2):
        inscrire(pleine, personne(), par=desk)
    dites = [t.phrase for t in taches_de(desk)]
    assert "Noter les présences : Éveil musical, 1 personne" in dites
    assert "Liste d’attente : 1 personne pour Éveil musical" in dites
    noter_presence(venue, par=desk, presente=True)
    assert not [t for t in taches_de(desk) if t.phrase.startswith("Noter les présences")]
    assert "1 demande de médiation à prendre" in [t.phrase for t in taches_de(dossier.mediatrice)]
    for role in ("directrice", "coordinatrice", "animatrice", "formatrice", "auxiliaire", "famille"):
        assert not [t for t in taches_de(ici.acteur(role)) if "diation" in t.phrase], role
    actions.prendre_en_charge(dossier.mediation, par=dossier.mediatrice)
    assert not [t for t in taches_de(dossier.autre_mediatrice) if "diation" in t.phrase]

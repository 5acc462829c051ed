"""The wall, by attack: every role of this centre and of another tries every door of a case."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from clairiere import journal
from clairiere.centres import portee
from clairiere.comptes.roles import Role
from clairiere.journal.models import Entree
from relais.actions.notes import ecrire_note, noter_entretien
from relais.models import EntretienMediation, Mediation, NoteMediation
from relais.vocabulaire import Motif
from tests.fabriques.base import FabriqueAdhesion
from tests.relais.conftest import SECRET

DU_CENTRE = [r.value for r in Role if r not in (Role.RESEAU, Role.FINANCEUR, Role.ADMIN_TECHNIQUE)]
ETRANGERES = [r for r in DU_CENTRE if r not in ("mediatrice", "auxiliaire", "famille")]
PORTES = ["mediation", "accords_mediation", "noter_entretien", "corriger_mediation", "ecrire_note"]
GESTES = [
    "prendre_en_charge",
    "recevoir",
    "orienter",
    "engager",
    "conclure_accord",
    "conclure_sans_accord",
    "abandonner",
]


@pytest.fixture
def cas(engagee):
    """A case in progress with a note and a talk."""
    from django.utils import timezone

    noter_entretien(engagee.mediation, par=engagee.mediatrice, date=timezone.localdate(), genre="commun", texte=SECRET)
    return engagee


def adresses(cas, centre=None):
    code = (centre or cas.lieu.centre).code
    pk, note = cas.mediation.pk, NoteMediation.objects.get().pk
    yield from (reverse(f"relais:{porte}", kwargs={"centre": code, "pk": pk}) for porte in PORTES)
    yield reverse("relais:effacer_note", kwargs={"centre": code, "pk": note})
    for geste in GESTES:
        arguments = {"centre": code, "machine": "mediation", "pk": pk, "mouvement": geste}
        yield reverse("flux:acte", kwargs=arguments)


def assaut(client, compte, urls, statuts, muet=True):
    """Every door by GET and by POST, with a valid token. Nothing of the case is in any answer."""
    client.force_login(compte)
    client.get("/mes-centres/")
    client.handler.enforce_csrf_checks = False
    for url in urls:
        for methode in (client.get, client.post):
            reponse = methode(url)
            assert reponse.status_code in statuts, (url, methode.__name__, reponse.status_code)
            if muet:
                corps = reponse.content.decode()
                assert SECRET not in corps
                assert "Marcus" not in corps
                assert str(Motif.RESPECT.label) not in corps


@pytest.mark.parametrize("role", ETRANGERES)
def test_staff_of_the_centre_finds_nothing_whatever_the_door(client, cas, role):
    etat = cas.mediation.etat
    assaut(client, cas.lieu.comptes[role], list(adresses(cas)), {403, 404, 405})
    assert not Mediation.objects.visibles_par(cas.lieu.acteur(role)).exists()
    assert not NoteMediation.objects.visibles_par(cas.lieu.acteur(role)).exists()
    assert cas.relire().etat == etat


@pytest.mark.parametrize("role", ETRANGERES)
def test_the_page_of_the_case_is_refused_without_telling_whether_it_exists(client, cas, role):
    client.force_login(cas.lieu.comptes[role])
    code = cas.lieu.centre.code
    vraie = client.get(reverse("relais:mediation", args=[code, cas.mediation.pk]))
    fausse = client.get(reverse("relais:mediation", args=[code, 999_999]))
    assert vraie.status_code == fausse.status_code
    assert len(vraie.content) == len(fausse.content)


def test_another_mediator_of_the_same_centre_gets_404_everywhere(client, cas):
    assaut(client, cas.autre_mediatrice.utilisateur, list(adresses(cas)), {404, 405})
    assert not NoteMediation.objects.visibles_par(cas.autre_mediatrice).exists()
    assert EntretienMediation.objects.count() == 1


def test_the_director_who_gives_herself_the_mediator_s_role_still_sees_nothing(client, cas, dossier):
    directrice = cas.lieu.comptes["directrice"]
    FabriqueAdhesion(utilisateur=directrice, role="mediatrice", centre=cas.lieu.centre)
    assaut(client, directrice, list(adresses(cas)), {404, 405})
    liste = client.get(reverse("relais:mediations", args=[cas.lieu.centre.code])).content.decode()
    assert "Diallo" not in liste


@pytest.mark.parametrize("role", DU_CENTRE)
def test_every_role_of_another_centre_gets_404(client, cas, monde, role):
    compte = monde.ailleurs.comptes[role]
    assaut(client, compte, list(adresses(cas)), {404})
    assaut(client, compte, list(adresses(cas, monde.ailleurs.centre)), {403, 404, 405})


@pytest.mark.parametrize("role", ["reseau", "financeur", "admin_technique"])
def test_the_network_and_the_technical_administration_get_404(client, cas, monde, role):
    assaut(client, monde.reseau[role], list(adresses(cas)), {404})


@pytest.mark.parametrize("qui", ["demandeuse", "famille"])
def test_the_two_sides_read_state_and_dates_and_never_a_note(client, cas, qui):
    compte = getattr(cas, qui).utilisateur
    client.force_login(compte)
    page = client.get(reverse("relais:mediation", args=[cas.lieu.centre.code, cas.mediation.pk]))
    assert page.status_code == 200
    corps = page.content.decode()
    assert "Les rencontres ont lieu" in corps
    assert SECRET not in corps
    assert (str(Motif.SALAIRE.label) in corps) == (qui == "demandeuse"), "topics are told to who chose them only"
    fermees = [
        u for u in adresses(cas) if u.endswith(("/note/", "/entretien/", "/accords/", "/corriger/", "/effacer/"))
    ]
    assaut(client, compte, fermees, {403, 404, 405})


def test_a_stranger_without_log_in_is_sent_to_log_in_or_404(client, cas):
    for url in adresses(cas):
        assert client.get(url).status_code in (302, 404, 405)


def test_its_mediator_reads_her_note_on_a_page_that_is_not_stored(client, cas):
    client.force_login(cas.mediatrice.utilisateur)
    page = client.get(reverse("relais:mediation", args=[cas.lieu.centre.code, cas.mediation.pk]))
    assert SECRET in page.content.decode()
    assert "Espace confidentiel" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_no_table_of_the_database_holds_a_word_of_the_note(cas):
    with connection.cursor() as curseur:
        for table in connection.introspection.table_names(curseur):
            curseur.execute(f'SELECT * FROM "{table}"')
            for ligne in curseur.fetchall():
                texte = " ".join(str(v) for v in ligne)
                assert "Marcus" not in texte, table
                assert SECRET not in texte, table


def test_the_journal_tells_neither_topic_nor_text_and_the_team_reads_none_of_it(cas):
    entrees = [e for e in Entree.objects.all() if e.code.startswith("mediation.")]
    assert {e.code for e in entrees} >= {"mediation.demander", "mediation.prendre_en_charge", "mediation.engager"}
    for entree in entrees:
        tout = f"{entree.phrase} {entree.motif} {entree.donnees}"
        assert not any(code in tout or str(libelle) in tout for code, libelle in Motif.choices), tout
        assert "Marcus" not in tout
        assert entree.audience == "personne"
        assert set(entree.mentions.values_list("genre", flat=True)) == {"relais.mediation"}
    for role in ETRANGERES:
        assert journal.historique(cas.mediation, cas.lieu.acteur(role)) == [], role
        for objet in (cas.lieu.auxiliaire, cas.lieu.parcours, cas.lieu.contact):
            assert not [e for e in journal.historique(objet, cas.lieu.acteur(role)) if "mediation" in e.code]
    assert journal.historique(cas.mediation, cas.demandeuse)


def test_the_counts_of_the_direction_hold_no_name_and_no_rare_topic(client, cas):
    client.force_login(cas.lieu.comptes["directrice"])
    corps = client.get(reverse("relais:chiffres_mediation", args=[cas.lieu.centre.code])).content.decode()
    assert "Entretiens en cours" in corps
    for interdit in ("Diallo", "Petit", str(Motif.SALAIRE.label), str(Motif.RESPECT.label)):
        assert interdit not in corps


def test_the_counts_show_a_topic_from_five_cases_on(client, ici):
    for n in range(5):
        Mediation.objects.create(
            demandeuse=ici.auxiliaire, autre_nom=f"Mme {n}", motifs=["salaire", "respect"][: 1 + n % 2]
        )
    client.force_login(ici.comptes["directrice"])
    corps = client.get(reverse("relais:chiffres_mediation", args=[ici.centre.code])).content.decode()
    assert str(Motif.SALAIRE.label) in corps
    assert str(Motif.RESPECT.label) not in corps


@pytest.mark.parametrize("role", ["chargee_insertion", "formatrice", "animatrice", "jury", "auxiliaire", "famille"])
def test_the_counts_are_for_the_direction_and_the_mediators(client, cas, role):
    client.force_login(cas.lieu.comptes[role])
    assert client.get(reverse("relais:chiffres_mediation", args=[cas.lieu.centre.code])).status_code == 403


def test_a_note_whose_key_is_lost_shows_a_sentence_and_the_page_still_works(client, cas, settings):
    from cryptography.fernet import Fernet

    settings.CLES_CONFIDENTIELLES = [Fernet.generate_key().decode()]
    client.force_login(cas.mediatrice.utilisateur)
    page = client.get(reverse("relais:mediation", args=[cas.lieu.centre.code, cas.mediation.pk]))
    assert page.status_code == 200
    assert "Cette note ne s’ouvre pas" in page.content.decode()
    assert "gAAAA" not in page.content.decode()


def test_the_rows_of_a_case_stay_in_their_centre(cas, monde):
    with portee.dans(monde.ailleurs.centre):
        for modele in apps.get_app_config("relais").get_models():
            assert not modele.objects.exists(), modele


def test_a_note_of_one_case_is_never_erased_from_another_s_hands(client, cas):
    note = ecrire_note(cas.mediation, par=cas.mediatrice, texte="Autre")
    client.force_login(cas.autre_mediatrice.utilisateur)
    client.handler.enforce_csrf_checks = False
    assert client.post(reverse("relais:effacer_note", args=[cas.lieu.centre.code, note.pk])).status_code == 404
    assert NoteMediation.objects.filter(pk=note.pk).exists()

"""An attendance sheet of a centre laid over a session: in the browser, by the command, and back."""

import csv
import datetime as dt
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clairiere.importation.models import Import
from parcours.models import DemiJournee, Emargement, Parcours
from tests.fabriques.base import (
    FabriqueCertificat,
    FabriqueDemiJournee,
    FabriqueEmargement,
    FabriqueParcours,
    FabriquePersonne,
    FabriqueSession,
)
from tests.importation.conftest import EMARGEMENT
from tests.importation.test_commande import importer
from tests.importation.test_ecrans import texte

pytestmark = pytest.mark.django_db

PRENOMS = {"BÂ Gül": ("Bâ", "Gül"), "DA SILVA Noémie": ("Da Silva", "Noémie")}


def minutes_attendues():
    """Minutes per line of the sheet, counted here by hand: X, P are the half-day, « retard 30 min » loses 30."""
    lignes = list(csv.reader(io.StringIO(EMARGEMENT.read_text("utf-8-sig")), delimiter=";"))
    durees = [int(d.split("h")[0]) * 60 + int(d.split("h")[1] or 0) for d in lignes[1][1:]]
    attendues = {}
    for nom, *marques in lignes[2:]:
        total = 0
        for marque, duree in zip(marques, durees, strict=True):
            if marque.lower() in {"x", "p"}:
                total += duree
            elif marque.startswith("retard"):
                total += duree - int(marque.split()[1])
        attendues[nom] = total
    return attendues


@pytest.fixture
def session(ici):
    """The session of the spring, with the trainees of the sheet in it."""
    session = FabriqueSession(nom="Printemps 2026", debut=dt.date(2026, 3, 2), fin=dt.date(2026, 4, 13), places=15)
    for nom_brut in minutes_attendues():
        nom, prenom = PRENOMS.get(nom_brut) or nom_brut.split(" ", 1)
        personne = FabriquePersonne(nom=nom.title(), prenom=prenom)
        FabriqueParcours(personne=personne, etat="en_formation", session=session)
    return session


@pytest.fixture
def equipe(ici, client):
    client.force_login(ici.comptes["coordinatrice"])
    return client


def deposer(client, session, octets=None, nom="emargement.csv"):
    fichier = SimpleUploadedFile(nom, EMARGEMENT.read_bytes() if octets is None else octets)
    donnees = {"genre": "emargement", "feuille-session": session.pk, "feuille-fichier": fichier}
    return client.envoyer("/c/ici/importer/", donnees)


def feuille(*lignes, titres="Stagiaire;03/03 matin;05/03 matin", durees="Durée;3h;3h"):
    return "\n".join([titres, durees, *lignes]).encode()


def test_the_hours_of_each_trainee_are_those_of_the_sheet(equipe, session):
    reponse = deposer(equipe, session)
    page = texte(equipe.get(reponse.url))
    assert "C’est un jour férié (lundi de Pâques)" in page
    assert "37 demi-journées à ajouter" in page
    assert not DemiJournee.objects.filter(session=session).exists(), "nothing before the confirmation"
    fait = equipe.envoyer(reponse.url, {"aller": "enregistrer", "feuilles_signees": "on"})
    assert fait.url.endswith("/resultat/")
    comptees = {
        f"{p.personne.nom} {p.personne.prenom}".casefold(): p.minutes_acquises
        for p in Parcours.objects.filter(session=session).avec_minutes().select_related("personne")
    }
    assert comptees == {nom.casefold(): minutes for nom, minutes in minutes_attendues().items()}
    assert DemiJournee.objects.filter(session=session).count() == 37
    une = DemiJournee.objects.filter(session=session).first()
    assert "feuille papier importée, vue par" in une.signee_par
    vides = sum(ligne.split(";")[1:].count("") for ligne in EMARGEMENT.read_text("utf-8-sig").splitlines())
    assert Emargement.objects.filter(demi_journee__session=session).count() == 37 * 12 - vides
    resultat = texte(equipe.get(fait.url))
    assert "case vide" in resultat


def test_without_the_signatures_the_hours_do_not_count_until_they_are_seen(equipe, session):
    reponse = deposer(equipe, session)
    fait = equipe.envoyer(reponse.url, {"aller": "enregistrer"})
    assert "Ces heures ne comptent pas encore" in texte(equipe.get(fait.url))
    assert not Emargement.objects.comptees().filter(demi_journee__session=session).exists()
    encore = deposer(equipe, session)
    assert "Ce fichier a déjà été importé" in texte(equipe.get(encore.url))
    equipe.envoyer(encore.url, {"aller": "enregistrer", "feuilles_signees": "on"})
    total = sum(p.minutes_acquises for p in Parcours.objects.filter(session=session).avec_minutes())
    assert total == sum(minutes_attendues().values())


def test_undoing_takes_all_back_but_the_hours_of_a_certificate(equipe, session):
    fait = equipe.envoyer(deposer(equipe, session).url, {"aller": "enregistrer", "feuilles_signees": "on"})
    gul = Parcours.objects.get(session=session, personne__nom="Bâ", personne__prenom="Gül")
    FabriqueCertificat(parcours=gul)
    corrigee = Emargement.objects.filter(parcours__personne__nom__iexact="mensah", minutes__gt=0).first()
    corrigee.minutes -= 15
    corrigee.save()
    adresse = fait.url.replace("resultat", "annuler")
    assert "Gül Bâ" in texte(equipe.get(adresse))
    equipe.envoyer(adresse)
    restes = Emargement.objects.filter(demi_journee__session=session)
    assert set(restes.values_list("parcours__personne__prenom", flat=True)) == {
        "Gül",
        corrigee.parcours.personne.prenom,
    }
    assert gul.minutes() == minutes_attendues()["BÂ Gül"], "the certificate still stands on its hours"
    assert "la correction reste" in texte(equipe.get(fait.url))


def test_undoing_leaves_the_session_as_it_was(equipe, session):
    deja = FabriqueDemiJournee(session=session, date=dt.date(2026, 3, 3), moment="matin", minutes=210)
    fait = equipe.envoyer(deposer(equipe, session).url, {"aller": "enregistrer", "feuilles_signees": "on"})
    equipe.envoyer(fait.url.replace("resultat", "annuler"))
    assert list(DemiJournee.objects.filter(session=session)) == [deja]
    deja.refresh_from_db()
    assert (deja.signee_le, deja.emargements.count()) == (None, 0)


def test_a_second_click_is_said(equipe, session):
    page = deposer(equipe, session, feuille("BÂ Gül;X;X")).url
    fait = equipe.envoyer(page, {"aller": "enregistrer", "feuilles_signees": "on"})
    annuler = fait.url.replace("resultat", "annuler")
    encore = equipe.envoyer(annuler, {"aller": "enregistrer"}, vers=page, follow=True)
    assert "C’est déjà fait par" in texte(encore)


def test_what_is_already_noted_stays_and_the_difference_is_shown(equipe, session):
    gul = Parcours.objects.get(session=session, personne__prenom="Gül", personne__nom="Bâ")
    matin = FabriqueDemiJournee(session=session, date=dt.date(2026, 3, 3), moment="matin", minutes=240)
    FabriqueEmargement(demi_journee=matin, parcours=gul, statut="absente", minutes=0, signature="")
    page = deposer(equipe, session, feuille("BÂ Gül;X;X", "SY Inconnue;X;X")).url
    html = texte(equipe.get(page))
    assert "noté « absente », le fichier dit « présente, 4 h »" in html
    assert "Elle dure 4 h dans le calendrier et 3 h dans le fichier." in html
    equipe.envoyer(page, {"aller": "enregistrer", "feuilles_signees": "on"})
    assert gul.emargements.get(demi_journee=matin).statut == "absente"
    assert gul.emargements.count() == 2


def test_a_candidate_who_was_not_admitted_is_an_obstacle_with_the_way_to_mend_it(equipe, session):
    candidate = FabriqueParcours(personne=FabriquePersonne(nom="Sow", prenom="Awa"))
    page = deposer(equipe, session, feuille("SOW Awa;X;X", "BÂ Gül;X;X")).url
    html = texte(equipe.get(page))
    assert "Awa Sow n’a pas de place dans la session Printemps 2026. Son parcours en est à « Repérée »." in html
    assert f"/c/ici/parcours/{candidate.pk}/" in html
    equipe.envoyer(page, {"aller": "enregistrer"})
    assert not candidate.emargements.exists()


def test_two_trainees_of_the_same_name_are_chosen_by_a_person(equipe, session):
    autre = FabriqueParcours(
        personne=FabriquePersonne(nom="Bâ", prenom="Gül", naissance=dt.date(2001, 5, 4)),
        etat="en_formation",
        session=session,
    )
    page = deposer(equipe, session, feuille("BÂ Gül;X;X")).url
    html = texte(equipe.get(page))
    assert "2 personnes portent le nom « BÂ Gül »" in html
    assert "née le 04/05/2001" in html
    relire = equipe.envoyer(page, {"aller": "enregistrer", "nom3": autre.pk, "feuilles_signees": "on"})
    assert relire.url == page, "a new answer is shown before it is recorded"
    equipe.envoyer(page, {"aller": "enregistrer", "nom3": autre.pk, "feuilles_signees": "on"})
    assert autre.minutes() == 360


def test_nobody_known_records_nothing(equipe, session):
    page = deposer(equipe, session, feuille("SY Fanta;X;X")).url
    reponse = equipe.envoyer(page, {"aller": "enregistrer"})
    assert reponse.status_code == 409
    assert "Aucun nom de la feuille n’est celui d’une stagiaire" in texte(reponse)
    assert not DemiJournee.objects.filter(session=session).exists()


def test_lengths_that_are_not_written_are_asked(equipe, session):
    page = deposer(equipe, session, feuille("BÂ Gül;X;X", durees="")).url
    assert "Sa durée n’est pas écrite" in texte(equipe.get(page))
    assert equipe.envoyer(page, {"aller": "garder", "duree_matin": "9h"}).status_code == 422
    equipe.envoyer(page, {"aller": "garder", "duree_matin": "3h30"})
    equipe.envoyer(page, {"aller": "enregistrer", "duree_matin": "3h30", "feuilles_signees": "on"})
    assert Parcours.objects.get(session=session, personne__prenom="Gül", personne__nom="Bâ").minutes() == 420


def test_a_half_day_to_come_or_on_a_sunday_is_said(equipe, session):
    titres = "Stagiaire;01/03/2026 matin;15/12/2026 matin;03/03/2026 matin"
    octets = feuille("BÂ Gül;X;X;X", titres=titres, durees="Durée;3h;3h;3h")
    page = deposer(equipe, session, octets).url
    html = texte(equipe.get(page))
    for phrase in ("C’est un dimanche.", "n’a pas encore eu lieu", "en dehors des dates de la session"):
        assert phrase in html
    equipe.envoyer(page, {"aller": "enregistrer"})
    session.refresh_from_db()
    assert (DemiJournee.objects.filter(session=session).count(), session.debut) == (2, dt.date(2026, 3, 1))


def test_a_list_of_people_is_not_an_attendance_sheet(equipe, session):
    reponse = deposer(equipe, session, "Nom;Prénom\nSow;Awa\n".encode())
    assert reponse.status_code == 422
    assert "Aucune demi-journée n’a été trouvée" in texte(reponse)


def test_the_command_gives_the_same_hours(ici, session):
    dit = importer("emargement", EMARGEMENT, "--centre", "ici", "--session", "printemps 2026", "--essai")
    assert "Essai : rien n’a été enregistré." in dit
    assert not Import.objects.exists()
    sortie = importer(
        "emargement", EMARGEMENT, "--centre", "ici", "--session", session.pk, "--json", "--feuilles-signees"
    )
    rapport = json.loads(sortie)
    assert {s["ligne"]: s["minutes"] for s in rapport["stagiaires"]} == dict(
        enumerate(minutes_attendues().values(), start=3)
    )
    total = sum(p.minutes_acquises for p in Parcours.objects.filter(session=session).avec_minutes())
    assert total == sum(minutes_attendues().values())


def test_the_command_names_the_sessions_when_it_does_not_find_one(ici, session):
    dit = importer("emargement", EMARGEMENT, "--centre", "ici", "--session", "Automne", code=2)
    assert "La session « Automne » n’existe pas. Sessions du centre :" in dit
    assert "Printemps 2026" in dit
    assert "Indiquez --session." in importer("emargement", EMARGEMENT, "--centre", "ici", code=2)

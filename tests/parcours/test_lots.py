"""A whole group in one click: each exactly once, whatever is clicked twice, stopped, or goes wrong."""

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import settings as reglages_hypothesis
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as TestCaseHypothesis
from pypdf import PdfReader

from clairiere.centres import portee
from clairiere.documents import signature
from clairiere.documents.scellement import pem_publie
from clairiere.flux.obstacles import Ferme
from clairiere.messages.models import Message
from parcours import taches
from parcours.actions import lots
from parcours.atelier import Atelier
from parcours.models import Certificat, LigneDeLot, LotCertificats, Parcours
from tests.exploitation.processus import RACINE
from tests.fabriques import base as f
from tests.outils.requetes import assertNumQueries
from tests.parcours.conftest import Personne, etat, texte
from tests.parcours.groupe import groupe, prete

Etat = LigneDeLot.Etat


@pytest.fixture
def session(ici):
    """Ten that the jury certified, one postponed, one refused: the jury of the product study (P4, step 3)."""
    session, _dix = groupe(10)
    prete(session, decision="ajournee")
    Parcours.objects.filter(pk=prete(session, decision="non_certifiee").pk).update(etat="non_certifiee")
    return session


@pytest.fixture
def sans_ouvrier(monkeypatch):
    """The lot is asked for and nobody works on it yet."""
    monkeypatch.setattr(lots, "async_task", lambda *_a, **_k: None)


def numeros():
    return [c.numero for c in Certificat.objects.order_by("numero")]


def test_one_click_certifies_numbers_signs_and_tells_each_of_ten(monde, session, coordinatrice):
    suite = f"sessions/{session.pk}/certificats/"
    page = coordinatrice.voir(suite).replace("\u00a0", " ")
    assert "10 personnes attendent leur certificat" in page
    assert "Le jury l’a ajournée." in page
    assert "Elle n’est pas certifiée : non certifiée" in page
    reponse = coordinatrice.envoyer(f"{suite}etablir/", page=suite)
    page = texte(reponse).replace("\u00a0", " ")
    assert "10 certificats sont établis, numérotés et signés." in page
    assert "Le jury l’a ajournée." in page, "the others are listed with their reason"
    with portee.dans(monde.ici.centre):
        deja = 1  # the one of the fixture's world, in another session
        faits = Certificat.objects.filter(parcours__session=session)
        assert faits.count() == 10
        assert Certificat.objects.count() == 10 + deja
        assert sorted(int(n[-4:]) for n in faits.values_list("numero", flat=True)) == list(range(1, 11))
        assert {etat(c.parcours) for c in faits} == {"certifiee"}
        assert Message.objects.filter(genre="certificat").count() == 10
        cles = signature.certificats_de(pem_publie().encode())
        for pdf in _zip(coordinatrice, monde, f"sessions/{session.pk}/certificats.zip").values():
            assert signature.verifier(pdf, cles).etat == signature.INTACT


def _zip(personne, monde, suite):
    reponse = personne.client.get(monde.ici.adresse(suite))
    assert reponse["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(b"".join(reponse.streaming_content))) as archive:
        assert archive.testzip() is None
        return {nom: archive.read(nom) for nom in archive.namelist()}


def test_the_lot_gives_one_archive_and_one_file_to_print(monde, session, coordinatrice):
    coordinatrice.envoyer(f"sessions/{session.pk}/certificats/etablir/", page=f"sessions/{session.pk}/certificats/")
    with portee.dans(monde.ici.centre):
        lot = LotCertificats.objects.get()
        porteuses = list(Certificat.objects.filter(parcours__session=session).order_by("numero"))
    noms = list(_zip(coordinatrice, monde, f"lots/{lot.pk}/certificats.zip"))
    assert len(noms) == 10
    assert all(nom.endswith(".pdf") and "cert-" in nom for nom in noms)
    for suite in (f"lots/{lot.pk}/certificats.pdf", f"sessions/{session.pk}/certificats.pdf"):
        reponse = coordinatrice.client.get(monde.ici.adresse(suite))
        assert reponse["Content-Type"] == "application/pdf"
        octets = b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(octets)).pages]
        assert len(pages) == 10
        for certificat in porteuses:
            assert sum(certificat.numero in page for page in pages) == 1


def test_what_is_printed_later_leaves_out_what_was_revoked(monde, session, coordinatrice):
    coordinatrice.envoyer(f"sessions/{session.pk}/certificats/etablir/", page=f"sessions/{session.pk}/certificats/")
    with portee.dans(monde.ici.centre):
        lot = LotCertificats.objects.get()
        Certificat.objects.filter(parcours__session=session).first().__class__.objects.filter(
            pk=Certificat.objects.filter(parcours__session=session).first().pk
        ).update(revoque_le="2026-11-23", raison_revocation="Erreur.")
    reponse = coordinatrice.client.get(monde.ici.adresse(f"lots/{lot.pk}/certificats.pdf"))
    assert len(PdfReader(io.BytesIO(reponse.content)).pages) == 9


def test_a_second_click_and_a_second_tab_lead_to_the_same_lot(ici, session, sans_ouvrier):
    directrice = ici.acteur("directrice")
    lot = lots.demander(session, par=directrice)
    assert lots.demander(session, par=directrice) == lot
    assert LotCertificats.objects.count() == 1
    taches.etablir_lot(lot.centre_id, lot.pk)
    with pytest.raises(Ferme, match="Personne n’attend de certificat"):
        lots.demander(session, par=directrice)


def test_a_click_on_an_old_page_leads_to_what_was_done(monde, session, coordinatrice):
    suite = f"sessions/{session.pk}/certificats/"
    for _clic in range(2):
        reponse = coordinatrice.envoyer(f"{suite}etablir/", page=suite if _clic == 0 else "parcours/nouvelle/")
    assert "10 certificats sont établis" in texte(reponse).replace("\u00a0", " ")


def test_a_session_where_nobody_waits_says_so(monde, coordinatrice):
    with portee.dans(monde.ici.centre):
        vide = f.FabriqueSession()
    page = coordinatrice.envoyer(f"sessions/{vide.pk}/certificats/etablir/", page="parcours/nouvelle/")
    assert "Personne n’attend de certificat dans cette session." in texte(page)


def test_the_page_shows_how_far_it_is_without_any_script(monde, session, coordinatrice, sans_ouvrier):
    with portee.dans(monde.ici.centre):
        lot = lots.demander(session, par=monde.ici.acteur("directrice"))
        atelier = Atelier.de(lot.centre)
        cle = atelier.cle()
        for _rang in range(3):
            lots.traiter(lots.prendre(lot), atelier=atelier, cle=cle, par=monde.ici.acteur("directrice"))
    page = coordinatrice.client.get(monde.ici.adresse(f"lots/{lot.pk}/")).content.decode()
    assert '<progress max="10" value="3">' in page
    assert "hx-trigger" in page
    assert "Des certificats sont en cours" in coordinatrice.voir(f"sessions/{session.pk}/certificats/")


def test_only_the_direction_asks_and_only_the_team_looks(monde, session):
    suite = monde.ici.adresse(f"sessions/{session.pk}/certificats/")
    assert Personne(monde.ici, "chargee_insertion").client.get(suite).status_code == 200
    assert "La directrice ou la coordinatrice les établit." in texte(
        Personne(monde.ici, "chargee_insertion").client.get(suite)
    )
    for role in ("formatrice", "auxiliaire", "famille", "jury"):
        assert Personne(monde.ici, role).client.get(suite).status_code == 403


# --- What goes wrong for one does not stop the others ---


def lignes(lot):
    return {ligne.parcours_id: ligne for ligne in lot.lignes.all()}


def test_one_who_lost_hours_since_is_set_aside_with_the_rule_in_words(ici, sans_ouvrier):
    session, trois = groupe(3)
    trois[1].emargements.first().delete()
    lot = lots.demander(session, par=ici.acteur("directrice"))
    taches.etablir_lot(lot.centre_id, lot.pk)
    ligne = lignes(lot)[trois[1].pk]
    assert ligne.etat == Etat.ECARTEE
    assert "il manque 6 h" in ligne.raison.replace("\u00a0", " ")
    assert etat(trois[1]) == "en_evaluation"
    assert lot.comptes()["faite"] == 2
    assert [n[-4:] for n in numeros() if n.startswith("CERT-") and n[-4:] != "0000"] == ["0001", "0002"]


def test_a_name_without_drawing_is_set_aside_and_its_number_serves_the_next(ici, sans_ouvrier):
    session, trois = groupe(3)
    Parcours.objects.filter(pk=trois[0].pk).update(nom_certificat="Awa Ꟶ")
    lot = lots.demander(session, par=ici.acteur("directrice"))
    taches.etablir_lot(lot.centre_id, lot.pk)
    ligne = lignes(lot)[trois[0].pk]
    assert "ne sait pas écrire" in ligne.raison
    faits = Certificat.objects.filter(parcours__session=session)
    assert sorted(c.numero[-4:] for c in faits) == ["0001", "0002"], "the number kept for her went to the next"
    Parcours.objects.filter(pk=trois[0].pk).update(nom_certificat="Awa Diallo")
    suite = lots.demander(session, par=ici.acteur("directrice"))
    taches.etablir_lot(suite.centre_id, suite.pk)
    assert sorted(c.numero[-4:] for c in faits.all()) == ["0001", "0002", "0003"], "no number is missing"


def test_a_breakdown_of_one_is_told_and_the_others_are_made(ici, sans_ouvrier, monkeypatch, caplog):
    session, trois = groupe(3)
    lot = lots.demander(session, par=ici.acteur("directrice"))
    vraie = Atelier.fichier

    def en_panne(self, donnees, cle, *, quand):
        if donnees.nom == str(trois[0].personne):
            raise OSError("disque plein")
        return vraie(self, donnees, cle, quand=quand)

    monkeypatch.setattr(Atelier, "fichier", en_panne)
    taches.etablir_lot(lot.centre_id, lot.pk)
    lot.refresh_from_db()
    assert lot.fini_le
    assert lot.comptes()["faite"] == 2
    assert "Une panne" in lignes(lot)[trois[0].pk].raison
    assert "disque plein" in caplog.text


def test_a_lot_of_someone_who_lost_her_role_certifies_nobody(ici, sans_ouvrier):
    session, _deux = groupe(2)
    lot = lots.demander(session, par=ici.acteur("directrice"))
    ici.comptes["directrice"].adhesions.all().delete()
    taches.etablir_lot(lot.centre_id, lot.pk)
    assert lot.comptes()["faite"] == 0
    assert not Certificat.objects.filter(parcours__session=session).exists()


def test_a_key_that_does_not_open_is_the_reason_of_each(ici, sans_ouvrier, settings):
    session, _deux = groupe(2)
    Atelier.de(ici.centre).cle()
    settings.CLES_CONFIDENTIELLES = ["kQ0dVd8PZT1mKkXk0mPp0m7bXgkq3s0m4d8nq0pQh2s="]
    lot = lots.demander(session, par=ici.acteur("directrice"))
    taches.etablir_lot(lot.centre_id, lot.pk)
    assert {ligne.raison for ligne in lot.lignes.all()} == {
        "La clé qui signe les certificats ne s’ouvre pas. L’administration technique doit la remplacer."
    }
    lot.refresh_from_db()
    assert lot.fini_le


def test_a_worker_whose_claim_was_taken_back_writes_nothing(ici, sans_ouvrier):
    session, _une = groupe(1)
    directrice = ici.acteur("directrice")
    lot = lots.demander(session, par=directrice)
    atelier = Atelier.de(ici.centre)
    lente = lots.prendre(lot)
    assert lots.prendre(lot) is None, "a claimed line is nobody else's"
    lots.rendre(lot, prises_avant=lente.prise_le.replace(year=2030))
    autre = lots.prendre(lot)
    for prise in (lente, autre, lente):
        lots.traiter(prise, atelier=atelier, cle=atelier.cle(), par=directrice)
    assert Certificat.objects.get(parcours__session=session).numero.endswith("-0001"), "no number is lost either"
    assert lot.lignes.get().etat == Etat.FAITE


def test_a_line_interrupted_three_times_is_set_aside(ici, sans_ouvrier):
    session, _une = groupe(1)
    lot = lots.demander(session, par=ici.acteur("directrice"))
    for _fois in range(3):
        prise = lots.prendre(lot)
        lots.rendre(lot, prises_avant=prise.prise_le.replace(year=2030))
    assert lots.prendre(lot) is None
    assert "interrompu trois fois" in lot.lignes.get().raison
    taches.reprendre_les_lots()
    assert lots.clore(lot)
    assert not lots.clore(lot), "closed once"


def test_hours_signed_meanwhile_are_on_the_certificate(ici, sans_ouvrier, monkeypatch):
    session, (elle,) = groupe(1)
    lot = lots.demander(session, par=ici.acteur("directrice"))
    vraie, ajoutee = Atelier.fichier, []

    def pendant_ce_temps(self, *args, **kwargs):
        if not ajoutee:
            dj = f.FabriqueDemiJournee(session=session, signee=True)
            ajoutee.append(f.FabriqueEmargement(demi_journee=dj, parcours=elle))
        return vraie(self, *args, **kwargs)

    monkeypatch.setattr(Atelier, "fichier", pendant_ce_temps)
    taches.etablir_lot(lot.centre_id, lot.pk)
    assert Certificat.objects.get(parcours=elle).minutes == 123 * 60
    assert lot.comptes()["faite"] == 1


def test_pages_cost_the_same_for_10_and_for_60(monde):
    with portee.dans(monde.ici.centre):
        session = f.FabriqueSession(places=200)
        lot = LotCertificats.objects.create(session=session, demande_par_nom="Nadia", fini_le="2026-11-23T10:00Z")

    def ajouter(n):
        with portee.dans(monde.ici.centre):
            for rang in range(n):
                elle = f.FabriqueParcours(certifiee=rang % 2 == 0, en_evaluation=rang % 2 == 1, session=session)
                if rang % 2:
                    f.FabriqueDecisionJury(parcours=elle)
                fait = elle.certificats.first()
                LigneDeLot.objects.create(
                    lot=lot, parcours=elle, essais=1, certificat=fait, etat=Etat.FAITE if fait else Etat.ECARTEE
                )

    client = Personne(monde.ici, "coordinatrice").client
    assertNumQueries(client, monde.ici.adresse(f"sessions/{session.pk}/certificats/"), ajouter, peu=10, beaucoup=60)
    assertNumQueries(client, monde.ici.adresse(f"lots/{lot.pk}/"), ajouter, peu=10, beaucoup=60)


# --- Any sequence of clicks, deaths and workers gives each exactly once ---


class TestNImporteQuelOrdre(TestCaseHypothesis):
    @reglages_hypothesis(max_examples=12, deadline=None)
    @given(st.lists(st.sampled_from(["demander", "prendre", "finir", "mourir", "tache"]), max_size=14))
    def test_any_sequence_of_clicks_deaths_and_workers_gives_each_exactly_once(self, gestes):
        from tests.fabriques.monde import Monde

        ici = Monde().ici
        with portee.dans(ici.centre), pytest.MonkeyPatch.context() as patch:
            patch.setattr(lots, "async_task", lambda *_a, **_k: None)
            patch.setattr(lots, "ESSAIS", 100)
            self._jouer(ici, gestes)

    def _jouer(self, ici, gestes):
        Certificat.objects.all().delete()
        session, elles = groupe(3)
        directrice, atelier, prises = ici.acteur("directrice"), Atelier.de(ici.centre), []
        lot = lots.demander(session, par=directrice)
        for geste in gestes:
            if geste == "demander":
                try:
                    lots.demander(session, par=directrice)
                except Ferme:
                    assert lot.comptes()["faite"] == 3
            elif geste == "prendre" and (ligne := lots.prendre(lot)):
                prises.append(ligne)
            elif geste == "finir" and prises:
                lots.traiter(prises.pop(0), atelier=atelier, cle=atelier.cle(), par=directrice)
            elif geste == "mourir" and prises:
                lots.rendre(lot, prises_avant=prises[-1].prise_le.replace(year=2030))
            elif geste == "tache":
                taches.etablir_lot(lot.centre_id, lot.pk)
            self._invariants(elles)
        taches.reprendre_les_lots(mort_apres=taches.dt.timedelta(seconds=-5))
        taches.etablir_lot(lot.centre_id, lot.pk)
        assert Certificat.objects.filter(parcours__in=elles).count() == 3
        assert sorted(c.numero[-4:] for c in Certificat.objects.filter(parcours__in=elles)) == ["0001", "0002", "0003"]
        assert Message.objects.filter(genre="certificat").count() == 3

    def _invariants(self, elles):
        for elle in elles:
            assert Certificat.objects.filter(parcours=elle).count() <= 1
            fait = Certificat.objects.filter(parcours=elle).first()
            assert bool(fait) == (etat(elle) == "certifiee"), "certified and certificate come together"
            assert fait is None or fait.document_id


# --- Real processes, one of them killed in the middle ---


def lancer(dossier, *arguments, attendre=True):
    environnement = {nom: v for nom, v in os.environ.items() if nom not in ("DATABASE_URL", "REDIS_URL")}
    environnement |= {
        "MODE": "test",
        "DOSSIER_DONNEES": str(dossier),
        "DJANGO_SETTINGS_MODULE": "tests.outils.reglages_sans_migrations",
        "PYTHONUNBUFFERED": "1",
    }
    commande = [sys.executable, "-m", "tests.parcours.ouvrier_de_lot", *map(str, arguments)]
    processus = subprocess.Popen(
        commande, cwd=RACINE, env=environnement, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    if not attendre:
        return processus
    sortie, erreurs = processus.communicate(timeout=120)
    assert processus.returncode == 0, erreurs
    return sortie


def test_a_worker_killed_in_the_middle_leaves_nothing_twice_and_nothing_out(tmp_path):
    combien = 16
    lancer(tmp_path, "preparer", combien)
    premier = lancer(tmp_path, "travailler", attendre=False)
    assert premier.stdout.readline() == "au travail\n"
    fichiers = tmp_path / "fichiers"
    limite = time.monotonic() + 60
    while len(list(fichiers.rglob("*.pdf"))) < 3:
        assert time.monotonic() < limite, "the worker makes nothing"
        assert premier.poll() is None, "the worker ended before it could be killed"
        time.sleep(0.005)
    os.kill(premier.pid, signal.SIGKILL)
    premier.communicate(timeout=30)
    apres_la_mort = json.loads(lancer(tmp_path, "compter"))
    assert 0 < apres_la_mort["certificats"] < combien, "it was killed in the middle"
    assert apres_la_mort["certificats"] == apres_la_mort["documents"] == apres_la_mort["lignes"]["faite"]

    assert "1 lots ouverts" in lancer(tmp_path, "reprendre")
    ouvriers = [lancer(tmp_path, "travailler", attendre=False) for _n in range(2)]
    for ouvrier in ouvriers:
        _sortie, erreurs = ouvrier.communicate(timeout=120)
        assert ouvrier.returncode == 0, erreurs
    fin = json.loads(lancer(tmp_path, "compter"))
    assert fin["lignes"] == {"faite": combien}
    assert fin["numeros"] == list(range(1, combien + 1)), "each number once, none missing"
    for compte in ("certificats", "personnes", "documents", "fichiers", "messages", "certifiees"):
        assert fin[compte] == combien, compte
    assert fin["fini"]
    assert fin["impression"]

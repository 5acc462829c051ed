"""The public page of a certificate, from the street."""

import dataclasses
import datetime as dt
import zlib
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from clairiere.centres import portee
from clairiere.documents import signature
from clairiere.documents.certificat import certificat_pdf
from clairiere.documents.controle import Constat
from clairiere.documents.lecture_certificat import lire
from clairiere.documents.models import CleDeSignature, FichierDocument
from clairiere.documents.numeros import grouper, nouveau_code
from parcours.actions.certificat import delivrer, remplacer, revoquer
from parcours.atelier import Atelier
from parcours.badges import badge_de, emetteur_du
from parcours.models import Parcours
from parcours.regles.verification import AuRegistre, comparer
from parcours.views import fichier
from parcours.views.verification import ESSAIS
from tests.documents.test_certificat import DONNEES
from tests.fabriques import base as f
from tests.parcours.conftest import JETON, texte
from tests.parcours.groupe import prete


def _certificat(monde):
    with portee.dans(monde.ici.centre):
        return monde.ici.parcours.certificats.get()


def test_a_visitor_reads_what_was_certified_and_what_it_is_not(monde, client):
    certificat = _certificat(monde)
    page = texte(client.get("/verifier/", {"code": grouper(certificat.code).lower()}, follow=True)).replace(
        "\u00a0", " "
    )
    for mots in ("valable", certificat.nom_porte, "120 h", certificat.programme, monde.ici.centre.nom):
        assert mots in page
    assert "ni un diplôme, ni un agrément, ni une garantie d’honorabilité" in page


def test_a_mistyped_code_is_told_apart_from_an_unknown_one(monde, client):
    code = _certificat(monde).code
    faux = code[:-1] + next(s for s in "23456789" if s != code[-1])
    page = client.get(f"/verifier/{faux}/")
    assert page.status_code == 404
    assert "Un signe est faux" in texte(page)
    inconnu = client.get(f"/verifier/{nouveau_code()}/")
    assert inconnu.status_code == 404
    assert "Aucun certificat ne porte ce code" in texte(inconnu)


def test_guessing_codes_is_slowed_down(monde, client):
    for _n in range(ESSAIS):
        assert client.get(f"/verifier/{nouveau_code()}/").status_code == 404
    assert client.get(f"/verifier/{nouveau_code()}/").status_code == 429


# --- The file, brought by anyone ---


@pytest.fixture
def certificat(ici):
    """A real one: signed, 114 h followed of 120, with the director's exception left to the rules of another floor."""
    session = f.FabriqueSession(nom="automne 2026", heures_visees=114)
    elle = prete(session, heures=114)
    Parcours.tous.filter(pk=elle.pk).update(etat="certifiee")
    return delivrer(Parcours.objects.get(pk=elle.pk), par=ici.acteur("directrice"), nom_porte="Fanta Keïta")


def octets_de(certificat):
    with FichierDocument.objects.get(document=certificat.document_id).contenu.open("rb") as ouvert:
        return ouvert.read()


def apporter(client, octets, nom="certificat.pdf"):
    jeton = JETON.search(client.get("/verifier/fichier/").content.decode())[1]
    donnees = {"csrfmiddlewaretoken": jeton}
    if octets is not None:
        donnees["fichier"] = SimpleUploadedFile(nom, octets, content_type="application/pdf")
    return client.post("/verifier/fichier/", donnees)


def lisse(reponse):
    return texte(reponse).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_original_file_is_recognised(certificat, client, ici):
    page = lisse(apporter(client, octets_de(certificat)))
    assert "Ce fichier est l’original" in page
    assert f"{ici.centre.nom} a signé ce fichier" in page
    assert "Réseau de test" in page
    assert "Rien n’a été changé depuis" in page
    assert "Différent" not in page


def retoucher(certificat, **mots):
    """The same paper drawn again with other words, as a cheat does with an editor; without our key, unsigned."""
    atelier = Atelier.de(certificat.centre)
    donnees = atelier.donnees(certificat, certificat.parcours.session)
    return certificat_pdf(dataclasses.replace(donnees, **mots))


def test_a_paper_with_other_hours_is_put_beside_the_register(certificat, client):
    page = lisse(apporter(client, retoucher(certificat, heures_suivies=Decimal(120))))
    assert "Ce fichier n’est pas signé" in page
    assert "Heures suivies : le papier dit « 120 h », le registre dit « 114 h »." in page
    assert page.count("Différent") == 1


@pytest.mark.parametrize(
    ("mots", "phrase"),
    [
        ({"nom": "Autre Personne"}, "Nom : le papier dit « Autre Personne », le registre dit « Fanta Keïta »."),
        ({"phrase": "a suivi 300 h de formation."}, "Heures suivies : le papier dit « 300 h »"),
        ({"numero": "CERT-2026-9999"}, "Numéro : le papier dit « CERT-2026-9999 »"),
        ({"date": dt.date(2020, 1, 1)}, "Délivré le : le papier ne le dit pas"),
        ({"version_programme": "300 h, version 9"}, "Programme : le papier ne le dit pas"),
    ],
    ids=["name", "hours in the sentence only", "number", "date", "programme"],
)
def test_each_retouch_is_named(certificat, client, mots, phrase):
    assert phrase in lisse(apporter(client, retoucher(certificat, **mots)))


def test_a_signed_file_changed_afterwards_is_told(certificat, client):
    octets = bytearray(octets_de(certificat))
    octets[3000] ^= 1
    page = lisse(apporter(client, bytes(octets)))
    assert "Ce fichier a été changé" in page
    assert "Ne vous y fiez pas" in page


def test_a_file_signed_by_a_stranger_is_told(certificat, client):
    etrangere = signature.nouvelle_cle("Réseau de test", installation="x", le=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    faux = signature.signer(
        retoucher(certificat, nom="Autre Personne"),
        etrangere,
        emetteur="Centre social ici",
        motif="Certificat d’aptitude",
        le=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )
    page = lisse(apporter(client, faux))
    assert "Ce fichier est signé par un inconnu" in page
    assert "le registre dit « Fanta Keïta »" in page


def test_the_true_file_of_a_replaced_certificate_says_by_which(certificat, client, ici):
    octets = octets_de(certificat)
    nouveau = remplacer(certificat, par=ici.acteur("directrice"), raison="Nom.", nom_porte="Fanta Traoré")
    page = lisse(apporter(client, octets))
    assert "Ce fichier est l’original" not in page
    assert "Ce fichier n’a pas été changé" in page
    assert f"par le {nouveau.numero}" in page
    assert "Il ne vaut plus rien" in page


def test_a_paper_of_nobody_is_told(client, db):
    page = lisse(apporter(client, certificat_pdf(DONNEES)))
    assert "Ce fichier ne porte le code d’aucun certificat de nos centres." in page


@pytest.mark.parametrize(
    ("octets", "phrase"),
    [
        (None, "Choisissez le fichier PDF du certificat."),
        (b"", "Ce fichier est vide."),
        (b"PK\x03\x04 un document", "Ce fichier n’est pas un PDF."),
        (b"%PDF-1.7\nrien", "Ce fichier est abîmé"),
        (b"%PDF-" + b"x" * 5 * 1024 * 1024, "Ce fichier pèse plus de 5 Mo."),
    ],
    ids=["nothing", "empty", "not a PDF", "damaged", "heavy"],
)
def test_a_wrong_file_is_refused_in_one_sentence(client, db, octets, phrase):
    reponse = apporter(client, octets)
    assert reponse.status_code == 422
    assert phrase in texte(reponse)


def test_a_file_made_to_fill_the_memory_costs_some_seconds_of_a_child(client, db):
    """A page of two thousand million letters, packed in two megabytes."""
    page = zlib.compress(b"BT (" + b"A" * 400_000_000 + b") Tj ET", 9)
    objets = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(page), page),
    ]
    corps = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, o) for n, o in enumerate(objets, 1))
    reponse = apporter(client, corps + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF")
    assert reponse.status_code in (200, 422)


def test_many_files_are_slowed_down(client, db, monkeypatch):
    monkeypatch.setattr(fichier, "controler", lambda *_a: Constat("illisible"))
    for _n in range(fichier.FICHIERS):
        assert apporter(client, b"%PDF-1.7").status_code == 422
    assert apporter(client, b"%PDF-1.7").status_code == 429
    assert client.get(f"/verifier/{nouveau_code()}/").status_code == 404, "codes are still read"


def test_the_public_key_is_there_once_something_was_signed(certificat, client, monde):
    reponse = client.get("/verifier/cle.pem")
    assert reponse.content.decode().count("BEGIN CERTIFICATE") == 1
    assert "PRIVATE" not in reponse.content.decode()
    assert signature.verifier(octets_de(certificat), signature.certificats_de(reponse.content)).etat == "intact"


def test_before_the_first_signature_there_is_no_key_and_reading_makes_none(client, monde):
    reseau = monde.ici.centre.reseau_id
    assert client.get("/verifier/cle.pem").status_code == 404
    for suite in ("", "did.json", "etats.jwt"):
        assert client.get(f"/verifier/emetteur/{reseau}/{suite}").status_code == 404
    assert not CleDeSignature.objects.exists()


def test_the_addresses_written_in_a_badge_answer(certificat, client, ici, settings):
    """A verifier written by others, given this site as its network, accepts the badge, then learns of a revocation."""
    settings.ADRESSE_PUBLIQUE = "https://clairiere.example"

    def telecharger(adresse):
        assert adresse.startswith("https://clairiere.example/")
        reponse = client.get(adresse.removeprefix("https://clairiere.example"))
        assert reponse.status_code == 200, adresse
        return reponse.content

    jeton = badge_de(certificat)
    verificateur = OB3Verifier.for_issuer_did(emetteur_du(ici.centre.reseau).did, download=telecharger)
    lu = verificateur.verify(jeton, check_status=True, download=telecharger)
    assert "ni un diplôme" in client.get(lu.achievement.id.removeprefix("https://clairiere.example")).content.decode()
    assert client.get(lu.evidence_url.removeprefix("https://clairiere.example")).status_code == 200
    profil = client.get(f"/verifier/emetteur/{ici.centre.reseau_id}/").json()
    assert (profil["id"], profil["name"]) == (lu.issuer.id, "Réseau de test")
    revoquer(certificat, par=ici.acteur("directrice"), raison="Erreur.")
    with pytest.raises(OB3VerificationError, match="revocation"):
        verificateur.verify(jeton, check_status=True, download=telecharger)


@pytest.mark.parametrize(
    ("anneau", "phrase", "registre", "pareil"),
    [
        ("114 h", "114 h", 114 * 60, True),
        ("112 h 30", "112 h 30", 112 * 60 + 30, True),
        ("120 h", "120 h", 114 * 60, False),
        ("114 h", "120 h", 114 * 60, False),
        ("120 h", "114 h", 114 * 60, False),
        ("120 h", "300 h", 120 * 60, False),
        ("120 h", "120 h", 120 * 60, True),
    ],
)
def test_the_two_places_of_the_hours_and_those_planned_are_told_apart(anneau, phrase, registre, pareil):
    lu = lire(f"REMIS À\nAwa\na suivi {phrase} de formation\nsur 120 h prévues.\n{anneau}\nsuivies sur 120 h")
    faits = AuRegistre("CERT-2026-0001", "Awa", registre, "p", "c", dt.date(2026, 6, 1), frozenset({7200}))
    assert comparer(lu, faits)[1].pareil is pareil

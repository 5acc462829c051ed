"""The badge: a verifier written by others accepts it with the published key, and learns of a revocation."""

import base64
import datetime as dt
import json
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from openbadgeslib.ob3.status import decode_encoded_list, set_indices
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from clairiere.documents import badge as b
from clairiere.documents import signature

LE = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)
EMETTEUR = b.EmetteurBadge("https://clairiere.example:8443/verifier/emetteur/1", "Réseau", "https://clairiere.example")
BADGE = b.DonneesBadge(
    numero="CERT-2026-0007",
    code="K7PQ4MZRTT",
    nom="Aïssatou Diallo-Traoré",
    centre="Centre social La Clairière",
    heures="112 h 30",
    programme="Formation d’auxiliaire parentale, version 2",
    delivre_le=LE,
    adresse="https://clairiere.example:8443/verifier/K7PQ-4MZR-TT/",
    mention="Ce n’est ni un diplôme, ni un agrément.",
    rang=77,
)


@pytest.fixture(scope="module")
def cle():
    return signature.nouvelle_cle("Réseau", installation="clairiere.example", le=LE)


def publique(cle):
    certificat = x509.load_pem_x509_certificate(cle.certificat_pem.encode())
    return certificat.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def site(*cles, revoques=()):
    """What the installation serves, as the verifier fetches it."""

    def telecharger(adresse):
        if adresse == f"{EMETTEUR.base}/did.json":
            return json.dumps(b.document_did(EMETTEUR, [c.certificat_pem for c in cles])).encode()
        assert adresse == EMETTEUR.adresse_des_etats, adresse
        maintenant = dt.datetime.now(dt.UTC).replace(microsecond=0)
        return b.liste_des_etats(revoques, EMETTEUR, cles[0], le=maintenant).encode()

    return telecharger


def test_a_verifier_written_by_others_accepts_the_badge_with_the_public_key_alone(cle):
    lu = OB3Verifier(publique(cle)).verify(b.jeton(BADGE, EMETTEUR, cle))
    assert lu.issuer.name == "Réseau"
    assert "CERT-2026-0007" in lu.achievement.description
    assert "112 h 30" in lu.achievement.description
    assert "ni un diplôme" in lu.achievement.description
    assert lu.evidence_url == BADGE.adresse, "the badge leads to the page of the certificate"


def test_it_finds_the_key_and_the_revocations_at_the_address_of_the_network(cle):
    jeton = b.jeton(BADGE, EMETTEUR, cle)
    assert EMETTEUR.did == "did:web:clairiere.example%3A8443:verifier:emetteur:1"
    verificateur = OB3Verifier.for_issuer_did(EMETTEUR.did, download=site(cle))
    assert verificateur.verify(jeton, check_status=True, download=site(cle, revoques=[5, 78]))
    with pytest.raises(OB3VerificationError, match="revocation"):
        verificateur.verify(jeton, check_status=True, download=site(cle, revoques=[77]))


def test_a_badge_signed_before_the_key_was_renewed_is_still_accepted(cle):
    jeton = b.jeton(BADGE, EMETTEUR, cle)
    nouvelle = signature.nouvelle_cle("Réseau", installation="clairiere.example", le=LE)
    assert OB3Verifier.for_issuer_did(EMETTEUR.did, download=site(nouvelle, cle)).verify(jeton)
    with pytest.raises(OB3VerificationError):
        OB3Verifier.for_issuer_did(EMETTEUR.did, download=site(nouvelle)).verify(jeton)


def test_a_changed_badge_is_refused(cle):
    entete, charge, sceau = b.jeton(BADGE, EMETTEUR, cle).split(".")
    lu = json.loads(base64.urlsafe_b64decode(charge + "=="))
    lu["credentialSubject"]["achievement"]["description"] = "CERT-2026-0007, 300 h"
    faux = base64.urlsafe_b64encode(json.dumps(lu).encode()).decode().rstrip("=")
    with pytest.raises(OB3VerificationError, match="signature"):
        OB3Verifier(publique(cle)).verify(f"{entete}.{faux}.{sceau}")


def test_the_badge_holds_neither_the_name_nor_any_way_to_reach_her(cle):
    charge = b.jeton(BADGE, EMETTEUR, cle).split(".")[1]
    lu = base64.urlsafe_b64decode(charge + "==").decode()
    for mot in ("Aïssatou", "Diallo", "A\\u00efssatou", "mailto", "@example", "tel:"):
        assert mot not in lu
    identite = json.loads(lu)["credentialSubject"]["identifier"][0]
    assert identite["identityHash"] == b.condense_du_nom("Aïssatou Diallo-Traoré", identite["salt"]), "who knows checks"
    assert identite["identityHash"] != b.condense_du_nom("Awa Diallo", identite["salt"])


def test_each_word_of_the_badge_is_a_word_of_the_standard(cle):
    """Terms that the published contexts do not define would be dropped by strict readers."""
    import openbadgeslib.ob3

    dossier = Path(openbadgeslib.ob3.__file__).parent / "contexts"
    connus = set()
    for nom in ("credentials-v2.json", "ob-v3p0-context-3.0.3.json"):
        connus |= _termes(json.loads((dossier / nom).read_text()))
    justificatif = b._justificatif(BADGE, EMETTEUR)
    assert _mots(justificatif) - connus == set()


def _termes(contexte):
    if isinstance(contexte, dict):
        return set(contexte) | {t for v in contexte.values() for t in _termes(v)}
    return {t for v in contexte for t in _termes(v)} if isinstance(contexte, list) else set()


def _mots(valeur):
    """Keys, and the values of `type`."""
    if isinstance(valeur, list):
        return {m for v in valeur for m in _mots(v)}
    if not isinstance(valeur, dict):
        return set()
    noms = {cle for cle in valeur if cle not in ("@context", "id")}
    genres = valeur.get("type", [])
    noms |= set(genres if isinstance(genres, list) else [genres])
    return noms | {m for v in valeur.values() for m in _mots(v)}


def test_the_list_of_revocations_hides_one_certificate_among_131_072_and_grows():
    assert set_indices(decode_encoded_list(b.bits([0, 7, 131_071]))) == {0, 7, 131_071}
    assert len(decode_encoded_list(b.bits([]))) == 131_072 // 8
    assert set_indices(decode_encoded_list(b.bits([200_003]))) == {200_003}


def test_the_list_lapses_so_that_an_old_copy_revives_nothing(cle):
    vieille = b.liste_des_etats([], EMETTEUR, cle, le=LE).encode()
    with pytest.raises(OB3VerificationError, match="expired"):
        OB3Verifier(publique(cle)).verify(
            b.jeton(BADGE, EMETTEUR, cle), check_status=True, verify_status_list=False, download=lambda _a: vieille
        )

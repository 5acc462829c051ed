"""A signed paper: an independent reader believes it, a retouch shows, the paper under the signature is untouched."""

import datetime as dt
import io
import re
import shutil
import subprocess
import threading

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from clairiere.centres.models import Reseau
from clairiere.documents import signature
from clairiere.documents.certificat import certificat_pdf
from clairiere.documents.controle import controler
from clairiere.documents.models import CleDeSignature
from clairiere.documents.scellement import CleIllisible, certificats_publies, cle_du_reseau, pem_publie, renouveler
from tests.documents.outils import besoin_de_poppler, texte_du_pdf
from tests.documents.test_certificat import DONNEES, avec
from tests.outils.navigateur import base_a_plusieurs

LE = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)
besoin_de_pdfsig = pytest.mark.skipif(
    shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) n’est pas installé : la signature n’est pas relue"
)


@pytest.fixture(scope="module")
def cle():
    return signature.nouvelle_cle("Réseau de test", installation="clairiere.example", le=LE)


@pytest.fixture(scope="module")
def papier():
    return certificat_pdf(DONNEES)


def signe(papier, cle, **valeurs):
    dit = {"emetteur": "Centre social d’à côté", "motif": "Certificat d’aptitude CERT-2026-0007", "lieu": "Paris"}
    return signature.signer(papier, cle, le=LE, **{**dit, **valeurs})


def certificats(cle):
    return signature.certificats_de(cle.certificat_pem.encode())


def pdfsig(chemin):
    return subprocess.run(["pdfsig", str(chemin)], capture_output=True, text=True, check=False).stdout


@besoin_de_pdfsig
def test_an_independent_reader_says_that_the_signature_is_valid(papier, cle, tmp_path):
    fichier = tmp_path / "certificat.pdf"
    fichier.write_bytes(signe(papier, cle))
    dit = pdfsig(fichier)
    for attendu in (
        "Signature is Valid",
        "Total document signed",
        "ETSI.CAdES.detached",
        "SHA-256",
        "Réseau de test",
    ):
        assert attendu in dit, dit


@besoin_de_pdfsig
def test_one_changed_byte_is_told_by_the_independent_reader_and_by_ours(papier, cle, tmp_path):
    octets = bytearray(signe(papier, cle))
    octets[3000] ^= 1
    fichier = tmp_path / "retouche.pdf"
    fichier.write_bytes(octets)
    assert "Signature is Valid" not in pdfsig(fichier)
    assert signature.verifier(bytes(octets), certificats(cle)).etat == signature.MODIFIE


@besoin_de_poppler
def test_the_words_are_read_as_before_and_the_paper_lies_untouched_under_the_signature(papier, cle):
    fait = signe(papier, cle)
    assert fait.startswith(papier), "an incremental update: nothing of the paper is rewritten"
    assert texte_du_pdf(fait) == texte_du_pdf(papier)


def test_the_reader_says_who_signed_what_and_when(papier, cle):
    verdict = signature.verifier(signe(papier, cle), certificats(cle))
    assert verdict.etat == signature.INTACT
    assert (verdict.signataire, verdict.emetteur) == ("Réseau de test", "Centre social d’à côté")
    assert verdict.motif == "Certificat d’aptitude CERT-2026-0007"
    assert verdict.le == LE


def test_the_signature_keeps_what_pdf_a_and_pdf_ua_ask_for(papier, cle):
    """The update leaves metadata, version and tags alone; its field is out of the page, printable, on a tagged page."""
    ajout = signe(papier, cle)[len(papier) :]
    assert b"/Metadata" in ajout, "the catalogue still points to the metadata of the paper"
    assert b"xmpmeta" not in ajout
    assert b"/ModDate" not in ajout
    assert b"/Version /2.0" not in ajout
    assert b"/StructTreeRoot" in ajout
    assert b"/MarkInfo" in ajout
    assert b"/Tabs /S" in ajout, "ISO 14289-1, 7.18.3: a page with an annotation has its tab order"
    rectangle = re.search(rb"/Rect \[ (\S+) (\S+) (\S+) (\S+) \]", ajout)
    assert rectangle[1] == rectangle[3]
    assert rectangle[2] == rectangle[4], "no drawing, so no appearance asked for (ISO 19005-2, 6.3.3)"
    assert float(rectangle[1]) < 0, "out of the page: not a thing to read (ISO 14289-1, 7.18.1)"
    drapeaux = int(re.search(rb"/F (\d+)", ajout)[1])
    assert drapeaux & 4, "the print flag is set (ISO 19005-2, 6.3.2)"
    assert not drapeaux & 2, "not hidden"


def test_the_same_paper_signed_twice_gives_the_same_file(papier, cle):
    assert signe(papier, cle) == signe(papier, cle)
    assert signe(papier, cle) != signe(papier, cle, motif="Autre")


def test_the_signature_is_the_one_that_pades_asks_for(papier, cle):
    """Judged by a validator of PAdES that knows nothing of our code: level B-B, the certificate bound by its hash."""
    from asn1crypto import x509 as asn1
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    trouvee = PdfFileReader(io.BytesIO(signe(papier, cle))).embedded_signatures[0]
    racine = asn1.Certificate.load(certificats(cle)[0])
    statut = validate_pdf_signature(trouvee, ValidationContext(trust_roots=[racine]))
    assert statut.bottom_line, statut.pretty_print_details()
    attributs = {a["type"].native for a in trouvee.signer_info["signed_attrs"]}
    assert attributs == {"content_type", "message_digest", "signing_certificate_v2"}


@pytest.mark.parametrize(
    ("changer", "attendu"),
    [
        (lambda s, p: p, signature.SANS_SIGNATURE),
        (lambda s, p: s + b"\n", signature.MODIFIE),
        (lambda s, p: s.replace(b"CERT-2026-0007", b"CERT-2026-0009"), signature.MODIFIE),
        (lambda s, p: s[: len(s) // 2], signature.ILLISIBLE),
        (lambda s, p: b"%PDF-1.7 rien", signature.ILLISIBLE),
        (lambda s, p: b"", signature.ILLISIBLE),
    ],
    ids=["paper never signed", "one line added", "number changed", "half a file", "not a PDF", "empty"],
)
def test_what_was_done_to_the_file_is_named(papier, cle, changer, attendu):
    verdict = signature.verifier(changer(signe(papier, cle), papier), certificats(cle))
    assert verdict.etat == attendu


def test_the_key_of_a_stranger_is_not_ours(papier, cle):
    etrangere = signature.nouvelle_cle("Réseau de test", installation="ailleurs.example", le=LE)
    verdict = signature.verifier(signe(papier, etrangere), certificats(cle))
    assert verdict.etat == signature.AUTRE_CLE
    assert verdict.signataire == "Réseau de test", "the same name is not the same key"


def test_a_file_signed_again_by_someone_else_is_no_longer_ours(papier, cle):
    etrangere = signature.nouvelle_cle("Inconnu", installation="ailleurs.example", le=LE)
    ecrite = signature._Ajout(io.BytesIO(signe(papier, cle)))
    champ = signature.SigFieldSpec("Autre", invis_sig_settings=signature.InvisSigSettings(box_out_of_bounds=True))
    pas = signature.PdfCMSEmbedder(new_field_spec=champ).write_cms("Autre", ecrite)
    next(pas)
    objet = signature.SignatureObject(timestamp=LE, subfilter=signature.SigSeedSubFilter.PADES, bytes_reserved=4096)
    pas.send(signature.SigObjSetup(objet))
    digere, sortie = pas.send(signature.SigIOSetup(md_algorithm="sha256", output=io.BytesIO()))
    digere.fill_with_cms(sortie, signature._cms(etrangere, digere.document_digest))
    assert signature.verifier(sortie.getvalue(), certificats(cle)).etat == signature.AUTRE_CLE
    assert signature.verifier(sortie.getvalue(), [*certificats(cle), *certificats(etrangere)]).etat == signature.INTACT


_PAPIER = certificat_pdf(avec(nom="Awa Diallo"))
_CLE = signature.nouvelle_cle("Réseau de test", installation="clairiere.example", le=LE)
_SIGNE = signe(_PAPIER, _CLE)
_TROU = (_SIGNE.rindex(b"/Contents <") + 11, _SIGNE.rindex(b">", 0, _SIGNE.rindex(b"/ByteRange")))


@given(st.integers(0, len(_SIGNE) - 1), st.integers(1, 255))
def test_no_byte_of_the_paper_can_be_changed_unseen(place, masque):
    octets = bytearray(_SIGNE)
    octets[place] ^= masque
    verdict = signature.verifier(bytes(octets), certificats(_CLE))
    if _TROU[0] <= place < _TROU[1]:  # in the signature itself, « a » and « A » are the same figure
        assert verdict.etat != signature.INTACT or bytes(octets).lower() == _SIGNE.lower()
    else:
        assert verdict.etat != signature.INTACT


def test_a_file_of_anyone_is_looked_at_in_a_process_of_its_own(papier, cle):
    constat = controler(signe(papier, cle), cle.certificat_pem)
    assert constat.etat == signature.INTACT
    assert "Aïssatou Diallo-Traoré" in constat.texte
    assert controler(b"%PDF-1.7 rien", cle.certificat_pem).etat == signature.ILLISIBLE
    assert controler(signe(papier, cle), "").etat == signature.AUTRE_CLE, "without any published key"


# --- The key of a network ---


@pytest.mark.django_db
def test_a_network_has_one_key_made_at_its_first_use_and_unreadable_in_the_database(settings):
    reseau = Reseau.objects.create(
        nom="Réseau des centres d’Île-de-France et d’ailleurs, nom bien trop long pour un sujet"
    )
    assert pem_publie() == ""
    cle = cle_du_reseau(reseau)
    assert cle_du_reseau(reseau) == cle
    certificat = x509.load_pem_x509_certificate(cle.certificat_pem.encode())
    assert isinstance(certificat.public_key().curve, ec.SECP256R1)
    with connection.cursor() as curseur:
        curseur.execute("SELECT cle_pem FROM documents_cledesignature")
        brut = curseur.fetchone()[0]
    assert "PRIVATE KEY" not in brut
    assert brut.startswith("gAAAA"), "encrypted with the keys of the installation"
    settings.CLES_CONFIDENTIELLES = ["kQ0dVd8PZT1mKkXk0mPp0m7bXgkq3s0m4d8nq0pQh2s="]
    with pytest.raises(CleIllisible, match="L’administration technique"):
        cle_du_reseau(reseau)


@pytest.mark.django_db
def test_a_renewed_key_signs_from_now_on_and_the_former_one_still_checks(papier):
    reseau = Reseau.objects.create(nom="Réseau")
    ancienne = cle_du_reseau(reseau)
    fichier = signe(papier, ancienne)
    renouveler(reseau)
    nouvelle = cle_du_reseau(reseau)
    assert nouvelle.empreinte != ancienne.empreinte
    publies = certificats_publies()
    assert [c.empreinte for c in publies] == [nouvelle.empreinte, ancienne.empreinte], "the one in service first"
    tous = signature.certificats_de(pem_publie().encode())
    assert len(tous) == 2
    assert signature.verifier(fichier, tous).etat == signature.INTACT
    assert CleDeSignature.objects.filter(retiree_le__isnull=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_first_uses_at_once_make_one_key(tmp_path):
    with base_a_plusieurs(tmp_path):
        _deux_premiers_usages()


def _deux_premiers_usages():
    reseau = Reseau.objects.create(nom="Réseau")
    faites, barriere = [], threading.Barrier(2)

    def utiliser():
        try:
            barriere.wait()
            faites.append(cle_du_reseau(reseau).empreinte)
        finally:
            connection.close()

    fils = [threading.Thread(target=utiliser) for _n in range(2)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert len(set(faites)) == 1
    assert CleDeSignature.objects.count() == 1


# --- The commands ---


@pytest.mark.django_db
def test_the_keys_are_published_prepared_and_renewed_from_the_command_line(tmp_path, capsys):
    Reseau.objects.create(nom="Réseau du Nord")
    call_command("cle_de_signature", "--preparer")
    assert CleDeSignature.objects.count() == 1
    call_command("cle_de_signature", "--preparer")
    assert CleDeSignature.objects.count() == 1, "prepared once"
    call_command("cle_de_signature", "--renouveler", "Réseau du Nord")
    assert CleDeSignature.objects.count() == 2
    capsys.readouterr()
    call_command("cle_de_signature")
    assert capsys.readouterr().out.count("BEGIN CERTIFICATE") == 2
    with pytest.raises(CommandError, match="Aucun réseau"):
        call_command("cle_de_signature", "--renouveler", "Ailleurs")


def verifier_en_dehors(tmp_path, fichier, pem):
    """The command as someone else runs it: no database, no data folder of ours, no network."""
    import os
    import sys

    from tests.exploitation.processus import RACINE

    (tmp_path / "certificat.pdf").write_bytes(fichier)
    (tmp_path / "cle.pem").write_text(pem)
    environnement = {
        "PATH": os.environ["PATH"],
        "MODE": "production",
        "DOSSIER_DONNEES": str(tmp_path / "vide"),
        "DATABASE_URL": "postgres://personne:rien@127.0.0.1:9/rien",
    }
    commande = [sys.executable, str(RACINE / "manage.py"), "verifier_certificat", str(tmp_path / "certificat.pdf")]
    commande += ["--cle", str(tmp_path / "cle.pem")]
    return subprocess.run(commande, env=environnement, capture_output=True, text=True, timeout=60, check=False)


def test_a_file_is_checked_with_the_published_key_alone(papier, cle, tmp_path):
    fini = verifier_en_dehors(tmp_path, signe(papier, cle), f"# Réseau de test\n{cle.certificat_pem}")
    assert fini.returncode == 0, fini.stderr
    for attendu in ("Rien n’a été changé", "Centre social d’à côté", "CERT-2026-0007", "Aïssatou Diallo-Traoré"):
        assert attendu in fini.stdout
    assert "112\u00a0h\u00a030" in fini.stdout


def test_a_retouched_file_is_told_by_the_command_and_by_its_code(papier, cle, tmp_path):
    octets = bytearray(signe(papier, cle))
    octets[3000] ^= 1
    fini = verifier_en_dehors(tmp_path, bytes(octets), cle.certificat_pem)
    assert fini.returncode == 1
    assert "a été changé" in fini.stdout
    illisible = verifier_en_dehors(tmp_path, b"rien", cle.certificat_pem)
    assert illisible.returncode == 1
    assert "Traceback" not in illisible.stderr
    sans_cle = verifier_en_dehors(tmp_path, signe(papier, cle), "rien")
    assert sans_cle.returncode == 1
    assert "cle.pem" in sans_cle.stderr

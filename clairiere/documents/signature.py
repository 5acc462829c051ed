"""Signing a PDF (PAdES) and telling whether a signed file is still what was signed. No database, no network, no clock.

The signature is an incremental update: the bytes of the paper stay as they are, a signature without drawing is added
behind them. Our papers are PDF/A-2a and PDF/UA-1; the update leaves their metadata and their version alone, and its
field lies out of the page with the flag that printing asks for, so that the file stays what it claims to be. The same
bytes signed with the same key for the same moment give the same file (RFC 6979).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from asn1crypto import cms, tsp
from asn1crypto import x509 as x509_asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

CHAMP = "Signature"
PLACE_DU_CMS = 4096  # hexadecimal signs kept for the signature: 1 500 to 1 800 are used
PLACE_DU_CONDENSE = hashlib.sha256(b"place of the digest").digest()
ANNEES_DE_VALIDITE = 30
LONGUEUR_NOM = 64  # bytes; ub-common-name, RFC 5280
INTACT, MODIFIE, AUTRE_CLE, SANS_SIGNATURE, ILLISIBLE = "intact", "modifie", "autre_cle", "sans_signature", "illisible"


@dataclass(frozen=True)
class Cle:
    """A signing key: the certificate that everyone may have, and the private key that nobody else may."""

    certificat_pem: str
    cle_pem: str

    @property
    def empreinte(self) -> str:
        """The SHA-256 of the certificate, by which a key is named."""
        return empreinte_de(self.certificat_pem)


@dataclass(frozen=True)
class Verdict:
    """What a file says of itself. `etat` is one of the five words above; the rest is empty when nothing was signed.

    Attributes:
        signataire: the name in the certificate (the network).
        emetteur: the centre that signed.
        motif: what was signed (« Certificat d’aptitude CERT-2026-0007 »).
        le: the moment that the signer wrote.
    """

    etat: str
    signataire: str = ""
    emetteur: str = ""
    lieu: str = ""
    motif: str = ""
    le: dt.datetime | None = None


def nouvelle_cle(nom: str, *, installation: str, le: dt.datetime) -> Cle:
    """A P-256 key with its self-signed certificate, good for signing papers and nothing else."""
    privee = ec.generate_private_key(ec.SECP256R1())
    sujet = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, _court(nom)),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _court(installation)),
        ]
    )
    usages = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only"), False
    )
    certificat = (
        x509.CertificateBuilder()
        .subject_name(sujet)
        .issuer_name(sujet)
        .public_key(privee.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(le - dt.timedelta(days=1))
        .not_valid_after(le + dt.timedelta(days=365 * ANNEES_DE_VALIDITE))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=True, content_commitment=True, decipher_only=False, **usages), critical=True
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(privee.public_key()), critical=False)
        .sign(privee, hashes.SHA256())
    )
    return Cle(
        certificat.public_bytes(serialization.Encoding.PEM).decode(),
        privee.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode(),
    )


def _court(nom: str) -> str:
    """A name cut to what a certificate holds; never in the middle of a letter, never empty."""
    return nom.encode()[:LONGUEUR_NOM].decode(errors="ignore").strip() or "-"


def empreinte_de(certificat_pem: str) -> str:
    """The SHA-256 of a certificate, in hexadecimal."""
    return x509.load_pem_x509_certificate(certificat_pem.encode()).fingerprint(hashes.SHA256()).hex()


def certificats_de(pem: bytes) -> list[bytes]:
    """The certificates of a PEM file, as DER. Raises ValueError when there is none."""
    return [c.public_bytes(serialization.Encoding.DER) for c in x509.load_pem_x509_certificates(pem)]


def signer(pdf: bytes, cle: Cle, *, emetteur: str, motif: str, le: dt.datetime, lieu: str = "") -> bytes:
    """The same paper, signed: `pdf` untouched, with a PAdES signature behind it."""
    ecriture = _Ajout(io.BytesIO(pdf))
    champ = SigFieldSpec(CHAMP, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True))
    pas = PdfCMSEmbedder(new_field_spec=champ).write_cms(CHAMP, ecriture)
    next(pas)
    objet = SignatureObject(
        timestamp=le,
        name=emetteur,
        location=lieu or None,
        reason=motif,
        subfilter=SigSeedSubFilter.PADES,
        bytes_reserved=PLACE_DU_CMS,
    )
    pas.send(SigObjSetup(objet))
    digere, sortie = pas.send(SigIOSetup(md_algorithm="sha256", output=io.BytesIO()))
    digere.fill_with_cms(sortie, _cms(cle, digere.document_digest))
    pas.close()
    return bytes(sortie.getvalue())


def verifier(pdf: bytes, certificats: Iterable[bytes]) -> Verdict:
    """Whether this file was signed with one of these certificates (DER) and is still byte for byte what was signed."""
    connus = {hashlib.sha256(der).digest() for der in certificats}
    try:
        signatures = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_regular_signatures
    except Exception:  # noqa: BLE001 - a file from anyone: whatever a reader stumbles on, it is not readable
        return Verdict(ILLISIBLE)
    if not signatures:
        return Verdict(SANS_SIGNATURE)
    try:
        return _juger(signatures[-1], connus, pdf)
    except Exception:  # noqa: BLE001 - a signature that cannot be read is one that no longer holds
        return Verdict(MODIFIE)


def _juger(signature: EmbeddedPdfSignature, connus: set[bytes], pdf: bytes) -> Verdict:
    certificat = signature.signer_cert
    objet = signature.sig_object
    dit = {
        "signataire": str(certificat.subject.native.get("common_name", "")),
        "emetteur": str(objet.get("/Name", "")),
        "lieu": str(objet.get("/Location", "")),
        "motif": str(objet.get("/Reason", "")),
        "le": signature.self_reported_timestamp,
    }
    if hashlib.sha256(certificat.dump()).digest() not in connus:
        return Verdict(AUTRE_CLE, **dit)
    entier = signature.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    intact, valide = validate_sig_integrity(
        signature.signer_info,
        certificat,
        expected_content_type="data",
        actual_digest=signature.compute_digest(),
    )
    return Verdict(INTACT if entier and intact and valide and _bourre_de_zeros(signature) else MODIFIE, **dit)


def _bourre_de_zeros(signature: EmbeddedPdfSignature) -> bool:
    """Nothing hides in the room left behind the signature, which no signature covers."""
    contenu = bytes(signature.pkcs7_content)
    longueur = len(signature.signed_data.dump())
    return not any(contenu[contenu.find(signature.signed_data.dump()) + longueur :])


def _cms(cle: Cle, condense: bytes) -> bytes:
    """The signature of a digest as CMS, with the attributes that PAdES (EN 319 142-1, level B-B) asks for, no other."""
    privee: Any = serialization.load_pem_private_key(cle.cle_pem.encode(), password=None)
    attributs, _contenu = _moule(cle.certificat_pem, 0)
    sceau = privee.sign(
        attributs.replace(PLACE_DU_CONDENSE, condense), ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
    )
    _attributs, contenu = _moule(cle.certificat_pem, len(sceau))
    return contenu.replace(PLACE_DU_CONDENSE, condense).replace(_place_du_sceau(len(sceau)), sceau)


def _place_du_sceau(longueur: int) -> bytes:
    """As many bytes, found nowhere else."""
    return hashlib.shake_256(b"place of the signature").digest(longueur)


@lru_cache(maxsize=64)
def _moule(certificat_pem: str, longueur: int) -> tuple[bytes, bytes]:
    """What all the signatures of a key share, made once (10 ms): what is signed, and the whole with its two holes."""
    der = x509.load_pem_x509_certificate(certificat_pem.encode()).public_bytes(serialization.Encoding.DER)
    asn1 = x509_asn1.Certificate.load(der)
    reference = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(der).digest()})
    attributs = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["data"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [PLACE_DU_CONDENSE]}),
            cms.CMSAttribute(
                {"type": "signing_certificate_v2", "values": [tsp.SigningCertificateV2({"certs": [reference]})]}
            ),
        ]
    )
    sha256 = {"algorithm": "sha256"}
    emetteur = {"issuer": asn1.issuer, "serial_number": asn1.serial_number}
    info = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": cms.IssuerAndSerialNumber(emetteur)}),
            "digest_algorithm": sha256,
            "signed_attrs": attributs,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": _place_du_sceau(longueur),
        }
    )
    signe = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [sha256],
            "encap_content_info": {"content_type": "data"},
            "certificates": [asn1],
            "signer_infos": [info],
        }
    )
    return attributs.dump(), bytes(cms.ContentInfo({"content_type": "signed_data", "content": signe}).dump())


class _Ajout(IncrementalPdfFileWriter):
    """Adds its objects behind a PDF/A file and touches neither its metadata nor, through chance, its bytes."""

    def _update_meta(self) -> None:
        """The metadata stay those of the paper: its producer and its date are what PDF/A compares."""

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> ArrayObject:
        """The second identifier comes from the content, not from chance."""
        premier, second = super()._handle_id(prev)
        position = prev.stream.tell()
        prev.stream.seek(0)
        second = ByteStringObject(hashlib.sha256(prev.stream.read()).digest()[:16])
        prev.stream.seek(position)
        return ArrayObject([premier, second])

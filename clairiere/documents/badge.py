"""The certificate as an Open Badge 3.0 credential: a signed text that any verifier reads with the published key. Pure.

Format: native VC-JWT (Open Badges 3.0 § 8.2), ES256. The issuer is the network, under `did:web`, so that its keys,
former ones included, are found at an address of this installation; its revocations are one Bitstring Status List. What
it holds of the person is her name made unreadable (salted SHA-256): who knows it can check it, nobody can read it.
"""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from cryptography import x509
from joserfc import jwt
from joserfc.jwk import ECKey

from clairiere.documents.signature import Cle

CONTEXTES = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
LISTE_MINIMALE = 131_072  # bits: the herd in which one certificate hides (Bitstring Status List § 3)
DUREE_DE_LA_LISTE = dt.timedelta(days=2)


@dataclass(frozen=True)
class EmetteurBadge:
    """The network. `base`: the public address under which its document, its profile and its list are served."""

    base: str
    nom: str
    site: str

    @property
    def did(self) -> str:
        """`did:web:…`, the identifier whose document is served at `<base>/did.json`."""
        lieu = urlsplit(self.base)
        morceaux = [quote(lieu.netloc, safe="")] + [quote(m, safe="") for m in lieu.path.split("/") if m]
        return "did:web:" + ":".join(morceaux)

    @property
    def adresse_des_etats(self) -> str:
        """Where the list of revocations is served."""
        return f"{self.base}/etats.jwt"

    def profil(self) -> dict[str, Any]:
        """The issuer as it stands in each credential."""
        return {"id": self.did, "type": ["Profile"], "name": self.nom, "url": self.site}


@dataclass(frozen=True)
class DonneesBadge:
    """What is credentialed. `rang`: the place of the certificate in the list of revocations."""

    numero: str
    code: str
    nom: str
    centre: str
    heures: str
    programme: str
    delivre_le: dt.datetime
    adresse: str
    mention: str
    rang: int


def jeton(badge: DonneesBadge, emetteur: EmetteurBadge, cle: Cle) -> str:
    """The credential, signed: a compact JWT."""
    justificatif = _justificatif(badge, emetteur)
    reserves = {"iss": emetteur.did, "jti": justificatif["id"], "nbf": int(badge.delivre_le.timestamp())}
    return _signer({**justificatif, **reserves}, emetteur, cle)


def liste_des_etats(revoques: Iterable[int], emetteur: EmetteurBadge, cle: Cle, *, le: dt.datetime) -> str:
    """All the revocations of the network as one signed list; it lapses, so that an old copy revives nothing."""
    adresse = emetteur.adresse_des_etats
    liste = {
        "@context": CONTEXTES[:1],
        "id": adresse,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": emetteur.did,
        "validFrom": _instant(le),
        "validUntil": _instant(le + DUREE_DE_LA_LISTE),
        "credentialSubject": {
            "id": f"{adresse}#liste",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": bits(revoques),
        },
    }
    reserves = {"iss": emetteur.did, "jti": adresse, "nbf": int(le.timestamp())}
    return _signer({**liste, **reserves}, emetteur, cle)


def document_did(emetteur: EmetteurBadge, certificats: Iterable[str]) -> dict[str, Any]:
    """The public document of the network: its keys, the one in service first (certificates in PEM)."""
    methodes = [
        {"id": _kid(emetteur, pem), "type": "JsonWebKey2020", "controller": emetteur.did, "publicKeyJwk": _jwk(pem)}
        for pem in certificats
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/suites/jws-2020/v1"],
        "id": emetteur.did,
        "verificationMethod": methodes,
        "assertionMethod": [methode["id"] for methode in methodes],
    }


def bits(rangs: Iterable[int]) -> str:
    """The compressed list where the bits of these ranks are set, as multibase text."""
    poses = sorted(rangs)
    taille = max(LISTE_MINIMALE, -(-((poses[-1] if poses else 0) + 1) // 8) * 8)
    liste = bytearray(taille // 8)
    for rang in poses:
        liste[rang // 8] |= 0x80 >> (rang % 8)
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(liste), mtime=0)).decode().rstrip("=")


def condense_du_nom(nom: str, sel: str) -> str:
    """The name made unreadable, as the credential carries it."""
    return "sha256$" + hashlib.sha256((nom + sel).encode()).hexdigest()


def _justificatif(badge: DonneesBadge, emetteur: EmetteurBadge) -> dict[str, Any]:
    return {
        "@context": CONTEXTES,
        "id": f"{badge.adresse}#justificatif",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Certificat d’aptitude, auxiliaire parentale",
        "issuer": emetteur.profil(),
        "validFrom": _instant(badge.delivre_le),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": condense_du_nom(badge.nom, badge.code),
                    "identityType": "name",
                    "salt": badge.code,
                }
            ],
            "achievement": {
                "id": f"{emetteur.base}/certificat-d-aptitude/",
                "type": ["Achievement"],
                "achievementType": "CertificateOfCompletion",
                "name": "Certificat d’aptitude, auxiliaire parentale",
                "description": f"{badge.numero}, {badge.heures} de formation, {badge.programme}. {badge.mention}",
                "criteria": {
                    "narrative": f"Formation suivie au {badge.centre}, heures signées par demi-journée, "
                    "évaluation des acquis, décision d’un jury."
                },
            },
        },
        "evidence": [{"id": badge.adresse, "type": ["Evidence"], "name": "Page de vérification du certificat"}],
        "credentialStatus": {
            "id": f"{emetteur.adresse_des_etats}#{badge.rang}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(badge.rang),
            "statusListCredential": emetteur.adresse_des_etats,
        },
    }


def _signer(charge: dict[str, Any], emetteur: EmetteurBadge, cle: Cle) -> str:
    entete = {"alg": "ES256", "typ": "JWT", "kid": _kid(emetteur, cle.certificat_pem)}
    return jwt.encode(entete, charge, ECKey.import_key(cle.cle_pem))


def _kid(emetteur: EmetteurBadge, certificat_pem: str) -> str:
    """A key is named by its thumbprint (RFC 7638)."""
    return f"{emetteur.did}#{_cle_publique(certificat_pem).thumbprint()}"


def _jwk(certificat_pem: str) -> dict[str, Any]:
    return dict(_cle_publique(certificat_pem).as_dict(private=False))


def _cle_publique(certificat_pem: str) -> ECKey:
    from cryptography.hazmat.primitives import serialization

    publique = x509.load_pem_x509_certificate(certificat_pem.encode()).public_key()
    return ECKey.import_key(
        publique.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def _instant(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def en_texte(document: dict[str, Any]) -> str:
    """JSON as people like to read it."""
    return json.dumps(document, ensure_ascii=False, indent=2)

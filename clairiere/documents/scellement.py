"""The key of a network, made at its first use, and the sealing of a centre's papers with it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clairiere.centres.chiffrement import CleInconnue
from clairiere.centres.models import Reseau
from clairiere.documents.models import CleDeSignature
from clairiere.documents.signature import Cle, nouvelle_cle, signer


class CleIllisible(Exception):
    """The private key of the network does not open on this server; `str()` is a French sentence."""


def cle_du_reseau(reseau: Any) -> Cle:
    """The key in service; made now, once, when the network has none yet.

    Raises:
        CleIllisible: the server lost the secret that the private key is encrypted with.
    """
    return _ouvrir(_en_service(reseau) or _preparer(reseau))


def cle_en_service(reseau: Any) -> Cle | None:
    """The key in service, None when the network has none yet: reading never makes one. Raises CleIllisible."""
    ligne = _en_service(reseau)
    return _ouvrir(ligne) if ligne else None


def _ouvrir(ligne: CleDeSignature) -> Cle:
    try:
        return Cle(ligne.certificat_pem, ligne.cle_pem)
    except CleInconnue as erreur:
        raise CleIllisible(
            _("La clé qui signe les certificats ne s’ouvre pas. L’administration technique doit la remplacer.")
        ) from erreur


@transaction.atomic
def renouveler(reseau: Any) -> CleDeSignature:
    """Put a fresh key in service; the former one no longer signs, its certificate still checks what it signed."""
    Reseau.objects.select_for_update(of=("self",)).get(pk=reseau.pk)
    CleDeSignature.objects.filter(reseau=reseau, retiree_le__isnull=True).update(retiree_le=timezone.now())
    return _creer(reseau)


def certificats_publies() -> list[CleDeSignature]:
    """All the certificates of this installation, those in service first: what anyone needs to check a file."""
    lignes = CleDeSignature.objects.select_related("reseau").defer("cle_pem")
    return sorted(lignes, key=lambda ligne: ligne.retiree_le is not None)


def pem_publie() -> str:
    """The same as one PEM file, each certificate under the name of its network."""
    blocs = [f"{_titre(ligne)}\n{ligne.certificat_pem.strip()}\n" for ligne in certificats_publies()]
    return "\n".join(blocs)


def sceller(pdf: bytes, cle: Cle, *, centre: Any, motif: str, quand: dt.datetime) -> bytes:
    """A paper of this centre, signed. `motif` says what it is, in the words that a reader of signatures shows."""
    lieu = centre.ville if centre.ville else ""
    return signer(pdf, cle, emetteur=centre.nom, motif=motif, lieu=lieu, le=quand.replace(microsecond=0))


def _en_service(reseau: Any) -> CleDeSignature | None:
    return CleDeSignature.objects.filter(reseau=reseau, retiree_le__isnull=True).first()


@transaction.atomic
def _preparer(reseau: Any) -> CleDeSignature:
    """Under the lock of the network's row: two first uses at once make one key."""
    Reseau.objects.select_for_update(of=("self",)).get(pk=reseau.pk)
    return _en_service(reseau) or _creer(reseau)


def _creer(reseau: Any) -> CleDeSignature:
    maintenant = timezone.now()
    cle = nouvelle_cle(reseau.nom, installation=urlsplit(settings.ADRESSE_PUBLIQUE).netloc, le=maintenant)
    return CleDeSignature.objects.create(
        reseau=reseau,
        empreinte=cle.empreinte,
        certificat_pem=cle.certificat_pem,
        cle_pem=cle.cle_pem,
        creee_le=maintenant,
    )


def _titre(ligne: CleDeSignature) -> str:
    """A line of text before a PEM block is allowed, and read by people (RFC 7468 § 2)."""
    usage = f"retirée le {ligne.retiree_le:%d/%m/%Y}" if ligne.retiree_le else "en service"
    return f"# {ligne.reseau}, {usage}"

"""The badge of a certificate, its issuer and the list of what was revoked, from the rows of the register."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from clairiere.centres import portee
from clairiere.documents.badge import DonneesBadge, EmetteurBadge, document_did, jeton, liste_des_etats
from clairiere.documents.certificat import MENTION
from clairiere.documents.models import CleDeSignature
from clairiere.documents.scellement import cle_en_service
from clairiere.interface.francais import heures
from parcours.atelier import TITRE_DE_LA_FORMATION, adresse_de_verification
from parcours.models import Certificat


def emetteur_du(reseau: Any) -> EmetteurBadge:
    """The network as the issuer of its badges."""
    adresse = settings.ADRESSE_PUBLIQUE + reverse("parcours_public:emetteur", kwargs={"reseau": reseau.pk})
    return EmetteurBadge(base=adresse.rstrip("/"), nom=reseau.nom, site=settings.ADRESSE_PUBLIQUE)


def badge_de(certificat: Certificat) -> str | None:
    """The credential of a valid certificate; None when its network has signed nothing yet. Raises CleIllisible."""
    reseau = certificat.centre.reseau
    cle = cle_en_service(reseau)
    if cle is None:
        return None
    minuit = timezone.make_aware(dt.datetime.combine(certificat.delivre_le, dt.time()))
    donnees = DonneesBadge(
        numero=certificat.numero,
        code=certificat.code,
        nom=certificat.nom_porte,
        centre=certificat.centre.nom,
        heures=heures(certificat.minutes),
        programme=f"{TITRE_DE_LA_FORMATION}, {certificat.programme}",
        delivre_le=minuit,
        adresse=adresse_de_verification(certificat),
        mention=MENTION,
        rang=certificat.pk,
    )
    return jeton(donnees, emetteur_du(reseau), cle)


def revoques_du(reseau: Any) -> list[int]:
    """The places, in the list, of the certificates of a network that no longer hold."""
    with portee.sans_portee("liste publique des certificats révoqués d’un réseau"):
        requete = Certificat.objects.filter(centre__reseau=reseau, revoque_le__isnull=False)
        return list(requete.order_by("pk").values_list("pk", flat=True))


def etats_du(reseau: Any, revoques: list[int]) -> str | None:
    """The signed list; None when the network has signed nothing yet. Raises CleIllisible."""
    cle = cle_en_service(reseau)
    if cle is None:
        return None
    maintenant = timezone.now().replace(microsecond=0)
    return liste_des_etats(revoques, emetteur_du(reseau), cle, le=maintenant)


def document_du(reseau: Any) -> dict[str, Any] | None:
    """The public keys of a network, the one in service first; None without any."""
    lignes = CleDeSignature.objects.filter(reseau=reseau).defer("cle_pem")
    rangees = sorted(lignes, key=lambda ligne: ligne.retiree_le is not None)
    return document_did(emetteur_du(reseau), [ligne.certificat_pem for ligne in rangees]) if rangees else None

"""The certificate of aptitude: issue, revoke."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from clairiere import journal
from clairiere.documents.actions import emettre, numero_suivant
from clairiere.documents.certificat import DonneesCertificat, Emetteur, certificat_pdf
from clairiere.documents.numeros import nouveau_code
from clairiere.flux.obstacles import Ferme, Obstacle
from parcours.models import Certificat, Parcours


@transaction.atomic
def delivrer(parcours: Parcours, *, par: Any, nom_porte: str = "", le: dt.date | None = None) -> Certificat:
    """Issue the numbered certificate with its PDF; called when she is certified, and after a revocation.

    Raises:
        Ferme: she is not certified, or she already has a valid certificate.
    """
    if parcours.etat not in ("certifiee", "disponible", "placee"):
        raise Ferme([Obstacle("etat", f"{parcours} n’est pas certifiée.", qui="le jury")])
    if parcours.certificats.filter(revoque_le__isnull=True).exists():
        raise Ferme([Obstacle("deja", f"{parcours} a déjà un certificat valable.")])
    le = le or timezone.localdate()
    certificat = Certificat(
        parcours=parcours,
        numero=numero_suivant("CERT", le.year),
        code=nouveau_code(),
        nom_porte=nom_porte.strip() or parcours.personne.nom_complet,
        minutes=parcours.minutes(),
        programme=parcours.session.programme,
        session=parcours.session.nom,
        delivre_le=le,
    )
    certificat.full_clean()
    donnees = donnees_du_certificat(certificat)
    certificat.save()
    certificat.document = emettre(
        genre="certificat",
        titre=f"Certificat d’aptitude de {certificat.nom_porte}",
        sur=certificat,
        par=par,
        donnees=_figees(donnees),
        fichiers={"pdf": certificat_pdf(donnees)},
        numero=certificat.numero,
        pour=parcours.personne,
    )
    certificat.save(update_fields=["document"])
    journal.noter(
        "certificat.delivrer",
        par=par,
        sur=[parcours, certificat],
        phrase=f"a établi le certificat {certificat.numero}",
        quand=None,
        numero=certificat.numero,
    )
    return certificat


def adresse_de_verification(certificat: Certificat) -> str:
    """The public page that says what was certified."""
    return settings.ADRESSE_PUBLIQUE + reverse("parcours_public:verifier", kwargs={"code": certificat.code})


def donnees_du_certificat(certificat: Certificat) -> DonneesCertificat:
    """All that is printed, from the certificate as it is."""
    centre = certificat.centre
    session = certificat.parcours.session
    return DonneesCertificat(
        emetteur=Emetteur(nom=centre.nom, adresse=f"{centre.adresse} {centre.code_postal} {centre.ville}".strip()),
        numero=certificat.numero,
        nom=certificat.nom_porte,
        heures_suivies=Decimal(certificat.minutes) / 60,
        heures_prevues=Decimal(session.heures_visees),
        programme="Formation d’auxiliaire parentale",
        version_programme=certificat.programme,
        resultat="acquis",
        date=certificat.delivre_le,
        lieu=centre.ville or centre.nom,
        signataire=centre.reglages.get("signataire", "La directrice"),
        url_verification=adresse_de_verification(certificat),
        code_verification=certificat.code,
        debut=session.debut,
        fin=session.fin,
    )


def _figees(donnees: DonneesCertificat) -> dict[str, Any]:
    return {
        nom: str(valeur) if isinstance(valeur, (Decimal, dt.date)) else valeur
        for nom, valeur in vars(donnees).items()
        if nom != "emetteur"
    } | {"emetteur": donnees.emetteur.nom}


@transaction.atomic
def revoquer(certificat: Certificat, *, par: Any, raison: str) -> Certificat:
    """Revoke: the public page says so from now on; the paper stays in the files."""
    certificat = Certificat.objects.select_for_update(of=("self",)).get(pk=certificat.pk)
    if not raison.strip():
        raise Ferme([Obstacle("raison", "Il manque la raison de la révocation.", champ="raison")])
    if certificat.revoque_le:
        raise Ferme([Obstacle("deja", "Ce certificat est déjà révoqué.")])
    certificat.revoque_le = timezone.localdate()
    certificat.raison_revocation = raison.strip()
    certificat.save(update_fields=["revoque_le", "raison_revocation"])
    phrase = f"a révoqué le certificat {certificat.numero}"
    journal.noter("certificat.revoquer", par=par, sur=[certificat.parcours, certificat], phrase=phrase, motif=raison)
    return certificat

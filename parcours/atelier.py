"""The workshop of the certificates: what a centre prints on all of them, read once, and the making of each file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from clairiere.centres.reglages import lire
from clairiere.documents.certificat import PHRASE, DonneesCertificat, Emetteur, certificat_pdf
from clairiere.documents.emetteur import emetteur_de
from clairiere.documents.numeros import grouper
from clairiere.documents.scellement import cle_du_reseau, sceller
from clairiere.documents.signature import Cle
from clairiere.interface.francais import date_longue
from parcours.models import Certificat, TexteCertificat

TITRE_DE_LA_FORMATION = "Formation d’auxiliaire parentale"


def adresse_de_verification(certificat: Certificat) -> str:
    """The public page that says what was certified."""
    return settings.ADRESSE_PUBLIQUE + reverse("parcours_public:verifier", kwargs={"code": certificat.code})


def adresse_a_taper() -> str:
    """What a person without a camera types: « clairiere.example/verifier »."""
    return (urlsplit(settings.ADRESSE_PUBLIQUE).netloc + reverse("parcours_public:formulaire")).rstrip("/")


@dataclass(frozen=True)
class Atelier:
    """What the certificates of one centre have in common."""

    centre: Any
    emetteur: Emetteur
    signataire: str
    phrase: str
    complement: str

    @classmethod
    def de(cls, centre: Any, **essai: str) -> Atelier:
        """The centre as it is now; `essai`: words being tried (`phrase`, `complement`, `signataire`), not yet kept."""
        texte = TexteCertificat.objects.first()
        valeurs = {
            "signataire": lire(centre, "signataire"),
            "phrase": texte.phrase if texte else PHRASE,
            "complement": texte.complement if texte else "",
        }
        valeurs |= essai
        valeurs["signataire"] = valeurs["signataire"] or "La directrice"
        return cls(centre=centre, emetteur=emetteur_de(centre), **valeurs)

    def donnees(self, certificat: Certificat, session: Any) -> DonneesCertificat:
        """All that is printed, from the certificate as it is."""
        fichier = settings.ADRESSE_PUBLIQUE + reverse("parcours_public:fichier")
        lieu = fichier.split("://", 1)[1]
        return DonneesCertificat(
            emetteur=self.emetteur,
            numero=certificat.numero,
            nom=certificat.nom_porte,
            heures_suivies=Decimal(certificat.minutes) / 60,
            heures_prevues=Decimal(session.heures_visees),
            programme=TITRE_DE_LA_FORMATION,
            version_programme=certificat.programme,
            resultat="acquis",
            date=certificat.delivre_le,
            lieu=self.centre.ville or self.centre.nom,
            signataire=self.signataire,
            url_verification=adresse_de_verification(certificat),
            code_verification=certificat.code,
            session=certificat.session,
            debut=session.debut,
            fin=session.fin,
            adresse_a_taper=adresse_a_taper(),
            phrase=self.phrase,
            complement=self.complement,
            avis_signature=f"Le fichier PDF de ce certificat est signé. Pour voir s’il a été changé : {lieu}",
        )

    def fichier(self, donnees: DonneesCertificat, cle: Cle, *, quand: dt.datetime) -> bytes:
        """The signed file: 6 ms to draw and 6 ms to sign."""
        motif = f"Certificat d’aptitude {donnees.numero}, code {grouper(donnees.code_verification)}"
        return sceller(certificat_pdf(donnees), cle, centre=self.centre, motif=motif, quand=quand)

    def cle(self) -> Cle:
        """The key of the network. Raises CleIllisible."""
        return cle_du_reseau(self.centre.reseau)


def figees(donnees: DonneesCertificat) -> dict[str, Any]:
    """What is kept of a paper, as JSON."""
    return {
        nom: str(valeur) if isinstance(valeur, (Decimal, dt.date)) else valeur
        for nom, valeur in vars(donnees).items()
        if nom != "emetteur"
    } | {"emetteur": donnees.emetteur.nom}


def certificat_d_essai(centre: Any) -> tuple[Certificat, Any]:
    """A certificate that nobody holds, and its session, to look at the words before they are kept."""
    fin = dt.date(2026, 6, 18)
    session = _SessionDEssai(heures_visees=120, debut=dt.date(2026, 3, 2), fin=fin)
    certificat = Certificat(
        centre=centre,
        numero="CERT-2026-0000",
        code="2222222222",
        nom_porte="Prénom Nom",
        minutes=120 * 60,
        programme="120 h, version 1",
        session="printemps 2026",
        delivre_le=fin,
    )
    return certificat, session


@dataclass(frozen=True)
class _SessionDEssai:
    heures_visees: int
    debut: dt.date
    fin: dt.date


def dire_date(date: dt.date) -> str:
    """« 18 juin 2026 »."""
    return date_longue(date, aujourdhui=dt.date.min).split(" ", 1)[1]

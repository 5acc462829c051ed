"""The certificate of aptitude: the name that its holder chooses, issue, revoke, replace."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.documents.actions import emettre, numero_suivant
from clairiere.documents.moteur import CompositionImpossible
from clairiere.documents.numeros import nouveau_code
from clairiere.documents.scellement import CleIllisible
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.messages.envois import ecrire
from parcours import obstacles, regles
from parcours.atelier import Atelier, adresse_de_verification, figees
from parcours.models import Certificat, LigneDeLot, Parcours
from parcours.regles.certificat import CERTIFIEES, nom_possible

__all__ = ["adresse_de_verification", "choisir_nom", "delivrer", "remplacer", "revoquer"]

PREFIXE = "CERT"
DES_HEURES = ("heures_manquantes", "signatures_manquantes", "exception", "exception_depassee")


@transaction.atomic
def choisir_nom(parcours: Parcours, *, par: Any, nom: str) -> Parcours:
    """Keep the name to write on her certificate; the same one twice is one.

    Raises:
        Ferme: the name cannot be printed, or her certificate is already made.
    """
    parcours = verrouiller(parcours)
    nom = " ".join(nom.split())
    if refus := refus_du_nom(parcours, nom):
        raise Ferme(refus)
    if deja := parcours.certificats.valables().first():
        raise Ferme([_deja_porte(deja, par)])
    if parcours.nom_certificat == nom:
        return parcours
    ancien, parcours.nom_certificat = parcours.nom_certificat, nom
    parcours.save(update_fields=["nom_certificat"])
    phrase = f"a choisi le nom du certificat : {nom}"
    journal.noter("certificat.choisir_nom", par=par, sur=parcours, phrase=phrase, ancien=ancien)
    return parcours


def _deja_porte(certificat: Certificat, par: Any) -> Obstacle:
    """For the staff: replace it; for her: call the centre."""
    phrase = f"Le certificat {certificat.numero} est déjà établi au nom de {certificat.nom_porte}."
    if par.peut("certificat.delivrer"):
        lien = ("parcours:remplacer", {"pk": certificat.pk})
        return Obstacle("deja", f"{phrase} Pour changer le nom, remplacez-le.", lien=lien, libelle_lien="Le remplacer")
    return Obstacle("deja", f"{phrase} Il peut être remplacé par un autre.", qui="la directrice ou la coordinatrice")


def nom_du_certificat(parcours: Parcours) -> str:
    """The name that she chose; without a choice, her full name."""
    return parcours.nom_certificat or parcours.personne.nom_complet


def refus_du_nom(parcours: Parcours, nom: str) -> list[Obstacle]:
    """Why this name cannot be written; the name of her file always can, as it was recorded."""
    return [] if nom == parcours.personne.nom_complet else list(nom_possible(nom))


@transaction.atomic
def delivrer(
    parcours: Parcours,
    *,
    par: Any,
    nom_porte: str = "",
    le: dt.date | None = None,
    remplace: Certificat | None = None,
) -> Certificat:
    """Issue the numbered, signed certificate; called when she is certified, and after a revocation.

    Raises:
        Ferme: she is not certified, she already has a valid certificate, her hours no longer suffice, the name or the
            file cannot be made.
    """
    parcours = verrouiller(parcours)
    nom = " ".join(nom_porte.split()) or nom_du_certificat(parcours)
    if refus := list(pour_delivrer(parcours)) or refus_du_nom(parcours, nom):
        raise Ferme(refus)
    le = le or timezone.localdate()
    certificat = nouveau(parcours, numero=prendre_numero(le.year), code=nouveau_code(), nom=nom, le=le)
    certificat.remplace = remplace or dernier_sans_suite(parcours)
    certificat.full_clean()
    atelier = Atelier.de(parcours.centre)
    donnees = atelier.donnees(certificat, parcours.session)
    try:
        pdf = atelier.fichier(donnees, atelier.cle(), quand=timezone.now())
    except (CompositionImpossible, CleIllisible) as erreur:
        raise Ferme([impossible(erreur)]) from erreur
    return enregistrer(certificat, donnees=figees(donnees), pdf=pdf, par=par)


def pour_delivrer(parcours: Parcours) -> list[Obstacle]:
    """Why no certificate can be made for her now; empty when one can."""
    if parcours.etat not in CERTIFIEES or parcours.session is None:
        return [Obstacle("etat", f"{parcours} n’est pas certifiée.", qui="le jury")]
    if parcours.certificats.valables().exists():
        return [Obstacle("deja", f"{parcours} a déjà un certificat valable.")]
    return [o for o in obstacles.pour_certifier(parcours) if o.code in DES_HEURES]


def impossible(erreur: Exception) -> Obstacle:
    """The file could not be made: which letter has no drawing, or which key does not open."""
    champ = "nom_porte" if getattr(erreur, "caracteres", "") else ""
    return Obstacle("fichier", str(erreur), champ=champ)


def nouveau(parcours: Parcours, *, numero: str, code: str, nom: str, le: dt.date) -> Certificat:
    """The certificate to come, not yet written."""
    return Certificat(
        centre=parcours.centre,
        parcours=parcours,
        numero=numero,
        code=code,
        nom_porte=nom,
        minutes=parcours.minutes(),
        programme=parcours.session.programme,
        session=parcours.session.nom,
        delivre_le=le,
    )


def prendre_numero(annee: int) -> str:
    """The next number; one that was kept for a paper that could not be made is taken first, so that none is missing."""
    libres = LigneDeLot.objects.filter(
        etat=LigneDeLot.Etat.ECARTEE, numero__startswith=f"{PREFIXE}-{annee}-", certificat__isnull=True
    )
    for ligne in libres.order_by("numero").values("pk", "numero")[:5]:
        pris = LigneDeLot.objects.filter(pk=ligne["pk"], numero=ligne["numero"], etat=LigneDeLot.Etat.ECARTEE)
        if pris.update(numero="", code=""):
            return str(ligne["numero"])
    numero = numero_suivant(PREFIXE, annee)
    while Certificat.objects.filter(numero=numero).exists():  # recorded by other means than this verb
        numero = numero_suivant(PREFIXE, annee)
    return numero


@transaction.atomic
def enregistrer(certificat: Certificat, *, donnees: dict[str, Any], pdf: bytes, par: Any) -> Certificat:
    """Write the certificate with its file, and tell it in the history."""
    certificat.save()
    certificat.document = emettre(
        genre="certificat",
        titre=f"Certificat d’aptitude de {certificat.nom_porte}",
        sur=certificat,
        par=par,
        donnees=donnees,
        fichiers={"pdf": pdf},
        numero=certificat.numero,
        pour=certificat.parcours.personne,
    )
    certificat.save(update_fields=["document"])
    suite = f", qui remplace le certificat {certificat.remplace.numero}" if certificat.remplace else ""
    journal.noter(
        "certificat.delivrer",
        par=par,
        sur=[certificat.parcours, certificat],
        phrase=f"a établi le certificat {certificat.numero}{suite}",
        numero=certificat.numero,
    )
    return certificat


@transaction.atomic
def revoquer(certificat: Certificat, *, par: Any, raison: str) -> Certificat:
    """Revoke: the public page says so from now on, and she is told; the paper stays in the files. Twice is once.

    Raises:
        Ferme: no reason.
    """
    certificat = Certificat.objects.select_for_update(of=("self",)).get(pk=certificat.pk)
    if certificat.revoque_le:
        return certificat
    _revoquer(certificat, par, raison)
    personne = certificat.parcours.personne
    ecrire(
        a=personne,
        genre="certificat",
        objet="Votre certificat d’aptitude",
        texte=(
            f"Bonjour {personne.prenom}. Votre certificat {certificat.numero} n’est plus valable. "
            f"Pour en parler, appelez-nous. {certificat.centre}"
        ),
        cle=f"revocation-{certificat.numero}",
    )
    return certificat


def _revoquer(certificat: Certificat, par: Any, raison: str) -> None:
    raison = " ".join(raison.split())
    if not raison:
        raise Ferme([Obstacle("raison", "Il manque la raison.", champ="raison")])
    certificat.revoque_le = timezone.localdate()
    certificat.raison_revocation = raison
    certificat.save(update_fields=["revoque_le", "raison_revocation"])
    phrase = f"a révoqué le certificat {certificat.numero}"
    journal.noter("certificat.revoquer", par=par, sur=[certificat.parcours, certificat], phrase=phrase, motif=raison)


@transaction.atomic
def remplacer(certificat: Certificat, *, par: Any, raison: str, nom_porte: str) -> Certificat:
    """Revoke and issue the corrected one, as one act: new file, new code, today's hours. Twice gives the same one.

    Raises:
        Ferme: no reason, a name that cannot be written, hours that no longer suffice.
    """
    parcours = verrouiller(certificat.parcours)
    certificat = Certificat.objects.select_for_update(of=("self",)).get(pk=certificat.pk)
    if suivant := Certificat.objects.filter(remplace=certificat).first():
        return suivant
    if certificat.revoque_le is None:
        _revoquer(certificat, par, raison)
    suivant = delivrer(parcours, par=par, nom_porte=nom_porte, remplace=certificat)
    personne = parcours.personne
    ecrire(
        a=personne,
        genre="certificat",
        objet="Votre nouveau certificat d’aptitude",
        texte=(
            f"Bonjour {personne.prenom}. Votre certificat {certificat.numero} est remplacé par le certificat "
            f"{suivant.numero}. Vous pouvez le télécharger dans « Mes documents ». {parcours.centre}"
        ),
        cle=f"certificat-{suivant.numero}",
    )
    return suivant


def heures_d_aujourd_hui(certificat: Certificat) -> tuple[str, bool]:
    """The hours that a new certificate would say, and whether they differ from those of this one."""
    minutes = certificat.parcours.minutes()
    return regles.dire_duree(minutes), minutes != certificat.minutes


def verrouiller(parcours: Parcours) -> Any:
    """The row, locked, read again with what the certificate is made of."""
    requete = Parcours.objects.select_for_update(of=("self",)).select_related("personne", "session", "centre__reseau")
    return requete.get(pk=parcours.pk)


def dernier_sans_suite(parcours: Parcours) -> Certificat | None:
    """The last revoked certificate that nothing replaced yet: the new one is its successor."""
    revoques = parcours.certificats.filter(revoque_le__isnull=False, remplace_par__isnull=True)
    return revoques.order_by("-revoque_le", "-pk").first()

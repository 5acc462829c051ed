"""The certificates of a whole group: ask once, make them one by one, each exactly once whatever stops in between.

A line is claimed before its work; its number and code are kept before the file is made, and the file is made outside of
any transaction: two workers never wait for each other. What is written at the end (the move, the certificate, its file,
the message) is one transaction, refused to a worker whose claim was taken back meanwhile.
"""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_q.tasks import async_task

from clairiere import flux, journal
from clairiere.documents.moteur import CompositionImpossible
from clairiere.documents.numeros import nouveau_code
from clairiere.documents.signature import Cle
from clairiere.flux.obstacles import Ferme, Obstacle, RefusDeFlux
from clairiere.interface.francais import pluriel
from clairiere.messages.envois import ecrire
from parcours.actions import certificat as actions
from parcours.atelier import Atelier, figees
from parcours.groupe_certificats import attentes
from parcours.models import Certificat, LigneDeLot, LotCertificats, Parcours, Session
from parcours.obstacles import pour_certifier
from parcours.regles import dire_duree

ESSAIS = 3
registre = logging.getLogger(__name__)


@transaction.atomic
def demander(session: Session, *, par: Any) -> LotCertificats:
    """Open a lot for all to whom a certificate is due; the open lot of the session is given back to a second click.

    Raises:
        Ferme: nobody waits for a certificate.
    """
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if ouvert := LotCertificats.objects.filter(session=session, fini_le__isnull=True).first():
        return ouvert
    groupe = attentes(session)
    a_faire = [a for a in groupe if not a.raison]
    if not a_faire:
        phrase = "Personne n’attend de certificat dans cette session."
        raise Ferme([Obstacle("personne", phrase, qui="le jury")])
    lot = LotCertificats.objects.create(
        session=session, demande_par=par.utilisateur, demande_par_nom=par.nom, total=len(a_faire)
    )
    LigneDeLot.objects.bulk_create(
        LigneDeLot(
            centre=lot.centre,
            lot=lot,
            parcours=a.parcours,
            etat=LigneDeLot.Etat.ECARTEE if a.raison else LigneDeLot.Etat.ATTENTE,
            raison=a.raison,
        )
        for a in groupe
    )
    phrase = f"a demandé les certificats de {pluriel(len(a_faire), 'personne')}"
    journal.noter("certificats.demander", par=par, sur=session, phrase=phrase, audience="equipe")
    transaction.on_commit(partial(confier, lot))
    return lot


def confier(lot: LotCertificats, ouvriers: int | None = None) -> None:
    """Give the lot to the workers: as many tasks as there are workers, each takes lines until none is left."""
    for _rang in range(ouvriers or settings.Q_CLUSTER["workers"]):
        async_task("parcours.taches.etablir_lot", lot.centre_id, lot.pk, group="certificats")


def prendre(lot: LotCertificats) -> LigneDeLot | None:
    """Claim the next line; None when none waits. Two workers never hold the same one."""
    prise = uuid.uuid4().hex
    while True:
        ligne = lot.lignes.filter(etat=LigneDeLot.Etat.ATTENTE).order_by("pk").first()
        if ligne is None:
            return None
        valeurs = {"etat": LigneDeLot.Etat.EN_COURS, "prise": prise, "prise_le": timezone.now()}
        libre = LigneDeLot.objects.filter(pk=ligne.pk, etat=LigneDeLot.Etat.ATTENTE, essais=ligne.essais)
        if libre.update(essais=F("essais") + 1, **valeurs):
            ligne.essais += 1
            for nom, valeur in valeurs.items():
                setattr(ligne, nom, valeur)
            return ligne


def traiter(ligne: LigneDeLot, *, atelier: Atelier, cle: Cle, par: Any) -> bool:
    """Make the certificate of a claimed line (True), or set the line aside with the reason in words."""
    try:
        return etablir(ligne, atelier=atelier, cle=cle, par=par)
    except (CompositionImpossible, RefusDeFlux) as refus:
        _ecarter(ligne, str(refus))
    except Exception:  # noqa: BLE001 - one paper in trouble does not stop the others, and it is said where people look
        registre.exception("certificate of journey %s", ligne.parcours_id)
        _ecarter(ligne, "Une panne a empêché d’établir ce certificat. Demandez-le de nouveau.")
    return False


def etablir(ligne: LigneDeLot, *, atelier: Atelier, cle: Cle, par: Any) -> bool:
    """The certificate of one claimed line; False when the line is no longer ours, or is to be done again.

    Raises:
        Ferme, RefusDeFlux, CompositionImpossible: it cannot be made; the text says why.
    """
    avec = ("personne", "session", "centre")
    parcours = Parcours.objects.avec_minutes().select_related(*avec).get(pk=ligne.parcours_id)
    nom = actions.nom_du_certificat(parcours)
    if refus := manques(parcours) or actions.refus_du_nom(parcours, nom):
        raise Ferme(refus)
    le = timezone.localdate()
    if not _garder_un_numero(ligne, le.year):
        return False
    certificat = actions.nouveau(parcours, numero=ligne.numero, code=ligne.code, nom=nom, le=le)
    donnees = atelier.donnees(certificat, parcours.session)
    pdf = atelier.fichier(donnees, cle, quand=timezone.now())
    return _ecrire(ligne, certificat, figees(donnees), pdf, par)


def manques(parcours: Parcours) -> list[Obstacle]:
    """Why nothing can be made for her now: what the move asks when the jury certified her, else what the paper asks."""
    return list(pour_certifier(parcours)) if parcours.etat == "en_evaluation" else actions.pour_delivrer(parcours)


@transaction.atomic
def _garder_un_numero(ligne: LigneDeLot, annee: int) -> bool:
    """Once per line: made again after a stop, the paper carries the same number and code. False: no longer ours."""
    mienne = LigneDeLot.objects.select_for_update(of=("self",)).get(pk=ligne.pk)
    if not _tient(mienne, ligne):
        return False
    if not mienne.numero.startswith(f"{actions.PREFIXE}-{annee}-"):
        mienne.numero, mienne.code = actions.prendre_numero(annee), nouveau_code()
        mienne.save(update_fields=["numero", "code"])
    ligne.numero, ligne.code = mienne.numero, mienne.code
    return True


def _tient(lue: LigneDeLot, prise: LigneDeLot) -> bool:
    """True while the claim of this worker stands."""
    return lue.etat == LigneDeLot.Etat.EN_COURS and lue.prise == prise.prise


@transaction.atomic
def _ecrire(ligne: LigneDeLot, certificat: Certificat, donnees: dict[str, Any], pdf: bytes, par: Any) -> bool:
    """All or nothing, and only by the worker that still holds the line."""
    mienne = LigneDeLot.objects.select_for_update(of=("self",)).get(pk=ligne.pk)
    if not _tient(mienne, ligne):
        return False
    parcours = actions.verrouiller(certificat.parcours)
    if parcours.minutes() != certificat.minutes:  # a sheet was signed meanwhile: once more, with the hours of now
        LigneDeLot.objects.filter(pk=ligne.pk).update(etat=LigneDeLot.Etat.ATTENTE)
        return False
    vient_d_etre_certifiee = parcours.etat == "en_evaluation"
    if vient_d_etre_certifiee:  # the move asks again for all that it needs
        flux.franchir(parcours, "certifier", par=par, heures=dire_duree(certificat.minutes))
    elif refus := actions.pour_delivrer(parcours):
        raise Ferme(refus)
    certificat.parcours = parcours
    certificat.remplace = actions.dernier_sans_suite(parcours)
    actions.enregistrer(certificat, donnees=donnees, pdf=pdf, par=par)
    _prevenir(certificat, vient_d_etre_certifiee)
    mienne.etat, mienne.certificat, mienne.raison = LigneDeLot.Etat.FAITE, certificat, ""
    mienne.save(update_fields=["etat", "certificat", "raison"])
    return True


def _prevenir(certificat: Certificat, vient_d_etre_certifiee: bool) -> None:
    personne = certificat.parcours.personne
    debut = "Vous êtes certifiée. " if vient_d_etre_certifiee else ""
    ecrire(
        a=personne,
        genre="certificat",
        objet="Votre certificat d’aptitude",
        texte=(
            f"Bonjour {personne.prenom}. {debut}Votre certificat porte le numéro {certificat.numero}. "
            f"Vous pouvez le télécharger dans « Mes documents ». {certificat.centre}"
        ),
        cle=f"certificat-{certificat.numero}",
    )


def _ecarter(ligne: LigneDeLot, raison: str) -> None:
    mienne = LigneDeLot.objects.filter(pk=ligne.pk, etat=LigneDeLot.Etat.EN_COURS, prise=ligne.prise)
    mienne.update(etat=LigneDeLot.Etat.ECARTEE, raison=raison[:400])


def rendre(lot: LotCertificats, *, prises_avant: dt.datetime) -> int:
    """Give back the lines of workers that died; one interrupted three times is set aside. How many were given back."""
    mortes = lot.lignes.filter(etat=LigneDeLot.Etat.EN_COURS, prise_le__lt=prises_avant)
    mortes.filter(essais__gte=ESSAIS).update(
        etat=LigneDeLot.Etat.ECARTEE,
        raison="Le travail a été interrompu trois fois. Demandez ce certificat de nouveau.",
    )
    return int(mortes.filter(essais__lt=ESSAIS).update(etat=LigneDeLot.Etat.ATTENTE))


def clore(lot: LotCertificats) -> bool:
    """Say that the lot is finished, once: True for the worker that says it."""
    if lot.lignes.filter(etat__in=LigneDeLot.OUVERTS).exists():
        return False
    return bool(LotCertificats.objects.filter(pk=lot.pk, fini_le__isnull=True).update(fini_le=timezone.now()))

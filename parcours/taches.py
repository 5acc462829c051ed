"""What the background worker does for the journeys. Each function may run twice, or twice at once, without harm."""

from __future__ import annotations

import datetime as dt
import time

from django.core.files.base import ContentFile
from django.utils import timezone

from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.comptes.acteur import Acteur
from clairiere.documents.scellement import CleIllisible
from parcours.actions import lots
from parcours.atelier import Atelier
from parcours.fichiers_certificats import a_imprimer
from parcours.models import LigneDeLot, LotCertificats

SECONDES_PAR_TACHE = 45  # well under the queue's own time-out: a long lot is several tasks
MORT_APRES = dt.timedelta(seconds=90)


def etablir_lot(centre_id: int, lot_id: int) -> dict[str, float]:
    """Take lines of a lot until none waits, or the time of one task is over; the last one out closes the lot."""
    centre = Centre.objects.select_related("reseau").get(pk=centre_id)
    with portee.dans(centre):
        lot = LotCertificats.objects.select_related("demande_par", "session").get(pk=lot_id)
        depart = time.process_time()
        faits = _etablir(lot, centre, time.monotonic() + SECONDES_PAR_TACHE)
        calcul = time.process_time() - depart
        if lot.lignes.filter(etat=LigneDeLot.Etat.ATTENTE).exists():
            lots.confier(lot, 1)
        elif lots.clore(lot):
            _preparer_l_impression(lot)
    return {"etablis": faits, "secondes_de_calcul": round(calcul, 3)}


def _etablir(lot: LotCertificats, centre: Centre, fin: float) -> int:
    atelier, faits = Atelier.de(centre), 0
    par = Acteur.de(lot.demande_par, centre) if lot.demande_par else Acteur.systeme(centre, lot.demande_par_nom)
    try:
        cle = atelier.cle()
    except CleIllisible as erreur:
        ouvertes = lot.lignes.filter(etat__in=LigneDeLot.OUVERTS)
        ouvertes.update(etat=LigneDeLot.Etat.ECARTEE, raison=str(erreur))
        return 0
    while time.monotonic() < fin and (ligne := lots.prendre(lot)):
        faits += lots.traiter(ligne, atelier=atelier, cle=cle, par=par)
    return faits


def _preparer_l_impression(lot: LotCertificats) -> None:
    """One file of all the certificates of the lot, kept with it: 15 ms a page."""
    certificats = [ligne.certificat for ligne in lot.lignes.exclude(certificat=None).select_related("certificat")]
    if certificats:
        lot.impression.save("lot.pdf", ContentFile(a_imprimer(certificats, lot.session)), save=False)
        LotCertificats.objects.filter(pk=lot.pk).update(impression=lot.impression.name)


def reprendre_les_lots(mort_apres: dt.timedelta = MORT_APRES) -> str:
    """Every minute: give back what a dead worker held, and give again a lot that nobody works on."""
    avant = timezone.now() - mort_apres
    with portee.sans_portee("reprise des lots de certificats de tous les centres"):
        ouverts = list(LotCertificats.objects.filter(fini_le__isnull=True, cree_le__lt=avant).select_related("centre"))
    rendues = 0
    for lot in ouverts:
        with portee.dans(lot.centre):
            rendues += lots.rendre(lot, prises_avant=avant)
            if not lot.lignes.filter(etat=LigneDeLot.Etat.EN_COURS).exists():
                lots.confier(lot)
    return f"{len(ouverts)} lots ouverts, {rendues} lignes rendues"

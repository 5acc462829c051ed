"""The picture of a signed sheet: join its pages, take one away."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from clairiere import journal
from clairiere.documents.scans import ScanPret
from clairiere.flux.obstacles import DejaFait, Ferme, Obstacle
from clairiere.interface.francais import pluriel
from parcours.models import DemiJournee, ScanFeuille

PAGES_AU_PLUS = 10


@transaction.atomic
def joindre_scans(demi_journee: DemiJournee, *, par: Any, pages: Sequence[ScanPret]) -> list[ScanFeuille]:
    """Keep the pages of a paper sheet, after those already there. The same page twice is kept once.

    Raises:
        Ferme: the half-day is called off or still to come, or there would be too many pages.
    """
    demi_journee = DemiJournee.objects.select_for_update(of=("self",)).get(pk=demi_journee.pk)
    _refuser(demi_journee)
    gardes = {scan.empreinte for scan in demi_journee.scans.gardes()}
    nouvelles = {hashlib.sha256(page.octets).hexdigest(): page for page in pages}
    nouvelles = {empreinte: page for empreinte, page in nouvelles.items() if empreinte not in gardes}
    if len(gardes) + len(nouvelles) > PAGES_AU_PLUS:
        phrase = f"Une feuille a {PAGES_AU_PLUS} pages au plus. Retirez d’abord une page."
        raise Ferme([Obstacle("pages", phrase, champ="scans")])
    derniere = demi_journee.scans.aggregate(n=Max("page"))["n"] or 0
    joints = []
    for page, (empreinte, pret) in enumerate(nouvelles.items(), start=derniere + 1):
        scan = ScanFeuille(
            centre=demi_journee.centre,
            demi_journee=demi_journee,
            page=page,
            format=pret.format,
            empreinte=empreinte,
            octets=len(pret.octets),
            joint_par=par.nom,
        )
        scan.contenu.save(f"{empreinte}.{pret.format}", ContentFile(pret.octets), save=False)
        scan.full_clean()
        scan.save()
        joints.append(scan)
    if joints:
        phrase = f"a joint {pluriel(len(joints), 'page')} de la feuille de papier du {demi_journee}"
        journal.noter("feuille.joindre", par=par, sur=demi_journee, phrase=phrase, audience="equipe")
    return joints


def _refuser(demi_journee: DemiJournee) -> None:
    if demi_journee.est_annulee:
        raise Ferme([Obstacle("annulee", "Cette demi-journée est annulée. Sa feuille ne peut pas exister.")])
    if demi_journee.date > timezone.localdate():
        phrase = f"Cette demi-journée est le {demi_journee.date:%d/%m/%Y}. Sa feuille n’est pas encore signée."
        raise Ferme([Obstacle("avenir", phrase)])


@transaction.atomic
def retirer_scan(scan: ScanFeuille, *, par: Any) -> ScanFeuille:
    """Take a page away: the file goes, the row says who took it away.

    Raises DejaFait when it is gone already.
    """
    scan = ScanFeuille.objects.select_for_update(of=("self",)).select_related("demi_journee").get(pk=scan.pk)
    if scan.retire_le is not None:
        raise DejaFait(f"Cette page est déjà retirée par {scan.retire_par}.")
    contenu = scan.contenu.name
    scan.retire_le, scan.retire_par, scan.contenu = timezone.now(), par.nom, ""
    scan.save(update_fields=["retire_le", "retire_par", "contenu"])
    phrase = f"a retiré la page {scan.page} de la feuille de papier du {scan.demi_journee}"
    journal.noter("feuille.retirer", par=par, sur=scan.demi_journee, phrase=phrase, audience="equipe")
    if contenu:
        transaction.on_commit(lambda: ScanFeuille._meta.get_field("contenu").storage.delete(contenu))
    return scan

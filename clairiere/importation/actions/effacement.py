"""Keeping no longer than needed: the file, and what was read of it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clairiere.importation.models import JOURS_GARDES, Import


def effacer_contenu(lot: Import) -> None:
    """Take the file, the reading and the answers out of a row (not saved); the counts stay. The disk follows commit."""
    if lot.fichier:
        stockage, nom = lot.fichier.storage, lot.fichier.name
        transaction.on_commit(lambda: stockage.delete(nom))
        lot.fichier = ""
    lot.rapport, lot.choix = {}, {}


def perimes() -> list[Import]:
    """Imports of the scope whose content is older than its time."""
    limite = timezone.now() - dt.timedelta(days=JOURS_GARDES)
    dates = Q(confirme_le__lt=limite) | Q(confirme_le__isnull=True, cree_le__lt=limite)
    return list(Import.objects.filter(dates).exclude(fichier="").order_by("pk"))


@transaction.atomic
def effacer_perimes() -> int:
    """Erase the content of the imports of the scope that reached their time. Returns how many."""
    lots = perimes()
    for lot in lots:
        if lot.etat == Import.Etat.APERCU:
            lot.etat = Import.Etat.ABANDONNE
        effacer_contenu(lot)
        lot.save()
    return len(lots)

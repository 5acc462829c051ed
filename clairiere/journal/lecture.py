"""Reading the journal: the history of a row, in sentences."""

from __future__ import annotations

from typing import Any

from django.db import models

from clairiere.journal.ecriture import genre_de
from clairiere.journal.models import Entree


def historique(objet: models.Model, acteur: Any, *, limite: int | None = 200) -> list[Entree]:
    """Entries about a row that the actor may read, newest first (one query)."""
    requete = Entree.objects.filter(mentions__genre=genre_de(objet), mentions__objet_id=objet.pk)
    return list(requete.lisibles_par(acteur)[:limite])


def derniere(objet: models.Model, code: str = "") -> Entree | None:
    """The last entry about a row, or the last with this code."""
    requete = Entree.objects.filter(mentions__genre=genre_de(objet), mentions__objet_id=objet.pk)
    return requete.filter(code=code).first() if code else requete.first()

"""The card of the papers of the course that can be made for her."""

from __future__ import annotations

from typing import Any

from clairiere.flux.portail import afficher
from parcours.actions.papiers import GENRE
from parcours.modeles import DE_LA_STAGIAIRE
from parcours.models.etats import EN_RECRUTEMENT
from parcours.obstacles_papiers import pour_les_papiers
from parcours.sections import Carte


def carte(parcours: Any, acteur: Any) -> Carte | None:
    """Each paper with its last number, or with what is missing (a fixed number of queries)."""
    from clairiere.documents.models import Document

    if not acteur.peut("papiers.faire") or parcours.session_id is None or parcours.etat in EN_RECRUTEMENT:
        return None
    codes = [papier.code for papier in DE_LA_STAGIAIRE]
    faits: dict[str, Any] = {}
    for document in Document.objects.filter(genre__in=codes, objet_genre=GENRE, objet_id=parcours.pk).order_by("pk"):
        faits[document.genre] = document
    obstacles = pour_les_papiers(parcours, codes)
    lignes = [
        {
            "papier": papier,
            "document": faits.get(papier.code),
            "obstacles": [afficher(o, acteur.centre.code) for o in obstacles[papier.code]],
        }
        for papier in DE_LA_STAGIAIRE
    ]
    return Carte("parcours/papiers/_carte.html", {"lignes": lignes})

"""The card of the papers of the course that can be made for her."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clairiere.flux.portail import afficher
from parcours.actions.papiers import GENRE
from parcours.modeles import DE_LA_STAGIAIRE
from parcours.models import Session
from parcours.obstacles_papiers import pour_les_papiers
from parcours.regles.papiers import AVANT_L_INSCRIPTION
from parcours.sections import Carte


def carte(parcours: Any, acteur: Any) -> Carte | None:
    """Each paper with its last number, or with what is missing (a fixed number of queries)."""
    from clairiere.documents.models import Document

    if not acteur.peut("papiers.faire"):
        return None
    candidate = parcours.session_id is None and parcours.etat in ("candidate", "liste_attente")
    sessions = (
        list(Session.objects.filter(debut__gte=timezone.localdate()).order_by("debut", "pk")) if candidate else []
    )
    if parcours.session_id is None and not sessions:
        return None
    papiers = [p for p in DE_LA_STAGIAIRE if p.code in AVANT_L_INSCRIPTION] if candidate else list(DE_LA_STAGIAIRE)
    codes = [papier.code for papier in papiers]
    faits: dict[str, Any] = {}
    for document in Document.objects.filter(genre__in=codes, objet_genre=GENRE, objet_id=parcours.pk).order_by("pk"):
        faits[document.genre] = document
    obstacles = {} if candidate else pour_les_papiers(parcours, codes)
    lignes = [
        {
            "papier": papier,
            "document": faits.get(papier.code),
            "obstacles": [afficher(o, acteur.centre.code) for o in obstacles.get(papier.code, ())],
        }
        for papier in papiers
    ]
    return Carte("parcours/papiers/_carte.html", {"lignes": lignes, "sessions": sessions})

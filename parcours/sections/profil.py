"""What she built for her trade: passport, papers seen, care project; one card with the ways in."""

from __future__ import annotations

from typing import Any

from parcours.actions.passeport import lignes_de
from parcours.models import PieceVue, ProjetAccueil
from parcours.regles.passeport import par_genre
from parcours.sections import Carte


def carte(parcours: Any, acteur: Any) -> Carte | None:
    """For the team, once she has begun the course or works."""
    if not acteur.peut("passeport.tenir"):
        return None
    lignes = lignes_de(parcours.personne)
    pieces = list(PieceVue.objects.filter(personne=parcours.personne).order_by("genre", "-vue_le", "-pk"))
    projet = ProjetAccueil.objects.filter(personne=parcours.personne).order_by("-version").first()
    contexte = {"minutes": sum(par_genre(lignes).values()), "lignes": len(lignes), "pieces": pieces, "projet": projet}
    return Carte("parcours/profil/carte.html", contexte)

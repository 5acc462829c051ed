"""Who acts on a registration: the person known by the link of her message, or the software."""

from __future__ import annotations

from typing import Any

from clairiere.agenda.models import Inscription
from clairiere.centres import portee
from clairiere.comptes.acteur import Acteur


def elle_meme(personne: Any) -> Acteur:
    """A person who acts for herself without an account, under « Awa D. »."""
    return Acteur(None, portee.centre_courant(), frozenset(), personne.nom_court, _cache={"personne": personne})


def par_lien(inscription: Inscription) -> Acteur:
    """The person of a registration, known by her link alone."""
    return elle_meme(inscription.personne)


def est_elle(par: Any, personne: Any) -> bool:
    """True when the person acts for herself: logged in, or by her link (no query)."""
    if par.utilisateur is not None:
        return bool(personne.utilisateur_id == par.utilisateur.pk)
    elle = par._cache.get("personne")
    return elle is not None and bool(elle.pk == personne.pk)


def logiciel() -> Acteur:
    """The software: what it does by itself, or on the word of someone who is not the author of it."""
    return Acteur.systeme(portee.centre_courant())

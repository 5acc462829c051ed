"""From the form of a request to its action, and back."""

from __future__ import annotations

from typing import Any

from clairiere import flux
from placements.forms.demande import RANGS
from placements.models import Demande, Proposition


def donnees_du_depot(propres: dict[str, Any]) -> dict[str, Any]:
    """What `deposer_demande` and `modifier` take, from the cleaned data."""
    inutiles = {"site_web", *(f"enfant{r}_{c}" for r in RANGS for c in ("prenom", "naissance"))}
    return {cle: valeur for cle, valeur in propres.items() if cle not in inutiles}


def initiales(demande: Demande) -> dict[str, Any]:
    """What the form shows of a request that exists."""
    contact = demande.famille.contact
    valeurs = {nom: getattr(contact, nom) for nom in ("prenom", "nom", "telephone", "courriel", "adresse")}
    valeurs |= {
        nom: getattr(demande, nom)
        for nom in ("debut", "quartier", "code_postal", "partage_possible", "animaux", "precisions")
    }
    valeurs |= {"semaine": demande.en_semaine, "langues": ", ".join(demande.langues)}
    for rang, enfant in zip(RANGS, demande.famille.enfants.all(), strict=False):
        valeurs |= {f"enfant{rang}_prenom": enfant.prenom, f"enfant{rang}_naissance": enfant.naissance}
    return valeurs


def gestes_de(objet: Demande | Proposition, acteur: Any) -> list[Any]:
    """The moves to draw: those that follow from another act are left out, the page itself says how they come."""
    par_systeme = {nom for nom, mouvement in objet.mouvements().items() if mouvement.par_systeme}
    return [possible for possible in flux.possibles(objet, acteur) if possible.nom not in par_systeme]

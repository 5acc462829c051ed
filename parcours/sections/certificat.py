"""The card of the certificate: those she had, the name she chose, a new one after a revocation."""

from __future__ import annotations

from typing import Any

from parcours.actions.certificat import nom_du_certificat
from parcours.models.etats import EN_COURS_DE_FORMATION
from parcours.regles.certificat import CERTIFIEES
from parcours.sections import Carte


def carte(parcours: Any, acteur: Any) -> Carte | None:
    """From the course on; one query."""
    lignes = list(parcours.certificats.select_related("document", "remplace_par"))
    valable = any(ligne.est_valable for ligne in lignes)
    choisit = parcours.etat in EN_COURS_DE_FORMATION and not valable
    if not lignes and not choisit and parcours.etat not in CERTIFIEES:
        return None
    peut_delivrer = acteur.peut("certificat.delivrer")
    return Carte(
        "parcours/certificats/carte.html",
        {
            "lignes": lignes,
            "nom": nom_du_certificat(parcours),
            "choisit": choisit,
            "a_choisi": bool(parcours.nom_certificat),
            "peut_choisir": acteur.peut("certificat.choisir_nom"),
            "peut_delivrer": peut_delivrer,
            "a_redelivrer": parcours.etat in CERTIFIEES and not valable and peut_delivrer,
        },
    )

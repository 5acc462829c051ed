"""What one types to go from an information meeting to a joint decision."""

from parcours.regles.selection import GUIDE

NIVEAUX = {f"niveau_{c.code}": "3" for c in GUIDE}
FICHE = {"date": "2026-06-12", "synthese": "Projet clair.", "avis": "favorable", **NIVEAUX}


def decider_a_deux(une, parcours, *, autre="Paul Roux", **champs):
    """`une` has given her sheet; she copies the paper sheet of `autre`, and they decide together."""
    une.envoyer(f"parcours/{parcours.pk}/entretien/", {**FICHE, "mene_par": autre})
    noms = [str(une.lieu.comptes[une.role]), autre]
    decision = {"decision": "admise", "raison": "Projet clair.", "date": FICHE["date"], "decideuses": noms}
    return une.envoyer(f"parcours/{parcours.pk}/selection/", {**decision, **champs})

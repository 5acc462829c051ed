"""Changing the settings of a centre."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from clairiere import journal
from clairiere.centres.models import Centre
from clairiere.centres.reglages import REGLAGES, lire


@transaction.atomic
def regler(centre: Centre, *, par: Any, valeurs: dict[str, Any]) -> list[str]:
    """Set several things at once; each change is one sentence of the history. Gives the names that changed."""
    centre_a_jour = Centre.objects.select_for_update(of=("self",)).get(pk=centre.pk)
    changes = [nom for nom, valeur in valeurs.items() if lire(centre_a_jour, nom) != valeur]
    if changes:
        avant = {nom: lire(centre_a_jour, nom) for nom in changes}
        centre_a_jour.reglages = {**centre_a_jour.reglages, **{nom: valeurs[nom] for nom in changes}}
        centre_a_jour.save(update_fields=["reglages"])
    for nom in changes:
        phrase = f"a changé un réglage : {REGLAGES[nom].libelle} ({_dire(avant[nom])} devient {_dire(valeurs[nom])})"
        journal.noter("centre.regler", par=par, sur=centre_a_jour, phrase=phrase, audience="equipe")
    centre.reglages = centre_a_jour.reglages
    return changes


def _dire(valeur: Any) -> str:
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    texte = str(valeur)
    return f"«\u00a0{texte[:60]}\u00a0»" if isinstance(valeur, str) else texte

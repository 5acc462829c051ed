"""`{% historique objet %}`: the timeline of a row."""

from typing import Any

from django import template

from clairiere.journal.lecture import historique as lire

register = template.Library()


@register.inclusion_tag("composants/historique.html", takes_context=True)
def historique(context: Any, objet: Any, limite: int = 200) -> dict[str, Any]:
    """Draw the entries about `objet` that the reader may see.

    Each entry offers `.quand`, `.phrase`, `.auteur` (name and title, frozen) and `.motif`.
    """
    entrees = [
        {
            "quand": e.quand,
            "phrase": e.phrase,
            "auteur": f"{e.auteur_nom} ({e.auteur_titre})" if e.auteur_titre else e.auteur_nom,
            "motif": e.motif,
        }
        for e in lire(objet, context["request"].acteur, limite=limite)
    ]
    return {"entrees": entrees}

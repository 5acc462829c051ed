"""`{% boutons objet %}` and `{% chemin objet %}`: the moves and the path of a row, from its machine."""

from __future__ import annotations

from typing import Any

from django import template

from clairiere.flux.portail import possibles
from clairiere.journal.ecriture import genre_de
from clairiere.journal.models import Entree

register = template.Library()


@register.inclusion_tag("composants/boutons_flux.html", takes_context=True)
def boutons(context: Any, objet: Any, suite: str = "") -> dict[str, Any]:
    """The moves that the reader may make, or may not yet, with the reasons."""
    request = context["request"]
    return {
        "possibles": possibles(objet, request.acteur),
        "suite": suite,
        "csrf_token": context.get("csrf_token"),
        "request": request,
    }


@register.inclusion_tag("composants/chemin.html", takes_context=True)
def chemin(context: Any, objet: Any) -> dict[str, Any]:
    """The main path: what is done, where she stands, what is ahead; in the reader's words (one query)."""
    acteur = context["request"].acteur
    pour_personne = not acteur.est_personnel
    dates = dict(
        Entree.objects.filter(
            mentions__genre=genre_de(objet), mentions__objet_id=objet.pk, code__startswith=f"{objet.machine}."
        )
        .order_by("quand")
        .values_list("donnees__vers", "quand")
    )
    return {"etapes": etapes(objet, dates, pour_personne)}


def etapes(objet: Any, dates: dict[str, Any], pour_personne: bool) -> list[dict[str, Any]]:
    """The steps of the path: `libelle`, `statut` (faite, ici, a_venir), `quand`."""
    principaux = [code for code, e in objet.ETATS.items() if e.principal]
    actuel = objet.etat_dit
    ancre = objet.etat if actuel.principal else actuel.apres
    rang = principaux.index(ancre) if ancre in principaux else 0
    liste = []
    for i, code in enumerate(principaux):
        etat = objet.ETATS[code]
        statut = "faite" if i < rang else "a_venir"
        libelle = str(etat.personne if pour_personne and etat.personne else etat.equipe)
        if statut == "a_venir":
            libelle = str(etat.avenir or libelle)
        if i == rang:
            if actuel.principal:
                statut = "ici"
            else:
                liste.append({"libelle": libelle, "statut": "faite", "quand": dates.get(code)})
                mot = actuel.personne if pour_personne and actuel.personne else actuel.equipe
                liste.append({"libelle": str(mot), "statut": "ici", "quand": objet.depuis})
                continue
        liste.append({"libelle": libelle, "statut": statut, "quand": dates.get(code) if statut != "a_venir" else None})
    return liste

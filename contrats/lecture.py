"""What the pages read: matches without a contract, and one contract as its page shows it, live or frozen."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef

from contrats import papier
from contrats.calculs import lire
from contrats.models import EN_VIE, Contrat
from contrats.regles.montants import Refus
from contrats.regles.tables import HorsTable
from placements.models import Placement

TITRES = {
    "taux": "Salaire minimum",
    "emploi": "Emploi et tâches",
    "age": "Âge des enfants",
    "duree": "Durée du travail",
    "repos": "Repos de la semaine",
    "partage": "Garde partagée",
    "essai": "Période d’essai",
    "date": "Date du contrat",
    "absences": "Absences de la famille",
    "mentions": "Mentions obligatoires",
    "repos_quotidien": "Repos entre deux jours",
}
GRAVITES = {"ok": ("En règle", "fait"), "conseil": ("Conseil", "a_faire"), "refus": ("À corriger", "manque")}
STATUTS = {
    "remplie": ("Remplie", "fait"),
    "plus_tard": ("Donnée plus tard", "a_faire"),
    "manque": ("Il manque", "manque"),
    "sans_objet": ("Sans objet", "neutre"),
}


def placements_sans_contrat(acteur: Any) -> Any:
    """Living matches that have no living contract."""
    contrats = Contrat.objects.filter(placement=OuterRef("pk"), etat__in=EN_VIE)
    return Placement.objects.visibles_par(acteur).en_cours().filter(~Exists(contrats))


def montrer(contrat: Contrat) -> dict[str, Any]:
    """The amounts, checks and statements of a contract: as frozen once it is prepared, computed now before that."""
    if contrat.fige:
        fige, refus = contrat.fige, ""
    else:
        try:
            lecture = lire(contrat)
        except (Refus, HorsTable) as erreur:
            montants = dict.fromkeys(("heures", "minimum", "mensuel"))
            return {"montants": montants, "a_verifier": False, "refus": erreur.phrase, **_bilan([], [])}
        fige, refus = papier.figer({}, lecture), lecture.refus
    controles = [
        {**c, "titre": TITRES[c["code"]], "mot": GRAVITES[c["gravite"]][0], "ton": GRAVITES[c["gravite"]][1]}
        for c in fige["controles"]
    ]
    mentions = [{**m, "mot": STATUTS[m["statut"]][0], "ton": STATUTS[m["statut"]][1]} for m in fige["mentions"]]
    montants = {"heures": None, "minimum": None, "mensuel": None, **fige["montants"]}
    return {
        "montants": montants,
        "a_verifier": montants["minimum"]["a_verifier"],
        "refus": refus,
        **_bilan(controles, mentions),
    }


def _bilan(controles: list[dict[str, Any]], mentions: list[dict[str, Any]]) -> dict[str, Any]:
    """What needs someone first, then what is right, apart."""
    return {
        "controles_a_voir": [c for c in controles if c["gravite"] != "ok"],
        "controles_en_regle": [c for c in controles if c["gravite"] == "ok"],
        "a_corriger": sum(c["gravite"] == "refus" for c in controles),
        "mentions_a_voir": [m for m in mentions if m["statut"] in ("manque", "plus_tard")],
        "mentions_remplies": [m for m in mentions if m["statut"] == "remplie"],
        "mentions_sans_objet": [m for m in mentions if m["statut"] == "sans_objet"],
        "mentions_faites": sum(m["statut"] == "remplie" for m in mentions),
        "mentions_attendues": sum(m["statut"] != "sans_objet" for m in mentions),
    }


def en_mots(contrat: Contrat) -> dict[str, Any]:
    """The words of a prepared contract for the parties: what was printed, never what was changed since."""
    donnees: dict[str, Any] = contrat.fige["donnees"]
    return donnees

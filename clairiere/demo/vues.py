"""The pages that are photographed, and how a visitor reaches each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TABLEUR = Path(__file__).resolve().parents[2] / "tests" / "donnees" / "candidates-printemps-2026.xlsx"
LARGEURS = {360: 2600, 1280: 1350}  # width → greatest height, in pixels; a longer page is cut there


@dataclass(frozen=True)
class Vue:
    """A page: the file's name, who looks at it (empty: a visitor), where one starts, which links one follows.

    Attributes:
        liens: parts of the address of the links to follow one after the other; the first link of `main` that has it.
        fichier: a spreadsheet to hand in once there.
        rang: which of the links that fit, 0 for the first.
    """

    nom: str
    role: str
    depart: str
    liens: tuple[str, ...] = ()
    fichier: Path | None = None
    rang: int = 0


VUES = (
    Vue("porte", "", "/demonstration/"),
    Vue("accueil", "coordinatrice", "/c/clairiere/"),
    Vue("parcours", "coordinatrice", "/c/clairiere/parcours/"),
    Vue("fiche", "coordinatrice", "/c/clairiere/parcours/?etat=en_evaluation", (r"/parcours/\d+/$",)),
    Vue(
        "session", "coordinatrice", "/c/clairiere/parcours/?etat=en_formation", (r"/parcours/\d+/$", r"/sessions/\d+/$")
    ),
    Vue("appel", "formatrice", "/c/clairiere/", (r"/demi-journees/\d+/$",)),
    Vue("demande", "coordinatrice", "/c/clairiere/demandes/?etat=ouverte", (r"/demandes/\d+/$",)),
    Vue("contrat", "coordinatrice", "/c/clairiere/contrats/?etat=pret", (r"/contrats/\d+/$",)),
    Vue("relais", "animatrice", "/c/clairiere/relais/"),
    Vue("mediation", "mediatrice", "/c/clairiere/mediations/", (r"/mediations/\d+/$",), rang=3),
    Vue("messages", "coordinatrice", "/c/clairiere/messages/"),
    Vue("pilotage", "directrice", "/c/clairiere/pilotage/"),
    Vue("mon-parcours", "auxiliaire", "/c/clairiere/"),
    Vue("ma-demande", "famille", "/c/clairiere/"),
    Vue("demande-publique", "", "/c/clairiere/demande/"),
    Vue("certificat", "", "/verifier/{code}/"),
    Vue("import", "coordinatrice", "/c/clairiere/importer/", (), TABLEUR),
)


def aller(page: Any, vue: Vue) -> None:
    """Bring a browser's page there. Raises LookupError when a link is not on the way."""
    page.goto(vue.depart)
    for motif in vue.liens:
        adresses = page.eval_on_selector_all("main a[href]", "liens => liens.map(l => l.getAttribute('href'))")
        bonnes = [a for a in dict.fromkeys(adresses) if _correspond(motif, a)]
        if len(bonnes) <= vue.rang:
            raise LookupError(f"{vue.nom} : aucun lien {motif} sur {page.url}")
        page.goto(bonnes[vue.rang])
    if vue.fichier is not None:
        page.locator("input[type=file]").first.set_input_files(str(vue.fichier))
        page.locator("main form:has(input[type=file]) button[type=submit]").first.click()
        page.wait_for_load_state()


def _correspond(motif: str, adresse: str) -> bool:
    return re.search(motif, adresse.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]) is not None

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
        rang: which of the links that fit the last of them, 0 for the first.
        papier: the last link gives a PDF: its first page is drawn, once.
        langue: the language that is chosen before.
    """

    nom: str
    role: str
    depart: str
    liens: tuple[str, ...] = ()
    fichier: Path | None = None
    rang: int = 0
    papier: bool = False
    langue: str = ""


_FICHE_PUIS_SESSION = (r"/parcours/\d+/$", r"/sessions/\d+/$")
EN_COURS = Vue("", "", "/c/clairiere/parcours/?etat=en_formation", _FICHE_PUIS_SESSION)
FINIE = Vue("", "", "/c/clairiere/parcours/?etat=disponible", _FICHE_PUIS_SESSION)
VUES = (
    Vue("porte", "", "/demonstration/"),
    Vue("accueil", "coordinatrice", "/c/clairiere/"),
    Vue("parcours", "coordinatrice", "/c/clairiere/parcours/"),
    Vue("fiche", "coordinatrice", "/c/clairiere/parcours/?etat=en_evaluation", (r"/parcours/\d+/$",)),
    Vue("session", "coordinatrice", EN_COURS.depart, EN_COURS.liens),
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
    Vue("reunions", "coordinatrice", "/c/clairiere/reunions/"),
    Vue(
        "reunion-presences",
        "coordinatrice",
        "/c/clairiere/reunions/?vue=passees",
        (r"/reunions/\d+/$", r"/presences/$"),
    ),
    Vue("inscription-publique", "", "/c/clairiere/devenir/", (r"/reunions/\d+/inscription/$",)),
    Vue("affiche", "coordinatrice", "/c/clairiere/reunions/", (r"/reunions/\d+/$", r"/affiche/$"), papier=True),
    Vue("entonnoir", "coordinatrice", "/c/clairiere/recrutement/entonnoir/"),
    Vue("calendrier", "coordinatrice", EN_COURS.depart, (*EN_COURS.liens, r"/calendrier/$")),
    Vue("appel-telephone", "", "{appel}"),
    Vue("presences", "coordinatrice", EN_COURS.depart, (*EN_COURS.liens, r"/presences/$")),
    Vue("jury", "coordinatrice", FINIE.depart, (*FINIE.liens, r"/jurys/$", r"/jurys/\d+/$"), rang=1),
    Vue("certificats", "directrice", FINIE.depart, (*FINIE.liens, r"/certificats/$")),
    Vue("remise", "coordinatrice", FINIE.depart, (*FINIE.liens, r"/certificats/$", r"/ceremonie/$")),
    Vue("mon-passeport", "auxiliaire", "/c/clairiere/mon-passeport/"),
    Vue("mon-profil", "auxiliaire", "/c/clairiere/mon-profil/"),
    Vue("mon-parcours-arabe", "auxiliaire", "/c/clairiere/", langue="ar"),
)


def aller(page: Any, vue: Vue) -> None:
    """Bring a browser's page there. Raises LookupError when a link is not on the way."""
    page.goto(vue.depart)
    for motif in vue.liens[:-1] if vue.papier else vue.liens:
        page.goto(lien(page, vue, motif))
    if vue.fichier is not None:
        page.locator("input[type=file]").first.set_input_files(str(vue.fichier))
        page.locator("main form:has(input[type=file]) button[type=submit]").first.click()
        page.wait_for_load_state()


def lien(page: Any, vue: Vue, motif: str) -> str:
    """The address of the link that fits. Raises LookupError when there is none."""
    adresses = page.eval_on_selector_all("main a[href]", "liens => liens.map(l => l.getAttribute('href'))")
    bonnes = [a for a in dict.fromkeys(adresses) if _correspond(motif, a)]
    rang = vue.rang if motif == vue.liens[-1] else 0
    if len(bonnes) <= rang:
        raise LookupError(f"{vue.nom} : aucun lien {motif} sur {page.url}")
    return str(bonnes[rang])


def _correspond(motif: str, adresse: str) -> bool:
    return re.search(motif, adresse.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]) is not None

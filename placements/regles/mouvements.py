"""When a move of a request or of a proposition is allowed: pure functions on plain facts.

Sources: product study G2 (two yes), domaine/glossaire.md (« rien n’avance sans deux oui »).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clairiere.flux.obstacles import Obstacle

PLUS_DE_RECHERCHE = {
    "recue": "La recherche n’a pas encore commencé.",
    "suspendue": "La recherche est en pause.",
    "pourvue": "La demande est déjà pourvue.",
    "retiree": "La famille a retiré sa demande.",
    "classee": "La demande est classée.",
}


@dataclass(frozen=True, kw_only=True)
class FaitsDemande:
    """What the opening of a search stands on."""

    demande: int
    enfants: int
    minutes: int
    a_un_debut: bool
    a_un_code_postal: bool


def ouverture(faits: FaitsDemande) -> Iterable[Obstacle]:
    """A search needs children, hours, a start and a place; the obstacle leads to the page that mends it."""
    manques = [
        ("enfants", not faits.enfants, "Il manque le prénom et la date de naissance de l’enfant."),
        ("semaine", not faits.minutes, "Il manque les jours et les heures de garde."),
        ("debut", not faits.a_un_debut, "Il manque la date de début."),
        ("code_postal", not faits.a_un_code_postal, "Il manque le code postal du lieu de garde."),
    ]
    for code, manque, phrase in manques:
        if manque:
            yield Obstacle(
                code,
                phrase,
                qui="la famille, ou une personne de l’équipe avec elle",
                lien=("placements:demande_modifier", {"pk": faits.demande}),
                libelle_lien="Compléter la demande",
            )


@dataclass(frozen=True, kw_only=True)
class FaitsProposition:
    """What an answer or a conclusion stands on. `etat_parcours`: state of her journey."""

    demande: int
    etat_demande: str
    etat_parcours: str
    auxiliaire: str
    oui_auxiliaire: bool = False
    oui_famille: bool = False
    placement_en_cours: bool = False


def reponse(faits: FaitsProposition) -> Iterable[Obstacle]:
    """A yes is noted while the search lives and while she looks for a family."""
    if faits.etat_demande in PLUS_DE_RECHERCHE:
        yield Obstacle(
            "demande",
            PLUS_DE_RECHERCHE[faits.etat_demande],
            qui="une personne de l’équipe",
            lien=("placements:demande", {"pk": faits.demande}),
            libelle_lien="Ouvrir la demande",
        )
    if faits.etat_parcours != "disponible":
        yield Obstacle(
            "disponible",
            f"{faits.auxiliaire} ne cherche pas de famille en ce moment.",
            qui="une personne de l’équipe",
        )


def conclusion(faits: FaitsProposition) -> Iterable[Obstacle]:
    """Nothing moves without two yes; one request, one living match."""
    if not faits.oui_auxiliaire:
        yield Obstacle("oui_auxiliaire", "L’auxiliaire n’a pas encore dit oui.", qui="l’auxiliaire")
    if not faits.oui_famille:
        yield Obstacle("oui_famille", "La famille n’a pas encore dit oui.", qui="la famille")
    yield from reponse(faits)
    if faits.placement_en_cours:
        yield Obstacle(
            "placement", "Cette demande a déjà une mise en relation en cours.", qui="une personne de l’équipe"
        )

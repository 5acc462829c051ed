"""The selection interview: what is asked, in four plain steps each, and when two persons may decide together.

A level is a sentence to choose, never a mark: nothing here adds levels up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from clairiere.flux.obstacles import Obstacle

FICHES_POUR_DECIDER = 2
DECISIONS_QUI_ADMETTENT = ("admise", "liste_attente")


@dataclass(frozen=True)
class Critere:
    """One subject of the interview: the question to ask, and four sentences from the least to the most at ease."""

    code: str
    titre: str
    question: str
    ancres: tuple[str, str, str, str]


GUIDE: tuple[Critere, ...] = (
    Critere(
        "motivation",
        "Son envie de faire ce métier",
        "Pourquoi ce métier, et pourquoi maintenant ?",
        (
            "Elle cherche un travail, n’importe lequel.",
            "Elle aime les enfants, sans savoir encore ce que l’on fait dans une journée.",
            "Elle dit ce qui lui plaît et ce qui sera difficile pour elle.",
            "Elle raconte ce qu’elle a déjà fait pour aller vers ce métier.",
        ),
    ),
    Critere(
        "francais",
        "Le français parlé",
        "Racontez-moi votre journée d’hier.",
        (
            "Il faut une autre personne pour traduire.",
            "Elle répond par quelques mots, et comprend si l’on parle lentement.",
            "Elle fait des phrases simples et demande quand elle ne comprend pas.",
            "Elle explique une situation et peut téléphoner seule.",
        ),
    ),
    Critere(
        "disponibilite",
        "Sa disponibilité",
        "Quels jours et quelles heures, pour la formation puis pour travailler ?",
        (
            "Ses heures ne vont ni avec la formation ni avec ce que demandent les familles.",
            "Elle peut suivre la formation si une solution est trouvée.",
            "Elle peut suivre la formation, et travailler une partie de la semaine.",
            "Elle peut suivre la formation, et travailler toute la semaine.",
        ),
    ),
    Critere(
        "enfant",
        "Son rapport à l’enfant",
        "Un enfant de deux ans pleure et ne veut pas manger. Que faites-vous ?",
        (
            "Elle parle de ce que l’enfant doit faire, pas de ce qu’il ressent.",
            "Elle veut le calmer, sans chercher pourquoi il pleure.",
            "Elle cherche pourquoi il pleure et propose plusieurs réponses.",
            "Elle s’appuie sur une situation vécue et dit ce qu’elle en a appris.",
        ),
    ),
    Critere(
        "seule",
        "Travailler seule chez une famille",
        "Vous êtes seule chez eux et l’enfant tombe. Que faites-vous, et à qui le dites-vous ?",
        (
            "Elle ne sait pas à qui s’adresser.",
            "Elle attend que quelqu’un lui dise quoi faire.",
            "Elle protège l’enfant, puis prévient les parents.",
            "Elle protège l’enfant, prévient, et dit ce qu’elle aurait préparé avant.",
        ),
    ),
)
NIVEAUX = range(1, 5)


def niveaux_valides(niveaux: Mapping[str, object]) -> bool:
    """True when each subject of the guide has one of its four sentences, and nothing else is there."""
    return set(niveaux) == {c.code for c in GUIDE} and all(n in NIVEAUX for n in niveaux.values())


def en_phrases(niveaux: Mapping[str, int]) -> list[tuple[str, str]]:
    """Title and chosen sentence of each subject, in the order of the guide; subjects not filled are left out."""
    return [(c.titre, c.ancres[niveaux[c.code] - 1]) for c in GUIDE if niveaux.get(c.code) in NIVEAUX]


def fiches_ouvertes(nombre: int, *, decidee: bool) -> bool:
    """True when sheets may be read by others: two were given, each without the other, or the decision is taken."""
    return decidee or nombre >= FICHES_POUR_DECIDER


def lisibles(auteurs: Sequence[int | None], lectrice: int | None, *, decidee: bool) -> list[bool]:
    """For each sheet (the account of who gave it), whether `lectrice` may read it now."""
    ouvertes = fiches_ouvertes(len(auteurs), decidee=decidee)
    return [ouvertes or (auteur is not None and auteur == lectrice) for auteur in auteurs]


def decision_commune(interviewers: Collection[str], decideuses: Sequence[str], *, parcours: int) -> Iterable[Obstacle]:
    """Two persons decide together, and each gave her own sheet before."""
    if len(set(interviewers)) < FICHES_POUR_DECIDER:
        combien = "les fiches des deux personnes" if not interviewers else "la fiche d’une deuxième personne"
        yield Obstacle(
            "fiches",
            f"Il manque {combien} qui {'mènent' if not interviewers else 'mène'} l’entretien.",
            qui="deux personnes différentes, chacune sa fiche",
            lien=("parcours:entretien", {"pk": parcours}),
            libelle_lien="Remplir ma fiche",
        )
        return
    if len(set(decideuses)) < FICHES_POUR_DECIDER:
        yield Obstacle("deux", "Deux personnes décident ensemble. Choisissez-les.", champ="decideuses")
    for nom in decideuses:
        if nom not in interviewers:
            yield Obstacle(
                "sans_fiche", f"{nom} n’a pas rempli de fiche. Elle ne peut pas décider.", champ="decideuses"
            )

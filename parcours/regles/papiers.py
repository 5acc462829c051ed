"""When a paper of the course may be made, and how to say a week of courses. Pure.

Sources: C. trav. L.6353-1 (end of course: results of the evaluation), R.6332-26 (certificate of realisation: hours
really followed), L.6351-1 (the declared training body).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clairiere.flux.obstacles import Obstacle

PAS_FINIE = ("admise", "en_formation", "en_pause")
AVANT_L_INSCRIPTION = ("information", "reglement")
ATTESTENT = ("assiduite", "fin_formation", "realisation")
REGLAGES = ("centre:reglages_groupe", {"groupe": "papiers-de-la-formation"})
LA_DIRECTION = "la directrice ou la coordinatrice"
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@dataclass(frozen=True)
class FaitsPapier:
    """What a paper stands on.

    Attributes:
        papier: its code.
        admise: she has, or had, a place; before that only what is given before one enrols may be made.
        etat: where she is in her journey.
        lieu: of the courses.
        minutes: those that count.
        evaluee: an evaluation of what she has learnt is noted.
        declaration: the number of the declared training body.
        representante: who signs, with her quality.
    """

    papier: str
    personne: str
    parcours: int = 0
    session: int = 0
    nom_connu: bool = True
    admise: bool = True
    etat: str = "en_formation"
    demi_journees: int = 0
    lieu: str = ""
    minutes: int = 0
    evaluee: bool = False
    declaration: str = ""
    representante: str = ""


def papier(faits: FaitsPapier) -> Iterable[Obstacle]:
    """Everything that is missing before this paper can be made for her."""
    if not faits.session:
        yield Obstacle("session", f"{faits.personne} n’a pas de session.", qui="la coordinatrice")
        return
    if not faits.admise and faits.papier not in AVANT_L_INSCRIPTION:
        yield Obstacle("admise", f"{faits.personne} n’est pas encore admise.", qui=LA_DIRECTION)
        return
    if not faits.nom_connu:
        yield Obstacle(
            "nom",
            f"Il manque le nom de famille de {faits.personne}.",
            lien=("parcours:modifier", {"pk": faits.parcours}),
            libelle_lien="L’écrire",
        )
    if faits.papier == "convocation":
        yield from _convocation(faits)
    if faits.papier in ATTESTENT:
        yield from _attestation(faits)
    if faits.papier == "fin_formation":
        yield from _fin_de_formation(faits)
    if faits.papier == "realisation" and not faits.declaration:
        yield Obstacle(
            "declaration",
            "Il manque le numéro de déclaration d’activité. Seul un organisme de formation déclaré établit un "
            "certificat de réalisation. Sans numéro, donnez l’attestation de fin de formation.",
            qui=LA_DIRECTION,
            lien=REGLAGES,
            libelle_lien="Noter le numéro",
        )


def _convocation(faits: FaitsPapier) -> Iterable[Obstacle]:
    if not faits.demi_journees:
        yield Obstacle(
            "calendrier",
            "La session n’a pas encore de demi-journées.",
            qui="la coordinatrice",
            lien=("parcours:session", {"pk": faits.session}),
            libelle_lien="Préparer le calendrier",
        )
    if not faits.lieu:
        yield Obstacle(
            "lieu",
            "Il manque l’adresse des cours.",
            qui=LA_DIRECTION,
            lien=("parcours:modifier_session", {"pk": faits.session}),
            libelle_lien="L’écrire",
        )


def _attestation(faits: FaitsPapier) -> Iterable[Obstacle]:
    if not faits.minutes:
        yield Obstacle(
            "heures",
            f"Aucune heure de {faits.personne} n’est signée, par elle et par la formatrice.",
            qui="la formatrice",
            lien=("parcours:session", {"pk": faits.session}),
            libelle_lien="Ouvrir les feuilles de présence",
        )
    if not faits.representante:
        yield Obstacle(
            "representante",
            "Il manque le nom et la qualité de la personne qui représente le centre.",
            qui=LA_DIRECTION,
            lien=REGLAGES,
            libelle_lien="Les noter",
        )


def _fin_de_formation(faits: FaitsPapier) -> Iterable[Obstacle]:
    if faits.etat in PAS_FINIE:
        yield Obstacle(
            "pas_finie",
            f"La formation de {faits.personne} n’est pas finie. Donnez plutôt l’attestation d’assiduité.",
            qui="la formatrice",
        )
    elif not faits.evaluee:
        yield Obstacle(
            "evaluation",
            f"L’évaluation des acquis de {faits.personne} n’est pas notée.",
            qui="la formatrice",
            lien=("parcours:fiche", {"pk": faits.parcours}),
            libelle_lien="Ouvrir sa fiche",
        )


def dire_horaires(seances: Sequence[tuple[dt.date, dt.time, dt.time]]) -> str:
    """« lundi et mardi, de 9 h à 12 h ; jeudi, de 14 h à 17 h »: the usual week, the hours met twice at least.

    A course of one meeting is said too.
    """
    rencontres: dict[tuple[dt.time, dt.time], dict[int, int]] = {}
    for jour, debut, fin in seances:
        comptes = rencontres.setdefault((debut, fin), {})
        comptes[jour.weekday()] = comptes.get(jour.weekday(), 0) + 1
    seuil = 2 if len(seances) > 3 else 1
    phrases = []
    for (debut, fin), comptes in sorted(rencontres.items()):
        jours = [JOURS[n] for n, fois in sorted(comptes.items()) if fois >= seuil]
        if jours:
            phrases.append(f"{_enumerer(jours)}, de {_heure(debut)} à {_heure(fin)}")
    return "\u00a0; ".join(phrases)


def _enumerer(mots: Sequence[str]) -> str:
    return mots[0] if len(mots) == 1 else ", ".join(mots[:-1]) + " et " + mots[-1]


def _heure(moment: dt.time) -> str:
    return f"{moment.hour}\u00a0h" + (f"\u00a0{moment.minute:02d}" if moment.minute else "")

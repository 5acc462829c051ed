"""Information meetings, open days, forums: what they are called, when they may be closed, what follows, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from clairiere.flux.obstacles import Obstacle
from clairiere.interface.francais import INSECABLE, date_courte, enumeration, pluriel

REUNION, PORTES_OUVERTES, FORUM = "reunion_information", "portes_ouvertes", "forum"
# (code, words for the lists, title proposed)
GENRES: tuple[tuple[str, str, str], ...] = (
    (REUNION, "Réunion d’information", "Réunion d’information"),
    (PORTES_OUVERTES, "Journée portes ouvertes", "Journée portes ouvertes"),
    (FORUM, "Forum des métiers", "Forum des métiers"),
)
CODES = tuple(code for code, _dit, _titre in GENRES)
_DITS = {code: dit for code, dit, _titre in GENRES}
_DU = {REUNION: "à la réunion", PORTES_OUVERTES: "à la journée portes ouvertes", FORUM: "au forum"}

# Abuse of the public form: more than that in an hour, from one phone or for one meeting, is refused in words.
PAR_TELEPHONE, PAR_REUNION = 5, 60


@dataclass(frozen=True)
class FaitsReunion:
    """What closing a meeting stands on."""

    annulee: bool
    commencee: bool
    presentes: int
    a_noter: int


def terminer(faits: FaitsReunion) -> Iterable[Obstacle]:
    """A meeting is closed when it has begun and someone came."""
    if faits.annulee:
        yield Obstacle("annulee", "Cette réunion est annulée. Il n’y a rien à terminer.")
    elif not faits.commencee:
        yield Obstacle("avenir", "Cette réunion n’a pas commencé. Terminez-la quand les présences sont notées.")
    elif not faits.presentes and faits.a_noter:
        yield Obstacle("presences", "Aucune présence n’est notée. Notez d’abord qui est venue.")


def complet() -> Obstacle:
    """She is here and no place is left: someone of the team changes the number of places."""
    return Obstacle("complet", "Il n’y a plus de place. Changez d’abord le nombre de places.")


def dire_compte(presentes: int) -> str:
    """« 14 présentes », « personne n’est venu »."""
    return pluriel(presentes, "présente") if presentes else "personne n’est venu"


def dire_genre(genre: str) -> str:
    """« Réunion d’information »."""
    return _DITS.get(genre, "Rencontre")


def dire_origine(genre: str, le: dt.date) -> str:
    """Where a candidate comes from: « Réunion d’information du 24/11/2026 »."""
    return f"{dire_genre(genre)} du {date_courte(le)}"


def action_absente(genre: str, le: dt.date) -> str:
    """What is to do for who did not come; the list « à rappeler » reads these words."""
    return f"À rappeler : absente {_DU.get(genre, 'à la rencontre')} du {date_courte(le)}"


def action_sans_place(genre: str, le: dt.date) -> str:
    """What is to do for who waited in vain."""
    return f"À rappeler : pas de place {_DU.get(genre, 'à la rencontre')} du {date_courte(le)}"


def action_sans_reponse(genre: str, le: dt.date) -> str:
    """What is to do for who did not answer the offer of a place."""
    return f"À rappeler : pas de réponse pour la place {_DU.get(genre, 'à la rencontre')} du {date_courte(le)}"


A_RAPPELER = "À rappeler : "


@dataclass(frozen=True)
class Bilan:
    """What closing a meeting did, counted."""

    presentes: int = 0
    absentes: int = 0
    sans_place: int = 0
    deja_avancees: int = 0


def dire_bilan(bilan: Bilan) -> str:
    """« La réunion est terminée. 14 présentes sont à l’étape « Informée ». 4 absentes sont à rappeler. »"""
    phrases = ["La réunion est terminée."]
    if bilan.presentes:
        present = pluriel(bilan.presentes, "présente est", "présentes sont")
        phrases.append(f"{present} à l’étape «{INSECABLE}Informée{INSECABLE}».")
    if bilan.deja_avancees:
        phrases.append(f"{pluriel(bilan.deja_avancees, 'présente était', 'présentes étaient')} déjà plus loin.")
    a_rappeler = [
        *([pluriel(bilan.absentes, "absente")] if bilan.absentes else []),
        *([f"{pluriel(bilan.sans_place, 'personne')} sans place"] if bilan.sans_place else []),
    ]
    if a_rappeler:
        accord = "est" if bilan.absentes + bilan.sans_place == 1 else "sont"
        phrases.append(f"{enumeration(a_rappeler)} {accord} à rappeler.")
    return " ".join(phrases)


def annoncer_fin(presentes: int, absentes: int, a_noter: int, en_attente: int) -> list[str]:
    """What closing will do, said before the button."""
    lignes = []
    if presentes:
        lignes.append(
            f"{pluriel(presentes, 'présente passe', 'présentes passent')} à l’étape «{INSECABLE}Informée{INSECABLE}»."
        )
    if a_noter:
        lignes.append(
            f"{pluriel(a_noter, 'personne sans présence notée sera', 'personnes sans présence notée seront')}"
            f" {'comptée absente' if a_noter == 1 else 'comptées absentes'}."
        )
    if absentes + a_noter:
        lignes.append(f"{pluriel(absentes + a_noter, 'absente sera', 'absentes seront')} à rappeler.")
    if en_attente:
        accord = "sera" if en_attente == 1 else "seront"
        lignes.append(f"{pluriel(en_attente, 'personne restée', 'personnes restées')} sans place {accord} à rappeler.")
    return lignes


def phrase_de_l_affiche(genre: str) -> str:
    """The sentence under the title of a poster."""
    if genre == REUNION:
        return "Vous aimez vous occuper des enfants ? Venez découvrir le métier d’auxiliaire parentale."
    return "Venez découvrir le métier d’auxiliaire parentale et poser vos questions."

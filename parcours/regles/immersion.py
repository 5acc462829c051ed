"""An immersion (PMSMP): how long, where, what the agreement needs, what falls on the hours of the course. Pure.

Sources: C. trav. L.5135-1 and following, D.5135-1 and following (one purpose, one month at most per agreement); Cerfa
13912; C. trav. L.8221-5 (work that is not declared).
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from clairiere.flux.obstacles import Obstacle

FAMILLE = "famille"
JAMAIS_EN_FAMILLE = (
    "Jamais d’essai gratuit dans une famille\u00a0: c’est du travail dissimulé. "
    "L’essai se fait dans la période d’essai payée."
)
SOURCE_DUREE = "Code du travail, L.5135-1 et suivants, D.5135-1 et suivants"

# What the agreement (Cerfa 13912) needs, each ticked with its day.
PIECES: dict[str, str] = {
    "identite": "L’identité et l’adresse de la stagiaire sont complètes.",
    "accueil": "Le SIRET et le représentant du lieu d’accueil sont connus.",
    "prescripteur": "Le prescripteur a donné son accord.",
    "objet": "L’objet est choisi, un seul, avec les objectifs.",
    "horaires": "Les dates et les horaires sont écrits jour par jour.",
    "taches": "Les tâches sont écrites. Elle n’est jamais seule avec les enfants.",
    "tutrice": "La personne qui l’accueille est nommée.",
    "accident": "Le prescripteur a confirmé la couverture des accidents.",
    "signatures": "La stagiaire, le lieu d’accueil et le prescripteur ont signé.",
}


@dataclass(frozen=True)
class FaitsImmersion:
    """What an immersion stands on."""

    accueil: str = ""
    genre: str = ""
    prescripteur: str = ""
    debut: dt.date | None = None
    fin: dt.date | None = None
    objectifs: str = ""
    taches: str = ""
    tutrice: str = ""
    numero: str = ""
    pieces: Collection[str] = field(default_factory=tuple)
    immersion: int = 0


def dernier_jour_permis(debut: dt.date) -> dt.date:
    """The last day of one month that begins this day: 10/01 → 09/02, 31/01 → 28/02."""
    annee, mois = (debut.year + 1, 1) if debut.month == 12 else (debut.year, debut.month + 1)
    fin_du_mois = calendar.monthrange(annee, mois)[1]
    if debut.day > fin_du_mois:
        return dt.date(annee, mois, fin_du_mois)
    return dt.date(annee, mois, debut.day) - dt.timedelta(days=1)


def dates(debut: dt.date, fin: dt.date) -> Iterable[Obstacle]:
    """One month at most per agreement."""
    if fin < debut:
        yield Obstacle("ordre", "Le dernier jour est avant le premier.", champ="fin")
    elif fin > dernier_jour_permis(debut):
        limite = dernier_jour_permis(debut)
        yield Obstacle(
            "un_mois",
            f"Une convention dure un mois au plus\u00a0: jusqu’au {limite:%d/%m/%Y}. Pour aller plus loin, il faut une "
            f"autre convention. Source\u00a0: {SOURCE_DUREE}.",
            champ="fin",
        )


def lieu(genre: str) -> Iterable[Obstacle]:
    """Never in a private family."""
    if genre == FAMILLE:
        yield Obstacle("famille", JAMAIS_EN_FAMILLE, champ="accueil_genre")


def convention(faits: FaitsImmersion) -> Iterable[Obstacle]:
    """The agreement is signed when all that it needs is there."""
    page = {"lien": ("parcours:modifier_immersion", {"pk": faits.immersion}), "libelle_lien": "Compléter"}
    yield from lieu(faits.genre)
    if faits.debut and faits.fin:
        yield from dates(faits.debut, faits.fin)
    manques = (
        (faits.prescripteur, "prescripteur", "Il manque le prescripteur."),
        (faits.objectifs, "objectifs", "Il manque les objectifs."),
        (faits.taches, "taches", "Il manque les tâches."),
        (faits.tutrice, "tutrice", "Il manque la personne qui l’accueille sur place."),
        (faits.numero, "numero", "Il manque le numéro de la convention."),
    )
    for valeur, code, phrase in manques:
        if not valeur.strip():
            yield Obstacle(code, phrase, **page)  # type: ignore[arg-type]
    restent = [phrase for code, phrase in PIECES.items() if code not in faits.pieces]
    if restent:
        nombre = "1 point n’est pas coché" if len(restent) == 1 else f"{len(restent)} points ne sont pas cochés"
        yield Obstacle(
            "pieces",
            f"Dans la liste de la convention, {nombre}.",
            lien=("parcours:immersion#pieces", {"pk": faits.immersion}),
            libelle_lien="Voir la liste",
        )


def pas_encore(debut: dt.date, aujourd_hui: dt.date) -> Iterable[Obstacle]:
    """It begins on its first day."""
    if debut > aujourd_hui:
        yield Obstacle("pas_commencee", f"L’immersion commence le {debut:%d/%m/%Y}.", qui="le calendrier")


@dataclass(frozen=True)
class Seance:
    """A half-day of the course: minutes counted from midnight."""

    date: dt.date
    debut: int
    fin: int
    libelle: str = ""


def chevauchements(
    debut: dt.date, fin: dt.date, semaine: Mapping[int, Sequence[tuple[int, int]]], seances: Iterable[Seance]
) -> list[Seance]:
    """Half-days of the course that fall on the hours of the immersion.

    Args:
        semaine: weekday → ranges in minutes; empty when the hours are not written yet: then every half-day between
            the two dates is flagged.
    """
    return [
        seance
        for seance in seances
        if debut <= seance.date <= fin
        and (not semaine or any(d < seance.fin and seance.debut < f for d, f in semaine.get(seance.date.weekday(), ())))
    ]

"""The drawing of a week of quarter hours: need and availability overlaid, as rectangles and as sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from clairiere.interface.francais import INSECABLE, JOURS, enumeration, heures

PAS = 15  # minutes
PAR_HEURE = 60 // PAS
HAUTEUR = 7  # pixels of a quarter of an hour
ENTETE = 24
COLONNE_HEURES = 12.0  # percent of the width

Creneau = tuple[int, int]  # (day 0-6, quarter 0-95)


@dataclass(frozen=True)
class Bloc:
    """A rectangle: ``genre`` is couvert, manque or plus; positions as SVG attributes; ``signe`` in its middle."""

    genre: str
    x: str
    y: int
    largeur: str
    hauteur: int
    signe: str
    signe_x: str
    signe_y: int


@dataclass(frozen=True)
class Repere:
    """A text or a line of the grid."""

    texte: str
    x: str
    y: int


@dataclass(frozen=True)
class Semaine:
    """All that the template draws and says."""

    compare: bool
    hauteur: int
    jours: list[Repere]
    heures: list[Repere]
    blocs: list[Bloc]
    couvert: str
    manque: str
    plus: str
    phrases: list[tuple[str, str]]

    @property
    def est_vide(self) -> bool:
        """True when nothing is asked nor offered."""
        return not self.blocs


def creneaux(plages: Any) -> frozenset[Creneau]:
    """Quarters of a week, from a ``Semaine`` or from ``{day 0-6: [(start, end)]}`` in minutes from midnight."""
    if plages is None:
        return frozenset()
    par_jour = plages if isinstance(plages, Mapping) else {jour: plages.plages(jour) for jour in range(7)}
    return frozenset(
        (int(jour), rang)
        for jour, liste in par_jour.items()
        for debut, fin in liste
        for rang in range(debut // PAS, -(-fin // PAS))
    )


def dessiner(besoin: Any, disponibilite: Any = None) -> Semaine:
    """Lay out the week. With ``disponibilite`` None, everything needed counts as « couvert » (one single colour)."""
    compare = disponibilite is not None
    demande = creneaux(besoin)
    offre = creneaux(disponibilite) if compare else demande
    genres = {c: _genre(c in demande, c in offre) for c in demande | offre}
    premiere, derniere, nombre_jours = _cadre(genres)
    colonne = (100 - COLONNE_HEURES) / nombre_jours
    blocs = [_bloc(suite, premiere, colonne) for suite in _suites(genres)]
    if not compare:
        blocs = [Bloc(**{**vars(b), "signe": ""}) for b in blocs]
    return Semaine(
        compare=compare,
        hauteur=ENTETE + (derniere - premiere) * HAUTEUR + 4,
        jours=[
            Repere(f"{JOURS[j][:3]}.", f"{COLONNE_HEURES + (j + 0.5) * colonne:.2f}%", ENTETE - 9)
            for j in range(nombre_jours)
        ],
        heures=[
            Repere(f"{rang // PAR_HEURE}{INSECABLE}h", "0", ENTETE + (rang - premiere) * HAUTEUR)
            for rang in range(premiere, derniere + 1, PAR_HEURE)
        ],
        blocs=blocs,
        phrases=_phrases(genres, compare),
        **{genre: _total(genres, genre) for genre in ("couvert", "manque", "plus")},
    )


def _genre(demande: bool, offert: bool) -> str:
    if demande and offert:
        return "couvert"
    return "manque" if demande else "plus"


def _total(genres: Mapping[Creneau, str], genre: str) -> str:
    nombre = sum(g == genre for g in genres.values())
    return heures(nombre * PAS) if nombre else ""


def _cadre(genres: Iterable[Creneau]) -> tuple[int, int, int]:
    """First and last quarter to show (whole hours, at least 8 h to 18 h), and 5 or 7 days."""
    rangs = [rang for _jour, rang in genres]
    premiere = min([8 * PAR_HEURE, *rangs])
    derniere = max([18 * PAR_HEURE, *(rang + 1 for rang in rangs)])
    fin_de_semaine = any(jour >= 5 for jour, _rang in genres)
    return premiere - premiere % PAR_HEURE, derniere + -derniere % PAR_HEURE, 7 if fin_de_semaine else 5


def _suites(genres: Mapping[Creneau, str]) -> list[tuple[str, int, int, int]]:
    """Runs of the same kind: (kind, day, first quarter, last excluded)."""
    suites: list[tuple[str, int, int, int]] = []
    ordonnes = sorted(genres)
    cles = ((genres[c], c[0], c[1] - position) for position, c in enumerate(ordonnes))
    for (genre, jour, _decalage), groupe in groupby(zip(cles, ordonnes, strict=True), key=lambda paire: paire[0]):
        rangs = [creneau[1] for _cle, creneau in groupe]
        suites.append((genre, jour, rangs[0], rangs[-1] + 1))
    return suites


SIGNES = {"couvert": "✓", "manque": "!", "plus": "+"}


def _bloc(suite: tuple[str, int, int, int], premiere: int, colonne: float) -> Bloc:
    genre, jour, debut, fin = suite
    x = COLONNE_HEURES + jour * colonne
    y = ENTETE + (debut - premiere) * HAUTEUR
    hauteur = (fin - debut) * HAUTEUR - 2
    return Bloc(
        genre=genre,
        x=f"{x + colonne * 0.06:.2f}%",
        y=y + 1,
        largeur=f"{colonne * 0.88:.2f}%",
        hauteur=hauteur,
        signe=SIGNES[genre] if hauteur >= 2 * HAUTEUR - 2 else "",
        signe_x=f"{x + colonne / 2:.2f}%",
        signe_y=y + hauteur // 2 + 5,
    )


MOTS = {"couvert": "couvert", "manque": "il manque", "plus": "en plus"}


def _heure(rang: int) -> str:
    heure, quart = divmod(rang, PAR_HEURE)
    return f"{heure}{INSECABLE}h" + (f"{INSECABLE}{quart * PAS}" if quart else "")


def _phrases(genres: Mapping[Creneau, str], compare: bool) -> list[tuple[str, str]]:
    """One sentence per day: (« lundi », « couvert de 8 h à 12 h ; il manque de 16 h à 18 h »)."""
    phrases = []
    for jour, groupe in groupby(_suites(genres), key=lambda suite: suite[1]):
        suites = list(groupe)
        parties = []
        for genre in ("couvert", "manque", "plus"):
            plages = [f"de {_heure(d)} à {_heure(f)}" for g, _jour, d, f in suites if g == genre]
            if plages:
                parties.append((f"{MOTS[genre]} " if compare else "") + enumeration(plages))
        phrases.append((JOURS[jour], f"{INSECABLE}; ".join(parties)))
    return phrases

"""The shipped tables of the law: dated, sourced, never a number in the code.

Each CSV of `contrats/tables` carries `valable_du`; the line in force is the last one that starts on or before the day.
A day before the first line raises HorsTable. A day after the tables were last read (`lecture.toml`) still applies the
last line, and its certainty says so.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

_DOSSIER = Path(__file__).resolve().parent.parent / "tables"
_INSECABLE = "\u00a0"
ECHELLES = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


class HorsTable(LookupError):
    """No table for this date, level or code. `phrase` in plain French."""

    def __init__(self, phrase: str) -> None:
        super().__init__(phrase)
        self.phrase = phrase


@dataclass(frozen=True, slots=True)
class Ligne:
    """One dated number of the law."""

    valeur: Decimal
    valable_du: date
    source: str
    certitude: str


@dataclass(frozen=True, slots=True)
class EmploiRepere:
    """A reference job of annex 7, under its name and level of the day."""

    code: str
    libelle: str
    echelle: str
    valable_du: date
    valable_au: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Tache:
    """A task a family may ask for; `niveau_b`: it belongs to « assistant parental B » only."""

    code: str
    libelle: str
    niveau_b: bool
    source: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A mandatory statement of the contract. `condition`: when it is required ("toujours" or a situation)."""

    numero: int
    code: str
    libelle: str
    articles: str
    condition: str
    laissee_aux_parties: bool


@dataclass(frozen=True, slots=True)
class Preavis:
    """Notice: `duree` in `unite` ("semaine" or "mois")."""

    duree: int
    unite: str
    article: str

    @property
    def phrase(self) -> str:
        pluriel = "s" if self.duree > 1 and self.unite == "semaine" else ""
        return f"{self.duree}{_INSECABLE}{self.unite}{pluriel}"


# reading


@cache
def _lire(nom: str) -> tuple[dict[str, str], ...]:
    with (_DOSSIER / nom).open(encoding="utf-8", newline="") as fichier:
        return tuple(csv.DictReader(fichier))


@cache
def lu_le() -> date:
    """The day the tables were last read against their sources."""
    jour = tomllib.loads((_DOSSIER / "lecture.toml").read_text(encoding="utf-8"))["lu_le"]
    if not isinstance(jour, date):
        raise TypeError("lecture.toml: lu_le is a date")
    return jour


def _ligne(brute: dict[str, str], colonne: str, source: Callable[[dict[str, str]], str]) -> Ligne:
    return Ligne(Decimal(brute[colonne]), date.fromisoformat(brute["valable_du"]), source(brute), brute["certitude"])


@cache
def _suite(nom: str, colonne: str, *filtre: tuple[str, str]) -> tuple[Ligne, ...]:
    """Lines of a table that match the filter, oldest first."""
    lignes = (
        _ligne(brute, colonne, lambda b: " ; ".join(filter(None, [b.get("texte", ""), b["source"]])))
        for brute in _lire(nom)
        if all(brute[cle] == valeur for cle, valeur in filtre)
    )
    return tuple(sorted(lignes, key=lambda ligne: ligne.valable_du))


def _a_la_date(lignes: Iterable[Ligne], a_la_date: date, quoi: str) -> Ligne:
    en_vigueur = None
    premiere = None
    for ligne in lignes:
        premiere = premiere or ligne
        if ligne.valable_du <= a_la_date:
            en_vigueur = ligne
    if premiere is None:
        raise HorsTable(f"Aucune table ne donne {quoi}.")
    if en_vigueur is None:
        raise HorsTable(
            f"Aucune table ne donne {quoi} au {_ecrire(a_la_date)}. La première commence le "
            f"{_ecrire(premiere.valable_du)}."
        )
    if a_la_date > lu_le():
        return replace(
            en_vigueur,
            certitude=f"dernier montant connu, lu le {_ecrire(lu_le())}\u00a0: à vérifier pour le {_ecrire(a_la_date)}",
        )
    return en_vigueur


def _ecrire(jour: date) -> str:
    return f"{jour:%d/%m/%Y}"


# what the rules ask for


def smic(a_la_date: date) -> Ligne:
    """Gross hourly SMIC, in euros. Raises HorsTable before 1/01/2022."""
    return _a_la_date(_suite("smic.csv", "taux_horaire_brut"), a_la_date, "le SMIC")


def minimum_ecrit(echelle: str, certifiee: bool, a_la_date: date) -> Ligne:
    """Gross hourly minimum of the level as written in annex 6, the last grid that has this level.

    Raises HorsTable for an unknown level, or before 1/02/2022 (first extended grid).
    """
    if echelle not in ECHELLES:
        raise HorsTable(f"L’échelle «{_INSECABLE}{echelle}{_INSECABLE}» n’existe pas. Les échelles vont de I à XII.")
    filtre = (("categorie", echelle), ("certification_de_branche", "oui" if certifiee else "non"))
    return _a_la_date(
        _suite("minima.csv", "taux_horaire_brut", *filtre), a_la_date, f"le minimum de l’échelle {echelle}"
    )


def date_de_la_grille(a_la_date: date) -> date:
    """First day of the grid of annex 6 in force, whichever levels it tells."""
    return _a_la_date(_suite("minima.csv", "taux_horaire_brut"), a_la_date, "les minima de branche").valable_du


def majoration_certification(echelle: str, a_la_date: date) -> Ligne | None:
    """Percent added for a certification of the branch (art. 144.1), None where the text gives none (VII and above)."""
    rang = ECHELLES.index(echelle) + 1
    lignes = [
        _ligne(brute, "pourcentage", lambda b: b["source"])
        for brute in _lire("majoration_certification.csv")
        if int(brute["echelle_min"]) <= rang <= int(brute["echelle_max"])
    ]
    return _a_la_date(lignes, a_la_date, "la majoration de certification") if lignes else None


def regle(code: str, a_la_date: date) -> Ligne:
    """One number of working time: hours, weeks or percents, by its code in `temps.csv`."""
    return _a_la_date(
        _suite("temps.csv", "valeur", ("code", code)), a_la_date, f"la règle «{_INSECABLE}{code}{_INSECABLE}»"
    )


def emploi_repere(code: str, a_la_date: date) -> EmploiRepere:
    """The reference job under its name and level of the day. Raises HorsTable when it did not exist then."""
    for emploi in _emplois():
        if emploi.code == code and emploi.valable_du <= a_la_date <= (emploi.valable_au or date.max):
            return emploi
    raise HorsTable(f"L’emploi-repère «{_INSECABLE}{code}{_INSECABLE}» n’existe pas au {_ecrire(a_la_date)}.")


@cache
def _emplois() -> tuple[EmploiRepere, ...]:
    return tuple(
        EmploiRepere(
            brute["code"],
            brute["libelle_officiel"].replace("'", "’"),
            brute["categorie"],
            date.fromisoformat(brute["valable_du"]),
            date.fromisoformat(brute["valable_au"]) if brute["valable_au"] else None,
            brute["source"],
        )
        for brute in _lire("emplois_reperes.csv")
    )


@cache
def taches() -> dict[str, Tache]:
    """Tasks by code, in the order of the screen."""
    return {
        brute["code"]: Tache(brute["code"], brute["libelle"], brute["assistant_a"] == "non", brute["source"])
        for brute in _lire("taches.csv")
    }


@cache
def mentions() -> tuple[Mention, ...]:
    """The 22 mandatory statements, in order."""
    return tuple(
        Mention(
            int(brute["numero"]),
            brute["code"],
            brute["libelle"],
            brute["articles"],
            brute["condition"],
            brute["laissee_aux_parties"] == "oui",
        )
        for brute in _lire("mentions.csv")
    )


def preavis(auteur: str, anciennete_mois: int) -> Preavis:
    """Notice by who breaks ("employeur" or "salariee") and whole months of seniority, per contract (162.4.1, 162.6)."""
    for brute in _lire("preavis.csv"):
        maximum = brute["anciennete_max_mois"]
        if (
            brute["auteur"] == auteur
            and int(brute["anciennete_min_mois"]) <= anciennete_mois
            and (not maximum or anciennete_mois < int(maximum))
        ):
            return Preavis(int(brute["duree"]), brute["unite"], brute["article"])
    raise HorsTable("Aucun préavis ne correspond à cette ancienneté.")

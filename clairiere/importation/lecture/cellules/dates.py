"""Dates: of birth, and of the information meeting. Day first, as in France."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from clairiere.importation.lecture.cellules.base import Lu, doute, lecteur
from clairiere.importation.lecture.textes import cle, en_texte, est_neant, sans_accents

AGE_MINIMUM, AGE_MAXIMUM = 16, 75  # years; outside, someone must look
PREMIERE_ANNEE = 1930
_MOIS = ("janv", "fevr", "mars", "avri", "mai", "juin", "juil", "aout", "sept", "octo", "nove", "dece")
_MOIS_COURTS = {"jan": 1, "fev": 2, "avr": 4, "oct": 10, "nov": 11, "dec": 12, "jui": None}
_ISO = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[t ]\d{1,2}[:h].*)?")
_JOUR_PREMIER = re.compile(r"(\d{1,2})\s?[-/., ]\s?(\d{1,2})(?:\s?[-/., ]\s?(\d{4}|\d{2}))?(?:\s\d{1,2}[:h]\d{2}.*)?")
_EN_LETTRES = re.compile(r"(\d{1,2})(?:er)?[\s\-/.]+([a-z]{3,9})\.?(?:[\s\-/.]+(\d{4}|\d{2}))?")
_COLLEE = re.compile(r"(\d{2})(\d{2})(\d{4})")
_JOURS = re.compile(
    r"^(?:(?:nee?(?:\(e\))?\s+)?le\s+|nee?(?:\(e\))?\s+|(?:lun|mar|mercre|jeu|vendre|same)di\s+|dimanche\s+)+"
)
_SERIE_EXCEL = (10_000, 60_000)  # 1927 to 2064, counted in days since 30/12/1899


@dataclass(frozen=True)
class Jour:
    """A date as typed: ``annee`` is None when absent; ``courte`` when it had two digits."""

    jour: int
    mois: int
    annee: int | None
    courte: bool = False

    def en_date(self, annee: int | None = None) -> date | None:
        """The real date, None when it does not exist or has no year."""
        choisie = self.annee if annee is None else annee
        try:
            return date(choisie, self.mois, self.jour) if choisie else None
        except ValueError:
            return None


def decouper(valeur: object) -> Jour | None:
    """The day, month and year of a cell, whatever their form; None when it is not a date."""
    if isinstance(valeur, (date, datetime)):
        return Jour(valeur.day, valeur.month, valeur.year)
    texte = _JOURS.sub("", sans_accents(en_texte(valeur)).strip(" .;,"))
    if trouve := _ISO.fullmatch(texte):
        return Jour(int(trouve[3]), int(trouve[2]), int(trouve[1]))
    if trouve := _JOUR_PREMIER.fullmatch(texte) or _COLLEE.fullmatch(texte):
        return _jour(int(trouve[1]), int(trouve[2]), trouve[3])
    if trouve := _EN_LETTRES.fullmatch(texte):
        mois = _mois(trouve[2])
        return _jour(int(trouve[1]), mois, trouve[3]) if mois else None
    return None


def _jour(jour: int, mois: int, annee: str | None) -> Jour:
    return Jour(jour, mois, int(annee) if annee else None, courte=annee is not None and len(annee) == 2)


def _mois(nom: str) -> int | None:
    if nom[:4] in _MOIS:
        return _MOIS.index(nom[:4]) + 1
    return _MOIS_COURTS.get(nom)


def _age(naissance: date, aujourd_hui: date) -> int:
    avant = (aujourd_hui.month, aujourd_hui.day) < (naissance.month, naissance.day)
    return aujourd_hui.year - naissance.year - avant


@lecteur
def date_naissance(valeur: object, *, aujourd_hui: date) -> Lu[date]:
    """A birth date. Two-digit years take the century that makes at least 16 years. 1 January is kept, with a doubt."""
    texte = en_texte(valeur)
    if est_neant(texte):
        return Lu(None)
    jour = decouper(valeur)
    if jour is None:
        return _naissance_hors_forme(texte, valeur, aujourd_hui)
    if jour.annee is None:
        return Lu(None, doute("date de naissance sans année", valeur))
    annee = _siecle(jour, aujourd_hui) if jour.courte else jour.annee
    naissance = jour.en_date(annee)
    if naissance is None:
        inversee = Jour(jour.mois, jour.jour, annee).en_date()
        constat = "date de naissance qui n’existe pas"
        return Lu(None, doute(constat, valeur), inversee if inversee and _plausible(inversee, aujourd_hui) else None)
    return _juger(naissance, valeur, aujourd_hui)


def _siecle(jour: Jour, aujourd_hui: date) -> int:
    recente = 2000 + (jour.annee or 0)
    naissance = jour.en_date(recente)
    return recente if naissance and _age(naissance, aujourd_hui) >= AGE_MINIMUM else recente - 100


def _plausible(naissance: date, aujourd_hui: date) -> bool:
    return naissance.year >= PREMIERE_ANNEE and AGE_MINIMUM <= _age(naissance, aujourd_hui) <= AGE_MAXIMUM


def _juger(naissance: date, valeur: object, aujourd_hui: date) -> Lu[date]:
    if naissance > aujourd_hui:
        return Lu(None, doute("date de naissance dans le futur", valeur))
    if naissance.year < PREMIERE_ANNEE:
        return Lu(None, doute(f"date de naissance avant {PREMIERE_ANNEE}", valeur), naissance)
    if not _plausible(naissance, aujourd_hui):
        ans = _age(naissance, aujourd_hui)
        return Lu(None, doute(f"date de naissance à vérifier, elle donne {ans} an{'s' * (ans > 1)}", valeur), naissance)
    if (naissance.day, naissance.month) == (1, 1):
        return Lu(naissance, doute("date de naissance à vérifier, le 1er janvier est souvent mis par défaut", valeur))
    return Lu(naissance)


def _naissance_hors_forme(texte: str, valeur: object, aujourd_hui: date) -> Lu[date]:
    """A year alone, or the number of days by which a spreadsheet counts dates."""
    if re.fullmatch(r"(19|20)\d{2}", texte):
        return Lu(None, doute("date de naissance incomplète, il y a seulement l’année", valeur))
    if re.fullmatch(r"[1-6]\d{4}", texte) and _SERIE_EXCEL[0] <= int(texte) <= _SERIE_EXCEL[1]:
        naissance = date(1899, 12, 30) + timedelta(days=int(texte))
        constat = "date de naissance écrite comme un nombre"
        return Lu(None, doute(constat, valeur), naissance if _plausible(naissance, aujourd_hui) else None)
    return Lu(None, doute("date de naissance illisible", valeur))


@dataclass(frozen=True)
class Reunion:
    """What is known of the information meeting. « prevue »: the date is still to come."""

    presence: Literal["presente", "absente", "prevue"]
    jour: date | None = None


_PRESENCES: dict[str, Literal["presente", "absente"]] = {
    **dict.fromkeys(
        ("oui", "o", "ok", "fait", "faite", "vue", "venue", "presente", "present", "p", "vrai"), "presente"
    ),
    **dict.fromkeys(
        ("non", "n", "absente", "absent", "abs", "a", "excusee", "pas venue", "non venue", "faux"), "absente"
    ),
}
_DATE_DEDANS = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s?[/.\-]\s?\d{1,2}(?:\s?[/.\-]\s?(?:\d{4}|\d{2}))?(?!\d)")


@lecteur
def date_reunion(valeur: object, *, annee: int | None, aujourd_hui: date) -> Lu[Reunion]:
    """« 10/02 » takes ``annee`` (the season's); « oui » is a presence without a date; « absente le 10/02 » has both."""
    texte = en_texte(valeur)
    mots = cle(texte)
    if mots in _PRESENCES:
        return Lu(Reunion(_PRESENCES[mots]))
    if est_neant(texte):
        return Lu(None)
    jour, presence = decouper(valeur), None
    if jour is None and (dedans := _DATE_DEDANS.search(texte)):
        autour = cle(texte[: dedans.start()] + " " + texte[dedans.end() :])
        autour = re.sub(r"\b(?:le|du|au|a|la|reunion)\b", " ", autour).strip() if autour not in _PRESENCES else autour
        presence = _PRESENCES.get(autour)
        jour = decouper(dedans[0]) if presence else None
    if jour is None:
        return Lu(None, doute("date de réunion illisible", valeur))
    if jour.annee is None and annee is None:
        return Lu(Reunion(presence) if presence else None, doute("date de réunion sans année", valeur))
    choisie = annee if jour.annee is None else (2000 + jour.annee if jour.courte else jour.annee)
    tenue = jour.en_date(choisie)
    if tenue is None:
        return Lu(Reunion(presence) if presence else None, doute("date de réunion qui n’existe pas", valeur))
    if not aujourd_hui.year - 10 <= tenue.year <= aujourd_hui.year + 2:
        return Lu(None, doute("date de réunion à vérifier", valeur))
    return Lu(Reunion(presence or ("prevue" if tenue > aujourd_hui else "presente"), tenue))

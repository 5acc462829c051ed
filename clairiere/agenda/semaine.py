"""A week on a grid of quarter hours: seven integers, one bit per quarter. Pure, immutable, hashable.

The same grid serves the family's request, the auxiliaire's availability, the planning of the contract and its pay.
The screen may draw half hours; the data keeps quarters, because real hours are « 8 h 15 ».
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from functools import cache
from typing import Any, NamedTuple

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
PAS_MINUTES = 15
PAS_PAR_JOUR = 24 * 60 // PAS_MINUTES  # 96 quarter hours
MINUTES_PAR_JOUR = 24 * 60
MINUTES_PAR_SEMAINE = 7 * MINUTES_PAR_JOUR
_JOUR_PLEIN = (1 << PAS_PAR_JOUR) - 1
_INSECABLE = "\u00a0"
_HEURE = re.compile(r"([0-9]{1,2})\s*(?:[hH:]\s*([0-9]{2})?)?")

Heure = str | time


class SemaineInvalide(ValueError):
    """A week that cannot be read. `phrase` is plain French, ready to stand beside the field."""

    def __init__(self, phrase: str) -> None:
        super().__init__(phrase)
        self.phrase = phrase


class Plage(NamedTuple):
    """A range of one day, in minutes since midnight; `fin` is excluded and may be 1440 (24 h)."""

    debut: int
    fin: int

    @property
    def minutes(self) -> int:
        return self.fin - self.debut

    def __str__(self) -> str:
        return f"{ecrire_heure(self.debut)}{_INSECABLE}–{_INSECABLE}{ecrire_heure(self.fin)}"


class Repos(NamedTuple):
    """A rest between two spells of work: length and start, both in minutes (start counted from Monday 0 h)."""

    minutes: int
    debut: int

    @property
    def phrase(self) -> str:
        """« du samedi 20 h au lundi 6 h 30 »."""
        if self.minutes >= MINUTES_PAR_SEMAINE:
            return "toute la semaine"
        fin = (self.debut + self.minutes) % MINUTES_PAR_SEMAINE
        return f"du {_ecrire_instant(self.debut)} au {_ecrire_instant(fin)}"


def lire_heure(texte: Heure) -> int:
    """Minutes since midnight of « 8h30 », « 8:30 », « 08h », « 8 h 30 », « 8 », « 24:00 » or a `time`.

    Raises SemaineInvalide when the hour is unreadable, beyond 24 h, or not on a quarter hour.
    """
    if isinstance(texte, time):
        texte = f"{texte.hour:02}:{texte.minute:02}"
    trouve = _HEURE.fullmatch(str(texte).strip())
    if trouve is None:
        raise SemaineInvalide(f"Heure illisible{_INSECABLE}: {_cite(texte)}. Écrivez par exemple {_cite('8 h 30')}.")
    heure, minute = int(trouve[1]), int(trouve[2] or 0)
    if minute > 59:
        raise SemaineInvalide(f"Heure illisible{_INSECABLE}: {_cite(texte)}. Écrivez par exemple {_cite('8 h 30')}.")
    total = heure * 60 + minute
    if total > MINUTES_PAR_JOUR:
        raise SemaineInvalide(f"Une journée finit à 24{_INSECABLE}h{_INSECABLE}: {_cite(texte)} n’existe pas.")
    if minute % PAS_MINUTES:
        raise SemaineInvalide(f"{_cite(texte)} n’est pas un quart d’heure. Choisissez 00, 15, 30 ou 45.")
    return total


@cache
def ecrire_heure(minutes: int) -> str:
    """« 8 h 30 », « 18 h », with no-break spaces. Also writes a length of time (« 38 h 15 », « 45 min »)."""
    heures, reste = divmod(minutes, 60)
    return f"{heures}{_INSECABLE}h{_INSECABLE}{reste:02}" if reste else f"{heures}{_INSECABLE}h"


def ecrire_duree(minutes: int) -> str:
    """« 38 h », « 1 h 15 », « 45 min »."""
    return f"{minutes}{_INSECABLE}min" if 0 < minutes < 60 else ecrire_heure(minutes)


def _cite(texte: object) -> str:
    return f"«{_INSECABLE}{texte}{_INSECABLE}»"


def _ecrire_instant(minutes: int) -> str:
    jour, reste = divmod(minutes, MINUTES_PAR_JOUR)
    return f"{JOURS[jour]} {ecrire_heure(reste)}"


def _masque(debut: int, fin: int) -> int:
    premier, dernier = debut // PAS_MINUTES, fin // PAS_MINUTES
    return (1 << dernier) - (1 << premier)


@dataclass(frozen=True, slots=True)
class Semaine:
    """A week: `jours[0]` is Monday; bit i of a day is the quarter hour that starts i × 15 minutes after midnight."""

    jours: tuple[int, int, int, int, int, int, int] = (0, 0, 0, 0, 0, 0, 0)

    def __post_init__(self) -> None:
        if len(self.jours) != len(JOURS):
            raise SemaineInvalide("Une semaine a sept jours.")
        if any(not isinstance(j, int) or not 0 <= j <= _JOUR_PLEIN for j in self.jours):
            raise SemaineInvalide(f"Une journée a 24{_INSECABLE}heures, découpées en quarts d’heure.")

    # building

    @classmethod
    def pleine(cls) -> Semaine:
        """All hours of all days."""
        return cls((_JOUR_PLEIN,) * 7)

    @classmethod
    def de(cls, plages: Mapping[str, Iterable[Sequence[Heure]]]) -> Semaine:
        """Build from `{"lundi": [("08:30", "18:00"), …]}`.

        Raises SemaineInvalide: unknown day, unreadable hour, end not after start, overlapping ranges.
        A night is written in two ranges: until 24 h, then from 0 h on the next day.
        """
        inconnus = [jour for jour in plages if jour not in JOURS]
        if inconnus:
            raise SemaineInvalide(f"Jour inconnu{_INSECABLE}: {_cite(inconnus[0])}.")
        return cls._de_jours(_lire_jour(jour, plages.get(jour, ())) for jour in JOURS)

    @classmethod
    def reguliere(cls, jours: Iterable[str], *plages: Sequence[Heure]) -> Semaine:
        """The same ranges on each of the named days."""
        return cls.de(dict.fromkeys(jours, plages))

    @classmethod
    def depuis_donnees(cls, donnees: object) -> Semaine:
        """Read what `vers_donnees` wrote: `{"lundi": ["08:30-18:00"]}`. Raises SemaineInvalide."""
        if not isinstance(donnees, Mapping):
            raise SemaineInvalide("Les horaires enregistrés sont illisibles.")
        plages: dict[str, list[Sequence[Heure]]] = {}
        for jour, textes in donnees.items():
            if isinstance(textes, str) or not isinstance(textes, Iterable):
                raise SemaineInvalide(f"Les horaires du {jour} sont illisibles.")
            couples = [str(texte).split("-") for texte in textes]
            if any(len(couple) != 2 for couple in couples):
                raise SemaineInvalide(f"Les horaires du {jour} sont illisibles.")
            plages[str(jour)] = [(debut, fin) for debut, fin in couples]
        return cls.de(plages)

    @classmethod
    def depuis_json(cls, texte: str) -> Semaine:
        """Read the text of `vers_json`. Raises SemaineInvalide."""
        try:
            donnees: Any = json.loads(texte)
        except ValueError as erreur:
            raise SemaineInvalide("Les horaires enregistrés sont illisibles.") from erreur
        return cls.depuis_donnees(donnees)

    @classmethod
    def _de_jours(cls, jours: Iterable[int]) -> Semaine:
        lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche = jours
        return cls((lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche))

    def vers_donnees(self) -> dict[str, list[str]]:
        """Plain data for a JSON field: worked days only, Monday first, `"08:30-18:00"` (end up to `24:00`)."""
        return {
            nom: [f"{_chiffres(p.debut)}-{_chiffres(p.fin)}" for p in self.plages(i)]
            for i, nom in enumerate(JOURS)
            if self.jours[i]
        }

    def vers_json(self) -> str:
        """Compact and stable: two equal weeks give the same text."""
        return json.dumps(self.vers_donnees(), separators=(",", ":"))

    # algebra

    def __or__(self, autre: Semaine) -> Semaine:
        return self._de_jours(a | b for a, b in zip(self.jours, autre.jours, strict=True))

    def __and__(self, autre: Semaine) -> Semaine:
        return self._de_jours(a & b for a, b in zip(self.jours, autre.jours, strict=True))

    def __sub__(self, autre: Semaine) -> Semaine:
        return self._de_jours(a & ~b for a, b in zip(self.jours, autre.jours, strict=True))

    def __bool__(self) -> bool:
        return any(self.jours)

    def couvre(self, autre: Semaine) -> bool:
        """True when every quarter hour of `autre` is in this week."""
        return not any(b & ~a for a, b in zip(self.jours, autre.jours, strict=True))

    def minutes_communes(self, autre: Semaine) -> int:
        """Minutes of the intersection, without building it (the matching calls it ten thousand times)."""
        return PAS_MINUTES * sum((a & b).bit_count() for a, b in zip(self.jours, autre.jours, strict=True))

    # measures

    @property
    def minutes(self) -> int:
        """Total of the week, in minutes."""
        return PAS_MINUTES * sum(jour.bit_count() for jour in self.jours)

    def minutes_par_jour(self) -> tuple[int, ...]:
        """Seven lengths in minutes, Monday first."""
        return tuple(PAS_MINUTES * jour.bit_count() for jour in self.jours)

    def plages(self, jour: int) -> list[Plage]:
        """Ranges of day `jour` (0 = Monday), in order, never touching each other."""
        bits, debut, plages = self.jours[jour], 0, []
        while bits:
            vide = (bits & -bits).bit_length() - 1
            debut, bits = debut + vide, bits >> vide
            pleins = (~bits & (bits + 1)).bit_length() - 1
            plages.append(Plage(debut * PAS_MINUTES, (debut + pleins) * PAS_MINUTES))
            debut, bits = debut + pleins, bits >> pleins
        return plages

    def plages_par_jour(self) -> dict[str, list[Plage]]:
        """Ranges of each worked day, by name, Monday first."""
        return {nom: self.plages(i) for i, nom in enumerate(JOURS) if self.jours[i]}

    def repos_le_plus_long(self) -> Repos:
        """Longest time off between two spells of work, the week being followed by itself (Sunday night joins Monday).

        A week without work rests 168 h; a week without a pause rests 0.
        """
        bornes = [
            (i * MINUTES_PAR_JOUR + p.debut, i * MINUTES_PAR_JOUR + p.fin) for i in range(7) for p in self.plages(i)
        ]
        if not bornes:
            return Repos(MINUTES_PAR_SEMAINE, 0)
        suivants = [debut for debut, _ in bornes[1:]] + [bornes[0][0] + MINUTES_PAR_SEMAINE]
        repos = [
            Repos(debut - fin, fin % MINUTES_PAR_SEMAINE) for (_, fin), debut in zip(bornes, suivants, strict=True)
        ]
        return max(repos, key=lambda r: r.minutes)

    def repos_entre_jours(self) -> list[tuple[int, int]]:
        """`(jour, minutes)` from the end of a worked day to the start of the next day, when both are worked.

        Sunday is followed by Monday. A night that runs on through midnight is one spell: no pair for it.
        """
        ecarts = []
        for i in range(7):
            ce_jour, lendemain = self.plages(i), self.plages((i + 1) % 7)
            if ce_jour and lendemain:
                ecart = MINUTES_PAR_JOUR - ce_jour[-1].fin + lendemain[0].debut
                if ecart:
                    ecarts.append((i, ecart))
        return ecarts

    # words

    def phrase(self) -> str:
        """« lundi, mardi 8 h 30 – 18 h ; mercredi 8 h – 12 h ». Days with the same hours are told together."""
        groupes: dict[int, list[int]] = {}
        for i, bits in enumerate(self.jours):
            if bits:
                groupes.setdefault(bits, []).append(i)
        morceaux = []
        for jours in groupes.values():
            heures = " et ".join(str(plage) for plage in self.plages(jours[0]))
            morceaux.append(f"{ecrire_jours(jours)} {heures}")
        return f"{_INSECABLE}; ".join(morceaux) or "aucune heure"

    def __str__(self) -> str:
        return self.phrase()


def ecrire_jours(jours: Sequence[int]) -> str:
    """« lundi, mardi », « du lundi au vendredi » (three days in a row or more), « du lundi au mercredi, vendredi »."""
    suites: list[list[int]] = []
    for jour in jours:
        if suites and jour == suites[-1][-1] + 1:
            suites[-1].append(jour)
        else:
            suites.append([jour])
    mots = []
    for suite in suites:
        mots += [f"du {JOURS[suite[0]]} au {JOURS[suite[-1]]}"] if len(suite) > 2 else [JOURS[j] for j in suite]
    return ", ".join(mots)


def _chiffres(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _lire_jour(jour: str, plages: Iterable[Sequence[Heure]]) -> int:
    bits = 0
    lues: list[Plage] = []
    for couple in plages:
        if isinstance(couple, str) or len(couple) != 2:
            raise SemaineInvalide(f"{jour}{_INSECABLE}: indiquez une heure de début et une heure de fin.")
        try:
            plage = Plage(lire_heure(couple[0]), lire_heure(couple[1]))
        except SemaineInvalide as erreur:
            raise SemaineInvalide(f"{jour}{_INSECABLE}: {erreur.phrase[0].lower()}{erreur.phrase[1:]}") from erreur
        if plage.fin <= plage.debut:
            raise SemaineInvalide(
                f"{jour}{_INSECABLE}: la fin ({ecrire_heure(plage.fin)}) n’est pas après le début "
                f"({ecrire_heure(plage.debut)}). Une nuit s’écrit jusqu’à 24{_INSECABLE}h, puis le lendemain "
                f"depuis 0{_INSECABLE}h."
            )
        for autre in lues:
            if plage.debut < autre.fin and autre.debut < plage.fin:
                raise SemaineInvalide(f"{jour}{_INSECABLE}: {autre} et {plage} se chevauchent.")
        lues.append(plage)
        bits |= _masque(*plage)
    return bits

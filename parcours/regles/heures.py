"""Hours of a trainee: acquired, by module, missed, projected; when to warn. Pure, in minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_noop as N_

from parcours.regles.durees import MINUTES_PAR_HEURE, dire_duree

SANS_MODULE = 0  # what was followed on half-days, or parts of half-days, that no module was written for
JOURS_AVANT_LA_FIN = 14


@dataclass(frozen=True)
class Part:
    """A module, or a piece of it, on a half-day."""

    module: int
    minutes: int


@dataclass(frozen=True)
class Suivi:
    """What one trainee did on one half-day.

    Attributes:
        au_calendrier: its hours are those of the course; False for the catch-up of some.
        attendue: she is called to it (a catch-up of others is not hers).
        minutes: minutes noted for her, None when nothing is noted.
        compte: signed by her and by the trainer.
        perdu_au: `debut`, `fin` or "": where the missing minutes of a partial presence are, when the hours say it.
    """

    demi_journee: int
    date: dt.date
    duree: int
    au_calendrier: bool = True
    attendue: bool = True
    passee: bool = True
    minutes: int | None = None
    compte: bool = False
    perdu_au: str = ""
    parts: Sequence[Part] = ()


@dataclass(frozen=True)
class ModulePrevu:
    """A module of the programme, or what is written of it in the calendar."""

    cle: int
    titre: str
    minutes: int


@dataclass(frozen=True)
class ModuleSuivi:
    """What she did of a module. `libelle`, `faites`, `prevues`: as the drawing of the hours reads them."""

    cle: int
    libelle: str
    faites: int
    prevues: int

    @property
    def manque(self) -> int:
        """What is still to do of it."""
        return max(0, self.prevues - self.faites)

    @property
    def en_plus(self) -> int:
        """What was done beyond it."""
        return max(0, self.faites - self.prevues)


@dataclass(frozen=True)
class Bilan:
    """The hours of one trainee, in minutes.

    Attributes:
        acquises: followed and signed by both: what counts.
        en_attente: followed, a signature is missing.
        manquees: of the half-days noted so far, what she did not follow.
        rattrapees: done on catch-ups, signatures pending included.
        a_venir: what the calendar still holds for her, catch-ups she is called to included.
        rattrapages_prevus: of which, the catch-ups.
        non_notees: half-days that are over and say nothing of her yet.
        finie: nothing is left in the calendar.
    """

    visees: int
    acquises: int = 0
    en_attente: int = 0
    manquees: int = 0
    rattrapees: int = 0
    a_venir: int = 0
    rattrapages_prevus: int = 0
    non_notees: int = 0
    finie: bool = False
    fin: dt.date | None = None

    @property
    def reste(self) -> int:
        """What is left to reach the hours of the course."""
        return max(0, self.visees - self.acquises)

    @property
    def projection(self) -> int:
        """What she will have if she follows all that is planned for her and everything is signed."""
        return self.acquises + self.en_attente + self.non_notees + self.a_venir

    @property
    def manquera(self) -> int:
        """What no half-day of the calendar will give her."""
        return max(0, self.visees - self.projection)

    @property
    def a_rattraper(self) -> int:
        """What she missed and has not caught up; once the course is over, all that is missing."""
        if self.finie:
            return max(0, self.reste - self.en_attente - self.non_notees)
        return max(0, min(self.manquees - self.rattrapees, self.reste))

    @property
    def sans_rattrapage(self) -> int:
        """What she must catch up and has no half-day for yet."""
        return max(0, self.a_rattraper - self.rattrapages_prevus)


@dataclass(frozen=True)
class Seuil:
    """A limit that was reached. `cle` is stable: a message leaves once for each."""

    cle: str
    manque: int
    phrase: str


def bilan(suivis: Iterable[Suivi], visees: int) -> Bilan:
    """Add up what she did, what waits for a signature, what she missed, what is to come."""
    sommes = dict.fromkeys(
        ("acquises", "en_attente", "manquees", "rattrapees", "a_venir", "rattrapages_prevus", "non_notees"), 0
    )
    fin: dt.date | None = None
    reste = False
    for suivi in suivis:
        if suivi.au_calendrier and (fin is None or suivi.date > fin):
            fin = suivi.date
        if suivi.minutes is not None:
            sommes["acquises" if suivi.compte else "en_attente"] += suivi.minutes
            if suivi.au_calendrier:
                sommes["manquees"] += max(0, suivi.duree - suivi.minutes)
            else:
                sommes["rattrapees"] += suivi.minutes
        elif suivi.attendue:
            sommes["non_notees" if suivi.passee else "a_venir"] += suivi.duree
            reste = reste or not suivi.passee
            if not suivi.passee and not suivi.au_calendrier:
                sommes["rattrapages_prevus"] += suivi.duree
    return Bilan(visees=visees, finie=fin is not None and not reste, fin=fin, **sommes)


def repartir(minutes: int, duree: int, parts: Sequence[Part], perdu_au: str = "") -> dict[int, int]:
    """Share the minutes of a presence between the modules of the half-day; the shares add up to the minutes.

    What is lost comes off the first modules (she came late), off the last ones (she left early), or off each in
    proportion when it is not known. What no module covers stays under `SANS_MODULE`.
    """
    ecrites = sum(part.minutes for part in parts)
    toutes = [*parts, Part(SANS_MODULE, duree - ecrites)] if duree > ecrites else list(parts)
    total = sum(part.minutes for part in toutes)
    if minutes >= total or not toutes:
        partage = {part.module: part.minutes for part in toutes}
        if minutes > total:
            partage[SANS_MODULE] = partage.get(SANS_MODULE, 0) + minutes - total
        return {module: m for module, m in partage.items() if m}
    if perdu_au in ("debut", "fin"):
        faites = _couper(toutes, total - minutes, depuis_la_fin=perdu_au == "fin")
    else:
        faites = _en_proportion(toutes, minutes, total)
    return {module: m for module, m in faites.items() if m}


def _couper(parts: Sequence[Part], perdues: int, *, depuis_la_fin: bool) -> dict[int, int]:
    faites: dict[int, int] = {}
    for part in reversed(parts) if depuis_la_fin else parts:
        enlevees = min(perdues, part.minutes)
        perdues -= enlevees
        faites[part.module] = faites.get(part.module, 0) + part.minutes - enlevees
    return faites


def _en_proportion(parts: Sequence[Part], minutes: int, total: int) -> dict[int, int]:
    """Whole minutes by the largest remainders."""
    entieres = [part.minutes * minutes // total for part in parts]
    restes = sorted(range(len(parts)), key=lambda n: (-(parts[n].minutes * minutes % total), n))
    for n in restes[: minutes - sum(entieres)]:
        entieres[n] += 1
    faites: dict[int, int] = {}
    for part, m in zip(parts, entieres, strict=True):
        faites[part.module] = faites.get(part.module, 0) + m
    return faites


def par_module(suivis: Iterable[Suivi], prevus: Sequence[ModulePrevu]) -> list[ModuleSuivi]:
    """Counted minutes by module; their sum is what she acquired. What has no module comes last."""
    faites: dict[int, int] = {}
    for suivi in suivis:
        if suivi.compte and suivi.minutes:
            for module, m in repartir(suivi.minutes, suivi.duree, suivi.parts, suivi.perdu_au).items():
                faites[module] = faites.get(module, 0) + m
    connus = {prevu.cle for prevu in prevus}
    liste = [ModuleSuivi(p.cle, p.titre, faites.get(p.cle, 0), p.minutes) for p in prevus]
    ailleurs = sum(m for module, m in faites.items() if module not in connus)
    return [*liste, ModuleSuivi(SANS_MODULE, N_("Sans module"), ailleurs, ailleurs)] if ailleurs else liste


def dire_manque(manque: int) -> str:
    """« Il vous manque 6 h. », or « Il ne vous manque rien. »"""
    return f"Il vous manque {dire_duree(manque)}." if manque else "Il ne vous manque rien."


def seuils(b: Bilan, *, heures: int, projection: str, aujourd_hui: dt.date) -> list[Seuil]:
    """Limits reached: each new multiple of `heures` missed, and a total that will stay under the hours of the course.

    Args:
        heures: hours missed at which to warn; 0 never.
        projection: `jamais`, `fin` (in the last two weeks of the calendar) or `toujours`.
    """
    atteints = []
    manque = b.a_rattraper
    palier = manque // (heures * MINUTES_PAR_HEURE) if heures else 0
    if palier:
        phrase = f"Elle a manqué {dire_duree(manque)}, non rattrapées."
        atteints.append(Seuil(f"absence-{palier}", manque, phrase))
    proche = b.fin is not None and b.fin - aujourd_hui <= dt.timedelta(days=JOURS_AVANT_LA_FIN)
    if b.manquera and (projection == "toujours" or (projection == "fin" and proche)):
        phrase = f"Elle finira avec {dire_duree(b.projection)} sur {b.visees // MINUTES_PAR_HEURE}."
        atteints.append(Seuil("projection", b.manquera, phrase))
    return atteints


def heures_stagiaires(minutes: Iterable[int]) -> int:
    """Sum of what each followed, in minutes (BPF, frame F: 10 × 112 h = 1 120 h)."""
    return sum(minutes)

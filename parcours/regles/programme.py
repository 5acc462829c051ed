"""The modules of a programme and its hours: what is missing to publish it, what each module has in the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from clairiere.flux.obstacles import Obstacle
from parcours.regles.calendrier import Part
from parcours.regles.durees import MINUTES_PAR_HEURE, dire_duree, dire_total


def publication(minutes: int, heures: int, modules: int) -> Iterable[Obstacle]:
    """A programme is published when its modules make its hours, not one more, not one less."""
    if not modules:
        yield Obstacle("aucun_module", "Le programme n’a pas encore de module.")
    elif minutes != heures * MINUTES_PAR_HEURE:
        yield Obstacle("total", f"{dire_total(minutes, heures)}. Changez la durée d’un module.")


@dataclass(frozen=True)
class BilanModule:
    """Hours of a module: those of the programme, and those of the calendar."""

    module: int
    visees: int
    prevues: int

    @property
    def manque(self) -> int:
        """Minutes that the calendar lacks, never negative."""
        return max(0, self.visees - self.prevues)

    @property
    def dit(self) -> str:
        """« complet », « il manque 3 h », « 3 h de plus »."""
        if self.manque:
            return f"il manque {dire_duree(self.manque)}"
        return f"{dire_duree(self.prevues - self.visees)} de plus" if self.prevues > self.visees else "complet"


def bilans(modules: Iterable[Part], prevues: Mapping[int, int]) -> list[BilanModule]:
    """What each module has, in the order of the programme."""
    return [BilanModule(module, minutes, prevues.get(module, 0)) for module, minutes in modules]


def manquants(modules: Iterable[Part], prevues: Mapping[int, int]) -> list[Part]:
    """What the calendar lacks of each module, in the order of the programme."""
    return [(b.module, b.manque) for b in bilans(modules, prevues) if b.manque]


def dire_ecart(noms: Mapping[int, str], liste: Sequence[BilanModule], sans_module: int) -> list[str]:
    """What does not add up, one sentence each; nothing when every module has its hours.

    Args:
        noms: how each module is called.
        liste: see `bilans`.
        sans_module: minutes of the calendar that no module takes.
    """
    phrases = [
        f"{noms[b.module]} : {b.dit} ({dire_duree(b.prevues)} sur {dire_duree(b.visees)})." for b in _faux(liste)
    ]
    if sans_module:
        phrases.append(f"{dire_duree(sans_module)} du calendrier n’ont pas de module.")
    return phrases


def _faux(liste: Sequence[BilanModule]) -> list[BilanModule]:
    return [b for b in liste if b.prevues != b.visees]

"""French words for the differences between a request and an availability. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from clairiere.agenda.semaine import JOURS, Plage, Semaine, ecrire_heure

_MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def ecrire_date(jour: date) -> str:
    """« 1er décembre 2026 »."""
    return f"{'1er' if jour.day == 1 else jour.day}\u00a0{_MOIS[jour.month - 1]}\u00a0{jour.year}"


def citer(mots: Sequence[str]) -> str:
    """« portugais », « arabe et portugais », « arabe, italien et portugais »."""
    return " et ".join(filter(None, [", ".join(mots[:-1]), *mots[-1:]]))


def ecarts_horaires(demande: Semaine, offre: Semaine) -> list[str]:
    """What is missing in `offre`, said day by day and grouped: « arrive à 8 h 15 au lieu de 8 h le lundi »."""
    jours_par_ecart: dict[str, list[int]] = {}
    for jour in range(7):
        for ecart in _ecarts_du_jour(demande.plages(jour), (demande & offre).plages(jour)):
            jours_par_ecart.setdefault(ecart, []).append(jour)
    return [f"{ecart} {citer([f'le {JOURS[j]}' for j in jours])}" for ecart, jours in jours_par_ecart.items()]


def _ecarts_du_jour(voulues: list[Plage], tenues: list[Plage]) -> Iterable[str]:
    if not voulues or voulues == tenues:
        return
    if not tenues:
        yield "pas libre"
        return
    arrivee, depart = tenues[0].debut, tenues[-1].fin
    if arrivee > voulues[0].debut:
        yield f"arrive à {ecrire_heure(arrivee)} au lieu de {ecrire_heure(voulues[0].debut)}"
    if depart < voulues[-1].fin:
        yield f"part à {ecrire_heure(depart)} au lieu de {ecrire_heure(voulues[-1].fin)}"
    for trou in _trous(voulues, tenues, arrivee, depart):
        yield f"pas libre de {ecrire_heure(trou.debut)} à {ecrire_heure(trou.fin)}"


def _trous(voulues: list[Plage], tenues: list[Plage], arrivee: int, depart: int) -> Iterable[Plage]:
    """Wanted time that is missing between her first arrival and her last departure."""
    for voulue in voulues:
        curseur = max(voulue.debut, arrivee)
        for tenue in tenues:
            if voulue.debut <= tenue.debut and tenue.fin <= voulue.fin:
                if tenue.debut > curseur:
                    yield Plage(curseur, tenue.debut)
                curseur = tenue.fin
        if min(voulue.fin, depart) > curseur:
            yield Plage(curseur, min(voulue.fin, depart))

"""What the paper says beside what the register says: pure, line by line."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from clairiere.documents.lecture_certificat import Lu, a_plat
from clairiere.interface.francais import date_longue, heures


@dataclass(frozen=True)
class AuRegistre:
    """What the register says of a certificate.

    Attributes:
        autres_durees: the other durations that its page carries, in minutes: those planned, that of the programme.
    """

    numero: str
    nom: str
    minutes: int
    programme: str
    centre: str
    delivre_le: dt.date
    autres_durees: frozenset[int] = frozenset()


@dataclass(frozen=True)
class LigneComparee:
    """One fact. `papier` is empty when the paper does not say it."""

    libelle: str
    papier: str
    registre: str
    pareil: bool


def comparer(lu: Lu, registre: AuRegistre) -> list[LigneComparee]:
    """Each fact of the register, and what the paper says in its place."""
    return [
        _nom(lu, registre.nom),
        _heures(lu, registre),
        LigneComparee("Numéro", lu.numero, registre.numero, lu.numero == registre.numero),
        _present(lu, "Programme", registre.programme),
        _present(lu, "Centre", registre.centre),
        _present(lu, "Délivré le", _jour(registre.delivre_le)),
    ]


def differences(lignes: list[LigneComparee]) -> list[str]:
    """« Le papier dit 120 h, le registre dit 114 h. », one sentence per line that differs."""
    phrases = []
    for ligne in lignes:
        if ligne.pareil:
            continue
        dit = f"le papier dit « {ligne.papier} »" if ligne.papier else "le papier ne le dit pas"
        phrases.append(f"{ligne.libelle} : {dit}, le registre dit « {ligne.registre} ».")
    return phrases


def _nom(lu: Lu, attendu: str) -> LigneComparee:
    """The line under « remis à »; a long name may be cut there, then it stands whole further on."""
    ecrit, voulu = a_plat(lu.nom), a_plat(attendu)
    pareil = ecrit == voulu or (voulu.startswith(ecrit) and lu.dit(attendu))
    return LigneComparee("Nom", attendu if pareil else lu.nom, attendu, pareil)


def _heures(lu: Lu, registre: AuRegistre) -> LigneComparee:
    """The hours stand twice on a certificate, in the drawing and in the sentence: a retouch of one of them shows."""
    attendues = registre.minutes
    etrangeres = [duree for duree in lu.durees if duree not in registre.autres_durees | {attendues}]
    if lu.minutes == attendues and lu.durees.count(attendues) >= 2 and not etrangeres:
        return LigneComparee("Heures suivies", heures(attendues), heures(attendues), True)
    autres = etrangeres or [duree for duree in (lu.minutes, *lu.durees) if duree not in (None, attendues)]
    return LigneComparee("Heures suivies", heures(autres[0]) if autres else "", heures(attendues), False)


def _present(lu: Lu, libelle: str, attendu: str) -> LigneComparee:
    dit = lu.dit(attendu)
    return LigneComparee(libelle, attendu if dit else "", attendu, dit)


def _jour(date: dt.date) -> str:
    return date_longue(date, aujourdhui=dt.date.min).split(" ", 1)[1]

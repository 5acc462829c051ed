"""One mark of an attendance sheet: X, P, A, « ABS justifiée », « retard 30 min », or nothing."""

import re
from dataclasses import dataclass
from typing import Literal

from clairiere.importation.lecture.demi_journees import lire_duree
from clairiere.importation.lecture.textes import cle, en_texte, phrase, sans_accents

Statut = Literal["presente", "retard", "absente", "absente_justifiee", "vide"]
_PRESENTE = re.compile(r"x{1,3}|p|pr|pres|presente?s?|oui|o|ok|vu|signee?|1|journee|matin|apres midi")
_ABSENTE = re.compile(
    r"(?:a|abs|absente?|absence|non|n|0)(?: (?:non justifiee?|injustifiee?|nj|n j|sans motif))?|anj|ai|injustifiee?|ni"
)
_JUSTIFIEE = re.compile(
    r"(?:a|abs|absente?|absence) ?(?:justifiee?|just|j|exc|excusee?|maladie|malade)|aj|abj|excusee?|exc"
    r"|justifiee?|malade|maladie"
    r"|arret(?: maladie| de travail)?|conge|enfant malade"
)
_RETARD = re.compile(r"(?:r|ret|retard|en retard|arrivee? en retard)\b[\s:.(de]*(.*)")
_DUREE_SEULE = re.compile(r"\d{1,2}\s?h\s?(?:\d{2})?|\d{1,2}:\d{2}|\d{1,3}\s?(?:min|mn|minutes)")


@dataclass(frozen=True)
class Presence:
    """``minutes`` done in the half-day: 0 when absent or not signed."""

    statut: Statut
    minutes: int


def lire_presence(valeur: object, duree: int) -> tuple[Presence, str]:
    """The mark of a half-day of ``duree`` minutes, and a French sentence when it is not understood (then 0 minutes)."""
    texte = en_texte(valeur)
    mots = cle(texte)
    if not mots and texte not in {"✓", "✔", "☑", "✗", "+"}:
        return Presence("vide", 0), ""
    if not mots or _PRESENTE.fullmatch(mots):
        return Presence("presente", duree), ""
    if _JUSTIFIEE.fullmatch(mots):
        return Presence("absente_justifiee", 0), ""
    if _ABSENTE.fullmatch(mots):
        return Presence("absente", 0), ""
    simple = sans_accents(texte).strip(" .")
    retard = _RETARD.fullmatch(simple)
    if retard:
        return _en_retard(retard[1].strip(" .)"), texte, duree)
    if _DUREE_SEULE.fullmatch(simple):
        return _duree_faite(lire_duree(simple) or 0, texte, duree)
    return Presence("vide", 0), phrase("marque non comprise, comptée 0 minute", texte)


def _en_retard(reste: str, texte: str, duree: int) -> tuple[Presence, str]:
    perdues = lire_duree(reste + " min" if reste.isdecimal() else reste)
    if not perdues:
        return Presence("retard", 0), phrase("retard sans durée lisible, compté 0 minute", texte)
    if duree and perdues >= duree:
        return Presence("retard", 0), phrase("retard aussi long que la demi-journée", texte)
    return Presence("retard", max(0, duree - perdues)), ""


def _duree_faite(faites: int, texte: str, duree: int) -> tuple[Presence, str]:
    """« 2h30 » in a cell: the time she was there."""
    if faites > duree:
        return Presence("vide", 0), phrase("durée plus longue que la demi-journée, comptée 0 minute", texte)
    return Presence("presente" if faites == duree else "retard", faites), ""

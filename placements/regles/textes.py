"""Screening a family's free text for forbidden criteria (Code du travail, art. L.1132-1). Pure.

Words are not forbidden, criteria are: « langue française » and « cuisine africaine » pass, « française de préférence »
does not. A word counts when it is said of the person to hire: just after a noun for her (« nounou africaine »), or
close to a wish or a refusal (« plutôt », « pas d’ », « de préférence »). The staff decides; this only reminds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from placements.regles.lexique import (
    CHOSES,
    DE_LA_FAMILLE,
    ENFANTS,
    EXPRESSIONS,
    FORMES_DE_LANGUE,
    LIAISONS,
    MARQUES_APRES,
    MARQUES_AVANT,
    MOTS,
    PERSONNES,
    SANTE,
)

_RAPPEL = (
    "«\u00a0{extrait}\u00a0»\u00a0: la loi interdit de choisir une salariée selon {critere} "
    "(article L.1132-1 du Code du travail). Dites plutôt ce dont l’enfant a besoin."
)
_PORTEE_AVANT = 4
_PORTEE_APRES = 3
_FIN_DE_PROPOSITION = re.compile(r"[.;:!?\n()]|,(?=\s*(?:nous|je|on|elle|il|mais|notre|nos)\b)")
_MOT = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Mot:
    texte: str
    debut: int
    fin: int


def textes_interdits(texte: str) -> list[str]:
    """Reminders for the criteria that the text seems to ask for: one sentence per criterion, in order of the law.

    Empty list: nothing found. Each reminder quotes the words as they were typed.
    """
    texte = unicodedata.normalize("NFC", texte)
    plat = _aplatir(texte)
    trouves: dict[str, tuple[int, int]] = {}
    for critere, motif in EXPRESSIONS:
        for trouve in motif.finditer(plat):
            if critere != SANTE or not _parle_d_un_enfant(plat, trouve.start()):
                trouves.setdefault(critere, trouve.span())
    for proposition in _propositions(plat):
        for rang, mot in enumerate(proposition):
            vise = MOTS.get(mot.texte)
            if vise is not None and vise not in trouves:
                etendue = _etendue_du_critere(proposition, rang)
                if etendue is not None:
                    trouves[vise] = etendue
    criteres = dict.fromkeys([*MOTS.values(), *(critere for critere, _ in EXPRESSIONS)])
    return [
        _RAPPEL.format(extrait=" ".join(texte[slice(*trouves[critere])].split()), critere=critere)
        for critere in criteres
        if critere in trouves
    ]


def _aplatir(texte: str) -> str:
    """Lower case without accents, character for character, so that positions still point into the text typed."""
    return "".join("'" if c in "’ʼ`" else (unicodedata.normalize("NFD", c)[0].lower()[:1] or c) for c in texte)


def _propositions(plat: str) -> Iterator[list[_Mot]]:
    debut = 0
    for coupure in [*_FIN_DE_PROPOSITION.finditer(plat), None]:
        fin = coupure.start() if coupure else len(plat)
        mots = [_Mot(m.group(), m.start(), m.end()) for m in _MOT.finditer(plat, debut, fin)]
        if mots:
            yield mots
        debut = coupure.end() if coupure else fin


def _parle_d_un_enfant(plat: str, position: int) -> bool:
    """« Notre fils est en bonne santé » is about the child: the nearest noun before decides, within the sentence."""
    phrase = re.split(r"[.;!?\n]", plat[:position])[-1]
    for mot in reversed(_MOT.findall(phrase)):
        if mot in ENFANTS:
            return True
        if mot in PERSONNES:
            return False
    return False


def _etendue_du_critere(mots: list[_Mot], rang: int) -> tuple[int, int] | None:
    """Span of the words that make this one a criterion, or None when it speaks of something else."""
    if mots[rang].texte not in FORMES_DE_LANGUE and all(m.texte in MOTS or m.texte in LIAISONS for m in mots):
        return mots[0].debut, mots[-1].fin  # the whole wish is the criterion: « jeune »
    precedent = rang - 1
    while precedent >= 0 and (mots[precedent].texte in LIAISONS or mots[precedent].texte in MOTS):
        precedent -= 1
    nom = mots[precedent].texte if precedent >= 0 else ""
    suivant = mots[rang + 1].texte if rang + 1 < len(mots) else ""
    if nom in CHOSES or suivant in CHOSES or suivant in DE_LA_FAMILLE:
        return None
    avant = [mot.texte for mot in mots[max(rang - _PORTEE_AVANT, 0) : rang]]
    if DE_LA_FAMILLE.intersection(avant):
        return None
    langue = mots[rang].texte in FORMES_DE_LANGUE
    if nom in PERSONNES and not (langue and nom != mots[rang - 1].texte):
        return mots[precedent].debut, mots[rang].fin
    if suivant in PERSONNES:
        return mots[rang].debut, mots[rang + 1].fin
    if langue and not {"d", "de", "une", "un"}.intersection(avant[-1:]):
        return None
    for recul, mot in enumerate(reversed(avant), start=1):
        if mot in MARQUES_AVANT:
            return mots[rang - recul].debut, mots[rang].fin
    for avance, suite in enumerate(mots[rang + 1 : rang + 1 + _PORTEE_APRES], start=1):
        if suite.texte in MARQUES_APRES:
            return mots[rang].debut, mots[rang + avance].fin
    return None

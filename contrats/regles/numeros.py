"""Recognise a French social-security number in a free text. Pure.

The centre has no right to keep it (domaine/contrat.md § 2, statement 3): the parties write it by hand on the paper.
"""

from __future__ import annotations

import re

_ENTRE = r"[\s.\-\u00a0\u202f]?"
# sex, year, month (with the fictitious ones), department, town, order, key
_STRUCTURE = re.compile(
    rf"(?<!\d)[1-478]{_ENTRE}\d{{2}}{_ENTRE}(?:0[1-9]|1[0-2]|[2-9]\d){_ENTRE}(?:\d{{2}}|2[ABab]){_ENTRE}\d{{3}}"
    rf"{_ENTRE}\d{{3}}(?:{_ENTRE}\d{{2}})?(?!\d)"
)
_SUITE = re.compile(rf"\d(?:{_ENTRE}\d)*")
CHIFFRES = 15


def numero_de_securite_sociale(texte: str) -> str:
    """The part of the text that looks like such a number (13 digits and a key, or 15 digits in a row), else ""."""
    trouve = _STRUCTURE.search(texte)
    if trouve:
        return trouve.group()
    return next((m.group() for m in _SUITE.finditer(texte) if sum(c.isdigit() for c in m.group()) == CHIFFRES), "")

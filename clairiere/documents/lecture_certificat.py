"""What a certificate says, read again from the words of its page. Pure.

A retouched paper still carries words: they are put beside those of the register. Only what is always printed the same
way is looked for; the sentences that a centre may write itself are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clairiere.documents.numeros import CodeInvalide, lire_code

_NUMERO = re.compile(r"\b([A-Z]{2,8}-\d{4}-\d{4,})\b")
_CODE = re.compile(r"(?<![\w-])([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2})(?![\w-])")
_HEURES = re.compile(r"(?<![\d-])(\d{1,4}) h(?!\w)(?: (\d\d)(?!\d))?")
_ANNEAU = re.compile(_HEURES.pattern + r" suivies sur")
_NOM = re.compile(r"remis à\n(.+)", re.IGNORECASE)


@dataclass(frozen=True)
class Lu:
    """What the page says; empty or None where it says nothing.

    Attributes:
        minutes: the hours followed, in minutes, as the drawing of the hours says them.
        durees: every duration of the page, in minutes, in order.
    """

    texte: str
    numero: str = ""
    code: str = ""
    nom: str = ""
    minutes: int | None = None
    durees: tuple[int, ...] = ()

    def dit(self, mots: str) -> bool:
        """True when these words stand on the page, whatever the spaces and the apostrophes between them."""
        return a_plat(mots) in a_plat(self.texte)


def lire(texte: str) -> Lu:
    """Read the words of a page."""
    lignes = "\n".join(_une_ligne(ligne) for ligne in texte.splitlines() if ligne.strip())
    plat = lignes.replace("\n", " ")
    durees = tuple(_minutes(trouvee) for trouvee in _HEURES.finditer(plat))
    anneau = _ANNEAU.search(plat)
    nom = _NOM.search(lignes)
    numero = _NUMERO.search(plat)
    return Lu(
        texte=lignes,
        numero=numero[1] if numero else "",
        code=_premier_code(plat),
        nom=nom[1] if nom else "",
        minutes=_minutes(anneau) if anneau else next(iter(durees), None),
        durees=durees,
    )


def _minutes(trouvee: re.Match[str]) -> int:
    return int(trouvee[1]) * 60 + int(trouvee[2] or 0)


def code_dans(texte: str) -> str:
    """The first well-formed code of a text, without its hyphens; empty when there is none."""
    return _premier_code(_une_ligne(texte))


def _premier_code(texte: str) -> str:
    for ecrit in _CODE.findall(texte):
        try:
            return lire_code(ecrit)
        except CodeInvalide:
            continue
    return ""


def a_plat(texte: str) -> str:
    """Words with one space between them, straight apostrophes, small letters: to compare, never to show."""
    return _une_ligne(texte.replace("\n", " ")).replace("’", "'").casefold()


def _une_ligne(texte: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", texte).strip()

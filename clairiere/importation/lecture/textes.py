"""Words as they come out of a spreadsheet: cleaning them, comparing them, quoting them in a French sentence."""

import re
import unicodedata
from datetime import date, datetime

INSECABLE = "\u00a0"
_ESPACES = re.compile(r"\s+")
_SIGNES = re.compile(r"[\W_]+")
_INVISIBLES = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LETTRES_A_PART = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "œ": "oe",
        "æ": "ae",
        "ß": "ss",
        "’": "'",
        "`": "'",
        "´": "'",
    }
)
_NEANT = re.compile(
    r"(?:(?:pas|sans|aucune?|n ?a pas|ne veut pas|plus)(?: (?:de|d|du))?"
    r"(?: (?:mail|mel|courriel|e ?mail|adresse(?: mail)?|boite mail|tel|telephone|portable|mobile|numero.*|internet))?"
    r"|neant|rien|non|x+|na|n a|nc|n c|nr|n r|nsp|inconnue?"
    r"|non (?:communiquee?|renseignee?|connue?)|vide|null|none|0+)?"
)


def propre(texte: str) -> str:
    """Composed letters, one kind of space, no invisible character; line breaks kept, edges trimmed."""
    if texte.isascii() and texte.isprintable():
        return _ESPACES.sub(" ", texte).strip()
    texte = _INVISIBLES.sub("", unicodedata.normalize("NFC", texte.replace("\r\n", "\n").replace("\r", "\n")))
    return "\n".join(_ESPACES.sub(" ", ligne).strip() for ligne in texte.split("\n")).strip()


def sur_une_ligne(texte: str) -> str:
    """The same text with every run of blanks, line breaks included, made one space."""
    return _ESPACES.sub(" ", propre(texte))


def sans_accents(texte: str) -> str:
    """Lower-case text without accents; letters that do not decompose (ı, ø, œ…) take their usual form."""
    if texte.isascii():
        return texte.lower().replace("`", "'")
    decompose = unicodedata.normalize("NFKD", texte.casefold().translate(_LETTRES_A_PART))
    return "".join(lettre for lettre in decompose if not unicodedata.combining(lettre)).translate(_LETTRES_A_PART)


def cle(texte: str) -> str:
    """What is left to compare headings and words.

    Letters and digits without accents, single spaces (« N° Tél. » → « n tel »).
    """
    return _SIGNES.sub(" ", sans_accents(texte.replace("°", " ").replace("º", " "))).strip()


def compact(texte: str) -> str:
    """Letters and digits only, to compare names without their signs and spaces (« El-Amrani » → « elamrani »)."""
    return cle(texte).replace(" ", "")


def est_neant(texte: str) -> bool:
    """True when a cell says in words that there is nothing: « pas de mail », « néant », « - », « x », « ? »."""
    return _NEANT.fullmatch(cle(texte)) is not None


def en_texte(valeur: object) -> str:
    """Any cell value as a person would read it: 600061033.0 → « 600061033 », dates day first, true → « oui »."""
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, int):
        return str(valeur) if valeur.bit_length() < 200 else "nombre trop grand"
    if isinstance(valeur, float):
        return str(int(valeur)) if valeur.is_integer() and abs(valeur) < 1e18 else str(valeur)
    if isinstance(valeur, (datetime, date)):
        return f"{valeur.day:02}/{valeur.month:02}/{valeur.year:04}"
    return propre(str(valeur))


def cite(valeur: object, limite: int = 60) -> str:
    """A cell between French quotation marks, on one line, cut after ``limite`` characters."""
    texte = sur_une_ligne(en_texte(valeur))
    if len(texte) > limite:
        texte = texte[: limite - 1].rstrip() + "…"
    return f"«{INSECABLE}{texte}{INSECABLE}»"


def phrase(constat: str, valeur: object) -> str:
    """« téléphone illisible : « 06 00 » »: what is wrong, then the cell as it was typed."""
    return f"{constat}{INSECABLE}: {cite(valeur)}"

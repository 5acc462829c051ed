"""French typography as pure functions: dates, hours, euros, telephones, plurals, no-break spaces.

Everything here takes plain values and returns plain text. The template filters of the same names
(``{% load francais %}``) only handle empty values and HTML escaping.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

import phonenumbers
from django.utils import timezone

INSECABLE = "\u00a0"
FINE = "\u202f"
MOINS = "\u2212"

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = (
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

_UNITES = r"(?:€|%|h|min|km|kg|m²|°C)"
_REGLES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r"«[ \u00a0\u202f]*"), "«" + INSECABLE),
    (re.compile(r"[ \u00a0\u202f]*»"), INSECABLE + "»"),
    (re.compile(r"[ \u00a0]+(?=[;!?])"), FINE),
    (re.compile(r"[ \u202f]+(?=:(?!\w))"), INSECABLE),
    (re.compile(rf"(?<=\d)[ \u00a0]+(?={_UNITES}(?!\w))"), INSECABLE),
    (re.compile(r"(?<=\dh|\sh|\u00a0h)[ \u00a0]+(?=\d{2}(?!\d))"), INSECABLE),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), FINE),
    (re.compile(r"(?<=n[o°]) (?=\d)"), INSECABLE),
    (re.compile(rf"(?<=\d) (?=(?:{'|'.join(MOIS)})\b)"), INSECABLE),
)


def typographie(texte: str) -> str:
    """Put the no-break spaces and the curly apostrophe of French printing into a sentence.

    Spaces that already exist before ``: ; ! ? » %`` and ``€`` become unbreakable; quotation marks gain theirs.
    Nothing else moves, so an address such as ``https://exemple.fr`` or a time written ``14:30`` stays whole.
    """
    for motif, remplacement in _REGLES:
        texte = motif.sub(remplacement, texte)
    return texte


def _milliers(entier: int) -> str:
    return f"{entier:,}".replace(",", FINE)


def nombre(valeur: int | float | Decimal, decimales: int | None = None) -> str:
    """A number in French: ``1234.5`` → « 1 234,5 ». ``decimales`` fixes how many figures follow the comma."""
    exact = Decimal(str(valeur))
    if decimales is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimales), rounding=ROUND_HALF_UP)
    entier, _, reste = f"{abs(exact):f}".partition(".")
    if decimales is None:
        reste = reste.rstrip("0")
    signe = MOINS if exact < 0 else ""
    return signe + _milliers(int(entier)) + (f",{reste}" if reste else "")


def euros(montant: int | float | Decimal) -> str:
    """An amount in euros, rounded half up to the cent: ``Decimal("1234.5")`` → « 1 234,50 € »."""
    return f"{nombre(montant, 2)}{INSECABLE}€"


def en_minutes(duree: int | float | Decimal | timedelta) -> int:
    """Whole minutes: an ``int`` counts minutes, a ``Decimal`` or ``float`` counts hours; or a ``timedelta``."""
    if isinstance(duree, timedelta):
        return round(duree.total_seconds() / 60)
    if isinstance(duree, int):
        return duree
    return int((Decimal(str(duree)) * 60).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def heures(duree: int | float | Decimal | timedelta) -> str:
    """A duration: 210 (minutes) or ``Decimal("3.5")`` (hours) → « 3 h 30 »; 45 → « 45 min »; 0 → « 0 h »."""
    minutes = en_minutes(duree)
    signe = MOINS if minutes < 0 else ""
    pleines, reste = divmod(abs(minutes), 60)
    if not pleines and reste:
        return f"{signe}{reste}{INSECABLE}min"
    return f"{signe}{_milliers(pleines)}{INSECABLE}h" + (f"{INSECABLE}{reste:02d}" if reste else "")


def heure(moment: time | datetime) -> str:
    """A time of day: 14:00 → « 14 h », 9:05 → « 9 h 05 »."""
    return f"{moment.hour}{INSECABLE}h" + (f"{INSECABLE}{moment.minute:02d}" if moment.minute else "")


def _local(moment: date | datetime) -> date | datetime:
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        local: datetime = timezone.localtime(moment)
        return local
    return moment


def date_longue(moment: date | datetime, aujourdhui: date | None = None) -> str:
    """« mardi 24 novembre à 14 h »; the year is added when it is not this year's (« mardi 12 janvier 2027 »)."""
    moment = _local(moment)
    annee = (aujourdhui or timezone.localdate()).year
    jour = "1er" if moment.day == 1 else str(moment.day)
    texte = f"{JOURS[moment.weekday()]} {jour}{INSECABLE}{MOIS[moment.month - 1]}"
    if moment.year != annee:
        texte += f" {moment.year}"
    if isinstance(moment, datetime):
        texte += f" à{INSECABLE}{heure(moment)}"
    return texte


def date_courte(moment: date | datetime) -> str:
    """« 24/11/2026 », and « 24/11/2026 à 14 h » for a date with a time: for tables."""
    moment = _local(moment)
    texte = f"{moment.day:02d}/{moment.month:02d}/{moment.year:04d}"
    return f"{texte} à{INSECABLE}{heure(moment)}" if isinstance(moment, datetime) else texte


def telephone(numero: object) -> str:
    """A telephone number as French people say it: « 06 00 06 10 33 ». What is no number stays as typed."""
    brut = str(getattr(numero, "as_e164", numero) or "")
    try:
        lu = phonenumbers.parse(brut, "FR")
    except phonenumbers.NumberParseException:
        return brut
    francais = lu.country_code == phonenumbers.country_code_for_region("FR")
    forme = phonenumbers.PhoneNumberFormat.NATIONAL if francais else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(lu, forme).replace(" ", INSECABLE)


def telephone_lien(numero: object) -> str:
    """The ``tel:`` address of a number, or an empty text when it cannot be dialled."""
    brut = str(getattr(numero, "as_e164", numero) or "")
    try:
        lu = phonenumbers.parse(brut, "FR")
    except phonenumbers.NumberParseException:
        return ""
    return "tel:" + phonenumbers.format_number(lu, phonenumbers.PhoneNumberFormat.E164)


def pluriel(quantite: int | float | Decimal, singulier: str, au_pluriel: str = "") -> str:
    """A counted noun, plural from two on as in French: (1, "place") → « 1 place », (2, "place") → « 2 places »."""
    mots = singulier if -2 < quantite < 2 else au_pluriel or f"{singulier}s"
    return f"{nombre(quantite)}{INSECABLE}{mots}"


def enumeration(elements: Iterable[object], conjonction: str = "et") -> str:
    """« a, b et c »; with ``conjonction="ou"``, « a, b ou c »."""
    textes = [str(element) for element in elements]
    if len(textes) <= 1:
        return "".join(textes)
    return f"{', '.join(textes[:-1])} {conjonction} {textes[-1]}"

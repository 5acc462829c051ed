"""Dates, hours and sentences in the other languages of her pages; the French ones are in `francais`."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone, translation
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext

from clairiere.interface import francais

_JOUR = {"en": "l j F", "es": r"l j \d\e F", "pt": r"l, j \d\e F", "ar": "l j F"}
# Arabic counts three to ten things in the plural, the others in the singular.
_UNITES_ARABES = (("ساعة", "ساعات"), ("دقيقة", "دقائق"))
_ESPACE_FRANCAISE = re.compile(r"[ \u00a0\u202f]+(?=[:;!?](?!\w))")
_ANNEE = {"en": " Y", "es": r" \d\e Y", "pt": r" \d\e Y", "ar": " Y"}


def en_francais() -> bool:
    """True when the page is in French."""
    return (translation.get_language() or "fr").startswith("fr")


def date_longue(moment: date | datetime, aujourdhui: date | None = None) -> str:
    """« Tuesday 24 November, 14:00 » ; the year when it is not this year's."""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    langue = translation.get_language() or "en"
    motif = _JOUR.get(langue, "l j F")
    if moment.year != (aujourdhui or timezone.localdate()).year:
        motif += _ANNEE.get(langue, " Y")
    texte = str(date_format(moment, motif, use_l10n=False))
    if langue == "pt":  # Django writes « Terça-feira, 24 de Novembro »
        texte = texte.lower()
    return f"{texte}{_virgule()}{moment:%H:%M}" if isinstance(moment, datetime) else texte


def date_courte(moment: date | datetime) -> str:
    """« 24/11/2026 », « 24/11/2026, 14:00 »."""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment) if timezone.is_aware(moment) else moment
        return f"{moment:%d/%m/%Y}{_virgule()}{moment:%H:%M}"
    return f"{moment:%d/%m/%Y}"


def _virgule() -> str:
    return "، " if (translation.get_language() or "").startswith("ar") else ", "


def heure(moment: time | datetime) -> str:
    """« 14:30 »; in French « 14 h 30 »."""
    return francais.heure(moment) if en_francais() else f"{moment:%H:%M}"


def duree(valeur: Any) -> str:
    """« 3 h 30 min » (whole minutes, hours or a timedelta); in French « 3 h 30 », in Arabic the words in full."""
    if en_francais():
        return francais.heures(valeur)
    minutes = francais.en_minutes(valeur)
    heures, reste = divmod(abs(minutes), 60)
    if (translation.get_language() or "").startswith("ar"):
        parties = [_en_arabe(n, *mots) for n, mots in zip((heures, reste), _UNITES_ARABES, strict=True) if n]
        return " و".join(parties) or _en_arabe(0, *_UNITES_ARABES[0])
    parties = [f"{n}{francais.INSECABLE}{mot}" for n, mot in ((heures, "h"), (reste, "min")) if n]
    return francais.INSECABLE.join(parties) or f"0{francais.INSECABLE}h"


def _en_arabe(nombre: int, un: str, plusieurs: str) -> str:
    return f"{nombre}{francais.INSECABLE}{plusieurs if 3 <= nombre <= 10 else un}"


def jour(rang: int, *, court: bool = False) -> str:
    """The day of the week, 0 for Monday: « lundi », « Monday »; `court`: « lun. »."""
    if en_francais():
        return f"{francais.JOURS[rang][:3]}." if court else francais.JOURS[rang]
    return str((WEEKDAYS_ABBR if court else WEEKDAYS)[rang])


def ponctuation(texte: str) -> str:
    """French puts a space before « : » and « ? »; the other languages do not."""
    return _ESPACE_FRANCAISE.sub("", texte)


def traduite(phrase: Any) -> str | None:
    """What is kept in French (a competence, a step), in the language of the page; None when nobody translated it."""
    if en_francais() or isinstance(phrase, Promise):
        return str(phrase)
    dite = gettext(str(phrase)) if phrase else ""
    return None if phrase and dite == str(phrase) else dite


def semaine(heures: Any) -> list[tuple[str, str]]:
    """A week day by day: (« Monday », « 09:00–12:00, 14:00–16:00 »). `heures`: an `agenda.semaine.Semaine`."""
    jours = []
    for rang in range(7):
        plages = [f"{d // 60:02d}:{d % 60:02d}–{f // 60:02d}:{f % 60:02d}" for d, f in heures.plages(rang)]
        if plages:
            jours.append((jour(rang), ", ".join(plages)))
    return jours


def age(mois: int) -> str:
    """A child's age: months before two years, then years."""
    if mois < 24:
        return ngettext("%(n)s mois", "%(n)s mois", mois) % {"n": mois}
    return ngettext("%(n)s an", "%(n)s ans", mois // 12) % {"n": mois // 12}

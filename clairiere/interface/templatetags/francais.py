"""``{% load francais %}``: French typography in templates. The rules live in ``clairiere.interface.francais``."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from clairiere.interface import autres_langues, francais

register = template.Library()
_BALISE = re.compile(r"(<[^>]*>)")


def _sauf_vide(fonction: Callable[..., str], valeur: Any) -> str:
    return "" if valeur is None or valeur == "" else fonction(valeur)


@register.filter(is_safe=True)
def typographie(valeur: object) -> SafeString:
    """No-break spaces and curly apostrophes, outside HTML tags. « Il manque : 6 h » never breaks before the colon.

    In another language: no space before the colon.
    """
    if valeur is None:
        return SafeString("")
    regle = francais.typographie if autres_langues.en_francais() else autres_langues.ponctuation
    if isinstance(valeur, SafeString):
        morceaux = _BALISE.split(str(valeur))
        propre = "".join(m if m.startswith("<") else regle(m) for m in morceaux)
        return mark_safe(propre)  # noqa: S308
    return conditional_escape(regle(str(valeur)))


@register.filter
def dans_sa_langue(valeur: object) -> SafeString:
    """A sentence kept in French (a competence, a title), translated; what nobody translated says that it is French."""
    if valeur is None or valeur == "":
        return SafeString("")
    dite = autres_langues.traduite(valeur)
    if dite is None:
        return format_html('<bdi lang="fr">{}</bdi>', francais.typographie(str(valeur)))
    return typographie(dite)


@register.filter
def traduit(valeur: object) -> SafeString:
    """The same for a sentence that may already be in the language of the page: it is never marked as French."""
    if valeur is None or valeur == "":
        return SafeString("")
    return typographie(autres_langues.traduite(valeur) or valeur)


@register.filter
def date_longue(valeur: date | datetime | None) -> str:
    """« mardi 24 novembre à 14 h », or the same in the language of the page."""
    return _sauf_vide((francais if autres_langues.en_francais() else autres_langues).date_longue, valeur)


@register.filter
def date_courte(valeur: date | datetime | None) -> str:
    """« 24/11/2026 »."""
    return _sauf_vide((francais if autres_langues.en_francais() else autres_langues).date_courte, valeur)


@register.filter
def heure(valeur: Any) -> str:
    """A time of day: « 14 h 30 », « 14:30 » in the other languages."""
    return _sauf_vide(autres_langues.heure, valeur)


@register.filter
def heures(valeur: int | float | Decimal | timedelta | None) -> str:
    """A duration: whole minutes (int), hours (Decimal, float) or timedelta → « 3 h 30 »."""
    return _sauf_vide(autres_langues.duree, valeur)


@register.filter
def semaine_dite(semaine: Any) -> str:
    """The hours of a week in words: « du lundi au vendredi 9 h – 17 h »; day by day in the other languages."""
    if autres_langues.en_francais():
        return str(semaine.phrase())
    jours = autres_langues.semaine(semaine)
    return format_html_join(mark_safe("<br>"), '{} <bdi dir="ltr">{}</bdi>', jours)


@register.filter
def age_dit(mois: int) -> str:
    """A child’s age from months, in the other languages: « 9 months », « 3 years »."""
    return autres_langues.age(mois)


@register.filter
def euros(valeur: int | float | Decimal | None) -> str:
    """« 1 234,50 € »."""
    return _sauf_vide(francais.euros, valeur)


@register.filter
def nombre(valeur: int | float | Decimal | None, decimales: int | None = None) -> str:
    """« 1 234,5 »; ``{{ x|nombre:2 }}`` fixes two decimals."""
    return "" if valeur is None or valeur == "" else francais.nombre(valeur, decimales)


@register.filter
def telephone(valeur: object) -> str:
    """« 06 00 06 10 33 »."""
    return _sauf_vide(francais.telephone, valeur)


@register.filter
def telephone_lien(valeur: object) -> str:
    """``tel:+33600061033``, for ``href``."""
    return _sauf_vide(francais.telephone_lien, valeur)


@register.filter
def pluriel(quantite: int | float | Decimal, mots: str) -> str:
    """``{{ n|pluriel:"place libre,places libres" }}`` → « 1 place libre », « 3 places libres »."""
    singulier, _, au_pluriel = mots.partition(",")
    return francais.pluriel(quantite, singulier, au_pluriel)


@register.filter
def enumeration(elements: Iterable[object], conjonction: str = "et") -> str:
    """« a, b et c »."""
    return francais.enumeration(elements, conjonction)


@register.filter
def sans_coupure(valeur: object) -> SafeString:
    """Keep compound words whole on narrow tiles: « rendez-vous » never breaks at its hyphen."""
    mots = (
        format_html('<span class="insecable">{}</span>', mot) if "-" in mot else conditional_escape(mot)
        for mot in str(valeur).split(" ")
    )
    return mark_safe(" ".join(mots))  # noqa: S308 — each word is escaped above

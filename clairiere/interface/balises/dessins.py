"""Drawings: hours done, the week, an amount explained. Each has its text equivalent."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.template import Context
from django.utils.safestring import SafeString

from clairiere.interface import jauge, semaine_dessin
from clairiere.interface.balises.registre import dessiner, register


@register.simple_tag(takes_context=True)
def jauge_heures(
    context: Context,
    faites: int | Decimal,
    total: int | Decimal,
    modules: Iterable[Any] = (),
    libelle: str = "Heures de formation",
) -> SafeString:
    """Hours done out of the hours planned (int: minutes; Decimal: hours), as a filling line.

    ``modules``: objects or dicts with ``libelle``, ``faites``, ``prevues``: one segment each, and a table of figures.
    """
    return dessiner(context, "jauge", {"jauge": jauge.calculer(faites, total, modules), "libelle": libelle})


@register.simple_tag(takes_context=True)
def semaine(context: Context, besoin: Any, disponibilite: Any = None, libelle: str = "La semaine") -> SafeString:
    """A week: what is needed, and what is available laid over it: covered, missing, extra.

    Each is an ``agenda.semaine.Semaine``, or a mapping ``{day 0-6: [(start, end), …]}`` in minutes from midnight.
    Without ``disponibilite`` the week shows one thing: the hours of ``besoin``.
    """
    dessin = semaine_dessin.dessiner(besoin, disponibilite)
    return dessiner(context, "semaine", {"s": dessin, "libelle": libelle})


@register.simple_tag(takes_context=True)
def explication(context: Context, ligne: Any, ouverte: bool = False) -> SafeString:
    """An amount and its arithmetic as an opening tree.

    ``ligne``: object or dict with ``libelle``, ``montant`` (Decimal in euros, or a text already written),
    ``calcul`` (« 40 h × 52 / 12 »), ``source`` (text), ``lignes`` (the amounts it is made of, same shape).
    ``ouverte``: the first level is open.
    """
    return dessiner(context, "explication", {"ligne": normaliser(ligne), "ouverte": ouverte, "racine": True})


def normaliser(ligne: Any) -> dict[str, Any]:
    """The same tree with every key present, so that the template never meets a missing name."""

    def lire(nom: str) -> Any:
        return ligne.get(nom) if isinstance(ligne, dict) else getattr(ligne, nom, None)

    montant = lire("montant")
    return {
        "libelle": lire("libelle"),
        "montant": montant if isinstance(montant, str) else "",
        "euros": montant if not isinstance(montant, str) else None,
        "calcul": lire("calcul") or "",
        "source": lire("source") or "",
        "lignes": [normaliser(sous) for sous in lire("lignes") or ()],
    }

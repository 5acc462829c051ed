"""The languages of her pages: which one for this request, and the catalogues compiled when their text is newer.

The staff reads French. An auxiliaire, and a visitor on a page without account, choose among five languages; the
choice stays in a cookie of the telephone, and in her account.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

FRANCAIS = "fr"
# Each language by its own name: who reads it finds it without reading French.
NOMS: dict[str, str] = {"fr": "Français", "en": "English", "es": "Español", "pt": "Português", "ar": "العربية"}
COOKIE = "langue"
UN_AN = 365 * 24 * 3600
_PAGES_DE_CONNEXION = ("account_login", "account_request_login_code", "account_confirm_login_code")


def connue(code: str | None) -> str:
    """The code of a language of the house, or French."""
    return code if code in NOMS else FRANCAIS


def de_la_requete(request: HttpRequest, vue: Any) -> str:
    """The language of a page: hers for an auxiliaire, the cookie's for a visitor, French for whoever works here."""
    acteur: Any = getattr(request, "acteur", None)
    choisie = request.COOKIES.get(COOKIE)
    if acteur is not None and acteur.utilisateur is not None:
        if acteur.est_auxiliaire_seule:
            return connue(acteur.utilisateur.langue or choisie)
        return FRANCAIS
    resolue = request.resolver_match.view_name if request.resolver_match else ""
    publique = getattr(vue, "droit", None) == "public" or resolue in _PAGES_DE_CONNEXION
    return connue(choisie) if publique else FRANCAIS


class LangueMiddleware:
    """Opens the language of each page, once the scope has said who is asking."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(FRANCAIS):
            reponse = self.get_response(request)
            reponse.headers.setdefault("Content-Language", translation.get_language() or FRANCAIS)
            return reponse

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Chosen here: before, nobody knows which page and whose."""
        translation.activate(de_la_requete(request, view))


def compiler() -> list[str]:
    """Compile the catalogues whose text changed; gives their codes. On a read-only disk, does nothing."""
    faits = []
    for dossier in settings.LOCALE_PATHS:
        for texte in sorted(Path(dossier).glob("*/LC_MESSAGES/django.po")):
            compile_ = texte.with_suffix(".mo")
            if compile_.exists() and compile_.stat().st_mtime >= texte.stat().st_mtime:
                continue
            try:
                _ecrire(polib.pofile(str(texte)), compile_)
            except OSError:
                continue
            faits.append(texte.parts[-3])
    return faits


def _ecrire(catalogue: polib.POFile, cible: Path) -> None:
    """Whole or absent: several processes may start at once."""
    numero, provisoire = tempfile.mkstemp(dir=cible.parent, suffix=".mo")
    os.close(numero)
    try:
        catalogue.save_as_mofile(provisoire)
        os.replace(provisoire, cible)
    finally:
        Path(provisoire).unlink(missing_ok=True)

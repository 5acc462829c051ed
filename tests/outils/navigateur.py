"""Debian's Chromium through playwright: found or skipped aloud; a server, a database, and the faults of a visit."""

import os
import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.signals import got_request_exception
from django.db import connection, connections
from pytest_django.live_server_helper import LiveServer

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
EXIGE = os.environ.get("CLAIRIERE_NAVIGATEUR_EXIGE") == "1"
REGLAGES = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# A refusal in words answers 409 or 422: Chromium writes that in the console, the page is what was wanted.
REFUS_EN_MOTS = ("status of 409", "status of 422")
GRAVES = ("serious", "critical")
TELEPHONE, BUREAU = 360, 1280
CE_QUI_DEPASSE = """(largeur) => document.documentElement.scrollWidth <= largeur ? [] :
    [`${document.documentElement.scrollWidth} px`, ...[...document.querySelectorAll("main *")]
        .filter((e) => e.getBoundingClientRect().right > largeur + 1)
        .slice(-4).map((e) => e.outerHTML.slice(0, 160))]"""


@contextmanager
def chromium():
    """A running Chromium. Skips with its reason where there is none, fails when CLAIRIERE_NAVIGATEUR_EXIGE=1."""
    if CHROMIUM is None:
        dire = pytest.fail if EXIGE else pytest.skip
        dire("no chromium, chromium-browser or google-chrome on this machine: the pages are not seen in a browser")
    from playwright.sync_api import sync_playwright

    avant = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with sync_playwright() as p:
            en_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
            chrome = p.chromium.launch(executable_path=CHROMIUM, args=[*REGLAGES, *en_root])
            try:
                yield chrome
            finally:
                chrome.close()
                connections.close_all()  # those opened while the loop of playwright was running
    finally:
        if avant is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = avant


@contextmanager
def base_a_plusieurs(dossier):
    """A database that several threads write to, as in life.

    SQLite in memory is one connection for all threads: two clicks at once would be one transaction. It is copied to a
    file for the time of the test. PostgreSQL is left as it is.
    """
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    fichier = dossier / "base.sqlite3"
    with connection.cursor() as curseur:
        curseur.execute("VACUUM INTO %s", [str(fichier)])
    memoire, reglages = connections["default"], connections.settings["default"]
    nom = reglages["NAME"]
    reglages["NAME"] = str(fichier)
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        reglages["NAME"] = nom
        connections["default"] = memoire


@contextmanager
def serveur():
    """The site, served by a thread."""
    site = LiveServer("localhost")
    site._live_server_modified_settings.enable()
    try:
        yield site
    finally:
        site._live_server_modified_settings.disable()
        site.stop()


@dataclass
class Releve:
    """What went wrong during the visit, and the pages that were examined."""

    fautes: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)

    def exception(self, sender: Any, request: Any = None, **_autres: Any) -> None:
        """A view raised."""
        self.fautes.append(f"{request.method} {request.path}: {sys.exc_info()[1]!r}")

    def console(self, message: Any) -> None:
        """The browser complains."""
        if message.type == "error" and not any(mot in message.text for mot in REFUS_EN_MOTS):
            self.fautes.append(f"console, {message.location.get('url')}: {message.text}")


class Poste:
    """Someone before a screen: one browser context, logged in or not."""

    def __init__(self, salle: "Salle", compte: Any, *, largeur: int, javascript: bool) -> None:
        self.salle = salle
        self.contexte = salle.chrome.new_context(
            base_url=salle.adresse,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            viewport={"width": largeur, "height": 900},
            java_script_enabled=javascript,
        )
        self.contexte.set_default_timeout(15_000)
        self.contexte.on("request", self._rester_chez_soi)
        if compte is not None:
            self.contexte.add_cookies([_temoin(compte, salle.adresse)])
        self.largeur = largeur
        self.page = self.onglet()

    def onglet(self) -> Any:
        """One more tab of the same person."""
        page = self.contexte.new_page()
        page.on("console", self.salle.releve.console)
        page.on("pageerror", lambda erreur: self.salle.releve.fautes.append(f"script, {page.url}: {erreur}"))
        return page

    def _rester_chez_soi(self, demande: Any) -> None:
        if not demande.url.startswith((self.salle.adresse, "data:", "blob:")):
            self.salle.releve.fautes.append(f"call to the outside: {demande.url}")

    def aller(self, suite: str = "") -> None:
        """Open an address of the first centre."""
        reponse = self.page.goto(self.salle.monde.ici.adresse(suite))
        assert reponse.status == 200, (suite, reponse.status)

    def agir(self, nom: str) -> None:
        """Click on the one button or link that bears these words."""
        self._un(self.page, nom).click()

    @staticmethod
    def _un(zone: Any, nom: str) -> Any:
        bouton = zone.get_by_role("button", name=nom, exact=True)
        return bouton.or_(zone.get_by_role("link", name=nom, exact=True)).filter(visible=True).first

    def ecrire(self, libelle: str, valeur: str) -> None:
        """Fill the field of this label."""
        self.page.get_by_label(libelle).filter(visible=True).first.fill(valeur)

    def cocher(self, libelle: str, *, groupe: str = "") -> None:
        """Tick a radio button or a box; `groupe` is the question above it."""
        zone = self.page.get_by_role("group", name=groupe) if groupe else self.page
        zone.get_by_label(libelle, exact=True).first.check()

    def voit(self, texte: str) -> None:
        """This text is on the page, visible (spaces of French typography count as spaces)."""
        self.page.get_by_text(texte).filter(visible=True).first.wait_for()

    @property
    def texte(self) -> str:
        """All that is read on the page, on one line."""
        return " ".join(self.page.locator("main").inner_text().split())

    def examiner(self, nom: str) -> None:
        """axe finds nothing serious; nothing sticks out at 360 px."""
        from axe_playwright_python.sync_playwright import Axe

        graves = [v for v in Axe().run(self.page).response["violations"] if v["impact"] in GRAVES]
        fautes = [f"axe, {nom}: {v['id']} {[n['html'][:160] for n in v['nodes'][:3]]}" for v in graves]
        self.page.set_viewport_size({"width": TELEPHONE, "height": 740})
        if depassent := self.page.evaluate(CE_QUI_DEPASSE, TELEPHONE):
            fautes.append(f"{nom}: wider than a telephone of {TELEPHONE} px: {depassent}")
        self.page.set_viewport_size({"width": self.largeur, "height": 900})
        self.salle.releve.fautes += fautes
        self.salle.releve.pages.append(nom)

    def partir(self) -> None:
        """Close the browser of this person."""
        self.contexte.close()


def _temoin(compte: Any, adresse: str) -> dict[str, str]:
    """The cookie of someone who is logged in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(compte.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = compte.get_session_auth_hash()
    session.create()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": adresse}


class Salle:
    """The world of a visit: two centres, a server, a browser, and what went wrong."""

    def __init__(self, chrome: Any, adresse: str, monde: Any, releve: Releve) -> None:
        self.chrome, self.adresse, self.monde, self.releve = chrome, adresse, monde, releve
        self.ici = monde.ici
        self.sms: list[dict[str, str]] = []

    def poste(self, role: str = "", *, largeur: int = BUREAU, javascript: bool = True) -> Poste:
        """A screen for the account of a role; without role, someone who is not logged in."""
        compte = self.ici.comptes[role] if role else None
        return Poste(self, compte, largeur=largeur, javascript=javascript)


@contextmanager
def salle(dossier):
    """Everything open, and nothing wrong at the end."""
    from tests.fabriques.monde import Monde

    releve = Releve()
    with chromium() as chrome, base_a_plusieurs(dossier), serveur() as site:
        got_request_exception.connect(releve.exception)
        try:
            yield Salle(chrome, site.url, Monde(), releve)
        finally:
            for contexte in chrome.contexts:
                contexte.close()
            got_request_exception.disconnect(releve.exception)
    if releve.fautes:
        pytest.fail("the visit found faults:\n" + "\n".join(releve.fautes), pytrace=False)

"""Photographs of the screens, by a real browser: a PNG for each page and each width."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image

from clairiere.demo.vues import LARGEURS, VUES, Vue, aller, lien

COULEURS = 256


class PasDeNavigateur(RuntimeError):
    """No browser, or no library to drive it; `str()` says what to install."""


def navigateur() -> str:
    """The path of Chromium. Raises PasDeNavigateur."""
    chemin = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chemin is None:
        raise PasDeNavigateur("Il manque un navigateur Chromium. Sous Debian ou Ubuntu : apt install chromium")
    return chemin


def photographier(site: str, dossier: Path, seulement: str = "") -> Iterator[tuple[str, list[str]]]:
    """Take every page at every width; gives each file's name with what looks wrong (an overflow, an error on the page).

    Raises:
        PasDeNavigateur: nothing to photograph with.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as erreur:
        raise PasDeNavigateur("Il manque les outils de développement. Lancez : make captures") from erreur
    executable = navigateur()
    dossier.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as outil:
        chrome = outil.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--lang=fr-FR"], env={**os.environ, "LANGUAGE": "fr_FR"}
        )
        try:
            secrets = {"code": _code_de_certificat(chrome, site), "appel": _lien_d_appel(chrome, site)}
            for vue in VUES:
                if seulement in ("", vue.nom):
                    prete = replace(vue, depart=vue.depart.format(**secrets))
                    yield from (_un_papier if vue.papier else _une_vue)(chrome, site, prete, dossier)
        finally:
            chrome.close()


def _une_vue(chrome: Any, site: str, vue: Vue, dossier: Path) -> Iterator[tuple[str, list[str]]]:
    for largeur, au_plus in LARGEURS.items():
        contexte = chrome.new_context(
            base_url=site, locale="fr-FR", viewport={"width": largeur, "height": 800}, reduced_motion="reduce"
        )
        page = contexte.new_page()
        defauts: list[str] = []
        page.on("pageerror", lambda e, d=defauts: d.append(str(e)))
        page.on("console", lambda m, d=defauts: d.append(m.text) if m.type == "error" else None)
        page.on("response", lambda r, d=defauts: d.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        entrer(page, vue.role)
        parler(page, vue.langue)
        aller(page, vue)
        nom = f"{vue.nom}-{largeur}.png"
        deborde = page.evaluate("document.documentElement.scrollWidth")
        if deborde > largeur:
            defauts.append(f"déborde : {deborde} px")
        hauteur = min(au_plus, page.evaluate("document.documentElement.scrollHeight"))
        page.set_viewport_size({"width": largeur, "height": hauteur})
        page.screenshot(path=str(dossier / nom))
        alleger(dossier / nom)
        parler(page, vue.langue and "fr")
        contexte.close()
        yield nom, defauts


def _un_papier(chrome: Any, site: str, vue: Vue, dossier: Path) -> Iterator[tuple[str, list[str]]]:
    """The first page of a PDF, drawn by poppler."""
    dessinateur = shutil.which("pdftoppm")
    if dessinateur is None:
        yield f"{vue.nom}.png", ["il manque pdftoppm (apt install poppler-utils)"]
        return
    contexte = chrome.new_context(base_url=site)
    page = contexte.new_page()
    entrer(page, vue.role)
    aller(page, vue)
    pdf = page.request.get(lien(page, vue, vue.liens[-1])).body()
    contexte.close()
    sortie = dossier / vue.nom
    commande = [dessinateur, "-png", "-singlefile", "-scale-to-x", "720", "-scale-to-y", "-1", "-", str(sortie)]
    subprocess.run(commande, input=pdf, check=True)  # noqa: S603 (a fixed command)
    alleger(sortie.with_suffix(".png"))
    yield f"{vue.nom}.png", []


def alleger(image: Path) -> None:
    """Flat drawings need few colours: a third of the bytes for the same picture."""
    with Image.open(image) as lue:
        lue.convert("RGB").quantize(COULEURS, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE).save(
            image, optimize=True
        )


def parler(page: Any, langue: str) -> None:
    """Choose the language of her pages, from the menu of the page; nothing when it is empty."""
    if not langue:
        return
    page.locator("form.langues summary").first.click()
    page.locator(f"form.langues button[value={langue}]").first.click()
    page.wait_for_load_state()


def entrer(page: Any, role: str) -> None:
    """Log in by the button of the demonstration; nothing for a visitor."""
    if not role:
        return
    page.goto("/demonstration/")
    page.locator(f"form:has(input[name=centre][value=clairiere]) button[value={role}]").click()
    page.wait_for_load_state()


def _code_de_certificat(chrome: Any, site: str) -> str:
    """The verification code that the auxiliaire of the demonstration reads in her own space."""
    contexte = chrome.new_context(base_url=site)
    page = contexte.new_page()
    entrer(page, "auxiliaire")
    page.goto("/c/clairiere/mes-documents/")
    trouve = re.search(r"/verifier/([^/\"]+)/", page.content())
    contexte.close()
    return trouve.group(1) if trouve else "INCONNU"


def _lien_d_appel(chrome: Any, site: str) -> str:
    """The link of the next roll-call, as its trainer received it (in demonstration, the outbox shows it)."""
    contexte = chrome.new_context(base_url=site)
    page = contexte.new_page()
    entrer(page, "coordinatrice")
    page.goto("/c/clairiere/messages/")
    page.locator("main tr", has_text="Votre appel").last.locator("a").first.click()
    page.wait_for_load_state()
    trouve = re.search(r"/c/clairiere/appel/[^/\"<\s]+/", page.content())
    contexte.close()
    if trouve is None:
        raise LookupError("aucun lien d’appel dans les messages")
    return trouve.group(0)

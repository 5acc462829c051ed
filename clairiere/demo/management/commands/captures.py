"""`manage.py captures`: photograph the main pages of a fresh demonstration."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from clairiere.demo.photographe import PasDeNavigateur, navigateur, photographier

DELAI = 300  # seconds: a new database, the static files and the network are made first
OCTETS_AU_PLUS = 300_000


class Command(BaseCommand):
    """A site of its own, in a temporary folder: the data of this installation is neither read nor shown."""

    help = "Photographie les pages principales d’une démonstration neuve, en 360 et 1280 pixels de large."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to write, and which site to look at."""
        parser.add_argument("--dossier", type=Path, default=Path(settings.RACINE) / "docs" / "captures")
        parser.add_argument("--site", default="", help="adresse d’une démonstration déjà servie")
        parser.add_argument("--seulement", default="", help="une seule page, par son nom")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line per file; exit code 1 when a page shows something wrong."""
        fautes = 0
        try:
            navigateur()
            with _site(options["site"]) as site:
                for nom, defauts in photographier(site, options["dossier"], options["seulement"]):
                    octets = (options["dossier"] / nom).stat().st_size
                    if octets > OCTETS_AU_PLUS:
                        defauts.append(f"{octets // 1000} ko")
                    fautes += len(defauts)
                    self.stdout.write(f"{nom}{' : ' + ' ; '.join(defauts) if defauts else ''}")
        except PasDeNavigateur as erreur:
            raise CommandError(str(erreur)) from erreur
        except LookupError as erreur:
            raise CommandError(f"Une page n’a pas été trouvée. {erreur}") from erreur
        if fautes:
            raise CommandError(f"{fautes} défauts sont à regarder.")


@contextmanager
def _site(adresse: str) -> Iterator[str]:
    if adresse:
        yield adresse.rstrip("/")
        return
    with tempfile.TemporaryDirectory(prefix="captures-") as dossier:
        port = _port_libre()
        variables = {
            nom: v
            for nom, v in os.environ.items()
            if nom
            not in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SMS_URL", "HOTES", "ADRESSE_PUBLIQUE", "SECRET_KEY")
        }
        variables |= {"MODE": "demo", "DOSSIER_DONNEES": dossier, "PORT": str(port)}
        programme = [sys.executable, str(Path(settings.RACINE) / "manage.py"), "lancer"]
        with Path(dossier, "journal").open("w") as journal:
            servi = subprocess.Popen(programme, env=variables, stdout=journal, stderr=subprocess.STDOUT)  # noqa: S603
        try:
            _attendre(f"http://127.0.0.1:{port}", servi)
            yield f"http://127.0.0.1:{port}"
        finally:
            servi.send_signal(signal.SIGTERM)
            servi.wait(timeout=30)


def _attendre(adresse: str, servi: subprocess.Popen[bytes]) -> None:
    fin = time.monotonic() + DELAI
    while time.monotonic() < fin:
        if servi.poll() is not None:
            raise CommandError("Le site de la démonstration n’a pas démarré.")
        try:
            with urllib.request.urlopen(f"{adresse}/demonstration/", timeout=5):  # noqa: S310 (our own address)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise CommandError("Le site de la démonstration ne répond pas.")


def _port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])

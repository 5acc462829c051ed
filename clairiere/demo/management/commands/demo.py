"""`manage.py demo`: build the demonstration network."""

import datetime as dt
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from clairiere.demo.construction import DonneesReelles, construire, est_en_place
from clairiere.demo.volume import ajouter


class Command(BaseCommand):
    """Invented people only; refuses a database of real ones."""

    help = "Crée (ou recrée) le réseau de démonstration : trois centres, des personnes inventées."

    def add_arguments(self, parser: CommandParser) -> None:
        """See the help of each option."""
        parser.add_argument("--si-vide", action="store_true", help="ne fait rien si la démonstration est déjà là")
        parser.add_argument(
            "--le", type=dt.date.fromisoformat, help="jour de la démonstration (2026-11-22) ; aujourd’hui"
        )
        parser.add_argument("--volume", type=int, default=0, help="stagiaires en plus, pour mesurer le site")

    def handle(self, *args: Any, **options: Any) -> None:
        """One sentence at the end; exit code 1 and one sentence when the database is not for demonstration."""
        if options["si_vide"] and est_en_place():
            if options["verbosity"]:
                self.stdout.write("La démonstration est déjà en place. Rien n’a été changé.")
            return
        depart = time.monotonic()
        try:
            construire(options["le"] or timezone.localdate())
        except DonneesReelles as erreur:
            raise CommandError(str(erreur)) from erreur
        ajouter(options["volume"])
        if options["verbosity"]:
            duree = f"{time.monotonic() - depart:.1f}".replace(".", ",")
            self.stdout.write(f"La démonstration est prête, en {duree} s : trois centres, des personnes inventées.")

"""`manage.py mesurer_certificats --nombre 300`: how many certificates a second, with a real queue, on empty data."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from parcours.mesure_certificats import DonneesPresentes, mesurer_a_part, mesurer_ici


class Command(BaseCommand):
    help = "Établit des certificats d’essai dans un dossier jeté ensuite, et dit combien par seconde."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """`--ici` is what the command runs for itself, on the data folder it made."""
        parser.add_argument("--nombre", type=int, default=300)
        parser.add_argument("--base", default="", help="DATABASE_URL d’une base vide (sinon SQLite)")
        parser.add_argument("--au-moins", type=float, default=0, help="échoue sous cette cadence, par seconde")
        parser.add_argument("--ici", action="store_true", help="dans la base de ce processus, qui doit être vide")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 1 below `--au-moins`."""
        nombre = max(1, options["nombre"])
        if not options["ici"]:
            sys.exit(mesurer_a_part(nombre, options["base"], options["au_moins"]))
        try:
            cadence = mesurer_ici(nombre, self.stdout.write)
        except DonneesPresentes as erreur:
            raise CommandError("Cette base contient un centre. La mesure veut une base vide.") from erreur
        if cadence < options["au_moins"]:
            raise CommandError(f"{cadence:.1f} par seconde : moins que {options['au_moins']:.0f}.")

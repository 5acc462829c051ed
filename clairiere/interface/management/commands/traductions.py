"""`manage.py traductions`: the strings of her pages laid beside the catalogues; `--verifier` fails when one lacks."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from clairiere.interface import catalogues
from clairiere.interface.langues import compiler


class Command(BaseCommand):
    help = "Met à jour les catalogues des langues des pages de l’auxiliaire, ou vérifie qu’il n’y manque rien."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--verifier", action="store_true", help="n’écrit rien ; 1 quand une phrase manque")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verifier"]:
            manques = catalogues.manques()
            for phrase in manques[:40]:
                self.stderr.write(phrase)
            if manques:
                self.stderr.write(f"{len(manques)} phrases à traduire. Pour les ajouter : manage.py traductions")
                sys.exit(1)
            self.stdout.write(f"Les {len(catalogues.chaines())} phrases sont traduites.")
            return
        for code in catalogues.TRADUITES:
            self.stdout.write(f"{code} : {catalogues.mettre_a_jour(code)} phrases à traduire")
        compiler()

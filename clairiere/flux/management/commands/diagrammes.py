"""`python manage.py diagrammes [--verifier]`: write docs/machines.md from the code, or say that it is stale."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from clairiere.flux.diagrammes import page


class Command(BaseCommand):
    help = "Écrit docs/machines.md à partir du code."

    def add_arguments(self, parser: CommandParser) -> None:
        """One option: only check."""
        parser.add_argument("--verifier", action="store_true", help="échoue si la page n’est pas à jour")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, or compare."""
        chemin = settings.RACINE / "docs" / "machines.md"
        if options["verifier"]:
            if not chemin.exists() or chemin.read_text() != page():
                raise CommandError("docs/machines.md n’est plus à jour. Lancez : python manage.py diagrammes")
            self.stdout.write("docs/machines.md est à jour.")
            return
        chemin.write_text(page())
        self.stdout.write(f"{chemin.name} écrit.")

"""`manage.py effacer_imports [--essai]`: erase the files of the imports that reached their time, in all centres."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.importation.actions.effacement import effacer_perimes, perimes


class Command(BaseCommand):
    help = "Efface les fichiers importés depuis plus de 30 jours, et ce qui en a été lu. Garde les nombres."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--essai", action="store_true", help="compte, sans rien effacer")

    def handle(self, *args: Any, **options: Any) -> None:
        """Centre by centre."""
        nombre = 0
        for centre in Centre.objects.order_by("pk"):
            with portee.dans(centre):
                nombre += len(perimes()) if options["essai"] else effacer_perimes()
        verbe = "seraient effacés" if options["essai"] else "effacés"
        self.stdout.write(f"Fichiers {verbe} : {nombre}.")

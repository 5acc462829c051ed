"""`manage.py effacer_notes [--essai]`: erase the mediation notes that have reached their date, in all centres."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.comptes.acteur import Acteur
from relais.actions.notes import a_effacer, effacer_notes


class Command(BaseCommand):
    help = "Efface les notes des médiations finies, à la date montrée sur leur page. Garde leur nombre."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--essai", action="store_true", help="compte, sans rien effacer")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count first, then erase unless it is a rehearsal."""
        dossiers = notes = 0
        for centre in Centre.objects.order_by("pk"):
            with portee.dans(centre):
                for mediation in a_effacer():
                    dossiers += 1
                    if options["essai"]:
                        notes += mediation.notes.count()
                    else:
                        notes += effacer_notes(mediation, par=Acteur.systeme(centre))
        verbe = "seraient effacées" if options["essai"] else "effacées"
        self.stdout.write(f"Médiations : {dossiers}. Notes {verbe} : {notes}.")

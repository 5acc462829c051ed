"""`python manage.py cle_de_signature`: publish, prepare or renew the keys that networks sign certificates with."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clairiere.centres.models import Reseau
from clairiere.documents.scellement import cle_du_reseau, pem_publie, renouveler


class Command(BaseCommand):
    help = "Écrit les certificats publics des réseaux (cle.pem) ; --preparer ou --renouveler fait une clé."

    def add_arguments(self, parser: CommandParser) -> None:
        """Nothing: print what is published."""
        parser.add_argument("--preparer", action="store_true", help="fait la clé des réseaux qui n’en ont pas")
        parser.add_argument("--renouveler", metavar="RESEAU", help="met une clé neuve en service pour ce réseau")

    def handle(self, *args: Any, **options: Any) -> None:
        """A renewed key signs from now on; the former certificate stays published."""
        if options["preparer"]:
            for reseau in Reseau.objects.order_by("pk"):
                cle_du_reseau(reseau)
            self.stdout.write("Chaque réseau a sa clé.")
            return
        if options["renouveler"]:
            reseau = Reseau.objects.filter(nom=options["renouveler"]).first()
            if reseau is None:
                raise CommandError(f"Aucun réseau ne s’appelle « {options['renouveler']} ».")
            self.stdout.write(f"Nouvelle clé en service : {renouveler(reseau).empreinte}")
            return
        self.stdout.write(pem_publie())

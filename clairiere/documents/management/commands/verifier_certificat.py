"""`python manage.py verifier_certificat fichier.pdf --cle cle.pem`: is this file what a network signed? No database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.dateparse import parse_datetime

from clairiere.documents import signature
from clairiere.documents.controle import constater
from clairiere.documents.lecture_certificat import lire
from clairiere.documents.numeros import grouper
from clairiere.interface.francais import heures

PHRASES = {
    signature.INTACT: "Rien n’a été changé depuis la signature.",
    signature.MODIFIE: "Ce fichier a été changé après la signature. Ne vous y fiez pas.",
    signature.AUTRE_CLE: "Ce fichier est signé avec une clé qui n’est pas dans cle.pem. Ne vous y fiez pas.",
    signature.SANS_SIGNATURE: "Ce fichier n’est pas signé.",
    signature.ILLISIBLE: "Ce fichier ne se lit pas : ce n’est pas un PDF, ou il est abîmé.",
}


class Command(BaseCommand):
    help = "Vérifie la signature d’un certificat avec la clé publiée, sans base de données ni réseau."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and the published certificates."""
        parser.add_argument("fichier", type=Path)
        parser.add_argument("--cle", type=Path, required=True, help="cle.pem, publié sur la page /verifier/cle.pem")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 0 only when the file is what was signed."""
        pem = _lire(options["cle"]).decode(errors="replace")
        try:
            signature.certificats_de(pem.encode())
        except ValueError as erreur:
            raise CommandError(f"{options['cle'].name} ne contient aucun certificat. Prenez cle.pem.") from erreur
        constat = constater(_lire(options["fichier"]), pem)
        self.stdout.write(PHRASES[constat.etat])
        if constat.emetteur:
            moment = parse_datetime(constat.le) if constat.le else None
            quand = f", le {moment:%d/%m/%Y}" if moment else ""
            self.stdout.write(f"Signé par : {constat.emetteur} (clé de {constat.signataire}){quand}")
            self.stdout.write(f"Ce qui a été signé : {constat.motif}")
        if constat.texte:
            lu = lire(constat.texte)
            dit = [lu.nom, heures(lu.minutes) if lu.minutes is not None else "", lu.numero]
            dit += [f"code {grouper(lu.code)}"] if lu.code else []
            self.stdout.write("Ce que dit le papier : " + ", ".join(d for d in dit if d))
            self.stdout.write("Pour savoir s’il est encore valable, écrivez le code sur la page de vérification.")
        if constat.etat != signature.INTACT:
            sys.exit(1)


def _lire(chemin: Path) -> bytes:
    try:
        return chemin.read_bytes()
    except OSError as erreur:
        raise CommandError(f"« {chemin} » ne peut pas être lu : {erreur.strerror}.") from erreur

"""`manage.py importer candidates FICHIER --centre CODE`: read a spreadsheet and record it, without a question asked."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.comptes.acteur import Acteur
from clairiere.flux.obstacles import Ferme
from clairiere.importation import commande
from clairiere.importation.lecture.classeur import FichierIllisible
from clairiere.importation.lecture.ouverture import refuser_si_trop_gros
from clairiere.importation.models import Import
from parcours.models import Session

ILLISIBLE, A_REPONDRE = 2, 3


class _Essai(Exception):
    """Ends the transaction of a rehearsal."""


class Command(BaseCommand):
    help = "Importe une liste de candidates (candidates) ou une feuille de présence (emargement) dans un centre."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("genre", choices=Import.Genre.values, help="candidates ou emargement")
        parser.add_argument("fichier", help="le classeur (.xlsx) ou le tableau (.csv)")
        parser.add_argument("--centre", required=True, help="code du centre")
        parser.add_argument("--session", default="", help="nom ou numéro de la session (emargement)")
        parser.add_argument("--essai", action="store_true", help="lit et rend compte, sans rien enregistrer")
        parser.add_argument("--json", action="store_true", help="rend compte en JSON")
        parser.add_argument(
            "--colonne", action="append", default=[], metavar="TITRE=INFORMATION", help='"Portable perso=telephone"'
        )
        parser.add_argument(
            "--ligne-entete", action="append", default=[], metavar="FEUILLE=NUMERO", help="où sont les titres"
        )
        parser.add_argument("--feuilles-signees", action="store_true", help="les feuilles papier sont signées")

    def handle(self, *args: Any, **options: Any) -> None:
        """0: read. 2: the file, the centre or the session cannot be used. 3: a question waits for its answer."""
        centre = Centre.objects.filter(code=options["centre"]).first()
        if centre is None:
            codes = ", ".join(Centre.objects.order_by("code").values_list("code", flat=True)) or "aucun"
            self._refuser(f"Le centre «\u00a0{options['centre']}\u00a0» n’existe pas. Centres connus\u00a0: {codes}.")
        octets = self._octets(options["fichier"])
        with portee.dans(centre):
            try:
                bilan = self._importer(centre, octets, options)
            except (FichierIllisible, commande.Refus, Ferme) as refus:
                self._refuser(str(refus))
        self._dire(bilan, options["json"])
        if bilan["a_repondre"]:
            sys.exit(A_REPONDRE)

    def _octets(self, chemin: str) -> bytes:
        fichier = Path(chemin)
        try:
            refuser_si_trop_gros(fichier.stat().st_size)
            return fichier.read_bytes()
        except FichierIllisible as refus:
            self._refuser(refus.phrase)
        except FileNotFoundError:
            self._refuser(f"Le fichier «\u00a0{chemin}\u00a0» n’existe pas.")
        except OSError as erreur:
            self._refuser(f"Le fichier «\u00a0{chemin}\u00a0» ne peut pas être lu\u00a0: {erreur.strerror}.")

    def _importer(self, centre: Centre, octets: bytes, options: dict[str, Any]) -> dict[str, Any]:
        """A rehearsal does the very same thing, and takes it all back."""
        demande = commande.Demande(
            genre=options["genre"],
            nom_fichier=Path(options["fichier"]).name,
            octets=octets,
            par=Acteur.systeme(centre, "la commande d’import"),
            colonnes=commande.lire_reponses(options["colonne"], "--colonne"),
            entetes=commande.lire_numeros(options["ligne_entete"], "--ligne-entete"),
            session=self._session(options),
            feuilles_signees=options["feuilles_signees"],
            essai=options["essai"],
        )
        bilan: dict[str, Any] = {}
        try:
            with transaction.atomic():
                bilan = commande.executer(demande)
                if options["essai"] or bilan["a_repondre"]:
                    raise _Essai
        except _Essai:
            commande.effacer_fichier(bilan)
        return bilan

    def _session(self, options: dict[str, Any]) -> Session | None:
        if options["genre"] != Import.Genre.EMARGEMENT:
            return None
        cherchee = options["session"].strip()
        sessions = Session.objects.filter(nom__iexact=cherchee)
        if not sessions and cherchee.isdecimal():
            sessions = Session.objects.filter(pk=int(cherchee))
        trouvee = sessions.first()
        if trouvee is None:
            noms = ", ".join(Session.objects.values_list("nom", flat=True)[:20]) or "aucune"
            demande = f"La session «\u00a0{cherchee}\u00a0» n’existe pas." if cherchee else "Indiquez --session."
            raise commande.Refus(f"{demande} Sessions du centre\u00a0: {noms}.")
        return trouvee

    def _dire(self, bilan: dict[str, Any], en_json: bool) -> None:
        if en_json:
            self.stdout.write(json.dumps(commande.pour_json(bilan), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(commande.en_phrases(bilan)))

    def _refuser(self, phrase: str) -> NoReturn:
        self.stderr.write(phrase)
        sys.exit(ILLISIBLE)

"""`python manage.py ouvrir …`: the first network, the first centre and their first accounts, on a real installation."""

from __future__ import annotations

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from clairiere.centres.actions import ouvrir_centre
from clairiere.centres.models import Centre, Installation, Reseau
from clairiere.comptes.acteur import Acteur
from clairiere.comptes.models import Adhesion, Utilisateur
from clairiere.comptes.roles import Role
from clairiere.flux.obstacles import Ferme


class Command(BaseCommand):
    help = "Ouvre un centre, et son réseau s’il n’existe pas encore. Les personnes se connectent ensuite par un code."

    def add_arguments(self, parser: CommandParser) -> None:
        """People are given as « Prénom Nom <courriel> »."""
        parser.add_argument("code", help="mot court, dans toutes les adresses du centre : roquette")
        parser.add_argument("--nom", required=True, help="nom du centre")
        parser.add_argument("--directrice", required=True, help="« Prénom Nom <courriel> »")
        parser.add_argument("--reseau", default="Mon réseau", help="nom du réseau")
        parser.add_argument(
            "--administration", default="", help="« Prénom Nom <courriel> », pour ouvrir d’autres centres"
        )
        parser.add_argument("--ville", default="")
        parser.add_argument("--telephone", default="")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """All or nothing. Refuses the demonstration's database."""
        if Installation.nature_actuelle() == Installation.Nature.DEMO:
            raise CommandError("Cette base contient le réseau de démonstration. Choisissez un autre DOSSIER_DONNEES.")
        if settings.MODE == "production":
            Installation.marquer(Installation.Nature.REELLE)
        directrice = _personne(options["directrice"])
        reseau, _nouveau = Reseau.objects.get_or_create(nom=options["reseau"])
        champs = {nom: options[nom] for nom in ("code", "nom", "ville", "telephone")}
        try:
            centre = ouvrir_centre(reseau, par=Acteur.systeme(None), champs=champs, directrice=directrice)
        except ValidationError as erreur:
            raise CommandError(" ".join(f"{nom} : {' '.join(p)}" for nom, p in erreur.message_dict.items())) from erreur
        except Ferme as refus:
            raise CommandError(str(refus)) from refus
        if options["administration"]:
            _administrer(reseau, _personne(options["administration"]))
        self.stdout.write(self.dire(centre, directrice))

    def dire(self, centre: Centre, directrice: dict[str, str]) -> str:
        """What to do next."""
        adresse = f"{settings.ADRESSE_PUBLIQUE}/c/{centre.code}/"
        return f"{centre.nom} est ouvert : {adresse}\n{directrice['prenom']} se connecte avec {directrice['courriel']}."


def _personne(texte: str) -> dict[str, str]:
    nom_entier, courriel = parseaddr(texte)
    prenom, _espace, nom = nom_entier.partition(" ")
    try:
        validate_email(courriel)
    except ValidationError as erreur:
        raise CommandError(f"« {texte} » est illisible. Écrivez : Prénom Nom <courriel>") from erreur
    if not prenom or not nom:
        raise CommandError(f"« {texte} » : il manque le prénom ou le nom. Écrivez : Prénom Nom <courriel>")
    return {"prenom": prenom, "nom": nom, "courriel": courriel}


def _administrer(reseau: Reseau, personne: dict[str, str]) -> None:
    compte = Utilisateur.objects.filter(courriel__iexact=personne["courriel"]).first()
    compte = compte or Utilisateur.objects.creer(**personne)
    Adhesion.objects.get_or_create(utilisateur=compte, role=Role.ADMIN_TECHNIQUE, reseau=reseau)

"""Who plays in the story of the browser test, and how the test looks behind the screen."""

import datetime as dt
import re
import subprocess
from pathlib import Path

from django.utils import timezone

from clairiere.centres import portee

DONNEES = Path(__file__).resolve().parents[1] / "donnees"
CANDIDATES = DONNEES / "candidates-printemps-2026.xlsx"
EMARGEMENT = DONNEES / "emargement-printemps-2026.csv"
PRENOM, NOM, TELEPHONE = "Marie-Thérèse", "Ramanathan", "06 00 06 66 98"
ELLE = f"{PRENOM} {NOM}"
SESSION = "Printemps 2026"
PARENT, TELEPHONE_PARENT = "Claire Petitjean", "06 00 09 11 22"


def jour(ecart):
    """A day counted from today, as a date field takes it."""
    return (timezone.localdate() + dt.timedelta(days=ecart)).isoformat()


def en_lettres(texte):
    """« 03/03 matin » with plain spaces, as the tests write them."""
    return " ".join(texte.split())


def nombre(motif, texte):
    """The number before a word: `nombre("personnes seront enregistrées", page)`."""
    trouve = re.search(rf"(\d+) {motif}", texte)
    assert trouve, (motif, texte[:2000])
    return int(trouve.group(1))


class Recit:
    """The room, and those who sit in it from the first scene to the last."""

    def __init__(self, salle):
        self.salle = salle
        self.ici = salle.ici
        self.bureau = salle.poste("coordinatrice")
        self.suivi = ""  # the secret address of the family's page
        self._elle = None

    def dans(self):
        """The scope of the centre, to look at what is recorded."""
        return portee.dans(self.ici.centre)

    @property
    def parcours(self):
        """Her journey, read again."""
        from parcours.models import Parcours

        with self.dans():
            return Parcours.objects.select_related("personne", "session", "centre").get(
                personne__nom__iexact=NOM, personne__prenom=PRENOM
            )

    @property
    def minutes(self):
        """The minutes of hers that count."""
        parcours = self.parcours
        with self.dans():
            return parcours.minutes()

    def fiche(self):
        """Open her file at the desk."""
        self.bureau.aller(f"parcours/{self.parcours.pk}/")

    @property
    def coordinatrice(self):
        """The actor behind the desk, for what is not the subject of a scene."""
        return self.ici.acteur("coordinatrice")

    @property
    def elle(self):
        """Her telephone; logged in by the scene of the code, else by a cookie."""
        if self._elle is None:
            self.ici.comptes["elle"] = self.parcours.personne.utilisateur
            self._elle = self.salle.poste("elle", largeur=360)
        return self._elle

    @elle.setter
    def elle(self, poste):
        self._elle = poste


def mots_du_pdf(contenu):
    """The text of a PDF, by poppler."""
    sortie = subprocess.run(["pdftotext", "-layout", "-", "-"], input=contenu, capture_output=True, check=True)
    return en_lettres(sortie.stdout.decode())

"""A group of twelve on the morning of the roll-call, and what a thumb does on a telephone."""

import datetime as dt
import json
import re
from urllib.parse import urlsplit

from django.utils import timezone

from clairiere.centres import portee
from parcours.actions.liens import envoyer_lien
from parcours.models import DemiJournee, Emargement
from tests.fabriques import base as f

GROUPE = [
    ("Awa", "Diallo"),
    ("Fanta", "Keïta"),
    ("Mariam", "Touré"),
    ("Awa", "Diop"),
    ("Lina", "Sow"),
    ("Rosa", "Mendes"),
    ("Grace", "Koné"),
    ("Aminata", "Bah"),
    ("Zohra", "Amrani"),
    ("Mireille", "Konan"),
    ("Jeanne", "Ouattara"),
    ("Kadi", "Camara"),
]


class Matin:
    """A group of twelve, and its half-day of this morning, 9 h to 12 h."""

    def __init__(self, salle, settings):
        self.salle = salle
        settings.ADRESSE_PUBLIQUE = salle.adresse
        sophie = salle.ici.comptes["formatrice"]
        sophie.prenom, sophie.nom, sophie.telephone = "Sophie", "Bernard", "+33600055555"
        sophie.save()
        with self.dans():
            session = f.FabriqueSession(nom="Automne 2026", formatrice=sophie)
            self.elles = {
                f"{prenom} {nom}": f.FabriqueParcours(
                    en_formation=True, session=session, personne=f.FabriquePersonne(prenom=prenom, nom=nom)
                )
                for prenom, nom in GROUPE
            }
            self.dj = DemiJournee.objects.create(
                session=session, date=timezone.localdate(), moment="matin", heure_debut=dt.time(9), minutes=180
            )

    def dans(self):
        return portee.dans(self.salle.ici.centre)

    def lien(self):
        """The address that the SMS carries."""
        trouve = re.search(r"https?://\S+", self.salle.sms[-1]["text"])
        return urlsplit(trouve.group(0)).path.removeprefix("/c/ici/")

    def telephone(self, *, javascript=True):
        """Sophie's telephone, on her link; the page is kept there once it is open."""
        with self.dans():
            envoyer_lien(self.dj, par=self.salle.ici.acteur("coordinatrice"))
        poste = self.salle.poste(largeur=360, javascript=javascript)
        poste.aller(self.lien())
        if javascript:
            poste.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        return poste

    def ouvrir_compte(self, nom):
        """Her account, under a name of role that `poste` knows."""
        compte = f.FabriqueUtilisateur(prenom=nom)
        f.FabriqueAdhesion(utilisateur=compte, role="auxiliaire", centre=self.salle.ici.centre)
        with self.dans():
            personne = self.elles[nom].personne
            personne.utilisateur = compte
            personne.save()
        self.salle.ici.comptes[nom] = compte
        return nom

    def notees(self):
        """What is recorded: name → (status, minutes, signature)."""
        with self.dans():
            requete = Emargement.objects.filter(demi_journee=self.dj).select_related("parcours__personne")
            return {str(e.parcours): (e.statut, e.minutes, e.signature) for e in requete}

    def heures(self, nom):
        with self.dans():
            return self.elles[nom].minutes() / 60


def toucher(poste, nom, bouton):
    """One tap on the line of someone."""
    poste.page.get_by_role("group", name=nom, exact=True).get_by_label(bouton, exact=True).check()


def attendre(poste, condition):
    """Until this is true on the page (the page itself allows no evaluation)."""
    for _essai in range(100):
        if poste.page.evaluate(condition):
            return
        poste.page.wait_for_timeout(50)
    raise AssertionError(f"never true: {condition}")


def dessiner(poste):
    """A few strokes in the frame."""
    cadre = poste.page.locator("canvas").first
    cadre.scroll_into_view_if_needed()
    boite = cadre.bounding_box()
    souris = poste.page.mouse
    for depart in (0.2, 0.5):
        souris.move(boite["x"] + boite["width"] * depart, boite["y"] + boite["height"] * 0.7)
        souris.down()
        for pas in range(1, 8):
            souris.move(
                boite["x"] + boite["width"] * (depart + pas * 0.03),
                boite["y"] + boite["height"] * (0.2 if pas % 2 else 0.7),
            )
        souris.up()


def envois(poste):
    """What the page posts to be recorded, growing: the entries of each sending."""
    partis = []

    def suivre(demande):
        if demande.url.endswith("/noter/"):
            partis.append(json.loads(demande.post_data)["entrees"])

    poste.contexte.on("request", suivre)
    return partis

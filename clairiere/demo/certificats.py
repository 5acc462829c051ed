"""The certificates of a group, made by the batch, one replaced, and the ceremony where they are handed over."""

from __future__ import annotations

import datetime as dt

from clairiere.comptes.roles import Role
from clairiere.demo.centres import Scene
from parcours import taches
from parcours.actions import ceremonie, lots
from parcours.actions.certificat import remplacer
from parcours.models import Ceremonie, Invite, Parcours, Session
from parcours.remise import appelees

INVITES = (
    ("Hélène Garraud", "adjointe à la maire, petite enfance", "Mairie du 2e arrondissement", "vient", "oui"),
    ("Marc Delattre", "directeur d’agence, France Travail", "12 rue de la Lune, 75002 Paris", "vient", ""),
    ("Samia Brun", "puéricultrice, PMI", "", "ne_vient_pas", ""),
    ("Famille Martin", "famille qui emploie", "", "invite", ""),
    ("Crèche de la rue Tiquetonne", "lieu d’immersion", "", "a_inviter", ""),
)
MOT = "Vous êtes invités à la remise des certificats. Venez en famille."


def etablir(scene: Scene, session: Session, jour: int) -> None:
    """One click of the director; the worker makes them one by one, signed."""
    with scene.horloge.le(jour, 11):
        lot = lots.demander(session, par=scene.acteur(Role.DIRECTRICE))
        taches.etablir_lot(scene.centre.pk, lot.pk)


def remplacer_un(scene: Scene, parcours: Parcours, jour: int) -> None:
    """She asked for the name that she uses; the former paper stays, revoked."""
    nom = f"{parcours.personne.prenom} {parcours.personne.nom}-Martin"
    with scene.horloge.le(jour, 15):
        raison = "Le nom d’usage manquait."
        certificat = parcours.certificats.valables().get()
        remplacer(certificat, par=scene.acteur(Role.DIRECTRICE), raison=raison, nom_porte=nom)


def preparer_la_remise(scene: Scene, session: Session) -> None:
    """Day, order of call, who may be photographed, who is invited."""
    par = scene.coordinatrice
    with scene.horloge.le(-14, 10):
        fixee = ceremonie.fixer(
            session,
            par=par,
            date=scene.horloge.ouvre(17),
            heure=dt.time(18),
            lieu=f"{scene.plan.nom}, grande salle",
            remis_par="Hélène Garraud",
            remis_par_qualite="adjointe à la maire, petite enfance",
            mot=MOT,
        )
        for nom, qualite, adresse, reponse, photo in INVITES:
            champs = {"nom": nom, "qualite": qualite, "adresse": adresse}
            ceremonie.inviter(fixee, par=par, reponse=Invite.Reponse(reponse), photo=photo, **champs)
    with scene.horloge.le(-5, 16):
        _ordonner(scene, session, fixee)


def _ordonner(scene: Scene, session: Session, fixee: Ceremonie) -> None:
    presents = [a.parcours.pk for a in appelees(session, fixee)]
    gens = Parcours.objects.select_related("personne").in_bulk(presents)
    for rang, cle in enumerate(presents[:-3]):
        photo = "non" if rang % 5 == 2 else "oui"
        se_dit = {1: "Aoua", 2: "Aïché"}.get(rang, "")
        ceremonie.noter_appel(fixee, gens[cle], par=scene.coordinatrice, presents=presents, se_dit=se_dit, photo=photo)
    ceremonie.placer(fixee, gens[presents[4]], rang=1, presents=presents, par=scene.coordinatrice)

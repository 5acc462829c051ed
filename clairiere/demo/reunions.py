"""Information meetings: two behind us, closed; one full with a waiting list and a place on offer; one still open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from clairiere.agenda.acteurs import elle_meme
from clairiere.agenda.actions.inscriptions import annuler_inscription
from clairiere.agenda.models import Evenement, Inscription
from clairiere.agenda.regles import MOIS
from clairiere.comptes.roles import Role
from clairiere.demo.centres import Scene
from parcours.actions import reunions
from parcours.models import Parcours
from parcours.regles.reunions import PORTES_OUVERTES, REUNION

PLACES = 8
EN_ATTENTE = 3
FETES = [(12, jour) for jour in range(23, 32)] + [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11)]
CANAUX = (Inscription.Canal.TELEPHONE, Inscription.Canal.ACCUEIL, Inscription.Canal.TELEPHONE)


def tenir(scene: Scene, connues: Sequence[Parcours]) -> None:
    """A meeting each month, and an open day; `connues` were met before and are registered for the next one."""
    serie = _serie(scene)
    aujourd_hui = scene.horloge.aujourd_hui
    passees = [e for e in serie if _jour(e) < aujourd_hui - dt.timedelta(days=1)]
    a_venir = [e for e in serie if _jour(e) > aujourd_hui]
    for evenement, inscrites, absentes in zip(passees[-2:], (PLACES, PLACES - 1), (2, 1), strict=False):
        _passer(scene, evenement, inscrites, absentes)
    _remplir(scene, a_venir[0], connues)
    _inscrire(scene, a_venir[1], 2, -1)
    with scene.horloge.le(-15, 11):
        reunions.creer(
            par=scene.insertion,
            date=_samedi(scene),
            heure_debut=dt.time(10),
            heure_fin=dt.time(17),
            titre="Journée portes ouvertes",
            genre=PORTES_OUVERTES,
            lieu=scene.plan.nom,
            places=60,
            animatrice=scene.equipe[Role.COORDINATRICE],
        )


def _serie(scene: Scene) -> list[Evenement]:
    with scene.horloge.le(-90, 10):
        resultat = reunions.creer(
            par=scene.insertion,
            date=_deux_mois_avant(scene),
            heure_debut=dt.time(14),
            heure_fin=dt.time(16),
            rythme=MOIS,
            au=scene.horloge.jour(100),
            titre="Réunion d’information",
            genre=REUNION,
            lieu=f"{scene.plan.nom}, salle du rez-de-chaussée",
            places=PLACES,
            animatrice=scene.equipe[Role.CHARGEE_INSERTION],
        )
    return list(resultat.objet.evenements.order_by("debut"))


def _deux_mois_avant(scene: Scene) -> dt.date:
    """The last but one of the third Tuesdays that are behind us: the series begins there."""
    jours = (scene.horloge.jour(ecart) for ecart in range(-2, -80, -1))
    return [jour for jour in jours if jour.weekday() == 1 and 15 <= jour.day <= 21][1]


def _samedi(scene: Scene) -> dt.date:
    """A Saturday in some weeks, out of the days when the centre is closed."""
    samedi = scene.horloge.jour(18)
    while samedi.weekday() != 5 or (samedi.month, samedi.day) in FETES:
        samedi += dt.timedelta(days=1)
    return samedi


def _jour(evenement: Evenement) -> dt.date:
    return evenement.debut.date()


def _passer(scene: Scene, evenement: Evenement, nombre: int, absentes: int) -> None:
    """Registered the week before, counted at the door, closed at the end."""
    date = _jour(evenement)
    inscrites = _inscrire(scene, evenement, nombre, (date - scene.horloge.aujourd_hui).days - 6)
    with scene.horloge.le(date, 14, 10):
        for inscription in inscrites[absentes:]:
            reunions.noter_presence(inscription, par=scene.insertion, presente=True)
    with scene.horloge.le(date, 16, 5):
        reunions.terminer(evenement, par=scene.insertion)


def _remplir(scene: Scene, evenement: Evenement, connues: Sequence[Parcours]) -> None:
    """Full, three wait; one gives her place back yesterday evening, and it is offered to the first of them."""
    with scene.horloge.le(-9, 15):
        for parcours in connues:
            reunions.inscrire_connue(evenement, parcours.personne, par=scene.insertion)
    inscrites = _inscrire(scene, evenement, PLACES + EN_ATTENTE - len(connues), -6)
    with scene.horloge.le(scene.horloge.jour(-1), 17, 40):  # by her link, whatever the day
        annuler_inscription(inscrites[0], par=elle_meme(inscrites[0].personne))


def _inscrire(scene: Scene, evenement: Evenement, nombre: int, jour: int) -> list[Inscription]:
    """Some by telephone, some at the desk, some by the poster."""
    lignes = []
    for rang in range(nombre):
        qui = scene.annuaire.femme(scene.plan.codes)
        elle = {"prenom": qui.prenom, "nom": qui.nom, "telephone": qui.telephone}
        with scene.horloge.le(jour, 9 + rang, scene.hasard.randint(0, 50)):
            if rang % 4 == 3:
                resultat = reunions.inscrire_en_ligne(evenement, **elle)
            else:
                resultat = reunions.inscrire(evenement, par=scene.insertion, canal=CANAUX[rang % 3], **elle)
        lignes.append(resultat.objet)
    return lignes

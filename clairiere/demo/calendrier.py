"""The calendar of the running session after its first draft: called off, added, caught up, with things to prepare."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from clairiere.agenda.semaine import Semaine
from clairiere.comptes.roles import Role
from clairiere.demo.centres import Scene
from parcours.actions.demi_journees import ajouter_demi_journee, annuler_demi_journee, modifier_demi_journee
from parcours.actions.lieux import noter_indisponibilite, noter_salle
from parcours.actions.materiel import cocher, noter_materiel
from parcours.models import DemiJournee, Parcours, Salle, Session

AUTRE_SALLE = "Cuisine pédagogique"
MATERIEL = ("Poupons (4)", "Tapis à langer", "Trousse de secours", "Feuilles de recettes")


def vivre(scene: Scene, session: Session, groupe: Sequence[Parcours]) -> None:
    """One half-day called off and one more, a room changed, a catch-up, what to bring, hours already taken."""
    cuisine = _cuisine(scene)
    a_venir = list(session.demi_journees.filter(date__gt=scene.horloge.jour(2)).order_by("date", "-moment"))
    par = scene.coordinatrice
    with scene.horloge.le(-4, 9):
        annuler_demi_journee(a_venir[3], par=par, raison="La salle sert de bureau de vote.")
        derniere = a_venir[-1]
        ajouter_demi_journee(
            session,
            par=par,
            date=_jour_libre(scene, session, derniere.date + dt.timedelta(days=1)),
            moment=DemiJournee.Moment.MATIN,
            minutes=a_venir[3].minutes,
            salle=session.salle,
        )
        modifier_demi_journee(a_venir[1], par=par, salle=cuisine)
    with scene.horloge.le(-2, 15):
        ajouter_demi_journee(
            session,
            par=par,
            date=_jour_libre(scene, session, scene.horloge.jour(9)),
            moment=DemiJournee.Moment.APRES_MIDI,
            minutes=180,
            rattrapage=True,
            theme="Rattrapage",
            salle=cuisine,
            attendues=groupe[2:4],
        )
    with scene.horloge.le(-1, 16):
        noter_materiel(a_venir[0], par=scene.acteur(Role.FORMATRICE), choses=MATERIEL)
        prets = list(a_venir[0].materiels.order_by("pk").values_list("pk", flat=True)[:2])
        cocher(a_venir[0], par=scene.acteur(Role.FORMATRICE), prets=prets)
        semaine = Semaine.reguliere(("mercredi",), ("14:00", "18:00"))
        noter_indisponibilite(groupe[1], par=par, semaine=semaine, precision="Ménage dans une école")


def _cuisine(scene: Scene) -> Salle:
    with scene.horloge.le(-60, 10):
        return noter_salle(par=scene.coordinatrice, nom=AUTRE_SALLE, capacite=12)


def _jour_libre(scene: Scene, session: Session, du: dt.date) -> dt.date:
    """The first working day from this one on which the group has no course."""
    pris = set(session.demi_journees.values_list("date", flat=True))
    ecart = (du - scene.horloge.aujourd_hui).days
    while (jour := scene.horloge.jour(ecart)) in pris or jour != scene.horloge.ouvre(ecart):
        ecart += 1
    return jour

"""Papers of the course issued for a group, what trainees said of it, a complaint and its answer."""

from __future__ import annotations

from collections.abc import Sequence

from clairiere.comptes.roles import Role
from clairiere.demo.centres import Scene
from clairiere.documents.modeles import PAPIERS
from parcours.actions import enquete, papiers
from parcours.models import Enquete, Parcours, Session

MUETTES = 4  # who did not answer the survey
GARDER = ("Les mises en situation", "Le groupe", "La stagiaire d’avant qui est venue parler", "Les gestes de secours")
CHANGER = ("Plus de temps sur les contrats", "Commencer à 9 h 30", "", "Une visite de crèche de plus")


def etablir(scene: Scene, session: Session, codes: Sequence[str], jour: int) -> None:
    """One click for the group; the worker makes them one by one."""
    for rang, code in enumerate(codes):
        with scene.horloge.le(jour, 10 + rang):
            lot = papiers.lancer_lot(session, PAPIERS[code], par=scene.coordinatrice)
            papiers.traiter_lot(scene.centre.pk, lot.pk)


def demander_leur_avis(scene: Scene, session: Session) -> None:
    """The survey of the last day: sent, reminded, answered, read together."""
    fin = (session.fin - scene.horloge.aujourd_hui).days
    with scene.horloge.le(fin, 17):
        ouverte, _nouvelle = enquete.ouvrir(session, Enquete.Genre.CHAUD, par=scene.coordinatrice)
    with scene.horloge.le(fin + 3, 19):
        repondent = list(ouverte.participations.order_by("pk"))[:-MUETTES]
        for rang, participation in enumerate(repondent):
            enquete.repondre(participation, _avis(rang, [q["code"] for q in ouverte.questions]))
    with scene.horloge.le(fin + 8, 10):
        enquete.relancer(ouverte, par=scene.coordinatrice)
    with scene.horloge.le(fin + 20, 14):
        enquete.analyser(
            ouverte,
            par=scene.acteur(Role.FORMATRICE),
            analyse="Le groupe est content de la pratique. Le contrat reste difficile.",
            suite="Une demi-journée de plus sur le contrat, avec la fiche de paie en main.",
        )


def _avis(rang: int, codes: Sequence[str]) -> dict[str, str]:
    avis = {code: ("oui", "oui", "plutot_oui")[(rang + n) % 3] for n, code in enumerate(codes)}
    avis["rythme"] = ("oui", "plutot_non", "plutot_oui", "non")[rang % 4]
    return avis | {"garder": GARDER[rang % 4], "changer": CHANGER[rang % 4]}


def se_plaindre(scene: Scene, parcours: Parcours) -> None:
    """Two complaints: one answered, one to answer."""
    with scene.horloge.le(-33, 10) as quand:
        recue = quand.date()
        objet = "La salle n’était pas chauffée pendant deux jours."
        ligne = enquete.noter_reclamation(
            par=scene.coordinatrice, recue_le=recue, de_qui="Une stagiaire du groupe", objet=objet
        )
    with scene.horloge.le(-31, 10) as quand:
        reponse = "Le chauffage est réparé. La demi-journée du lundi a eu lieu dans l’autre salle."
        enquete.noter_reclamation(par=scene.coordinatrice, reclamation=ligne, reponse=reponse, repondue_le=quand.date())
    with scene.horloge.le(-2, 11) as quand:
        objet = "Elle n’a pas reçu sa convocation au rattrapage."
        enquete.noter_reclamation(
            par=scene.insertion, recue_le=quand.date(), de_qui=parcours.personne.nom_complet, objet=objet
        )

"""Building the demonstration network: same day, same people. All or nothing."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from functools import partial

from django.db import connection, transaction

from clairiere.centres import portee
from clairiere.centres.models import Centre, Installation
from clairiere.demo import (
    appel,
    calendrier,
    certificats,
    envois,
    immersions,
    papiers,
    parcours,
    passeport,
    placements,
    recrutement,
    relais,
    reunions,
)
from clairiere.demo.centres import (
    CLAIRIERE,
    RELAIS59,
    ROQUETTE,
    Scene,
    creer_centre,
    creer_reseau,
    noms_du_personnel,
)
from clairiere.demo.horloge import Horloge
from clairiere.demo.menage import fichiers_gardes, retirer_fichiers, vider
from clairiere.demo.noms import Annuaire
from clairiere.demo.placements import Histoire
from parcours.models import Parcours, Session

GRAINE = 59


class DonneesReelles(RuntimeError):
    """This database holds real people: nothing of it is touched. `str()` is a sentence."""


def est_en_place() -> bool:
    """True when the demonstration is already there."""
    return Installation.nature_actuelle() == Installation.Nature.DEMO and Centre.objects.exists()


def verifier() -> None:
    """Refuse a database that is not marked for demonstration and holds a centre.

    Raises:
        DonneesReelles: with the sentence to show.
    """
    nature = Installation.nature_actuelle()
    if nature == Installation.Nature.REELLE:
        raise DonneesReelles(
            "Cette installation contient des données réelles. La démonstration n’y est jamais créée. "
            "Choisissez une autre base, avec DATABASE_URL ou DOSSIER_DONNEES."
        )
    if nature is None and Centre.objects.exists():
        noms = ", ".join(Centre.objects.values_list("nom", flat=True)[:3])
        raise DonneesReelles(
            f"Cette base contient déjà un centre, sans la marque de la démonstration : {noms}. Rien n’a été effacé. "
            "Choisissez une autre base, avec DATABASE_URL ou DOSSIER_DONNEES."
        )


def construire(aujourd_hui: dt.date) -> None:
    """Erase the previous demonstration and build it again around this day.

    Raises:
        DonneesReelles: the database holds something else.
    """
    verifier()
    with portee.sans_portee("reconstruction de la démonstration"):
        anciens = fichiers_gardes()
    with transaction.atomic():
        avant = len(connection.run_on_commit)
        vider()
        _batir(Horloge(aujourd_hui))
        del connection.run_on_commit[avant:]  # the messages of the past have left already: nothing goes to the queue
        with portee.sans_portee("fichiers de l’ancienne démonstration"):
            transaction.on_commit(partial(retirer_fichiers, anciens - fichiers_gardes()))


def _batir(horloge: Horloge) -> None:
    hasard = random.Random(GRAINE)
    annuaire = Annuaire(hasard, pris=set(noms_du_personnel()))
    reseau = creer_reseau(horloge)
    for plan, remplir in ((CLAIRIERE, _clairiere), (ROQUETTE, _roquette), (RELAIS59, _relais59)):
        scene = creer_centre(reseau, plan, horloge, annuaire, hasard)
        with portee.dans(scene.centre):
            remplir(scene)
            envois.faire_partir()


def _clairiere(scene: Scene) -> None:
    destins = ["toute_la_semaine"] * 8 + ["disponible"] * 2
    destins += ["exception", "en_pause", "sortie", "ajournee", "heures_manquantes", "non_certifiee"]
    metier = parcours.session_finie(scene, -190, destins, ("Awa", "Diallo"))
    finie = metier[0].session
    cours, groupe = parcours.session_en_cours(scene, 11)
    calendrier.vivre(scene, cours, groupe)
    appel.animer(scene, cours)
    parcours.jurys_a_venir(scene, groupe, metier[13:15])
    a_venir = parcours.session_a_venir(scene, 50, places=8, attente=4)
    _papiers(scene, finie, cours, a_venir, metier)
    nouvelles = parcours.recrutement(scene, reperees=5, informees=4, candidates=3)
    parcours.fins_de_candidature(scene)
    recrutement.promouvoir(scene, groupe[:6], metier[:5])
    recrutement.freiner(scene, groupe[:3])
    recrutement.candidater(scene, nouvelles[0])
    reunions.tenir(scene, nouvelles[:2])
    immersions.jouer(scene, groupe[4:9])
    metier, en_plus = metier[:10], metier[10:12]
    parcours.confirmer(scene, metier)
    passeport.remplir(scene, [*metier[:5], en_plus[1]])
    passeport.demander_par_sms(scene)
    rangees = placements.jouer(scene, HISTOIRES_CLAIRIERE, metier)
    placements.encore(scene, rangees[0], -9, "montree")
    paires = placements.parties(rangees)
    personnes = [p.personne for p in (*metier, *en_plus)]
    relais.rencontres(scene, personnes, titre="Rencontre du relais", jour=1, places=8)
    relais.mediations(scene, paires, personnes[-4:])


def _papiers(scene: Scene, finie: Session, cours: Session, a_venir: Session, metier: Sequence[Parcours]) -> None:
    papiers.etablir(scene, finie, ("fin_formation", "assiduite"), -60)
    papiers.etablir(scene, cours, ("reglement", "assiduite"), -10)
    papiers.etablir(scene, a_venir, ("convocation",), -6)
    papiers.demander_leur_avis(scene, finie)
    papiers.se_plaindre(scene, metier[2])
    certificats.remplacer_un(scene, metier[1], -50)
    certificats.preparer_la_remise(scene, finie)


def _roquette(scene: Scene) -> None:
    destins = ["toute_la_semaine"] * 6 + ["disponible"] * 4 + ["certifiee", "en_pause"]
    metier = parcours.session_finie(scene, -240, destins, ("Rosa", "Pereira"))
    parcours.session_finie(scene, -100, ["evaluee", "a_evaluer", "a_evaluer", "heures_manquantes"])
    parcours.session_a_venir(scene, 40, places=3, attente=2, mouvements=False)
    parcours.recrutement(scene, reperees=3, informees=2, candidates=2)
    parcours.confirmer(scene, metier[:8])
    placements.jouer(scene, HISTOIRES_ROQUETTE, metier[:8])
    personnes = [p.personne for p in metier[:8]]
    relais.rencontres(scene, personnes, titre="Comptines et jeux d’eau", jour=3, places=6)


def _relais59(scene: Scene) -> None:
    nouvelles = parcours.recrutement(scene, reperees=3, informees=0, candidates=0)
    parcours.ouvrir_espace(scene, nouvelles[0])
    placements.jouer(scene, [Histoire(-2, "recue", compte=True)], [])


# Awa (rank 0) had a contract that ended; she is asked again by the last one.
HISTOIRES_CLAIRIERE = (
    Histoire(-96, "signe", compte=True, semaine=0),
    Histoire(-98, "termine", avec=0, semaine=2),
    Histoire(-84, "signe", semaine=1),
    Histoire(-70, "signe", compte=True, semaine=4),
    Histoire(-60, "annule", semaine=2),
    Histoire(-52, "refusee", semaine=3),
    Histoire(-47, "classee"),
    Histoire(-40, "retiree", semaine=3),
    Histoire(-34, "pret", compte=True, semaine=1),
    Histoire(-31, "suspendue"),
    Histoire(-24, "brouillon", semaine=2),
    Histoire(-20, "conclue", semaine=4),
    Histoire(-15, "d_accord", semaine=3),
    Histoire(-8, "ouverte"),
    Histoire(-7, "ouverte", semaine=0),
    Histoire(-6, "interrogees", avec=0, semaine=3),
    Histoire(-3, "recue"),
    Histoire(-1, "incomplete"),
)
HISTOIRES_ROQUETTE = (
    Histoire(-130, "signe", compte=True, semaine=0),
    Histoire(-110, "signe", semaine=1),
    Histoire(-90, "signe", semaine=2),
    Histoire(-64, "signe", semaine=4),
    Histoire(-25, "brouillon", semaine=1),
    Histoire(-18, "retiree", semaine=3),
    Histoire(-14, "montree", semaine=3),
    Histoire(-10, "ouverte"),
    Histoire(-7, "interrogees", semaine=3),
    Histoire(-4, "recue"),
    Histoire(-2, "recue"),
)

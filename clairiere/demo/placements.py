"""Families, their requests and what became of them: each story goes as far as its `fin`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from clairiere import flux
from clairiere.agenda.semaine import JOURS, Semaine
from clairiere.comptes.acteur import Acteur
from clairiere.comptes.roles import Role
from clairiere.demo import contrats
from clairiere.demo.centres import Scene
from clairiere.demo.noms import PRENOMS_ENFANTS, Identite
from clairiere.demo.personnes import espace, naissance
from parcours.models import Parcours
from placements import actions
from placements.actions.reponses import retirer as retirer_proposition
from placements.models import Demande, Placement, Proposition

Enfant = tuple[str, dt.date]
OUVREES = JOURS[:5]
SEMAINES = (
    Semaine.reguliere(OUVREES, ("08:30", "17:30")),
    Semaine.reguliere(("lundi", "mardi", "jeudi", "vendredi"), ("08:30", "18:30")),
    Semaine.reguliere(OUVREES, ("09:00", "17:00")),
    Semaine.reguliere(OUVREES, ("16:30", "18:45")),
    Semaine.reguliere(("lundi", "mercredi", "vendredi"), ("08:15", "18:15")),
)
QUARTIERS = {"75002": "Montorgueil", "75011": "Roquette", "75012": "Reuilly"}
PRECISIONS = ("", "", "Sortie de crèche à 16 h 30.", "Troisième étage sans ascenseur, poussette en bas.")
AVEC_CONTRAT = ("brouillon", "pret", "signe", "termine", "annule")


@dataclass(frozen=True)
class Histoire:
    """One request: the day it came, how it ends, who must be proposed first (a rank), the family's account."""

    jour: int
    fin: str
    avec: int | None = None
    compte: bool = False
    semaine: int | None = None


@dataclass
class Rangee:
    """What a story left: the request, and the match if there is one."""

    demande: Demande
    placement: Placement | None = None


def jouer(scene: Scene, histoires: Sequence[Histoire], metier: Sequence[Parcours]) -> list[Rangee]:
    """Play the stories in order; who is named by one of them is kept for it."""
    reservees = {metier[h.avec].pk for h in histoires if h.avec is not None}
    return [_jouer(scene, h, metier, reservees) for h in histoires]


def _jouer(scene: Scene, histoire: Histoire, metier: Sequence[Parcours], reservees: Collection[int]) -> Rangee:
    jour = histoire.jour
    demande = deposer(scene, histoire, scene.annuaire.parent(scene.plan.codes))
    if histoire.fin in ("recue", "incomplete"):
        return Rangee(demande)
    coordinatrice = scene.coordinatrice
    with scene.horloge.le(_passe(jour + 2), 9, 40):
        demande = actions.ouvrir(demande, par=coordinatrice)
    if histoire.fin in ("ouverte", "suspendue", "classee"):
        return Rangee(_sans_suite(scene, demande, histoire))
    voulue = metier[histoire.avec] if histoire.avec is not None else None
    propositions = proposer(scene, demande, jour + 4, voulue, () if voulue else reservees)
    return _suite(scene, histoire, demande, propositions)


def deposer(scene: Scene, histoire: Histoire, contact: Identite, enfants: Sequence[Enfant] = ()) -> Demande:
    """A request by the public page or at the desk."""
    hasard, jour = scene.hasard, histoire.jour
    en_ligne = hasard.random() < 0.6
    incomplete = histoire.fin == "incomplete"
    rang = histoire.semaine if histoire.semaine is not None else hasard.randrange(len(SEMAINES))
    ages = hasard.choice(([9], [20], [4, 38], [-2], [30]))
    prenoms = hasard.sample(PRENOMS_ENFANTS, k=len(ages))
    enfants = enfants or [(prenom, naissance(scene, mois)) for prenom, mois in zip(prenoms, ages, strict=True)]
    with scene.horloge.le(_passe(jour), 21 if en_ligne else 10, hasard.randint(0, 59)):
        depot = actions.deposer_demande(
            par=Acteur.de(None, scene.centre) if en_ligne else scene.insertion,
            enfants=enfants,
            semaine=Semaine() if incomplete else SEMAINES[rang],
            debut=None if incomplete else scene.horloge.jour(jour + 32),
            prenom=contact.prenom,
            nom=contact.nom,
            telephone=contact.telephone,
            courriel=contact.courriel,
            adresse=contact.adresse,
            code_postal=contact.code_postal,
            quartier=QUARTIERS.get(contact.code_postal, ""),
            origine="site" if en_ligne else "accueil",
            precisions=hasard.choice(PRECISIONS),
            partage_possible=hasard.random() < 0.3,
            langues=hasard.choice(([], [], ["anglais"], ["portugais"])),
        )
        personne = depot.demande.famille.contact
        personne.ville = "Paris"
        personne.save(update_fields=["ville"])
        if histoire.compte:
            espace(scene, personne, Role.FAMILLE)
    return depot.demande


def proposer(
    scene: Scene, demande: Demande, jour: int, voulue: Parcours | None, sauf: Collection[int], nombre: int = 3
) -> list[Proposition]:
    """Ask the first of the shortlist, and the one wanted before them."""
    with scene.horloge.le(_passe(jour), 11, 15):
        liste = actions.liste_courte(demande)
        choisies = [c.parcours for c in liste.retenues if c.parcours.pk not in sauf]
        if voulue is not None:
            choisies = [voulue, *(p for p in choisies if p.pk != voulue.pk)]
        return actions.proposer(demande, par=scene.coordinatrice, parcours=choisies[:nombre])


def _suite(scene: Scene, histoire: Histoire, demande: Demande, propositions: list[Proposition]) -> Rangee:
    jour, fin, coordinatrice = histoire.jour, histoire.fin, scene.coordinatrice
    premiere, *autres = propositions
    if fin == "interrogees":
        return Rangee(demande)
    if fin == "retiree":
        with scene.horloge.le(_passe(jour + 9), 18):
            actions.retirer(demande, par=coordinatrice, motif="A obtenu une place en crèche.")
        return Rangee(demande)
    with scene.horloge.le(_passe(jour + 6), 12, 20):
        premiere = actions.accepter_auxiliaire(premiere, par=scene.elle(premiere.parcours.personne))
        if autres:
            actions.refuser_auxiliaire(autres[0], par=coordinatrice, voie="telephone", motif="Trop loin de chez elle.")
    if fin == "montree":
        return Rangee(demande)
    with scene.horloge.le(_passe(jour + 9), 19, 5):
        if fin == "refusee":
            actions.refuser_famille(premiere, par=coordinatrice, voie="telephone", motif="Préfère attendre la rentrée.")
            for autre in autres[1:]:
                retirer_proposition(autre, par=coordinatrice, motif="La famille veut d’abord revoir ses horaires.")
            return Rangee(demande)
        premiere = actions.accepter_famille(premiere, par=coordinatrice, voie="telephone")
    if fin == "d_accord":
        return Rangee(demande)
    with scene.horloge.le(_passe(jour + 13), 17, 30):
        placement = actions.conclure(premiere, par=coordinatrice)
    if fin in AVEC_CONTRAT:
        contrats.ecrire(scene, placement, jour + 16, fin)
    return Rangee(demande, placement)


def _sans_suite(scene: Scene, demande: Demande, histoire: Histoire) -> Demande:
    with scene.horloge.le(_passe(histoire.jour + 12), 10):
        if histoire.fin == "suspendue":
            motif = "Congé parental prolongé. Nous rappellera en janvier."
            return flux.franchir(demande, "suspendre", par=scene.coordinatrice, motif=motif)
        if histoire.fin == "classee":
            motif = "Garde de nuit demandée. Orientée vers un service d’aide à domicile."
            return actions.classer(demande, par=scene.coordinatrice, motif=motif)
    return demande


def encore(scene: Scene, rangee: Rangee, jour: int, fin: str) -> Rangee:
    """The same family asks again, for the afternoons; the request goes as far as `fin`."""
    contact = rangee.demande.famille.contact
    identite = Identite(
        contact.prenom, contact.nom, str(contact.telephone), contact.courriel, contact.adresse, contact.code_postal
    )
    histoire = Histoire(jour, fin, semaine=3)
    enfants = [(e.prenom, e.naissance) for e in rangee.demande.famille.enfants.all()]
    demande = deposer(scene, histoire, identite, enfants)
    with scene.horloge.le(_passe(jour + 2), 9, 50):
        demande = actions.ouvrir(demande, par=scene.coordinatrice)
    propositions = proposer(scene, demande, jour + 4, None, ())
    return _suite(scene, histoire, demande, propositions)


def _passe(jour: int) -> int:
    return min(jour, -1)


def parties(rangees: Sequence[Rangee]) -> list[tuple[Any, Any]]:
    """The two persons of each match: the auxiliaire and the contact of the family."""
    return [(r.placement.parcours.personne, r.demande.famille.contact) for r in rangees if r.placement is not None]

"""Discovery placements in each state, and what trainees thought of the job before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from clairiere import flux
from clairiere.agenda.semaine import Semaine
from clairiere.demo.centres import Scene
from parcours.actions import immersion, questionnaire
from parcours.models import Immersion, Parcours, QuestionnaireMetier
from parcours.regles.immersion import PIECES
from parcours.regles.metier import PHRASES

LIEUX = (
    ("Crèche Tiquetonne", "creche", "18 rue Tiquetonne, 75002 Paris", "Mme Leroy"),
    ("Halte-garderie du Sentier", "halte", "4 rue du Sentier, 75002 Paris", "Mme Aubry"),
    ("Relais petite enfance du 2e", "relais", "8 rue de la Banque, 75002 Paris", "M. Tessier"),
    ("Association Les Petits Pas", "association", "31 rue Réaumur, 75003 Paris", "Mme Koné"),
)
HEURES = Semaine.reguliere(("mardi", "vendredi"), ("14:00", "18:00"))


def jouer(scene: Scene, gens: Sequence[Parcours]) -> None:
    """Done, under way, agreement signed, in preparation, called off: one woman each."""
    _faite(scene, gens[0], -40)
    en_cours = _signee(scene, gens[1], -20, -4)
    with scene.horloge.le(-4, 9):
        flux.franchir(en_cours, "commencer", par=scene.insertion)
    _signee(scene, gens[2], -6, 8)
    preparee = _preparer(scene, gens[3], -3, 20, rang=3)
    with scene.horloge.le(-3, 16):
        immersion.cocher(preparee, {"identite", "accueil", "objet"}, par=scene.insertion)
    annulee = _preparer(scene, gens[4], -25, -12, rang=0)
    with scene.horloge.le(-14, 9):
        flux.franchir(annulee, "annuler", par=scene.insertion, motif="La crèche ferme pour travaux.")
    _metier(scene, gens[0], "avant", -45, tot="sait_pas", menage="oui", seule="oui")
    _metier(scene, gens[0], "apres", -30, menage="non")
    with scene.horloge.le(-28, 11):
        echange = "Elle croyait faire le ménage. Elle sait maintenant ce qui se refuse."
        questionnaire.noter_echange(gens[0], "apres", par=scene.insertion, echange=echange)
    _metier(scene, gens[1], "avant", -22, tard="non", dehors="sait_pas")
    with scene.horloge.le(-2, 10):
        questionnaire.envoyer(gens[2], "avant", par=scene.insertion)


def _preparer(scene: Scene, parcours: Parcours, jour: int, debut: int, *, rang: int, **plus: Any) -> Immersion:
    nom, genre, adresse, tutrice = LIEUX[rang % len(LIEUX)]
    premier = scene.horloge.ouvre(debut)
    with scene.horloge.le(jour, 10, 30):
        return immersion.preparer(
            parcours,
            par=scene.insertion,
            accueil_nom=nom,
            accueil_genre=genre,
            accueil_adresse=adresse,
            accueil_contact=f"{tutrice}, responsable",
            tutrice=tutrice,
            debut=premier,
            fin=premier + dt.timedelta(days=11),
            semaine=HEURES.vers_donnees(),
            objet="decouvrir",
            objectifs="Regarder le réveil, le repas, la sortie. Poser trois questions par jour.",
            taches="Aider au goûter et aux jeux, avec une professionnelle.",
            prescripteur_genre="france_travail",
            prescripteur="France Travail Paris 2",
            **plus,
        )


def _signee(scene: Scene, parcours: Parcours, jour: int, debut: int) -> Immersion:
    preparee = _preparer(scene, parcours, jour, debut, rang=-debut, numero_convention=f"IMM-2-{100 + abs(debut)}")
    with scene.horloge.le(jour + 3, 15):
        immersion.cocher(preparee, set(PIECES), par=scene.insertion)
        immersion.faire_le_resume(preparee, par=scene.insertion)
        return immersion.signer(preparee, par=scene.insertion)


def _faite(scene: Scene, parcours: Parcours, debut: int) -> None:
    signee = _signee(scene, parcours, debut - 12, debut)
    with scene.horloge.le(debut, 9):
        faite = flux.franchir(signee, "commencer", par=scene.insertion)
    with scene.horloge.le(debut + 12, 17):
        immersion.terminer(
            faite,
            par=scene.insertion,
            issue=Immersion.Issue.CONFIRME,
            vu="Les repas, la sieste, deux sorties au square.",
            mot_accueil="Ponctuelle et douce. Elle pose des questions.",
            mot_personne="J’ai aimé le moment du réveil. Le bruit m’a fatiguée.",
        )


def _metier(scene: Scene, parcours: Parcours, moment: str, jour: int, **sauf: str) -> None:
    reponses = {phrase.code: "oui" for phrase in PHRASES} | {"menage": "non"} | sauf
    with scene.horloge.le(jour, 14):
        a_remplir = questionnaire.ouvrir(parcours, moment)
        questionnaire.repondre(a_remplir, reponses, par=scene.insertion, mode=QuestionnaireMetier.Mode.BUREAU)

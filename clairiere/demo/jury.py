"""Practical tasks, what trainees say of themselves, juries in every state, an appeal, all by the real actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from clairiere.comptes.roles import Role
from clairiere.demo.centres import Scene
from parcours.actions import autoevaluation, cloture, deliberation, derogation, recours
from parcours.actions import jury as actions
from parcours.actions.observation import observer, prevoir_tache
from parcours.models import COMPETENCES, DecisionJury, Jury, Parcours, Session

TACHES = (
    ("Préparer le repas", "soins", "Elle coupe petit, goûte, et parle à l’enfant."),
    ("Une chute au parc", "urgence", "Elle protège, rassure, et dit qui elle appelle."),
    ("Raconter la journée aux parents", "communication", "Trois phrases claires, et une question à la fin."),
)
A_REFAIRE = "Revoir les gestes de premiers secours, à la prochaine session."
POURQUOI = "Les gestes de sécurité ne sont pas acquis, et trop de demi-journées manquent."


def observer_le_groupe(scene: Scene, session: Session, gens: Sequence[Parcours], jour: int, combien: int = 3) -> None:
    """A practical task a week; one trainee in four still learns."""
    par = scene.acteur(Role.FORMATRICE)
    for semaine, (titre, code, exemple) in enumerate(TACHES[:combien]):
        with scene.horloge.le(jour + 7 * semaine, 15) as quand:
            tache = prevoir_tache(session, par=par, titre=titre, date=quand.date())
            for rang, parcours in enumerate(gens):
                niveau = "en_cours" if (rang + semaine) % 4 == 3 else "acquis"
                niveaux = dict.fromkeys(COMPETENCES, "non_observe") | {code: niveau, "securite": "acquis"}
                observer(tache, parcours, par=par, niveaux=niveaux, exemples={code: exemple})


def se_dire(scene: Scene, gens: Sequence[Parcours], jour: int, moment: str) -> None:
    """What they say of themselves, each on her telephone."""
    for rang, parcours in enumerate(gens):
        with scene.horloge.le(jour, 19, rang):
            facile = "facile" if moment == "fin" else "apprend"
            reponses = dict.fromkeys(COMPETENCES, facile) | {"eveil": "facile", "metier": "difficile"}
            souhait = "" if rang % 2 else "Parler avec les parents"
            par = scene.elle(parcours.personne)
            autoevaluation.repondre(parcours, par=par, moment=moment, reponses=reponses, souhait=souhait)


def excuser(scene: Scene, parcours: Parcours, jour: int) -> None:
    """The director writes the exception to the hours, before the sitting that reads it."""
    with scene.horloge.le(jour, 12):
        derogation.accorder(
            parcours,
            par=scene.acteur(Role.DIRECTRICE),
            minutes=Parcours.objects.avec_minutes().get(pk=parcours.pk).minutes(),
            motif="Une séance annulée par le centre n’a pas été rattrapée. Le module est repris avec la formatrice.",
            faits="Bilan écrit de la formatrice, lu avec elle.",
        )


def composer(scene: Scene, session: Session, jour: int, pour: dt.date) -> Jury:
    """A jury prepared that day for another, with its members: the director, someone from outside, the trainer."""
    with scene.horloge.le(jour, 10):
        lieu = f"{scene.plan.nom}, salle du premier étage"
        jury = actions.preparer(session, par=scene.coordinatrice, date=pour, lieu=lieu)
        for role, qualite, externe in (
            (Role.DIRECTRICE, "directrice", False),
            (Role.JURY, "responsable d’un relais petite enfance", True),
            (Role.FORMATRICE, "formatrice", False),
        ):
            actions.ajouter_membre(
                jury,
                par=scene.coordinatrice,
                compte=scene.equipe[role],
                qualite=qualite,
                externe=externe,
                preside=role == Role.DIRECTRICE,
            )
    return jury


def convoquer(scene: Scene, jury: Jury, jour: int) -> Jury:
    """The members are called."""
    with scene.horloge.le(jour, 11):
        return actions.convoquer(jury, par=scene.coordinatrice)


def annuler(scene: Scene, jury: Jury, jour: int) -> None:
    """The room is no longer free."""
    with scene.horloge.le(jour, 11):
        actions.annuler(jury, par=scene.coordinatrice, motif="La salle n’est plus libre ce jour-là.")


def tenir(scene: Scene, session: Session, destins: Mapping[Parcours, str], jour: int, *, clore: bool = True) -> Jury:
    """A sitting: a decision for each, put off for those who are not ready; the trainer decides for nobody."""
    date = scene.horloge.ouvre(jour)
    jury = convoquer(scene, composer(scene, session, jour - 6, date), jour - 5)
    with scene.horloge.le(date, 9):
        membres = list(jury.membres.values_list("pk", flat=True))
        jury = actions.ouvrir(jury, par=scene.coordinatrice, presentes=membres)
    with scene.horloge.le(date, 16):
        par = scene.acteur(Role.JURY)
        for parcours, destin in destins.items():
            if destin == "ajournee":
                pour_le = date + dt.timedelta(days=90)
                options = {"decision": "ajournee", "remarque": A_REFAIRE, "echeance": pour_le}
            elif destin == "non_certifiee":
                options = {"decision": "non_certifiee", "remarque": POURQUOI}
            else:
                options = {"decision": "certifiee"}
            deliberation.deliberer(jury, parcours, par=par, **options)
        attendent = jury.passages.exclude(parcours__in=[p.pk for p in destins])
        for passage in attendent.select_related("parcours"):
            motif = "Il lui manque des heures ou son évaluation."
            actions.reporter(jury, passage.parcours, par=scene.coordinatrice, motif=motif)
    if not clore:
        return jury
    with scene.horloge.le(date, 17):
        return cloture.clore(jury, par=scene.coordinatrice)


def contester(scene: Scene, parcours: Parcours, jour: int, issue: str = "") -> None:
    """She asks for another look; others answer, or not yet."""
    decision = DecisionJury.objects.filter(parcours=parcours).first()
    if decision is None or decision.decision == "certifiee":
        raise ValueError("nothing to contest")
    with scene.horloge.le(jour, 18):
        motif = "Je n’ai pas eu le temps de montrer les gestes de sécurité."
        objet = recours.deposer(parcours, par=scene.elle(parcours.personne), motif=motif)
    if issue:
        verbe = recours.accepter if issue == "accepte" else recours.rejeter
        with scene.horloge.le(jour + 4, 11):
            reponse = "Nous avons relu ses grilles avec la formatrice."
            verbe(objet, par=scene.coordinatrice, traite_par="Anne Garnier, Fatou Sarr", reponse=reponse)

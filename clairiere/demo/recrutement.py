"""Around the candidates: two sheets and one decision, a waiting list that moves, promotion, barriers, applications."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from clairiere import flux
from clairiere.comptes.roles import Role
from clairiere.demo.centres import Scene
from parcours.actions import attente, candidature, freins, promotion, selection
from parcours.actions.contact import modifier
from parcours.actions.recrutement import mener_entretien
from parcours.models import OffreDePlace, Parcours, Session
from parcours.regles.selection import GUIDE

FAITS = {
    "favorable": "A gardé des enfants de sa famille. Disponible toute la journée.",
    "reserve": "Cherche plutôt un emploi de nuit. Doit réfléchir.",
}
SECONDS = {"favorable": "Parle calmement des enfants. Prend le métro seule.", "reserve": "N’est pas libre en semaine."}
RAISONS = {
    "admise": "Projet clair, disponible sur toute la formation.",
    "non_retenue": "Le projet n’est pas compatible avec les horaires.",
    "reorientee": "Le CAP correspond mieux à son projet.",
}


def selectionner(scene: Scene, parcours: Parcours, date: dt.date, avis: str, decision: str) -> Parcours:
    """Two interviewers, a sheet each, then their decision (none when `decision` is empty)."""
    niveaux = {c.code: 3 if avis == "favorable" else 2 for c in GUIDE}
    une, autre = scene.insertion, scene.acteur(Role.FORMATRICE)
    fiche = {"date": date, "avis": avis, "niveaux": niveaux}
    parcours = mener_entretien(parcours, par=une, synthese=FAITS[avis], **fiche)
    if decision:
        niveaux = {**niveaux, "francais": 4 if avis == "favorable" else 3}
        selection.donner_fiche(parcours, par=autre, synthese=SECONDS[avis], **{**fiche, "niveaux": niveaux})
        noms = [une.nom, autre.nom]
        raison = RAISONS[decision]
        selection.decider(parcours, par=une, date=date, decision=decision, raison=raison, decideuses=noms)
    return parcours


def faire_bouger_la_liste(scene: Scene, session: Session, admise: Parcours) -> None:
    """One withdraws; the first says no, the second says nothing, the third leaves, the fourth says yes."""
    with scene.horloge.le(-9, 16):
        flux.franchir(admise, "abandonner", par=scene.insertion, motif="Un emploi en crèche.", raison="emploi")
        premiere = _offre(session)
        attente.refuser(premiere, par=scene.insertion)
        muette = _offre(session)
    with scene.horloge.le(-3, 17):
        attente.pourvoir(session, par=scene.insertion)
        troisieme = _offre(session).parcours
        flux.franchir(troisieme, "abandonner", par=scene.insertion, motif="Part en province.", raison="demenagement")
        attente.accepter(_offre(session), par=scene.insertion)
    with scene.horloge.le(-2, 18):
        for offre, motif, raison in (
            (premiere, "A commencé une autre formation.", "autre_projet"),
            (muette, "Trois appels sans réponse.", "sans_nouvelles"),
        ):
            parcours = Parcours.objects.get(pk=offre.parcours_id)
            flux.franchir(parcours, "abandonner", par=scene.insertion, motif=motif, raison=raison)


def proposer_une_place(scene: Scene, admise: Parcours) -> None:
    """One withdraws yesterday: the first who waits has not answered yet."""
    with scene.horloge.le(scene.horloge.jour(-1), 11):  # the offer is still alive, whatever the day
        motif = "Elle garde sa mère cette année."
        flux.franchir(admise, "abandonner", par=scene.coordinatrice, motif=motif, raison="personnelle")


def _offre(session: Session) -> OffreDePlace:
    return OffreDePlace.objects.vivantes().select_related("parcours").get(session=session)


def promouvoir(scene: Scene, candidates: Sequence[Parcours], certifiees: Sequence[Parcours]) -> None:
    """Three partners, four actions, and who came from them: candidates of this year, certified ones of the last."""
    with scene.horloge.le(-75, 9):
        noms = (
            ("France Travail Paris 2", "france_travail", "Mme Brun"),
            ("PMI de la rue Dussoubs", "pmi", "Mme Diaz"),
            ("École de la rue Tiquetonne", "ecole", ""),
        )
        partenaires = [
            promotion.noter_partenaire(par=scene.insertion, nom=nom, genre=genre, interlocutrice=qui)
            for nom, genre, qui in noms
        ]
    with scene.horloge.le(-275, 18) as quand:
        champs = {"genre": "portes_ouvertes", "lieu": scene.plan.nom, "partenaire": None, "rencontrees": 31}
        ancienne = promotion.noter_action(par=scene.insertion, date=quand.date(), heures=6, note="", **champs)
    actions = []
    for jour, genre, lieu, partenaire, rencontrees in (
        (-72, "forum", "Mairie du 2e", partenaires[0], 42),
        (-65, "reunion_partenaire", "PMI de la rue Dussoubs", partenaires[1], 12),
        (-50, "affichage", "Marché de la rue Montorgueil", None, None),
    ):
        with scene.horloge.le(jour, 17) as quand:
            champs = {"genre": genre, "lieu": lieu, "partenaire": partenaire, "rencontrees": rencontrees}
            actions.append(promotion.noter_action(par=scene.insertion, date=quand.date(), heures=3, note="", **champs))
    with scene.horloge.le(-12, 10) as quand:
        phrase = "Deux femmes du cours de français sont intéressées."
        rappel = scene.horloge.jour(-1)
        promotion.noter_echange(partenaires[2], par=scene.insertion, le=quand.date(), phrase=phrase, rappel_le=rappel)
        for rang, parcours in enumerate(candidates):
            genre = ("forum", "partenaire", "affiche")[rang % 3]
            modifier(parcours, par=scene.insertion, action_promotion=actions[rang % 3], origine_genre=genre)
        for parcours in certifiees:
            modifier(parcours, par=scene.insertion, action_promotion=ancienne, origine_genre="forum")


def freiner(scene: Scene, parcours: Sequence[Parcours]) -> None:
    """Barriers in each state, a right to work that ends soon, an adviser."""
    with scene.horloge.le(-20, 15) as quand:
        par = scene.insertion
        freins.noter_frein(parcours[0], par=par, genre="logement", precision="Hébergée chez une cousine.")
        oriente = freins.noter_frein(parcours[1], par=par, genre="garde_enfants")
        leve = freins.noter_frein(parcours[2], par=par, genre="langue", precision="Veut suivre un cours.")
        flux.franchir(oriente, "orienter", par=par, service="Crèche municipale", contact="Mme Roy", le=quand.date())
        flux.franchir(leve, "orienter", par=par, service="Cours du soir de la mairie", le=quand.date())
        fin = scene.horloge.jour(38)
        freins.noter_droit_au_travail(parcours[0], par=par, vu_le=quand.date(), expire_le=fin)
        freins.noter_droit_au_travail(parcours[1], par=par, vu_le=quand.date())
        champs = {"conseillere": "M. Petit", "demande": "deposee", "demande_le": quand.date()}
        freins.noter_france_travail(parcours[2], par=par, **champs)
    with scene.horloge.le(-6, 15) as quand:
        flux.franchir(leve, "lever", par=scene.insertion, le=quand.date())


def candidater(scene: Scene, connue: Parcours) -> None:
    """Two applications by the public page: one new, one with the telephone of someone known."""
    from phonenumber_field.phonenumber import to_python

    with scene.horloge.le(-1, 19):
        neuf = to_python("+33600069701")
        candidature.deposer(
            centre=scene.centre,
            prenom="Salimata",
            telephone=neuf,
            origine_genre="affiche",
            langues=["français", "bambara"],
            disponibilites=["journee"],
        )
        candidature.deposer(
            centre=scene.centre, prenom="Rokia", telephone=connue.personne.telephone, langues=["soninké"]
        )

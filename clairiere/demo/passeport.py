"""What is hers: passport, profile, care project, papers that were seen, and the SMS of the month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from clairiere.comptes.roles import Role
from clairiere.demo.centres import Scene
from clairiere.journal import noter_consultation
from clairiere.messages.models import Message
from clairiere.messages.recus import recevoir
from parcours.actions import disponibilites, espace, passeport, profil
from parcours.models import Parcours

FORCES = 3
PROJET = {
    "journee": "Le matin, on sort. L’après-midi, on joue et on lit. Je note la journée dans un cahier.",
    "repas": "Je prépare ce que les parents ont prévu. L’enfant goûte. Je ne force jamais.",
    "sommeil": "Chacun dort quand il est fatigué. Je respecte son doudou et son rituel.",
    "ecrans": "Pas d’écran. De la musique et des livres.",
    "parents": "Je dis trois choses le soir : le repas, la sieste, un bon moment.",
}


def remplir(scene: Scene, gens: Sequence[Parcours]) -> None:
    """The first has all of it, with nine hours of continuing training this year; the others have a part."""
    elle, *autres = gens
    _passeport(scene, elle)
    _profil(scene, elle)
    with scene.horloge.le(-38, 20):
        par = scene.elle(elle.personne)
        profil.ecrire_projet(elle.personne, par=par, textes={k: PROJET[k] for k in ("journee", "repas")}, partage=False)
    with scene.horloge.le(-12, 20):
        profil.ecrire_projet(elle.personne, par=par, textes=PROJET, partage=True)
    _pieces(scene, elle, jours=25)
    for jour, role in ((-31, Role.CHARGEE_INSERTION), (-12, Role.COORDINATRICE), (-3, Role.COORDINATRICE)):
        with scene.horloge.le(jour, 10):
            noter_consultation(elle.personne, par=scene.acteur(role))
    for parcours in autres[:3]:
        _pieces(scene, parcours, jours=300)
    with scene.horloge.le(-5, 9):
        profil.rappeler_pieces()
    with scene.horloge.le(-4, 21):
        mots = "Je ne travaille plus dans ce métier."
        partie = autres[-1].personne
        espace.demander(partie, par=scene.elle(partie), genre="effacement", mots=mots)


def _passeport(scene: Scene, parcours: Parcours) -> None:
    personne, par = parcours.personne, scene.elle(parcours.personne)
    lignes = (
        (-60, "continue", "Prévenir les accidents de la maison", "Iperia", 6, True),
        (-26, "continue", "Parler avec un enfant de deux ans", "Iperia", 3, True),
        (-45, "atelier", "Comptines et jeux d’eau", scene.plan.nom, 2, True),
        (-20, "pratique", "Groupe d’analyse de pratiques", scene.plan.nom, 2, True),
        (-10, "conference", "Le sommeil du jeune enfant", "Mairie du 2e", 1, False),
    )
    for jour, genre, titre, organisme, heures, vue in lignes:
        debut = scene.horloge.ouvre(jour)
        if genre == "continue":  # hours of this year's right
            debut = max(debut, dt.date(scene.horloge.aujourd_hui.year, 1, 1))
        ecart = (debut - scene.horloge.aujourd_hui).days
        with scene.horloge.le(min(ecart + 1, -1), 19) as quand:
            ligne = passeport.ajouter_ligne(
                personne,
                par=par,
                genre=genre,
                titre=titre,
                organisme=organisme,
                debut=min(debut, quand.date()),
                minutes=heures * 60,
            )
        if vue:
            with scene.horloge.le(-5, 15):
                passeport.attester(ligne, par=scene.coordinatrice)


def _profil(scene: Scene, parcours: Parcours) -> None:
    acquises = profil.phrases_acquises(parcours)
    with scene.horloge.le(-36, 20):
        profil.enregistrer_profil(
            parcours.personne,
            par=scene.elle(parcours.personne),
            forces=acquises[:FORCES],
            presentation="Je suis calme et je suis à l’heure. J’aime lire des livres avec les enfants.",
            experiences="J’ai gardé deux enfants de 8 mois et 3 ans pendant un an.",
            montrer_telephone=False,
            acquises=acquises,
        )


def _pieces(scene: Scene, parcours: Parcours, *, jours: int) -> None:
    with scene.horloge.le(-90, 14) as quand:
        for genre, fin in (("identite", 900), ("assurance", jours), ("premiers_secours", 600)):
            expire = scene.horloge.jour(fin)
            profil.noter_piece(
                parcours.personne, par=scene.insertion, genre=genre, vue_le=quand.date(), expire_le=expire
            )


def demander_par_sms(scene: Scene) -> None:
    """The SMS of the month: one says yes, one says that it has changed, one writes in her own words."""
    with scene.horloge.le(-6, 10):
        disponibilites.relancer()
    questions = list(Message.objects.filter(genre=disponibilites.GENRE).order_by("pk"))
    reponses = ("1", "2", "Bonjour je peux seulement le matin maintenant merci")
    for rang, (question, texte) in enumerate(zip(questions, reponses, strict=False)):
        with scene.horloge.le(-5, 12, rang):
            recevoir(de=question.adresse, texte=texte, cle=f"demo-{scene.centre.pk}-{rang}")

"""The calendar of a session and its attendance: lateness, absences, catch-ups, a sheet still to sign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from clairiere.comptes.roles import Role
from clairiere.demo.centres import Scene
from clairiere.demo.horloge import feries, moment
from parcours import regles
from parcours.actions.presence import planifier
from parcours.actions.sessions import creer_session, planifier_rythme
from parcours.models import DemiJournee, Emargement, Parcours, Session

Rythme = Mapping[int, Sequence[tuple[int, int]]]
MATIN, APRES_MIDI = (9 * 60, 12 * 60), (14 * 60, 17 * 60)
RATTRAPAGE = 180  # minutes
THEMES = (
    "Le métier, les droits, le contrat",
    "Le sommeil et le rythme de l’enfant",
    "Sécurité à la maison",
    "Gestes de premiers secours",
    "Hygiène et change",
    "Repas et diversification",
    "Le langage, les comptines",
    "Jeu et éveil, de 0 à 3 ans",
    "Sorties au parc et transports",
    "Parler avec les parents",
    "Émotions et limites",
    "Secret et discrétion",
)


def rythme(dernier_jour: int) -> Rythme:
    """Twelve hours a week over three days; one of them is this weekday (0 for Monday)."""
    return {dernier_jour: [MATIN], (dernier_jour + 2) % 5: [MATIN, APRES_MIDI], (dernier_jour + 3) % 5: [MATIN]}


def session(scene: Scene, nom: str, a_partir_du: dt.date, jours: Rythme, *, places: int, creee: int) -> Session:
    """A session with its 120 hours of half-days."""
    sauf = feries(a_partir_du, a_partir_du + dt.timedelta(days=200))
    formatrice = scene.equipe[Role.FORMATRICE]
    with scene.horloge.le(creee, 9):
        creee_la = creer_session(
            par=scene.coordinatrice,
            nom=nom,
            debut=a_partir_du,
            fin=a_partir_du,
            places=places,
            lieu=f"{scene.plan.nom}, salle du premier étage",
            formatrice=formatrice,
        )
        planifier_rythme(creee_la, par=scene.coordinatrice, rythme=jours, a_partir_du=a_partir_du, sauf=sauf)
    demi_journees = list(creee_la.demi_journees.all())
    for rang, demi_journee in enumerate(demi_journees):
        demi_journee.theme = THEMES[rang * len(THEMES) // len(demi_journees)]
    DemiJournee.objects.bulk_update(demi_journees, ["theme"])
    creee_la.refresh_from_db()
    return creee_la


def debut_pour(scene: Scene, jours: Rythme, minutes: int) -> dt.date:
    """The latest start for which this many minutes are over before today."""
    for ecart in range(-1, -150, -1):
        debut = scene.horloge.jour(ecart)
        prevues = regles.calendrier(
            jours, a_partir_du=debut, minutes=120 * 60, sauf=feries(debut, debut + dt.timedelta(days=200))
        )
        passees = [s for s in prevues if s.date < scene.horloge.aujourd_hui]
        if prevues[0].date == debut and sum(s.minutes for s in passees) >= minutes:
            return debut
    raise ValueError("the weekly pattern is too thin")


def emarger(scene: Scene, suivie: Session, stagiaires: Sequence[Parcours], *, a_signer: bool = False) -> None:
    """Fill every sheet before today, as the trainer would; with `a_signer`, the last one waits for her signature."""
    passees = list(suivie.demi_journees.filter(date__lt=scene.horloge.aujourd_hui, rattrapage=False))
    lignes = []
    for stagiaire in stagiaires:
        manquees = set(scene.hasard.sample(range(len(passees)), k=scene.hasard.choice((0, 0, 1, 1, 1, 2))))
        for rang, demi_journee in enumerate(passees):
            lignes.append(_ligne(scene, demi_journee, stagiaire, absente=rang in manquees))
    _ecrire(scene, passees, lignes, en_attente=passees[-1:] if a_signer else [])


def _ligne(scene: Scene, demi_journee: DemiJournee, stagiaire: Parcours, *, absente: bool) -> Emargement:
    statut, minutes = Emargement.Statut.PRESENTE, demi_journee.minutes
    if absente:
        justifiee = scene.hasard.random() < 0.6
        statut, minutes = (Emargement.Statut.ABSENTE_JUSTIFIEE if justifiee else Emargement.Statut.ABSENTE), 0
    elif minutes > 60 and scene.hasard.random() < 0.03:
        statut, minutes = Emargement.Statut.RETARD, minutes - scene.hasard.choice((15, 20, 30))
    signature = scene.hasard.choice(("papier", "papier", "ecran")) if minutes else ""
    return Emargement(
        centre=scene.centre,
        demi_journee=demi_journee,
        parcours=stagiaire,
        statut=statut,
        minutes=minutes,
        signature=signature,
        saisi_par=str(scene.equipe[Role.FORMATRICE]),
    )


def _ecrire(
    scene: Scene,
    demi_journees: list[DemiJournee],
    lignes: list[Emargement],
    en_attente: list[DemiJournee] | None = None,
) -> None:
    Emargement.objects.bulk_create(lignes)
    en_attente = en_attente or []
    for demi_journee in demi_journees:
        if demi_journee not in en_attente:
            demi_journee.signee_le = moment(demi_journee.date, demi_journee.finit_a.hour, demi_journee.finit_a.minute)
            demi_journee.signee_par = str(scene.equipe[Role.FORMATRICE])
    DemiJournee.objects.bulk_update(demi_journees, ["signee_le", "signee_par"])


def rattraper(scene: Scene, suivie: Session, stagiaires: Sequence[Parcours]) -> None:
    """Catch-up half-days after the end, until each of these trainees has her 120 hours."""
    manques = {s: regles.minutes_manquantes(s.minutes(), suivie.heures_visees) for s in stagiaires}
    jour = suivie.fin
    while any(manques.values()):
        jour += dt.timedelta(days=1)
        if jour.weekday() != 2:
            continue
        with scene.horloge.le(jour - dt.timedelta(days=2), 16):
            demi_journee = planifier(
                suivie,
                par=scene.coordinatrice,
                date=jour,
                moment=DemiJournee.Moment.MATIN,
                minutes=RATTRAPAGE,
                rattrapage=True,
                formatrice=suivie.formatrice,
                theme="Rattrapage",
            )
        presentes = [s for s, manque in manques.items() if manque]
        lignes = [_presente(scene, demi_journee, stagiaire) for stagiaire in presentes]
        _ecrire(scene, [demi_journee], lignes)
        manques |= {s: max(0, manques[s] - RATTRAPAGE) for s in presentes}


def _presente(scene: Scene, demi_journee: DemiJournee, stagiaire: Parcours) -> Any:
    return Emargement(
        centre=scene.centre,
        demi_journee=demi_journee,
        parcours=stagiaire,
        statut=Emargement.Statut.PRESENTE,
        minutes=demi_journee.minutes,
        signature="papier",
        saisi_par=str(scene.equipe[Role.FORMATRICE]),
    )


def perdre(stagiaire: Parcours, demi_journees: int, *, non_signees: int = 0) -> None:
    """She missed her last half-days, and forgot to sign some of those she followed."""
    suivies = list(stagiaire.emargements.filter(minutes__gt=0).order_by("-demi_journee__date", "-pk"))
    manquees, oubliees = suivies[:demi_journees], suivies[demi_journees : demi_journees + non_signees]
    for ligne in manquees:
        ligne.statut, ligne.minutes, ligne.signature = Emargement.Statut.ABSENTE_JUSTIFIEE, 0, ""
    for ligne in oubliees:
        ligne.signature = ""
    Emargement.objects.bulk_update([*manquees, *oubliees], ["statut", "minutes", "signature"])

"""The calendar of a session and its attendance: lateness, absences, catch-ups, a sheet still to sign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from clairiere.comptes.roles import Role
from clairiere.demo.centres import Scene
from clairiere.demo.horloge import moment
from parcours import regles
from parcours.actions.lieux import ajouter_fermeture, noter_salle
from parcours.actions.presence import planifier
from parcours.actions.programme import installer_programme_type
from parcours.actions.sessions import creer_session, planifier_rythme
from parcours.models import DemiJournee, Emargement, Parcours, Salle, Session
from parcours.regles.jours_sans_cours import Ferme, Sauts

Rythme = Mapping[int, Sequence[tuple[int, int]]]
MATIN, APRES_MIDI = (9 * 60, 12 * 60), (14 * 60, 17 * 60)
RATTRAPAGE = 180  # minutes
SALLE = "Salle du premier étage"


def rythme(dernier_jour: int) -> Rythme:
    """Twelve hours a week over three days: this weekday (0 for Monday), the next working day, and another."""
    return {dernier_jour: [MATIN], (dernier_jour + 1) % 5: [MATIN, APRES_MIDI], (dernier_jour + 3) % 5: [MATIN]}


def session(scene: Scene, nom: str, a_partir_du: dt.date, jours: Rythme, *, places: int, creee: int) -> Session:
    """A session with the 120 hours of the ready-made programme, spread over its half-days."""
    formatrice = scene.equipe[Role.FORMATRICE]
    with scene.horloge.le(creee, 9):
        creee_la = creer_session(
            par=scene.coordinatrice,
            nom=nom,
            debut=a_partir_du,
            fin=a_partir_du,
            places=places,
            lieu=scene.plan.nom,
            salle=_salle(scene),
            formatrice=formatrice,
            version_programme=installer_programme_type(par=scene.coordinatrice),
        )
        for fermeture in sauts(a_partir_du).fermetures:
            ajouter_fermeture(par=scene.coordinatrice, du=fermeture.du, au=fermeture.au, raison=fermeture.raison)
        planifier_rythme(
            creee_la, par=scene.coordinatrice, rythme=jours, a_partir_du=a_partir_du, sauts=sauts(a_partir_du)
        )
    creee_la.refresh_from_db()
    return creee_la


def sauts(du: dt.date) -> Sauts:
    """No course on public holidays, nor when the centre closes at the end of the year."""
    fins = (Ferme(dt.date(an, 12, 23), dt.date(an, 12, 31), "fin d’année") for an in (du.year, du.year + 1))
    return Sauts(feries=True, fermetures=tuple(fins))


def _salle(scene: Scene) -> Salle:
    return Salle.objects.filter(nom=SALLE).first() or noter_salle(par=scene.coordinatrice, nom=SALLE, capacite=16)


def debut_pour(scene: Scene, jours: Rythme, minutes: int) -> dt.date:
    """The latest start for which this many minutes are over before today."""
    for ecart in range(-1, -150, -1):
        debut = scene.horloge.jour(ecart)
        prevues = regles.prevoir(jours, a_partir_du=debut, minutes=120 * 60, raison=sauts(debut).raison).seances
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

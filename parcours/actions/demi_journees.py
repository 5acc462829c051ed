"""One half-day: add it, a catch-up too, change it, call it off, take it out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.flux.obstacles import Ferme, Obstacle
from parcours import obstacles_calendrier, regles
from parcours.actions.annonces import annoncer, annoncer_rattrapage, dire_moment
from parcours.actions.calendrier import dire_theme, ecrire_parts, etaler, etendre, modules_de, verrouiller
from parcours.models import Attendue, DemiJournee, Module, Parcours, SeanceModule, Session

DE_LA_SEANCE = ("date", "moment", "heure_debut", "minutes")
CHAMPS = (*DE_LA_SEANCE, "theme", "formatrice", "salle")
NOTEES = "Des présences sont notées sur cette demi-journée."


@transaction.atomic
def ajouter_demi_journee(
    session: Session,
    *,
    par: Any,
    date: dt.date,
    module: Module | None = None,
    attendues: Iterable[Parcours] = (),
    **champs: Any,
) -> DemiJournee:
    """Add one half-day, or a catch-up; the dates of the session follow.

    Without `module`, a half-day of the course takes what the calendar lacks, in the order of the programme.

    Args:
        attendues: who is called to a catch-up; they are told at once.

    Raises:
        Ferme: the trainer, the room or the group is already taken.
        ValidationError: the half-day already exists, or its length is impossible.
    """
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    appelees = list(attendues)
    demi_journee = DemiJournee(session=session, date=date, **champs)
    verrouiller(demi_journee.formatrice or session.formatrice, demi_journee.salle)
    demi_journee.full_clean()
    _refuser_les_conflits(demi_journee, [p.pk for p in appelees])
    demi_journee.save()
    for parcours in appelees:
        Attendue(demi_journee=demi_journee, parcours=parcours).save()
    session.dates_sautees.filter(date=date).delete()
    etendre(session, date, date)
    if module is not None:
        ecrire_parts([demi_journee], [[(module.pk, demi_journee.minutes)]], {module.pk: module})
    elif demi_journee.compte_au_calendrier:
        etaler(session, [demi_journee])
    genre = "un rattrapage" if demi_journee.rattrapage else "une demi-journée"
    pour = f" pour {len(appelees)} stagiaire{'s' if len(appelees) > 1 else ''}" if appelees else ""
    phrase = f"a ajouté {genre}{pour} le {date:%d/%m/%Y}, {demi_journee.get_moment_display()}"
    journal.noter("session.planifier", par=par, sur=[session, demi_journee], phrase=phrase, audience="equipe")
    annoncer_rattrapage(demi_journee, appelees)
    return demi_journee


def _refuser_les_conflits(demi_journee: DemiJournee, pour: Sequence[int]) -> None:
    if obstacles := obstacles_calendrier.conflits([demi_journee], pour):
        raise Ferme(obstacles)


@transaction.atomic
def modifier_demi_journee(
    demi_journee: DemiJournee, *, par: Any, vu: int | None = None, **champs: Any
) -> tuple[DemiJournee, int]:
    """Move or change a half-day. Returns it, and how many people were told.

    Args:
        vu: its number of changes when the page was opened.

    Raises:
        Ferme: it is called off, was changed since, has attendance (its day and hours are then kept), or the trainer,
            the room or the group is already taken.
        ValidationError: there is already one at that moment, or its length is impossible.
    """
    session = Session.objects.select_for_update(of=("self",)).get(pk=demi_journee.session_id)
    demi_journee = _verrouillee(demi_journee)
    _refuser_si_changee(demi_journee, vu)
    avant = {nom: getattr(demi_journee, nom) for nom in CHAMPS}
    avant["heure_debut"] = demi_journee.commence_a
    quand = dire_moment(demi_journee)
    changes = [nom for nom in CHAMPS if nom in champs and champs[nom] != avant[nom]]
    if not changes:
        return demi_journee, 0
    deplacee = [nom for nom in changes if nom in DE_LA_SEANCE]
    if (deplacee or demi_journee.signee_le) and a_des_presences(demi_journee):
        raise Ferme([Obstacle("presences", f"{NOTEES} Sa date, ses heures et sa formatrice restent.")])
    parts = list(demi_journee.parts.select_related("module"))
    if "theme" not in changes and demi_journee.theme == dire_theme(p.module for p in parts):
        demi_journee.theme = ""  # named after its modules: it is named again
    for nom in changes:
        setattr(demi_journee, nom, champs[nom])
    verrouiller(demi_journee.formatrice or session.formatrice, demi_journee.salle)
    demi_journee.revision += 1
    demi_journee.full_clean()
    _refuser_les_conflits(demi_journee, list(demi_journee.attendues.values_list("parcours", flat=True)))
    demi_journee.save()
    etendre(session, demi_journee.date, demi_journee.date)
    if "date" in changes:
        session.dates_sautees.filter(date=demi_journee.date).delete()
    _ajuster_les_parts(session, demi_journee, parts)
    phrase = f"a déplacé la demi-journée du {quand} au {dire_moment(demi_journee)}"
    if not {"date", "heure_debut"} & set(changes):
        noms = ", ".join(str(DemiJournee._meta.get_field(nom).verbose_name) for nom in changes if nom != "moment")
        phrase = f"a modifié la demi-journée du {quand} : {noms}"
    journal.noter("session.deplacer", par=par, sur=[session, demi_journee], phrase=phrase, audience="equipe")
    prevenues = annoncer(demi_journee, par=par, ancienne=avant["date"], quand=quand) if deplacee else 0
    return demi_journee, prevenues


def _verrouillee(demi_journee: DemiJournee) -> DemiJournee:
    requete = DemiJournee.objects.select_related("session__formatrice", "formatrice", "salle", "centre")
    return requete.select_for_update(of=("self",)).get(pk=demi_journee.pk)


def _refuser_si_changee(demi_journee: DemiJournee, vu: int | None) -> None:
    if demi_journee.est_annulee:
        raise Ferme([Obstacle("annulee", "Cette demi-journée est annulée. Ajoutez-en une autre.")])
    if vu is not None and vu != demi_journee.revision:
        phrase = f"Quelqu’un a changé cette demi-journée entre-temps. Elle est maintenant {dire_moment(demi_journee)}."
        raise Ferme([Obstacle("changee", f"{phrase} Relisez, puis enregistrez.")])


def a_des_presences(demi_journee: DemiJournee) -> bool:
    """Attendance was noted, or its sheet is signed: hours are never lost."""
    return bool(demi_journee.signee_le) or demi_journee.emargements.exists()


def _ajuster_les_parts(session: Session, demi_journee: DemiJournee, parts: Sequence[SeanceModule]) -> None:
    """Its modules follow its length: what is over goes, what is free takes what the calendar lacks."""
    modules = {m.pk: m for m in modules_de(session)} | {p.module_id: p.module for p in parts}
    if not modules:
        return
    gardees = regles.raccourcir([(p.module_id, p.minutes) for p in parts], demi_journee.minutes)
    SeanceModule.objects.filter(demi_journee=demi_journee).delete()
    libres = demi_journee.minutes - sum(minutes for _module, minutes in gardees)
    if libres and demi_journee.compte_au_calendrier:
        deja = SeanceModule.objects.filter(demi_journee__session=session).comptees().par_module()
        for module, minutes in gardees:
            deja[module] = deja.get(module, 0) + minutes
        manquent = regles.manquants([(m.pk, m.minutes) for m in modules_de(session)], deja)
        plus = dict(gardees)
        for module, minutes in regles.etaler(manquent, [libres])[0]:
            plus[module] = plus.get(module, 0) + minutes
        gardees = list(plus.items())
    ecrire_parts([demi_journee], [gardees], modules)


@transaction.atomic
def annuler_demi_journee(demi_journee: DemiJournee, *, par: Any, raison: str) -> tuple[DemiJournee, int]:
    """Call a half-day off: it stays in the calendar, with its reason. Returns it, and how many people were told.

    Called off already: nothing changes. Raises Ferme when attendance is noted on it.
    """
    demi_journee = _verrouillee(demi_journee)
    if demi_journee.est_annulee:
        return demi_journee, 0
    if a_des_presences(demi_journee):
        raise Ferme([Obstacle("presences", f"{NOTEES} Elle a eu lieu : elle ne s’annule pas.")])
    demi_journee.annulee_le = timezone.now()
    demi_journee.annulee_par = par.nom
    demi_journee.raison_annulation = raison
    demi_journee.revision += 1
    demi_journee.full_clean()
    demi_journee.save()
    phrase = f"a annulé la demi-journée du {dire_moment(demi_journee)}"
    sur = [demi_journee.session, demi_journee]
    journal.noter("session.annuler", par=par, sur=sur, phrase=phrase, motif=raison, audience="equipe")
    return demi_journee, annoncer(demi_journee, par=par)


@transaction.atomic
def retirer(demi_journee: DemiJournee, *, par: Any) -> int:
    """Take a half-day out of the calendar. Returns how many people were told.

    Raises Ferme when attendance is noted on it: hours are never lost.
    """
    demi_journee = _verrouillee(demi_journee)
    if a_des_presences(demi_journee):
        raise Ferme([Obstacle("presences", f"{NOTEES} Elle reste dans le calendrier.")])
    session = demi_journee.session
    demi_journee.revision += 1  # one more message than the last change, never the same one
    prevenues = 0 if demi_journee.est_annulee else annoncer(demi_journee, par=par)
    phrase = f"a retiré la demi-journée du {dire_moment(demi_journee)}"
    demi_journee.delete()
    journal.noter("session.retirer", par=par, sur=session, phrase=phrase, audience="equipe")
    return prevenues

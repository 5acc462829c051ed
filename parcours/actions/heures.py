"""Watching the hours of trainees: a limit that is reached is told once to her, and waits for the team until settled."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clairiere import journal
from clairiere.centres.reglages import lire
from clairiere.flux.obstacles import DejaFait
from clairiere.interface.francais import telephone
from clairiere.messages.envois import ecrire
from parcours.models import AlerteHeures, Session
from parcours.obstacles_heures import HeuresDe, heures_de_session
from parcours.regles.heures import Bilan, Seuil, dire_manque, seuils

SURVEILLEES = ("en_formation", "en_evaluation", "ajournee")


@transaction.atomic
def surveiller(session: Session, *, par: Any) -> list[AlerteHeures]:
    """Look at the hours of a group: new limits are noted and told, those that are settled leave the list.

    Running it twice tells once: one row per trainee and limit.
    """
    session = Session.objects.select_for_update(of=("self",)).select_related("centre").get(pk=session.pk)
    gens = list(
        session.parcours.filter(etat__in=SURVEILLEES)
        .select_related("personne__centre", "session")
        .order_by("personne__nom", "personne__prenom", "pk")
    )
    alertes: dict[int, dict[str, AlerteHeures]] = {parcours.pk: {} for parcours in gens}
    for alerte in AlerteHeures.objects.filter(parcours__in=list(alertes)).order_by("pk"):
        alertes[alerte.parcours_id][alerte.seuil] = alerte
    nouvelles = []
    for siennes in heures_de_session(session, gens):
        connues = alertes[siennes.parcours.pk]
        atteints = _atteints(siennes.bilan, session)
        nouvelles += [_noter(siennes, seuil, par) for seuil in atteints if not _deja_dit(seuil, connues)]
        _mettre_a_jour(siennes.bilan, connues)
    return nouvelles


def _atteints(b: Bilan, session: Session) -> list[Seuil]:
    return seuils(
        b,
        heures=lire(session.centre, "alerte_absence_heures"),
        projection=lire(session.centre, "alerte_projection"),
        aujourd_hui=timezone.localdate(),
    )


def _deja_dit(seuil: Seuil, connues: dict[str, AlerteHeures]) -> bool:
    """Told before; so is a lower limit: hours that were caught up are not announced as missing."""
    genre, _tiret, palier = seuil.cle.partition("-")
    dits = [int(p) for g, _t, p in (cle.partition("-") for cle in connues) if g == genre and p.isdecimal()]
    return seuil.cle in connues or bool(palier and dits and max(dits) >= int(palier))


def _noter(siennes: HeuresDe, seuil: Seuil, par: Any) -> AlerteHeures:
    parcours = siennes.parcours
    alerte = AlerteHeures(parcours=parcours, seuil=seuil.cle, manque=seuil.manque, phrase=seuil.phrase)
    alerte.full_clean()
    alerte.save()
    journal.noter("heures.alerter", par=par, sur=parcours, phrase=f"a signalé des heures qui manquent. {seuil.phrase}")
    ecrire(
        a=parcours.personne,
        genre="heures",
        objet=_("Vos heures de formation"),
        texte=message(parcours, seuil.manque),
        cle=f"heures-{parcours.pk}-{seuil.cle}",
    )
    return alerte


def message(parcours: Any, manque: int) -> str:
    """« Bonjour Awa. Il vous manque 6 h. Vous pouvez les rattraper. Appelez-nous : 01 40 00 00 00. »"""
    centre = parcours.personne.centre
    appel = _("Appelez-nous : %(numero)s.") % {"numero": telephone(centre.telephone)} if centre.telephone else ""
    debut = _("Bonjour %(prenom)s.") % {"prenom": parcours.personne.prenom}
    suite = _("Vous pouvez les rattraper.")
    return " ".join(mots for mots in (debut, dire_manque(manque), suite, appel) if mots)


def _mettre_a_jour(b: Bilan, connues: dict[str, AlerteHeures]) -> None:
    """Settled by a catch-up, or open again; what a person settled stays settled."""
    for alerte in connues.values():
        if alerte.reglee_par:
            continue
        reste = b.manquera if alerte.seuil == "projection" else b.sans_rattrapage
        reglee_le = None if reste else (alerte.reglee_le or timezone.now())
        manque = reste or alerte.manque
        if (alerte.reglee_le, alerte.manque) != (reglee_le, manque):
            alerte.reglee_le, alerte.manque = reglee_le, manque
            alerte.save(update_fields=["reglee_le", "manque"])


@transaction.atomic
def regler(alerte: AlerteHeures, *, par: Any) -> AlerteHeures:
    """Someone of the team has seen to it. Raises DejaFait when it is settled."""
    alerte = AlerteHeures.objects.select_for_update(of=("self",)).select_related("parcours").get(pk=alerte.pk)
    if alerte.reglee_le is not None:
        raise DejaFait("Cette alerte est déjà réglée" + (f" par {alerte.reglee_par}." if alerte.reglee_par else "."))
    alerte.reglee_le, alerte.reglee_par = timezone.now(), par.nom
    alerte.save(update_fields=["reglee_le", "reglee_par"])
    phrase = "a noté que l’alerte sur ses heures est réglée"
    journal.noter("heures.regler", par=par, sur=alerte.parcours, phrase=phrase, audience="equipe")
    return alerte

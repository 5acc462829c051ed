"""What waits around the evaluation and the jury: for the staff, for the members, for the trainee."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clairiere.comptes.roles import Role
from clairiere.flux.registre import Tache
from clairiere.interface.francais import date_courte

LIGNES = 5
AVANT = dt.timedelta(days=30)
_SUITES = {
    "prepare": ("jury.convoquer", "Convoquer le jury du {jour}"),
    "convoque": ("jury.ouvrir", "Ouvrir la séance du jury du {jour}"),
    "en_seance": ("jury.clore", "Clore la séance du jury du {jour}"),
}


def taches(acteur: Any) -> Iterable[Tache]:
    """Two queries for the staff and the members, three for the trainee."""
    if acteur.centre is None or acteur.utilisateur is None:
        return
    if acteur.peut("jury.voir"):
        yield from _jurys(acteur)
    if acteur.peut("recours.accepter"):
        yield from _recours(acteur)
    if acteur.a(Role.AUXILIAIRE) and not acteur.est_personnel:
        yield from _pour_elle(acteur)


def _adresse(acteur: Any, nom: str, **arguments: Any) -> str:
    return reverse(nom, kwargs={"centre": acteur.centre.code, **arguments})


def _jurys(acteur: Any) -> Iterable[Tache]:
    from parcours.models import Jury

    aujourd_hui = timezone.localdate()
    proches = Jury.objects.visibles_par(acteur).vivants().filter(date__lte=aujourd_hui + AVANT)
    for jury in proches.order_by("date", "pk")[:LIGNES]:
        droit, phrase = _SUITES[jury.etat]
        if jury.etat == "convoque" and jury.date > aujourd_hui:
            phrase = "Préparer le jury du {jour}"
        if not acteur.peut(droit):
            if not acteur.a(Role.JURY):
                continue
            phrase = "Regarder les candidates du jury du {jour}"
        ton = "manque" if jury.date < aujourd_hui else "a_faire"
        url = _adresse(acteur, "parcours:jury", pk=jury.pk)
        yield Tache(phrase.format(jour=date_courte(jury.date)), url, jury.date, ton)


def _recours(acteur: Any) -> Iterable[Tache]:
    from parcours.models import Recours

    for recours in (
        Recours.objects.filter(etat="depose").select_related("parcours__personne").order_by("recu_le")[:LIGNES]
    ):
        phrase = f"Répondre à la demande de {recours.parcours.personne.nom_court} sur la décision du jury"
        yield Tache(phrase, _adresse(acteur, "parcours:recours", pk=recours.pk), recours.recu_le)


def moment_attendu(session: Any, faites: Iterable[str], aujourd_hui: dt.date) -> str:
    """Which self-evaluation is expected now: start, middle, end; empty when she answered."""
    moitie = session.debut + (session.fin - session.debut) / 2
    attendu = "debut"
    if aujourd_hui >= session.fin - dt.timedelta(days=14):
        attendu = "fin"
    elif aujourd_hui >= moitie:
        attendu = "milieu"
    return "" if attendu in set(faites) else attendu


def _pour_elle(acteur: Any) -> Iterable[Tache]:
    from parcours.models import Parcours

    miens = Parcours.objects.visibles_par(acteur).select_related("session").order_by("-pk")
    parcours = miens.filter(etat__in=("en_formation", "en_evaluation", "ajournee", "non_certifiee")).first()
    if parcours is None:
        return
    if parcours.etat in ("ajournee", "non_certifiee"):
        phrase = _("Lisez la décision du jury")
        yield Tache(phrase, _adresse(acteur, "parcours:mon_evaluation"), parcours.depuis)
        return
    faites = parcours.auto_evaluations.values_list("moment", flat=True)
    moment = moment_attendu(parcours.session, faites, timezone.localdate())
    if moment:
        phrase = _("Dites ce que vous savez faire")
        yield Tache(phrase, _adresse(acteur, "parcours:autoevaluation", pk=parcours.pk, etape=moment))

"""The half-days in the calendar feeds: those a trainer teaches, those a trainee is called to. No name, no free text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from clairiere.agenda.calendrier import ANCIENNETE, evenement_ics
from parcours.models import DemiJournee, Parcours
from parcours.models.etats import EN_COURS_DE_FORMATION


def evenements(abonnement: Any) -> Iterable[Any]:
    """Events of one feed: hers only, whatever her role (two queries, three for a trainee)."""
    if abonnement.utilisateur_id:
        for demi_journee in _recentes(DemiJournee.objects.de_la_formatrice(abonnement.utilisateur_id)):
            yield _evenement(demi_journee, f"Formation {demi_journee.session.nom}")
        return
    siens = Parcours.objects.filter(personne=abonnement.personne_id, etat__in=EN_COURS_DE_FORMATION)
    for parcours in siens.order_by("pk"):
        for demi_journee in _recentes(DemiJournee.objects.appelant(parcours)):
            yield _evenement(demi_journee, "Rattrapage" if demi_journee.rattrapage else "Formation")


def _recentes(requete: Any) -> Any:
    depuis = timezone.localdate() - ANCIENNETE
    requete = requete.filter(date__gte=depuis).select_related("session__centre", "salle", "centre")
    return requete.prefetch_related("parts__module").order_by("date", "-moment", "pk")


def _evenement(demi_journee: Any, quoi: str) -> Any:
    """Titles of modules come from the programme; a theme is typed by hand and might name someone: it stays out."""
    fuseau = timezone.get_default_timezone()
    debut = dt.datetime.combine(demi_journee.date, demi_journee.commence_a, tzinfo=fuseau)
    modules = ", ".join(part.module.titre for part in demi_journee.parts.all())
    session = demi_journee.session
    lieux = (demi_journee.salle.nom if demi_journee.salle else "", session.lieu or demi_journee.centre.nom)
    return evenement_ics(
        cle=f"demi-journee-{demi_journee.pk}",
        centre=demi_journee.centre,
        debut=debut,
        fin=debut + dt.timedelta(minutes=demi_journee.minutes),
        titre=f"{quoi} : {modules}" if modules else quoi,
        lieu=", ".join(lieu for lieu in lieux if lieu),
        annule=demi_journee.est_annulee,
        revision=demi_journee.revision,
        change_le=demi_journee.change_le,
    )

"""Issuing the attendance of a month, or of the whole session, as a numbered paper with its data frozen."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.documents.actions import emettre, numero_suivant
from clairiere.documents.models import Document
from clairiere.documents.presences import DonneesPresences, en_json, presences_pdf
from clairiere.flux.obstacles import Ferme, Obstacle
from parcours.donnees_presences import Tableau, dire_mois, tableau
from parcours.models import Session
from parcours.papier_presences import donnees_du_papier, traces_de

GENRE = "feuille"


@transaction.atomic
def etablir(session: Session, *, par: Any, mois: dt.date | None = None) -> tuple[Document, bool]:
    """Issue the sheet of a month (its first day), or of the whole session. Returns it, and whether it is new.

    Nothing changed since the last one: that one is given. Something changed: a new version under the same number.

    Raises:
        Ferme: no attendance is noted in the period.
    """
    session = Session.objects.select_for_update(of=("self",)).select_related("centre", "formatrice").get(pk=session.pk)
    table = tableau(session, mois)
    if not any(case.ligne for ligne in table.lignes for case in ligne.cases):
        quand = f"en {dire_mois(mois)}" if mois else "dans cette session"
        raise Ferme([Obstacle("vide", f"Aucune présence n’est notée {quand}.", qui="la formatrice")])
    cle = f"{mois:%Y-%m}" if mois else "session"
    ancien = feuilles_de(session).filter(donnees__cle=cle).order_by("-version").first()
    annee = (mois or table.demi_journees[-1].date).year
    numero = ancien.numero if ancien is not None else numero_suivant("EMA", annee)
    donnees = donnees_du_papier(table, titre=titre(table), numero=numero, traces=traces_de(table))
    figees = {"cle": cle, **_figees(donnees)}
    if ancien is not None and _sans_date(ancien.donnees) == _sans_date(figees):
        return ancien, False
    document = emettre(
        genre=GENRE,
        titre=f"{donnees.titre}, {session.nom}, {donnees.periode}",
        sur=session,
        par=par,
        donnees=figees,
        fichiers={"pdf": presences_pdf(donnees)},
        numero=numero,
    )
    version = f", version {document.version}" if document.version > 1 else ""
    phrase = f"a établi la feuille {numero} ({donnees.periode}{version})"
    journal.noter("feuille.etablir", par=par, sur=session, phrase=phrase, audience="equipe", numero=numero)
    return document, True


def titre(table: Tableau) -> str:
    """« Feuille de présence du mois », « Feuille de présence finale », « État des présences »."""
    if table.debut is not None:
        return "Feuille de présence du mois"
    finie = all(dj.date < timezone.localdate() for dj in table.demi_journees)
    return "Feuille de présence finale" if finie else "État des présences"


def _figees(donnees: DonneesPresences) -> dict[str, Any]:
    """All that was printed but the logo."""
    return en_json(donnees) | {"centre": {"nom": donnees.emetteur.nom, "adresse": donnees.emetteur.adresse}}


def _sans_date(donnees: dict[str, Any]) -> dict[str, Any]:
    """What the sheet says, whatever the day it is issued."""
    return {nom: valeur for nom, valeur in donnees.items() if nom != "etablie_le"}


def feuilles_de(session: Session) -> Any:
    """The sheets issued for a session, newest first."""
    return Document.objects.filter(genre=GENRE, objet_genre="parcours.session", objet_id=session.pk)

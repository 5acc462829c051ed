"""Recruitment: first contact, interview, admission, waiting list."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from clairiere import flux, journal
from clairiere.comptes.models import Personne
from clairiere.messages.envois import ecrire
from parcours.models import Entretien, Parcours, Session


@transaction.atomic
def reperer(
    *, personne: Personne, par: Any, origine: str = "", quand: dt.datetime | None = None, **champs: Any
) -> Parcours:
    """Open a journey at the first contact."""
    parcours = Parcours(personne=personne, origine=origine, depuis=quand or timezone.now(), **champs)
    parcours.full_clean()
    parcours.save()
    phrase = f"a noté le premier contact{f', envoyée par {origine}' if origine else ''}"
    journal.noter("parcours.reperer", par=par, sur=parcours, phrase=phrase, quand=quand, vers="reperee")
    return parcours


@transaction.atomic
def mener_entretien(
    parcours: Parcours,
    *,
    par: Any,
    date: dt.date,
    avis: str,
    synthese: str = "",
    mene_par: str = "",
    attendu: str | None = None,
    quand: dt.datetime | None = None,
) -> Parcours:
    """Record the interview and move to `candidate`."""
    avis_dit = Entretien.Avis(avis).label
    parcours = flux.franchir(
        parcours, "mener_entretien", par=par, attendu=attendu, quand=quand, date=date, avis=avis_dit
    )
    noter_entretien(parcours, par=par, date=date, avis=avis, synthese=synthese, mene_par=mene_par, au_journal=False)
    return parcours


@transaction.atomic
def noter_entretien(
    parcours: Parcours,
    *,
    par: Any,
    date: dt.date,
    avis: str,
    synthese: str = "",
    mene_par: str = "",
    au_journal: bool = True,
) -> Entretien:
    """Record an interview without moving; a second one replaces the opinion, the first stays; twice the same is one."""
    Parcours.objects.select_for_update(of=("self",)).get(pk=parcours.pk)
    valeurs = {"date": date, "avis": avis, "synthese": synthese, "mene_par": mene_par or par.nom}
    if deja := parcours.entretiens.filter(**valeurs).first():
        return deja
    entretien = Entretien(parcours=parcours, **valeurs)
    entretien.full_clean()
    entretien.save()
    if au_journal:
        phrase = f"a noté un entretien, avis {entretien.get_avis_display()}"
        journal.noter("parcours.entretien", par=par, sur=parcours, phrase=phrase, audience="equipe")
    return entretien


@transaction.atomic
def admettre(
    parcours: Parcours, *, par: Any, session: Session, attendu: str | None = None, quand: dt.datetime | None = None
) -> Parcours:
    """Give her a place; the session is locked, so that two admissions never take the last place twice."""
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    parcours = flux.franchir(parcours, "admettre", par=par, attendu=attendu, quand=quand, session=session)
    ecrire(
        a=parcours.personne,
        genre="admission",
        objet="Vous êtes admise",
        texte=(
            f"Bonjour {parcours.personne.prenom}. Vous êtes admise à la formation « {session} ». "
            f"Elle commence le {session.debut:%d/%m/%Y}. {parcours.centre}"
        ),
        cle=f"admission-{parcours.pk}-{session.pk}",
    )
    return parcours


@transaction.atomic
def mettre_en_attente(parcours: Parcours, *, par: Any, attendu: str | None = None, **options: Any) -> Parcours:
    """Put her at the end of the waiting list."""
    dernier = Parcours.objects.filter(etat="liste_attente").aggregate(n=Max("rang_attente"))["n"] or 0
    return flux.franchir(parcours, "mettre_en_attente", par=par, attendu=attendu, rang=dernier + 1, **options)

"""Recruitment: first contact, interview, admission, waiting list."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from clairiere import flux, journal
from clairiere.comptes.models import Personne
from clairiere.interface.francais import date_longue
from clairiere.messages.envois import ecrire
from parcours.actions.selection import donner_fiche, fiche_de, nom_sur_la_fiche
from parcours.models import Parcours, Session
from parcours.regles.promotion import deviner_origine


@transaction.atomic
def reperer(
    *, personne: Personne, par: Any, origine: str = "", quand: dt.datetime | None = None, **champs: Any
) -> Parcours:
    """Open a journey at the first contact; where she comes from is guessed from the words when nobody chose."""
    champs["origine_genre"] = champs.get("origine_genre") or deviner_origine(origine)
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
    mene_par: str = "",
    attendu: str | None = None,
    quand: dt.datetime | None = None,
    **fiche: Any,
) -> Parcours:
    """Give the first sheet and move to `candidate`; the second interviewer, who typed meanwhile, gives hers too."""
    frais = Parcours.objects.select_for_update(of=("self",)).get(pk=parcours.pk)
    deja = fiche_de(frais, nom_sur_la_fiche(par, mene_par))
    premiere = frais.etat != "candidate" or deja is not None
    if premiere:
        frais = flux.franchir(parcours, "mener_entretien", par=par, attendu=attendu, quand=quand, date=date)
    donner_fiche(frais, par=par, date=date, avis=avis, mene_par=mene_par, au_journal=not premiere, **fiche)
    return frais


@transaction.atomic
def admettre(
    parcours: Parcours, *, par: Any, session: Session, attendu: str | None = None, quand: dt.datetime | None = None
) -> Parcours:
    """Give her a place; the session is locked, so that two admissions never take the last place twice."""
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if offre := parcours.offres.vivantes().filter(session=session).first():
        flux.franchir(offre, "accepter", par=par, session=session)
    parcours = flux.franchir(parcours, "admettre", par=par, attendu=attendu, quand=quand, session=session)
    ecrire(
        a=parcours.personne,
        genre="admission",
        objet="Vous êtes admise",
        texte=(
            f"Bonjour {parcours.personne.prenom}. Vous êtes admise à la formation « {session} ». "
            f"Elle commence le {session.debut:%d/%m/%Y}. {parcours.centre}"
        ),
        cle=f"admission-{parcours.pk}-{parcours.candidature}-{session.pk}",
    )
    return parcours


@transaction.atomic
def mettre_en_attente(
    parcours: Parcours,
    *,
    par: Any,
    session: Session | None = None,
    attendu: str | None = None,
    quand: dt.datetime | None = None,
) -> Parcours:
    """Put her at the end of the waiting list of a session, or of those who wait for no precise one."""
    if session is not None:
        session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    rang = dernier_rang(session) + 1
    options = {"attendu": attendu, "quand": quand, "session": session}
    parcours = flux.franchir(parcours, "mettre_en_attente", par=par, rang=rang, **options)
    if session is not None:
        ecrire(
            a=parcours.personne,
            genre="liste_attente",
            objet="Vous êtes sur la liste d’attente",
            texte=(
                f"Bonjour {parcours.personne.prenom}. Votre candidature est acceptée. La formation « {session} » "
                f"({date_longue(session.debut)}) est complète. Vous êtes sur la liste d’attente, au rang {rang}. "
                f"Nous vous écrivons dès qu’une place se libère. {parcours.centre}"
            ),
            cle=f"attente-{parcours.pk}-{parcours.candidature}-{session.pk}",
        )
    return parcours


def dernier_rang(session: Session | None) -> int:
    """The last rank of a waiting list, 0 when nobody waits."""
    attente = Parcours.objects.filter(etat="liste_attente", session_attendue=session)
    return int(attente.aggregate(n=Max("rang_attente"))["n"] or 0)

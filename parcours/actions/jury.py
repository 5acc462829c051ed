"""Composing a jury: date and place, members, candidates, links; calling it, opening it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from clairiere import flux, journal
from clairiere.centres.reglages import lire
from clairiere.comptes.models import Personne
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.interface.francais import date_longue, heure, pluriel
from clairiere.interface.francais import telephone as dire_telephone
from clairiere.messages.envois import ecrire
from parcours.models import Jury, MembreJury, Parcours, Passage, Session
from parcours.models.etats import EN_COURS_DE_FORMATION
from parcours.models.jury import VIVANTS

MODIFIABLES = ("prepare", "convoque")


def verrouiller(jury: Jury, etats: Iterable[str] = MODIFIABLES) -> Jury:
    """The jury, locked. Raises Ferme when it is no longer in one of these states."""
    jury = Jury.objects.select_for_update(of=("self",)).select_related("session", "centre").get(pk=jury.pk)
    if jury.etat not in etats:
        raise Ferme([Obstacle("etat", f"Ce jury est {str(jury.etat_dit.equipe).lower()}. Il ne change plus.")])
    return jury


@transaction.atomic
def preparer(session: Session, *, par: Any, date: dt.date, heure: dt.time | None = None, lieu: str = "") -> Jury:
    """Prepare a jury for a session; all who are in the course are its candidates. The same day twice is one."""
    session = Session.objects.select_for_update(of=("self",)).select_related("centre").get(pk=session.pk)
    deja = session.jurys.vivants().filter(date=date).first()
    if deja is not None:
        return deja
    jury = Jury(session=session, date=date, lieu=lieu, quorum=lire(session.centre, "jury_quorum"))
    if heure is not None:
        jury.heure = heure
    jury.full_clean()
    jury.save()
    stagiaires = session.parcours.filter(etat__in=EN_COURS_DE_FORMATION).exclude(etat="admise")
    for rang, parcours in enumerate(stagiaires.order_by("personne__nom", "personne__prenom", "pk"), start=1):
        Passage(jury=jury, parcours=parcours, rang=rang).save()
    phrase = f"a préparé un jury pour le {date_longue(date)}"
    journal.noter("jury.preparer", par=par, sur=[jury, session], phrase=phrase, audience="equipe")
    return jury


@transaction.atomic
def modifier(jury: Jury, *, par: Any, date: dt.date, heure: dt.time, lieu: str) -> Jury:
    """Change date, hour or place; members already called are told."""
    jury = verrouiller(jury)
    if (jury.date, jury.heure, jury.lieu) == (date, heure, lieu):
        return jury
    jury.date, jury.heure, jury.lieu = date, heure, lieu
    jury.full_clean()
    jury.save()
    phrase = f"a changé le jury : {_quand(jury)}"
    journal.noter("jury.modifier", par=par, sur=[jury], phrase=phrase, audience="equipe")
    if jury.etat == "convoque":
        for membre in jury.membres.select_related("personne"):
            _convoquer(jury, membre)
    return jury


@transaction.atomic
def ajouter_membre(
    jury: Jury,
    *,
    par: Any,
    prenom: str = "",
    nom: str = "",
    telephone: Any = "",
    courriel: str = "",
    qualite: str = "",
    externe: bool = False,
    preside: bool = False,
    compte: Any = None,
) -> MembreJury:
    """Add a member: an account of the centre, or a name with a way to reach it. The same person twice is one."""
    jury = verrouiller(jury)
    personne = _fiche(compte, prenom, nom, telephone, courriel)
    deja = jury.membres.filter(personne=personne).first()
    if deja is not None:
        return deja
    if preside:
        jury.membres.filter(preside=True).update(preside=False)
    membre = MembreJury(jury=jury, personne=personne, qualite=qualite, externe=externe, preside=preside)
    membre.full_clean()
    membre.save()
    phrase = f"a ajouté {personne.nom_complet} au jury"
    journal.noter("jury.membre", par=par, sur=[jury], phrase=phrase, audience="equipe")
    if jury.etat == "convoque":
        _convoquer(jury, membre)
    return membre


def _fiche(compte: Any, prenom: str, nom: str, telephone: Any, courriel: str) -> Personne:
    """The file of the member: her account's, one of the same name and contact, or a new one."""
    if compte is not None:
        fiche = Personne.objects.filter(utilisateur=compte).first()
        if fiche is not None:
            return fiche
        return _nouvelle(compte.prenom, compte.nom, compte.telephone or "", compte.courriel or "", compte)
    connues = Personne.objects.filter(prenom__iexact=prenom.strip(), nom__iexact=nom.strip())
    for fiche in connues:
        meme_courriel = courriel and fiche.courriel.casefold() == courriel.casefold()
        if (telephone and fiche.telephone == telephone) or meme_courriel:
            return fiche
        if not telephone and not courriel and fiche.jurys.exists():
            return fiche
    return _nouvelle(prenom, nom, telephone, courriel)


def _nouvelle(prenom: str, nom: str, telephone: Any, courriel: str, compte: Any = None) -> Personne:
    fiche = Personne(prenom=prenom.strip(), nom=nom.strip(), telephone=telephone, courriel=courriel, utilisateur=compte)
    fiche.full_clean()
    fiche.save()
    return fiche


@transaction.atomic
def retirer_membre(membre: MembreJury, *, par: Any) -> None:
    """Take a member out before the sitting; one who was called is told."""
    jury = verrouiller(membre.jury)
    personne = membre.personne
    membre.delete()
    phrase = f"a retiré {personne.nom_complet} du jury"
    journal.noter("jury.membre", par=par, sur=[jury], phrase=phrase, audience="equipe")
    if jury.etat == "convoque":
        _prevenir(jury, personne, f"Le jury du {_quand(jury)} se fera sans vous. Merci.", "retrait")


@transaction.atomic
def faire_presider(membre: MembreJury, *, par: Any) -> MembreJury:
    """This member presides; the one before no longer does."""
    jury = verrouiller(membre.jury)
    if membre.preside:
        return membre
    jury.membres.filter(preside=True).update(preside=False)
    membre.preside = True
    membre.save(update_fields=["preside"])
    phrase = f"a confié la présidence du jury à {membre.personne.nom_complet}"
    journal.noter("jury.membre", par=par, sur=[jury], phrase=phrase, audience="equipe")
    return membre


@transaction.atomic
def inscrire(jury: Jury, parcours: Parcours, *, par: Any) -> Passage:
    """Add a candidate (someone who comes back from an earlier session); twice is once."""
    jury = verrouiller(jury, VIVANTS)
    passage = jury.passages.filter(parcours=parcours).first()
    if passage is not None and not passage.reporte:
        return passage
    rang = (jury.passages.order_by("-rang").values_list("rang", flat=True).first() or 0) + 1
    passage = passage or Passage(jury=jury, parcours=parcours, rang=rang)
    passage.reporte, passage.motif_report = False, ""
    passage.save()
    phrase = f"a inscrit {parcours} au jury du {jury.date:%d/%m/%Y}"
    journal.noter("jury.inscrire", par=par, sur=[jury, parcours], phrase=phrase, audience="equipe")
    return passage


@transaction.atomic
def reporter(jury: Jury, parcours: Parcours, *, par: Any, motif: str) -> Passage:
    """Put a candidate off to another jury, with a reason.

    Raises:
        Ferme: no reason.
    """
    jury = verrouiller(jury, VIVANTS)
    if not motif.strip():
        raise Ferme([Obstacle("motif", "Il manque la raison du report.", champ="motif")])
    passage = jury.passages.get(parcours=parcours)
    if passage.reporte:
        return passage
    passage.reporte, passage.motif_report = True, motif.strip()[:200]
    passage.save()
    phrase = f"a reporté {parcours} à un autre jury"
    journal.noter("jury.reporter", par=par, sur=[jury, parcours], phrase=phrase, motif=motif, audience="equipe")
    return passage


@transaction.atomic
def convoquer(jury: Jury, *, par: Any, attendu: str | None = None) -> Jury:
    """Call the members; each gets one message, by her channel."""
    combien = pluriel(jury.membres.count(), "membre")
    jury = flux.franchir(jury, "convoquer", par=par, attendu=attendu, combien=combien)
    for membre in jury.membres.select_related("personne"):
        _convoquer(jury, membre)
    return jury


@transaction.atomic
def ouvrir(
    jury: Jury, *, par: Any, presentes: Iterable[int], attendu: str | None = None, quand: dt.datetime | None = None
) -> Jury:
    """Open the sitting with the members who are there (their keys)."""
    cles = [int(cle) for cle in presentes]
    combien = pluriel(len(cles), "membre présent", "membres présents")
    jury = flux.franchir(jury, "ouvrir", par=par, attendu=attendu, quand=quand, presentes=cles, combien=combien)
    for membre in jury.membres.all():
        membre.present = membre.pk in cles
        membre.save(update_fields=["present"])
    return jury


@transaction.atomic
def annuler(jury: Jury, *, par: Any, motif: str, attendu: str | None = None) -> Jury:
    """Cancel; whoever was called is told."""
    appeles = jury.etat == "convoque"
    jury = flux.franchir(jury, "annuler", par=par, attendu=attendu, motif=motif)
    for membre in jury.membres.select_related("personne") if appeles else ():
        _prevenir(jury, membre.personne, f"Le jury du {_quand(jury)} est annulé.", "annulation")
    return jury


def _quand(jury: Jury) -> str:
    lieu = f", {jury.lieu}" if jury.lieu else ""
    return f"{date_longue(jury.date)} à {heure(jury.heure)}{lieu}"


def _convoquer(jury: Jury, membre: MembreJury) -> None:
    noms = jury.passages.filter(reporte=False).count()
    texte = (
        f"Vous êtes membre du jury de la session {jury.session}, le {_quand(jury)}. "
        f"{pluriel(noms, 'candidate')}. Si vous connaissez l’une d’elles, dites-le nous avant."
    )
    _prevenir(jury, membre.personne, texte, f"convocation-{jury.date:%Y%m%d}-{jury.heure:%H%M}-{jury.lieu[:60]}")


def _prevenir(jury: Jury, personne: Personne, texte: str, quoi: str) -> None:
    centre = jury.centre
    telephone = f" {dire_telephone(centre.telephone)}" if centre.telephone else ""
    ecrire(
        a=personne,
        genre="jury",
        objet=f"Jury du {date_longue(jury.date)}",
        texte=f"Bonjour {personne.prenom}. {texte} {centre}{telephone}",
        cle=f"jury-{jury.pk}-{personne.pk}-{quoi}"[:160],
    )

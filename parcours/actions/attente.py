"""The waiting list of a session: each free place is offered to the first who waits, once, until she answers.

The row of the session is locked before any row of a candidate: that order never changes, so two acts never wait for
each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from clairiere import flux, journal
from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.centres.reglages import lire
from clairiere.comptes.acteur import Acteur
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.interface.francais import date_longue, telephone
from clairiere.messages.envois import ecrire
from parcours import obstacles_selection
from parcours.actions.recrutement import admettre, dernier_rang, mettre_en_attente
from parcours.models import OffreDePlace, Parcours, Session
from parcours.models.session import PLACES_PRISES
from parcours.regles import attente as regles

LIBERENT = ("abandonner", "reorienter", "ne_pas_retenir", "sortir")


@dataclass(frozen=True)
class Repartition:
    """What became of the women chosen together."""

    admises: list[Parcours]
    en_attente: list[Parcours]


def verrouiller(session: Session) -> Session:
    """A fresh copy, locked: all that counts its places stands behind this lock."""
    return Session.objects.select_for_update(of=("self",)).get(pk=session.pk)


def avant_mouvement(parcours: Parcours, nom: str) -> None:
    """Lock the sessions that a departure will touch, before her own row."""
    touchees = {cle for cle in (parcours.session_id, parcours.session_attendue_id) if cle}
    if nom in LIBERENT and touchees:
        list(Session.objects.select_for_update(of=("self",)).filter(pk__in=touchees).order_by("pk"))


def apres_mouvement(parcours: Parcours, nom: str, de: str, par: Any) -> None:
    """Whatever freed a place, it goes to the first who waits; who leaves the list has no offer any more."""
    if de == "liste_attente":
        for offre in parcours.offres.vivantes().select_related("session"):
            flux.franchir(offre, "retirer", par=_machine(par))
            pourvoir(offre.session, par=par)
        retasser()
    if de in PLACES_PRISES and parcours.etat not in PLACES_PRISES and parcours.session_id:
        pourvoir(parcours.session, par=par)


@transaction.atomic
def pourvoir(session: Session, *, par: Any) -> list[OffreDePlace]:
    """Close the offers whose deadline has passed, then offer each free place to the first who waits."""
    session = verrouiller(session)
    for offre in session.offres.depassees().select_related("parcours"):
        flux.franchir(offre, "expirer", par=Acteur.systeme(session.centre))
        _sortir_de_la_file(offre, "La rappeler : elle n’a pas répondu pour la place", par=par)
    limite = _echeance(session)
    libres = obstacles_selection.libres(session)
    if limite is None or not libres:
        return []
    file = Parcours.objects.filter(etat="liste_attente", session_attendue=session)
    file = file.exclude(offres__etat="proposee").select_related("personne", "centre").order_by("rang_attente", "pk")
    return [_proposer(p, session, limite, par) for p in regles.a_solliciter(libres, list(file))]


def _echeance(session: Session) -> dt.datetime | None:
    jours = lire(session.centre, "offre_place_jours")
    debut = timezone.make_aware(dt.datetime.combine(session.debut, dt.time.min))
    return regles.echeance(timezone.now(), jours, debut)


def _proposer(parcours: Parcours, session: Session, limite: dt.datetime, par: Any) -> OffreDePlace:
    offre = OffreDePlace(parcours=parcours, session=session, expire_le=limite, depuis=timezone.now())
    offre.full_clean(exclude=["parcours", "session"])
    offre.save()
    centre, personne = parcours.centre, parcours.personne
    appel = f" Vous pouvez aussi appeler le {telephone(centre.telephone)}." if centre.telephone else ""
    ecrire(
        a=personne,
        genre="place_proposee",
        objet="Une place pour vous",
        texte=(
            f"Bonjour {personne.prenom}. Une place s’est libérée pour la formation « {session} », qui commence "
            f"{date_longue(session.debut)}. Dites oui ou non avant {date_longue(limite)} : {adresse(offre)}{appel} "
            f"{centre}"
        ),
        cle=f"place-proposee-{offre.pk}",
    )
    phrase = f"a libéré une place à la session {session} : elle est proposée à {parcours}"
    journal.noter("offre.proposer", par=par, sur=[parcours, session, offre], phrase=phrase, audience="equipe")
    return offre


def adresse(offre: OffreDePlace) -> str:
    """The page where she answers."""
    chemin = reverse("parcours:place", kwargs={"centre": offre.centre.code, "jeton_offre": offre.jeton})
    return f"{settings.ADRESSE_PUBLIQUE}{chemin}"


@transaction.atomic
def accepter(offre: OffreDePlace, *, par: Any, attendu: str | None = None) -> OffreDePlace:
    """She says yes: she is admitted. Raises Ferme after the deadline, DejaFait when it was answered."""
    session = verrouiller(offre.session)
    offre = OffreDePlace.objects.select_related("parcours__personne").get(pk=offre.pk)
    _verifier_delai(offre)
    faite = flux.franchir(offre, "accepter", par=par, attendu=attendu, session=session)
    admettre(faite.parcours, par=_machine(par), session=session)
    return faite


@transaction.atomic
def refuser(offre: OffreDePlace, *, par: Any, attendu: str | None = None) -> OffreDePlace:
    """She says no: the next one is asked; she stays on the list, without a precise session."""
    session = verrouiller(offre.session)
    faite = flux.franchir(offre, "refuser", par=par, attendu=attendu, session=session)
    _sortir_de_la_file(faite, "Lui demander si elle attend une autre session", par=par)
    pourvoir(session, par=par)
    return faite


def _verifier_delai(offre: OffreDePlace) -> None:
    if offre.etat == "proposee" and not offre.attend_une_reponse:
        raise Ferme([Obstacle("delai", f"Le délai pour répondre est passé depuis {date_longue(offre.expire_le)}.")])


def _sortir_de_la_file(offre: OffreDePlace, suite: str, *, par: Any) -> None:
    parcours = Parcours.objects.select_for_update(of=("self",)).get(pk=offre.parcours_id)
    if parcours.etat != "liste_attente" or parcours.session_attendue_id != offre.session_id:
        return
    parcours.session_attendue, parcours.rang_attente = None, dernier_rang(None) + 1
    parcours.prochaine_action, parcours.prochaine_date = suite, timezone.localdate()
    parcours.save(update_fields=["session_attendue", "rang_attente", "prochaine_action", "prochaine_date"])
    retasser()


def retasser() -> None:
    """Ranks follow each other from 1 in each list (one query, and one for each rank that changes)."""
    rangs: dict[int | None, int] = {}
    file = Parcours.objects.filter(etat="liste_attente").order_by("session_attendue", "rang_attente", "pk")
    for cle, session, rang in file.values_list("pk", "session_attendue", "rang_attente"):
        rangs[session] = rangs.get(session, 0) + 1
        if rang != rangs[session]:
            Parcours.objects.filter(pk=cle).update(rang_attente=rangs[session])


@transaction.atomic
def admettre_ensemble(session: Session, *, par: Any, choisies: Sequence[Parcours]) -> Repartition:
    """Admit these women in this order while there are places; the others wait, in this order.

    Those who are no longer to be admitted (a second click, another tab) are left as they are.
    """
    session = verrouiller(session)
    frais = Parcours.objects.select_related("personne", "centre").in_bulk([p.pk for p in choisies])
    a_placer = [frais[p.pk] for p in choisies if p.pk in frais and frais[p.pk].etat in ("candidate", "liste_attente")]
    attendues = set(session.offres.vivantes().values_list("parcours", flat=True))
    sollicitees = [p for p in a_placer if p.pk in attendues]
    suite = [p for p in a_placer if p.pk not in attendues]
    admises, restent = regles.repartir(obstacles_selection.libres(session), suite)
    faites = [admettre(p, par=par, session=session, attendu=p.etat) for p in [*sollicitees, *admises]]
    pas_encore = [p for p in restent if p.session_attendue_id != session.pk]
    return Repartition(faites, [_attendre(p, session, par) for p in pas_encore])


def _attendre(parcours: Parcours, session: Session, par: Any) -> Parcours:
    if parcours.etat == "candidate":
        return mettre_en_attente(parcours, par=par, session=session, attendu="candidate")
    parcours.session_attendue, parcours.rang_attente = session, dernier_rang(session) + 1
    parcours.save(update_fields=["session_attendue", "rang_attente"])
    retasser()
    phrase = f"l’a mise sur la liste d’attente de {session}, au rang {parcours.rang_attente}"
    journal.noter("parcours.attendre", par=par, sur=parcours, phrase=phrase, audience="equipe")
    return parcours


def _machine(par: Any) -> Acteur:
    return par if par.est_systeme else Acteur.systeme(par.centre, par.nom)


def tout_pourvoir() -> None:
    """For the schedule: in each centre, close what is past and offer what is free. May run twice without harm."""
    aujourd_hui = timezone.localdate()
    for centre in Centre.objects.order_by("pk"):
        with portee.dans(centre):
            en_jeu = Session.objects.filter(debut__gte=aujourd_hui, en_attente__isnull=False)
            depassees = Session.objects.filter(offres__in=OffreDePlace.objects.depassees())
            for cle in sorted({*en_jeu.values_list("pk", flat=True), *depassees.values_list("pk", flat=True)}):
                pourvoir(Session.objects.get(pk=cle), par=Acteur.systeme(centre))

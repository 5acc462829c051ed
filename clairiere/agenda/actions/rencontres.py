"""Meetings: a weekly series, the number of places, calling one off."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.agenda import regles
from clairiere.agenda.actions.places import dire_rencontre, pourvoir, verrouiller
from clairiere.agenda.models import Evenement, Inscription, Serie
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.messages.envois import ecrire


@dataclass(frozen=True)
class Resultat:
    """What was done, said in a sentence; `change` is False when it was already so (a second click)."""

    objet: Any
    phrase: str
    change: bool = True


@transaction.atomic
def creer_serie(
    *,
    par: Any,
    titre: str,
    genre: str,
    jour: int,
    heure_debut: dt.time,
    heure_fin: dt.time,
    du: dt.date,
    au: dt.date,
    lieu: str = "",
    places: int,
    places_enfants: int,
    animatrice: Any = None,
) -> Resultat:
    """Create a series and its meetings, at the same wall-clock time in summer and in winter.

    Raises:
        Ferme: hours or dates that make no meeting; each obstacle names its field.
    """
    obstacles = list(regles.pour_creer_serie(jour, heure_debut, heure_fin, du, au))
    if obstacles:
        raise Ferme(obstacles)
    motif = {"genre": genre, "titre": titre, "jour": jour, "heure_debut": heure_debut, "du": du, "au": au}
    serie, nouvelle = Serie.objects.get_or_create(**motif, defaults={"heure_fin": heure_fin, "lieu": lieu})
    if not nouvelle:
        return Resultat(serie, f"Cette série existe déjà, avec {serie.evenements.count()} rencontres.", change=False)
    fuseau = timezone.get_default_timezone()
    for date in regles.dates_de_serie(jour, du, au):
        Evenement.objects.create(
            serie=serie,
            genre=genre,
            titre=titre,
            debut=regles.a_l_heure(date, heure_debut, fuseau),  # type: ignore[arg-type]
            fin=regles.a_l_heure(date, heure_fin, fuseau),  # type: ignore[arg-type]
            lieu=lieu,
            places=places,
            places_enfants=places_enfants,
            animatrice=animatrice,
        )
    nombre = serie.evenements.count()
    dites = "1 rencontre" if nombre == 1 else f"{nombre} rencontres"
    journal.noter("agenda.creer_serie", par=par, sur=serie, phrase=f"a créé {dites} « {titre} »", audience="equipe")
    return Resultat(serie, f"C’est noté : {dites} « {titre} ».")


@transaction.atomic
def changer_places(evenement: Evenement, *, par: Any, places: int, places_enfants: int) -> Resultat:
    """Change the capacity; more places go at once to the waiting list.

    Raises:
        Ferme: fewer places than are held.
    """
    evenement = verrouiller(evenement)
    voulues = regles.Places(places, places_enfants)
    if voulues == evenement.capacite:
        return Resultat(evenement, "Le nombre de places n’a pas changé.", change=False)
    obstacles = list(regles.pour_changer_places(evenement.prises, voulues))
    if obstacles:
        raise Ferme(obstacles)
    evenement.places, evenement.places_enfants = voulues
    evenement.save(update_fields=["places", "places_enfants"])
    phrase = f"a fixé les places : {places} pour les adultes, {places_enfants} pour les enfants"
    journal.noter("agenda.changer_places", par=par, sur=evenement, phrase=phrase, audience="equipe")
    placees = pourvoir(evenement, par=par)
    suite = f" {len(placees)} en attente {'a' if len(placees) == 1 else 'ont'} une place." if placees else ""
    return Resultat(evenement, f"Le nombre de places est changé.{suite}")


@transaction.atomic
def annuler_evenement(evenement: Evenement, *, par: Any, raison: str = "") -> Resultat:
    """Call a meeting off and tell everyone who has a place or waits for one.

    Raises:
        Ferme: the meeting is over.
    """
    evenement = verrouiller(evenement)
    if evenement.est_annule:
        return Resultat(evenement, "Cette rencontre est déjà annulée.", change=False)
    if evenement.est_passe:
        raise Ferme([Obstacle("passee", "Cette rencontre est passée. Elle ne s’annule plus.")])
    evenement.annule_le = timezone.now()
    evenement.raison_annulation = raison.strip()
    evenement.save(update_fields=["annule_le", "raison_annulation"])
    attendues = evenement.inscriptions.exclude(etat=Inscription.Etat.ANNULEE).select_related("personne__centre")
    for inscription in attendues:
        pourquoi = f" Raison : {evenement.raison_annulation}." if evenement.raison_annulation else ""
        ecrire(
            a=inscription.personne,
            genre="rencontre_annulee",
            objet="Rencontre annulée",
            texte=f"Bonjour {inscription.personne.prenom}."
            f" Cette rencontre est annulée : {dire_rencontre(evenement)}.{pourquoi}",
            cle=f"rencontre-annulee-{evenement.pk}-{inscription.personne_id}",
        )
    journal.noter(
        "agenda.annuler_evenement",
        par=par,
        sur=evenement,
        phrase=f"a annulé la rencontre {dire_rencontre(evenement)}",
        motif=evenement.raison_annulation,
        audience="equipe",
    )
    nombre = len(attendues)
    dites = {0: "Personne n’était inscrit.", 1: "La personne inscrite est prévenue."}
    return Resultat(
        evenement, f"La rencontre est annulée. {dites.get(nombre, f'Les {nombre} personnes sont prévenues.')}"
    )

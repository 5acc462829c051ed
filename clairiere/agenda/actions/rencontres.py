"""Meetings: one or a series, the number of places, a change of day or place, calling one off."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.agenda import courriers, regles
from clairiere.agenda.actions.places import dire_proposees, expirer, pourvoir, resserrer, verrouiller
from clairiere.agenda.courriers import dire_rencontre
from clairiere.agenda.models import Evenement, Serie
from clairiere.flux.obstacles import Ferme, Obstacle


@dataclass(frozen=True)
class Resultat:
    """What was done, said in a sentence; `change` is False when it was already so (a second click)."""

    objet: Any
    phrase: str
    change: bool = True


@transaction.atomic
def creer_rencontre(
    *, par: Any, titre: str, genre: str, debut: dt.datetime, fin: dt.datetime, **champs: Any
) -> Resultat:
    """Create one meeting; the same title at the same moment gives the one that exists.

    Args:
        champs: `lieu`, `places`, `places_enfants`, `animatrice`.

    Raises:
        Ferme: it ends before it begins; the obstacle names its field.
    """
    if fin <= debut:
        raise Ferme([Obstacle("heures", "L’heure de fin doit être après l’heure de début.", champ="heure_fin")])
    deja = Evenement.objects.filter(genre=genre, titre=titre, debut=debut, annule_le__isnull=True).first()
    if deja is not None:
        return Resultat(deja, f"C’est déjà noté : {dire_rencontre(deja)}.", change=False)
    evenement = Evenement.objects.create(genre=genre, titre=titre, debut=debut, fin=fin, **champs)
    phrase = f"a créé la {evenement.mot} {dire_rencontre(evenement)}"
    journal.noter("agenda.creer", par=par, sur=evenement, phrase=phrase, audience="equipe")
    return Resultat(evenement, f"C’est noté : {dire_rencontre(evenement)}.")


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
    rythme: str = regles.SEMAINE,
) -> Resultat:
    """Create a series and its meetings, at the same wall-clock time in summer and in winter.

    Raises:
        Ferme: hours or dates that make no meeting; each obstacle names its field.
    """
    obstacles = list(regles.pour_creer_serie(jour, heure_debut, heure_fin, du, au, rythme))
    if obstacles:
        raise Ferme(obstacles)
    motif = {"genre": genre, "titre": titre, "jour": jour, "heure_debut": heure_debut, "du": du, "au": au}
    motif["rythme"] = rythme
    serie, nouvelle = Serie.objects.get_or_create(**motif, defaults={"heure_fin": heure_fin, "lieu": lieu})
    if not nouvelle:
        dites = _dire_combien(genre, serie.evenements.count())
        return Resultat(serie, f"Cette série existe déjà, avec {dites}.", change=False)
    fuseau = timezone.get_default_timezone()
    for date in regles.dates_de_serie(jour, du, au, rythme):
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
    dites = _dire_combien(genre, serie.evenements.count())
    journal.noter("agenda.creer_serie", par=par, sur=serie, phrase=f"a créé {dites} « {titre} »", audience="equipe")
    return Resultat(serie, f"C’est noté : {dites} « {titre} ».")


def _dire_combien(genre: str, nombre: int) -> str:
    mot = Evenement(genre=genre).mot
    return f"1 {mot}" if nombre == 1 else f"{nombre} {mot}s"


@transaction.atomic
def changer_places(evenement: Evenement, *, par: Any, places: int, places_enfants: int) -> Resultat:
    """Change the capacity; more places are offered at once to the waiting list.

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
    suite = dire_proposees(pourvoir(evenement, par=par))
    return Resultat(evenement, f"Le nombre de places est changé.{suite}")


@transaction.atomic
def modifier_rencontre(
    evenement: Evenement,
    *,
    par: Any,
    titre: str,
    debut: dt.datetime,
    fin: dt.datetime,
    lieu: str,
    animatrice: Any = None,
) -> Resultat:
    """Change what a meeting says; when its moment or its place changes, those who are expected are told.

    Raises:
        Ferme: called off or begun, in the past, or it would end before it begins.
    """
    evenement = verrouiller(evenement)
    voulus = {"titre": titre, "debut": debut, "fin": fin, "lieu": lieu, "animatrice": animatrice}
    if all(getattr(evenement, champ) == valeur for champ, valeur in voulus.items()):
        return Resultat(evenement, "Rien n’a changé.", change=False)
    obstacles = list(_pour_modifier(evenement, debut, fin))
    if obstacles:
        raise Ferme(obstacles)
    ailleurs = (evenement.debut, evenement.lieu) != (debut, lieu)
    for champ, valeur in voulus.items():
        setattr(evenement, champ, valeur)
    evenement.save(update_fields=list(voulus))
    resserrer(evenement)
    phrase = f"a modifié la {evenement.mot}, qui est maintenant : {dire_rencontre(evenement)}"
    journal.noter("agenda.modifier", par=par, sur=evenement, phrase=phrase, audience="equipe")
    if not ailleurs:
        return Resultat(evenement, f"La {evenement.mot} est modifiée.")
    expirer(evenement)
    attendues = list(evenement.inscriptions.actives().select_related("personne__centre"))
    for inscription in attendues:
        courriers.rencontre_changee(inscription, evenement)
    pourvoir(evenement, par=par)
    return Resultat(evenement, f"La {evenement.mot} est modifiée. {_dire_prevenues(len(attendues))}")


def _pour_modifier(evenement: Evenement, debut: dt.datetime, fin: dt.datetime) -> Any:
    if evenement.est_annule:
        yield Obstacle("annulee", f"Cette {evenement.mot} est annulée. Elle ne change plus.")
    elif evenement.a_commence:
        yield Obstacle("commencee", f"Cette {evenement.mot} a commencé. Elle ne change plus.")
    if debut <= timezone.now():
        yield Obstacle("passee", "Cette date est passée. Choisissez un jour à venir.", champ="date")
    if fin <= debut:
        yield Obstacle("heures", "L’heure de fin doit être après l’heure de début.", champ="heure_fin")


@transaction.atomic
def annuler_evenement(evenement: Evenement, *, par: Any, raison: str = "") -> Resultat:
    """Call a meeting off and tell everyone who has a place or waits for one.

    Raises:
        Ferme: the meeting is over.
    """
    evenement = verrouiller(evenement)
    if evenement.est_annule:
        return Resultat(evenement, f"Cette {evenement.mot} est déjà annulée.", change=False)
    if evenement.est_passe:
        raise Ferme([Obstacle("passee", f"Cette {evenement.mot} est passée. Elle ne s’annule plus.")])
    evenement.annule_le = timezone.now()
    evenement.raison_annulation = raison.strip()
    evenement.save(update_fields=["annule_le", "raison_annulation"])
    attendues = list(evenement.inscriptions.actives().select_related("personne__centre"))
    for inscription in attendues:
        courriers.rencontre_annulee(inscription, evenement)
    journal.noter(
        "agenda.annuler_evenement",
        par=par,
        sur=evenement,
        phrase=f"a annulé la {evenement.mot} {dire_rencontre(evenement)}",
        motif=evenement.raison_annulation,
        audience="equipe",
    )
    return Resultat(evenement, f"La {evenement.mot} est annulée. {_dire_prevenues(len(attendues))}")


def _dire_prevenues(nombre: int) -> str:
    dites = {0: "Personne n’était inscrit.", 1: "La personne inscrite est prévenue."}
    return dites.get(nombre, f"Les {nombre} personnes sont prévenues.")

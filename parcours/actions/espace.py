"""What she does with her own data: take it away, ask to be erased."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from clairiere import journal
from clairiere.centres.chiffrement import ChampChiffre
from clairiere.centres.portee import ModeleDuCentre
from clairiere.comptes.models import DemandeDroit, Personne
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.journal.models import Consultation, Entree
from clairiere.messages.envois import ecrire
from parcours.models import Parcours

# Written by others about her, or secret by nature: they are asked for in person, the file says so.
SUR_DEMANDE = frozenset({"parcours.entretien"})
# The machinery of sending and of links: no information about her, and tokens that open doors.
TECHNIQUES = frozenset({"journal.consultation", "journal.entree", "journal.mention", "comptes.personne"})
_CACHES = ("jeton", "code", "secret", "trace", "centre", "cle")
# Rows that may be named: those of other people (a family, another trainee) may not.
_NOMMABLES = ("session", "demijournee", "programme", "module", "evenement", "serie", "document", "utilisateur", "jury")


def mes_donnees(personne: Personne, *, acteur: Any) -> dict[str, Any]:
    """All that the centre keeps about her, ready for JSON: her file, every row that points to it or to her journeys,
    the history that she may read, who opened her file. What is given in person only is listed under `sur_demande`."""
    parcours = list(Parcours.objects.filter(personne=personne).order_by("pk"))
    dossier: dict[str, Any] = {
        "fait_le": timezone.localtime().isoformat(timespec="minutes"),
        "centre": str(personne.centre),
        "fiche": _ligne(personne),
        "rubriques": {},
        "sur_demande": [],
    }
    for modele in apps.get_models():
        if not issubclass(modele, ModeleDuCentre) or modele._meta.label_lower in TECHNIQUES:
            continue
        lignes = _lignes_sur_elle(modele, personne, parcours)
        if not lignes:
            continue
        titre = str(modele._meta.verbose_name_plural)
        if modele._meta.label_lower in SUR_DEMANDE or _est_confidentiel(modele):
            dossier["sur_demande"].append(titre)
        else:
            dossier["rubriques"][titre] = [_ligne(ligne) for ligne in lignes]
    dossier["historique"] = _historique(personne, parcours, acteur)
    vues = Consultation.objects.filter(personne=personne).order_by("-jour", "titre", "pk")
    dossier["dossier_ouvert_par"] = [{"role": v.titre, "jour": v.jour.isoformat()} for v in vues]
    return dossier


def _est_confidentiel(modele: Any) -> bool:
    """Holds an encrypted text: a mediation."""
    return any(isinstance(champ, ChampChiffre) for champ in modele._meta.concrete_fields)


def _lignes_sur_elle(modele: Any, personne: Personne, parcours: list[Parcours]) -> list[Any]:
    filtre = models.Q()
    for champ in modele._meta.concrete_fields:
        if champ.related_model is Personne:
            filtre |= models.Q(**{champ.name: personne})
        elif champ.related_model is Parcours and parcours:
            filtre |= models.Q(**{f"{champ.name}__in": parcours})
    if modele is Parcours:
        return parcours
    return list(modele.objects.filter(filtre).order_by("pk")) if filtre else []


def _ligne(objet: models.Model) -> dict[str, Any]:
    ligne = {}
    for champ in objet._meta.concrete_fields:
        if champ.primary_key or champ.name.startswith(_CACHES):
            continue
        if champ.is_relation:
            if champ.related_model._meta.model_name not in _NOMMABLES or getattr(objet, champ.attname) is None:
                continue
            valeur = str(getattr(objet, champ.name))
        else:
            affiche = getattr(objet, f"get_{champ.name}_display", None)
            valeur = affiche() if affiche else getattr(objet, champ.name)
        if valeur not in (None, "", [], {}):
            ligne[str(champ.verbose_name)] = _simple(valeur)
    return ligne


def _simple(valeur: Any) -> Any:
    if isinstance(valeur, (dt.date, dt.time)):
        return valeur.isoformat()
    if isinstance(valeur, Decimal):
        return str(valeur)
    return valeur if isinstance(valeur, (bool, int, float, str, list, dict)) else str(valeur)


def _historique(personne: Personne, parcours: list[Parcours], acteur: Any) -> list[dict[str, str]]:
    sujets = models.Q(mentions__genre="comptes.personne", mentions__objet_id=personne.pk)
    sujets |= models.Q(mentions__genre="parcours.parcours", mentions__objet_id__in=[p.pk for p in parcours])
    entrees = Entree.objects.lisibles_par(acteur).filter(sujets).order_by("quand", "pk").distinct()
    return [
        {"quand": timezone.localtime(e.quand).isoformat(timespec="minutes"), "phrase": f"{e.auteur_nom} {e.phrase}"}
        for e in entrees
    ]


@transaction.atomic
def demander(personne: Personne, *, par: Any, genre: str, mots: str = "") -> DemandeDroit:
    """Record her request, dated; the same one twice is one."""
    Personne.objects.select_for_update(of=("self",)).get(pk=personne.pk)
    deja = DemandeDroit.objects.filter(personne=personne, genre=genre, repondue_le__isnull=True).first()
    if deja:
        return deja
    demande = DemandeDroit(personne=personne, genre=genre, mots=mots.strip())
    demande.full_clean()
    demande.save()
    phrase = f"a demandé : {demande.get_genre_display()}"
    journal.noter("droits.demander", par=par, sur=[personne, demande], phrase=phrase)
    return demande


@transaction.atomic
def repondre(demande: DemandeDroit, *, par: Any, reponse: str) -> DemandeDroit:
    """Answer in writing: what was done, what is kept and why. Raises Ferme without words, or when it is answered."""
    demande = DemandeDroit.objects.select_for_update(of=("self",)).get(pk=demande.pk)
    if demande.repondue_le:
        raise Ferme([Obstacle("deja", f"{demande.repondue_par} a déjà répondu à cette demande.")])
    if not reponse.strip():
        raise Ferme([Obstacle("reponse", "Écrivez ce qui est fait, et ce qui est gardé.", champ="reponse")])
    demande.reponse, demande.repondue_le, demande.repondue_par = reponse.strip(), timezone.now(), par.nom
    demande.full_clean()
    demande.save(update_fields=["reponse", "repondue_le", "repondue_par"])
    phrase = f"a répondu à la demande : {demande.get_genre_display()}"
    journal.noter("droits.repondre", par=par, sur=[demande.personne, demande], phrase=phrase)
    ecrire(
        a=demande.personne,
        genre="reponse_droits",
        objet="Votre demande sur vos données",
        texte=f"Bonjour {demande.personne.prenom}. Nous avons répondu à votre demande. {demande.reponse}",
        cle=f"droit-{demande.pk}",
    )
    return demande

"""First contact at the desk, contact details, the next thing to do, availability."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import journal
from clairiere.agenda.semaine import Semaine
from clairiere.comptes.models import Personne
from clairiere.interface.francais import enumeration
from parcours.actions.recrutement import reperer
from parcours.models import ActionPromotion, Disponibilite, Parcours

COORDONNEES = (
    "prenom",
    "nom",
    "telephone",
    "courriel",
    "canal_prefere",
    "adresse",
    "code_postal",
    "ville",
    "naissance",
    "langues",
)
SUIVI = ("origine_genre", "origine", "action_promotion", "observations", "referente")


@transaction.atomic
def premier_contact(
    *,
    par: Any,
    prochaine_action: str,
    prochaine_date: dt.date,
    personne: Personne | None = None,
    origine: str = "",
    origine_genre: str = "",
    action_promotion: ActionPromotion | None = None,
    observations: str = "",
    **coordonnees: Any,
) -> Parcours:
    """Note someone at the desk: her file when she has none yet, and her journey."""
    if personne is None:
        personne = Personne(**{nom: valeur for nom, valeur in coordonnees.items() if nom in COORDONNEES})
        personne.full_clean()
        personne.save()
    return reperer(
        personne=personne,
        par=par,
        origine=origine,
        origine_genre=origine_genre,
        action_promotion=action_promotion,
        observations=observations,
        prochaine_action=prochaine_action,
        prochaine_date=prochaine_date,
    )


@transaction.atomic
def modifier(parcours: Parcours, *, par: Any, **valeurs: Any) -> Parcours:
    """Change contact details and notes; the history says which, never the values."""
    personne = Personne.objects.select_for_update(of=("self",)).get(pk=parcours.personne_id)
    frais = Parcours.objects.select_for_update(of=("self",)).get(pk=parcours.pk)
    changes = []
    for objet, noms in ((personne, COORDONNEES), (frais, SUIVI)):
        touches = [n for n in noms if n in valeurs and getattr(objet, n) != valeurs[n]]
        for nom in touches:
            setattr(objet, nom, valeurs[nom])
        if touches:
            objet.full_clean()
            objet.save(update_fields=touches)
            changes += [str(objet._meta.get_field(nom).verbose_name) for nom in touches]
    if changes:
        journal.noter("parcours.modifier", par=par, sur=frais, phrase=f"a modifié la fiche : {enumeration(changes)}")
    return frais


@transaction.atomic
def noter_la_suite(parcours: Parcours, *, par: Any, prochaine_action: str, prochaine_date: dt.date | None) -> Parcours:
    """Write what is to do next, and when; an empty action means nothing is planned."""
    frais = Parcours.objects.select_for_update(of=("self",)).get(pk=parcours.pk)
    if (frais.prochaine_action, frais.prochaine_date) != (prochaine_action, prochaine_date):
        frais.prochaine_action, frais.prochaine_date = prochaine_action, prochaine_date
        frais.full_clean()
        frais.save(update_fields=["prochaine_action", "prochaine_date"])
        quand = f", pour le {prochaine_date:%d/%m/%Y}" if prochaine_date else ""
        phrase = f"a prévu : {prochaine_action}{quand}" if prochaine_action else "a retiré la prochaine action"
        journal.noter("parcours.suite", par=par, sur=frais, phrase=phrase, audience="equipe")
    return frais


@transaction.atomic
def noter_disponibilite(
    parcours: Parcours,
    *,
    par: Any,
    semaine: Semaine,
    des_le: dt.date,
    codes_postaux: list[str],
    accepte_animaux: bool | None,
) -> Disponibilite:
    """Record her week and places, dated today; by herself or by someone of the team with her."""
    Parcours.objects.select_for_update(of=("self",)).get(pk=parcours.pk)
    dispo = Disponibilite.objects.filter(parcours=parcours).first() or Disponibilite(parcours=parcours)
    dispo.semaine = semaine.vers_donnees()
    dispo.des_le, dispo.codes_postaux, dispo.accepte_animaux = des_le, codes_postaux, accepte_animaux
    dispo.confirmee_le = timezone.localdate()
    dispo.full_clean()
    dispo.save()
    journal.noter("parcours.disponibilite", par=par, sur=parcours, phrase=f"a noté les disponibilités : {semaine}")
    return dispo


@transaction.atomic
def confirmer_disponibilite(parcours: Parcours, *, par: Any) -> Disponibilite | None:
    """« Still the same »: dated today; None when nothing was noted yet."""
    dispo = Disponibilite.objects.select_for_update(of=("self",)).filter(parcours=parcours).first()
    if dispo is not None and dispo.confirmee_le != timezone.localdate():
        dispo.confirmee_le = timezone.localdate()
        dispo.save(update_fields=["confirmee_le"])
        journal.noter("parcours.disponibilite", par=par, sur=parcours, phrase="a confirmé les disponibilités")
    return dispo

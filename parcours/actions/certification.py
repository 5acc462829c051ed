"""Evaluation, then certification; the jury between the two is in `actions.jury` and `actions.deliberation`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from clairiere import flux, journal
from clairiere.flux.obstacles import Ferme, Obstacle
from clairiere.messages.envois import ecrire
from parcours.actions.certificat import delivrer
from parcours.actions.competences import installer_referentiel
from parcours.models import Evaluation, Parcours
from parcours.regles import dire_duree


@transaction.atomic
def evaluer(
    parcours: Parcours,
    *,
    par: Any,
    date: dt.date,
    competences: dict[str, str],
    resultat: str,
    remarque: str = "",
    evaluatrice: str = "",
    quand: dt.datetime | None = None,
) -> Evaluation:
    """Record an evaluation; a later one replaces its result, the old one stays; the same one twice is one.

    Raises:
        Ferme: she is not in the course or in evaluation, or « acquis » is said while a competence is not.
    """
    parcours = Parcours.objects.select_for_update(of=("self",)).get(pk=parcours.pk)
    obstacles = []
    if parcours.etat not in ("en_formation", "en_evaluation", "ajournee"):
        obstacles.append(Obstacle("etat", f"{parcours} n’est pas en formation ni en évaluation."))
    referentiel = installer_referentiel(par)
    codes = [c.code for c in referentiel.competences.all()]
    manquantes = [code for code in codes if competences.get(code) != Evaluation.Niveau.ACQUIS]
    if resultat == Evaluation.Resultat.ACQUIS and manquantes:
        obstacles.append(
            Obstacle(
                "competences",
                "Le résultat ne peut pas être « acquis » : toutes les compétences ne sont pas acquises.",
                qui="la formatrice",
                champ="resultat",
            )
        )
    if obstacles:
        raise Ferme(obstacles)
    valeurs = {
        "date": date,
        "referentiel": referentiel,
        "competences": competences,
        "resultat": resultat,
        "remarque": remarque,
        "evaluatrice": evaluatrice or par.nom,
    }
    if deja := _identique(parcours.evaluations.first(), valeurs):
        return deja
    evaluation = Evaluation(parcours=parcours, **valeurs)
    evaluation.full_clean()
    evaluation.save()
    phrase = f"a noté l’évaluation : {evaluation.get_resultat_display()}"
    journal.noter("parcours.evaluer", par=par, sur=parcours, phrase=phrase, quand=quand)
    return evaluation


def _identique(derniere: Any, valeurs: dict[str, Any]) -> Any:
    """The last row when it says the same thing: a second click."""
    return derniere if derniere and all(getattr(derniere, nom) == v for nom, v in valeurs.items()) else None


@transaction.atomic
def certifier(
    parcours: Parcours,
    *,
    par: Any,
    attendu: str | None = None,
    quand: dt.datetime | None = None,
    nom_porte: str = "",
) -> Parcours:
    """Certify, issue the numbered certificate, and tell her."""
    heures = dire_duree(parcours.minutes())
    parcours = flux.franchir(parcours, "certifier", par=par, attendu=attendu, quand=quand, heures=heures)
    certificat = delivrer(parcours, par=par, nom_porte=nom_porte, le=timezone.localdate(quand) if quand else None)
    ecrire(
        a=parcours.personne,
        genre="certificat",
        objet="Votre certificat d’aptitude",
        texte=(
            f"Bonjour {parcours.personne.prenom}. Vous êtes certifiée. Votre certificat porte le numéro "
            f"{certificat.numero}. Vous pouvez le télécharger dans « Mes documents ». {parcours.centre}"
        ),
        cle=f"certificat-{certificat.numero}",
    )
    return parcours

"""Her own view of what she can do: for the talk, never for a decision."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from clairiere import journal
from clairiere.flux.obstacles import Ferme, Obstacle
from parcours.actions.competences import installer_referentiel
from parcours.models import AutoEvaluation, Parcours
from parcours.models.etats import EN_COURS_DE_FORMATION


@transaction.atomic
def repondre(
    parcours: Parcours,
    *,
    par: Any,
    moment: str,
    reponses: dict[str, str],
    souhait: str = "",
    date: dt.date | None = None,
) -> AutoEvaluation:
    """Keep her answers for one moment of the course; answered again, the last answers stay. The same twice is one.

    Raises:
        Ferme: she is not in the course.
    """
    parcours = Parcours.objects.select_for_update(of=("self",)).select_related("personne").get(pk=parcours.pk)
    if parcours.etat not in EN_COURS_DE_FORMATION:
        raise Ferme([Obstacle("etat", f"{parcours} n’est pas en formation.", qui="une personne de l’équipe")])
    deja = parcours.auto_evaluations.filter(moment=moment).first()
    souhait = souhait.strip()
    if deja is not None and (deja.reponses, deja.souhait) == (reponses, souhait):
        return deja
    objet = deja or AutoEvaluation(parcours=parcours, moment=moment)
    objet.reponses, objet.souhait, objet.date = reponses, souhait, date or timezone.localdate()
    objet.referentiel = installer_referentiel(par)
    objet.saisie_par = par.nom
    objet.par_elle = par.utilisateur is not None and par.utilisateur.pk == parcours.personne.utilisateur_id
    objet.full_clean()
    objet.save()
    comment = "a rempli son auto-évaluation" if objet.par_elle else "a rempli avec elle son auto-évaluation"
    with translation.override("fr"):  # the journal speaks French, whatever she reads
        phrase = f"{comment}, {objet.get_moment_display()} de la formation"
    journal.noter("autoevaluation.repondre", par=par, sur=parcours, phrase=phrase)
    return objet

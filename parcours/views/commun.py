"""What several screens share: refusals put where they belong, the layout, the row that the reader may see."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from clairiere.flux.obstacles import Ferme
from clairiere.flux.portail import ObstacleAffiche, afficher
from clairiere.interface.autres_langues import traduite
from parcours.models import Parcours


def parcours_visible(request: HttpRequest, pk: int, *avec: str) -> Any:
    """The journey, with its person, or 404."""
    requete = Parcours.objects.visibles_par(request.acteur)  # type: ignore[attr-defined]
    return get_object_or_404(requete.avec_minutes().select_related("personne", "session", "centre", *avec), pk=pk)


def mise_en_page(request: HttpRequest) -> str:
    """The layout that suits the reader."""
    personnel = request.acteur.est_personnel  # type: ignore[attr-defined]
    return "mises_en_page/equipe.html" if personnel else "mises_en_page/personne.html"


def poser(formulaire: BaseForm, refus: Ferme, code_centre: str) -> list[ObstacleAffiche]:
    """Put each obstacle beside its field; give back those of no field, ready for `{% obstacles %}`."""
    generaux = []
    for obstacle in refus.obstacles:
        if obstacle.champ in formulaire.fields:
            formulaire.add_error(obstacle.champ, traduite(obstacle.phrase) or obstacle.phrase)
        else:
            generaux.append(afficher(obstacle, code_centre))
    return generaux


def poser_validation(formulaire: BaseForm, refus: ValidationError) -> None:
    """Put the errors of a model beside their fields."""
    par_champ = refus.message_dict if hasattr(refus, "error_dict") else {"": refus.messages}
    for nom, phrases in par_champ.items():
        for phrase in phrases:
            formulaire.add_error(nom if nom in formulaire.fields else None, phrase)

"""The facts that an immersion stands on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from clairiere.flux.obstacles import Obstacle
from parcours.regles.immersion import FaitsImmersion, convention, pas_encore


def pour_signer(immersion: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """The agreement has all that it needs."""
    return convention(
        FaitsImmersion(
            accueil=immersion.accueil_nom,
            genre=immersion.accueil_genre,
            prescripteur=immersion.prescripteur,
            debut=immersion.debut,
            fin=immersion.fin,
            objectifs=immersion.objectifs,
            taches=immersion.taches,
            tutrice=immersion.tutrice,
            numero=immersion.numero_convention,
            pieces=tuple(immersion.pieces),
            immersion=immersion.pk,
        )
    )


def pour_commencer(immersion: Any, **_donnees: Any) -> Iterable[Obstacle]:
    """Its first day has come."""
    return pas_encore(immersion.debut, timezone.localdate())

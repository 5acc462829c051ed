"""Many more trainees, for measures: plain rows, without a history."""

from __future__ import annotations

import random

from django.db import transaction

from clairiere.centres import portee
from clairiere.centres.models import Centre
from clairiere.comptes.models import Personne
from clairiere.demo.noms import Annuaire
from parcours.models import Parcours

PREMIER_NUMERO = 40_000  # phones of the volume begin here, far from those of the network


def ajouter(nombre: int) -> None:
    """Add that many trainees in recruitment to the first centre."""
    if nombre <= 0:
        return
    annuaire = Annuaire(random.Random(nombre), numero=PREMIER_NUMERO)
    centre = Centre.objects.get(code="clairiere")
    with transaction.atomic(), portee.dans(centre):
        identites = [annuaire.identite(f"Stagiaire{n:05d}", "Volume", ("75002",)) for n in range(nombre)]
        personnes = Personne.objects.bulk_create(
            [
                Personne(
                    centre=centre,
                    prenom=i.prenom,
                    nom=i.nom,
                    telephone=i.telephone,
                    adresse=i.adresse,
                    code_postal=i.code_postal,
                )
                for i in identites
            ],
            batch_size=500,
        )
        Parcours.objects.bulk_create([Parcours(centre=centre, personne=p) for p in personnes], batch_size=500)

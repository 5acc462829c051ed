"""The indicator dictionary: each figure has one definition, one period, and is counted from work already done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum

from clairiere.agenda.models import Inscription
from clairiere.interface import francais
from contrats.models import Contrat
from parcours.models import Certificat, Emargement, Parcours
from parcours.models.etats import DANS_LE_METIER, EN_COURS_DE_FORMATION, EN_RECRUTEMENT
from placements.models import Demande, Placement
from relais.vocabulaire import GENRE

SEUIL = 5  # under this, a figure is not given outside of the centre (domaine/donnees-personnelles.md § 1)


@dataclass(frozen=True)
class Indicateur:
    """`compter()` gives `{centre_id: number}` for all the centres of the open scope, in one query."""

    code: str
    libelle: str
    definition: str
    compter: Callable[[], dict[int, int]]


def _par_centre(requete: Any, valeur: Any = None) -> dict[int, int]:
    lignes = requete.order_by().values("centre_id").annotate(n=valeur or Count("pk"))
    return {ligne["centre_id"]: ligne["n"] or 0 for ligne in lignes}


def _heures() -> dict[int, int]:
    return {c: n // 60 for c, n in _par_centre(Emargement.objects.comptees(), Sum("minutes")).items()}


INDICATEURS = [
    Indicateur(
        "recrutement",
        "En recrutement",
        "Femmes repérées, informées, candidates ou en liste d’attente aujourd’hui.",
        lambda: _par_centre(Parcours.objects.filter(etat__in=EN_RECRUTEMENT)),
    ),
    Indicateur(
        "formation",
        "En formation",
        "Femmes admises, en formation ou en évaluation aujourd’hui.",
        lambda: _par_centre(Parcours.objects.filter(etat__in=EN_COURS_DE_FORMATION)),
    ),
    Indicateur("heures", "Heures-stagiaires", "Heures suivies et signées par les deux, depuis l’ouverture.", _heures),
    Indicateur(
        "certificats",
        "Certificats valables",
        "Certificats d’aptitude délivrés et non révoqués.",
        lambda: _par_centre(Certificat.objects.filter(revoque_le__isnull=True)),
    ),
    Indicateur(
        "metier",
        "Dans le métier",
        "Femmes certifiées, disponibles ou placées aujourd’hui.",
        lambda: _par_centre(Parcours.objects.filter(etat__in=DANS_LE_METIER)),
    ),
    Indicateur(
        "demandes",
        "Demandes de familles",
        "Demandes reçues depuis l’ouverture.",
        lambda: _par_centre(Demande.objects.all()),
    ),
    Indicateur(
        "mises_en_relation",
        "Mises en relation",
        "Accords des deux côtés, depuis l’ouverture.",
        lambda: _par_centre(Placement.objects.all()),
    ),
    Indicateur(
        "contrats",
        "Contrats signés",
        "Contrats signés ou terminés, depuis l’ouverture.",
        lambda: _par_centre(Contrat.objects.filter(etat__in=("signe", "termine"))),
    ),
    Indicateur(
        "relais",
        "Venues au relais",
        "Présences notées aux rencontres (une personne qui vient trois fois compte trois).",
        lambda: _par_centre(Inscription.objects.filter(etat="presente", evenement__genre=GENRE)),
    ),
]


def masquer(nombre: int) -> str:
    """A figure as it leaves a centre: 0 stays 0, small numbers are hidden."""
    return francais.nombre(nombre) if nombre == 0 or nombre >= SEUIL else f"moins de {SEUIL}"

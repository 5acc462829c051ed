"""Who of a session is due a certificate, and why the others get none: read in two queries, whatever the group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from parcours.models import Certificat, DecisionJury, Parcours
from parcours.models.etats import ETATS
from parcours.models.session import PLACES_PRISES
from parcours.regles.certificat import Situation, raison, recoit

SORTIES_APRES_LE_JURY = ("non_certifiee",)


@dataclass(frozen=True)
class Attente:
    """One person of the group: `raison` is empty when a certificate is due."""

    parcours: Any
    raison: str


def attentes(session: Any) -> list[Attente]:
    """Everyone of the session who followed it, in the order of names."""
    derniere = DecisionJury.objects.filter(parcours=OuterRef("pk")).order_by("-date", "-pk").values("decision")[:1]
    valables = Certificat.objects.filter(parcours=OuterRef("pk"), revoque_le__isnull=True).order_by()
    suivies = Parcours.objects.filter(session=session, etat__in=(*PLACES_PRISES, *SORTIES_APRES_LE_JURY))
    lignes = suivies.annotate(derniere_decision=Subquery(derniere), a_valable=Exists(valables))
    return [
        Attente(parcours, raison(situation_de(parcours)))
        for parcours in lignes.select_related("personne").order_by("personne__nom", "personne__prenom", "pk")
    ]


def situation_de(parcours: Any) -> Situation:
    """The facts of one person, annotated by `attentes`."""
    return Situation(
        etat=parcours.etat,
        etat_dit=str(ETATS[parcours.etat].equipe),
        valable=parcours.a_valable,
        decision=parcours.derniere_decision or "",
    )


def dues(liste: list[Attente]) -> list[Attente]:
    """Those to whom a certificate is due."""
    return [attente for attente in liste if recoit(situation_de(attente.parcours))]

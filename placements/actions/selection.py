"""The shortlist of a request: gathers the facts in a constant number of queries, and asks `regles`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, Max, OuterRef, Subquery
from django.utils import timezone

from clairiere.agenda.semaine import Semaine
from parcours.models import Certificat, Parcours
from placements.models import VIVANTES, Demande, Placement, Proposition
from placements.regles import criteres
from placements.regles.appariement import apparier
from placements.regles.criteres import Besoin, BesoinInvalide, Candidate, Ecartee

# Upper floors register `(ids of journeys) -> {id: minutes per week}`: hours in contracts; one query each.
HEURES_EN_CONTRAT: list[Callable[[Collection[int]], Mapping[int, int]]] = []
MONTREES_AU_PLUS = 12
DIT_NON = ("refusee_auxiliaire", "refusee_famille", "retiree")


@dataclass(frozen=True)
class Carte:
    """A retained auxiliaire, with the week that is free for her."""

    rang: int
    parcours: Parcours
    note: criteres.Proposition
    disponible: Semaine

    @property
    def points(self) -> list[tuple[str, int, int]]:
        """Label, points earned, most points, for each preference that counts."""
        poids = criteres.POIDS
        return [(poids[code].libelle, gagnes, poids[code].points) for code, gagnes in self.note.detail.items()]


@dataclass(frozen=True)
class LigneEcartee:
    """An excluded auxiliaire and the rule that stops her."""

    parcours: Parcours
    ecartee: Ecartee


@dataclass(frozen=True)
class ListeCourte:
    """What the page of a request shows. `phrase`: why there is no list at all."""

    retenues: list[Carte] = field(default_factory=list)
    ecartees: list[LigneEcartee] = field(default_factory=list)
    suivantes: int = 0
    phrase: str = ""

    def carte(self, parcours_id: int) -> Carte | None:
        """The retained card of a journey."""
        return next((c for c in self.retenues if c.parcours.pk == parcours_id), None)

    def refus(self, parcours_id: int) -> str:
        """Why this journey is not in the list."""
        return next((e.ecartee.phrase for e in self.ecartees if e.parcours.pk == parcours_id), "")


def besoin_de(demande: Demande) -> Besoin:
    """The request as the matching reads it. Raises BesoinInvalide when it is not complete."""
    if demande.debut is None:
        raise BesoinInvalide("La demande n’a pas de date de début.")
    return Besoin(
        semaine=demande.en_semaine,
        debut=demande.debut,
        quartier=demande.quartier,
        code_postal=demande.code_postal,
        langues=frozenset(str(langue).strip().lower() for langue in demande.langues),
        ages_enfants=tuple(e.age_en_mois(demande.debut) for e in demande.famille.enfants.all()),
        animaux=demande.animaux,
        partage_possible=demande.partage_possible,
    )


def liste_courte(demande: Demande, *, nombre: int = MONTREES_AU_PLUS) -> ListeCourte:
    """Order the auxiliaires who look for a family; say which are left out and by which rule.

    Seven queries, whatever the number of auxiliaires, plus one for each provider of `HEURES_EN_CONTRAT`.
    Those already asked and not yet answered are in neither list.
    """
    try:
        besoin = besoin_de(demande)
    except BesoinInvalide as erreur:
        return ListeCourte(phrase=erreur.phrase)
    deja = dict(demande.propositions.order_by("pk").values_list("parcours_id", "etat"))
    cherchent = {p.pk: p for p in _qui_cherchent() if deja.get(p.pk) not in VIVANTES}
    candidates = _candidates(cherchent)
    refusees = [Ecartee(pk, "deja_dit_non", DEJA[deja[pk]]) for pk in cherchent if deja.get(pk) in DIT_NON]
    hors_jeu = {e.candidate_id for e in refusees}
    resultat = apparier(
        besoin,
        [c for c in candidates.values() if c.id not in hors_jeu],
        aujourdhui=timezone.localdate(),
        reglages=criteres.Reglages(nombre=nombre),
    )
    retenues = [
        Carte(rang, cherchent[note.candidate_id], note, candidates[note.candidate_id].disponible)
        for rang, note in enumerate(resultat.retenues, start=1)
    ]
    ecartees = [LigneEcartee(cherchent[e.candidate_id], e) for e in [*resultat.ecartees, *refusees]]
    return ListeCourte(retenues, ecartees, resultat.suivantes)


DEJA = {
    "refusee_auxiliaire": "A déjà dit non à cette demande.",
    "refusee_famille": "La famille a déjà dit non.",
    "retiree": "Le centre a retiré cette proposition.",
}


def _qui_cherchent() -> Any:
    derniere = (
        Proposition.objects.filter(parcours=OuterRef("pk"))
        .order_by()
        .values("parcours")
        .annotate(le=Max("proposee_le"))
        .values("le")
    )
    return (
        Parcours.objects.filter(etat="disponible", disponibilite__isnull=False)
        .select_related("personne", "disponibilite")
        .annotate(
            est_certifiee=Exists(Certificat.objects.filter(parcours=OuterRef("pk"), revoque_le__isnull=True)),
            derniere_proposition=Subquery(derniere),
        )
        .order_by("pk")
    )


def _candidates(parcours: Mapping[int, Parcours]) -> dict[int, Candidate]:
    prises, minutes = _semaines_prises(), _minutes_en_contrat(list(parcours))
    return {pk: _candidate(p, prises.get(pk, Semaine()), minutes.get(pk, 0)) for pk, p in parcours.items()}


def _semaines_prises() -> dict[int, Semaine]:
    """Weeks already promised to another family, by journey: nobody is in two places."""
    prises: dict[int, Semaine] = {}
    for pk, semaine in (
        Placement.objects.en_cours()
        .filter(parcours__etat="disponible")
        .order_by()
        .values_list("parcours_id", "semaine")
    ):
        prises[pk] = prises.get(pk, Semaine()) | Semaine.depuis_donnees(semaine)
    return prises


def _minutes_en_contrat(ids: Collection[int]) -> dict[int, int]:
    minutes: dict[int, int] = {}
    for fournisseur in HEURES_EN_CONTRAT:
        for pk, nombre in fournisseur(ids).items():
            minutes[pk] = minutes.get(pk, 0) + nombre
    return minutes


def _candidate(parcours: Any, prise: Semaine, minutes: int) -> Candidate:
    dispo = parcours.disponibilite
    derniere = parcours.derniere_proposition
    return Candidate(
        id=parcours.pk,
        nom=parcours.personne.nom_court,
        disponible=dispo.en_semaine - prise,
        disponible_des=dispo.des_le,
        quartiers=frozenset(str(code) for code in dispo.codes_postaux),
        langues=frozenset(str(langue).strip().lower() for langue in parcours.personne.langues),
        certifiee=parcours.est_certifiee,
        disponibilite_confirmee=dispo.confirmee_le,
        heures_deja_en_contrat=max(minutes, prise.minutes),
        accepte_animaux=dispo.accepte_animaux,
        derniere_proposition=timezone.localtime(derniere).date() if derniere else None,
    )

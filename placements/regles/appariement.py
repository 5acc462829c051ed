"""Matching one request with many auxiliaires: hard rules exclude and say why, preferences order and say why.

Pure and deterministic: same data, same day, same order. The staff chooses; this only prepares the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

from clairiere.agenda.semaine import ecrire_duree
from placements.regles.criteres import Besoin, Candidate, Ecartee, Poids, Proposition, Reglages, Resultat
from placements.regles.phrases import citer, ecarts_horaires, ecrire_date

TROIS_ANS_EN_MOIS = 36
JAMAIS = date.min


@dataclass(frozen=True, slots=True)
class _Contexte:
    """What is the same for all auxiliaires, computed once."""

    besoin: Besoin
    reglages: Reglages
    aujourdhui: date
    trajets: Mapping[int, int]
    demandees: int


def apparier(
    besoin: Besoin,
    candidates: Iterable[Candidate],
    *,
    aujourdhui: date,
    reglages: Reglages | None = None,
    trajets: Mapping[int, int] | None = None,
) -> Resultat:
    """Order the auxiliaires for one request.

    `trajets`: estimated travel in minutes by candidate id, when known. At most `reglages.nombre` are retained.
    Ties: who was proposed longest ago (never = first), then the smallest id.
    """
    reglages = reglages or Reglages()
    contexte = _Contexte(besoin, reglages, aujourdhui, trajets or {}, besoin.semaine.minutes)
    notees: list[tuple[int, date, int, Candidate, int]] = []
    ecartees: list[Ecartee] = []
    for candidate in candidates:
        couvertes = candidate.disponible.minutes_communes(besoin.semaine)
        motifs = _motifs_d_ecart(candidate, couvertes, contexte)
        if motifs:
            (regle, phrase), *autres = motifs
            ecartees.append(Ecartee(candidate.id, regle, phrase, tuple(autres)))
        else:
            points = sum(_points(candidate, couvertes, contexte).values())
            notees.append((-points, candidate.derniere_proposition or JAMAIS, candidate.id, candidate, couvertes))
    meilleures = nsmallest(max(reglages.nombre, 0), notees, key=lambda note: note[:3])
    ecartees.sort(key=lambda ecartee: ecartee.candidate_id)
    retenues = [_proposer(candidate, couvertes, contexte) for *_, candidate, couvertes in meilleures]
    return Resultat(retenues, ecartees, len(notees) - len(retenues))


# hard rules


def _motifs_d_ecart(candidate: Candidate, couvertes: int, contexte: _Contexte) -> list[tuple[str, str]]:
    """All the rules that stop her, the most general first, each as (code, sentence)."""
    besoin, reglages = contexte.besoin, contexte.reglages
    motifs = []
    if not candidate.certifiee:
        motifs.append(("certification", "N’a pas encore le certificat d’aptitude."))
    attente = (candidate.disponible_des - besoin.debut).days
    if attente > reglages.tolerance_debut_jours:
        motifs.append(
            (
                "debut",
                f"Libre le {ecrire_date(candidate.disponible_des)}, soit {attente} jours après la date demandée "
                f"({reglages.tolerance_debut_jours} jours au plus).",
            )
        )
    if candidate.quartiers and besoin.code_postal not in candidate.quartiers:
        motifs.append(("quartier", f"N’accepte pas le {besoin.code_postal}."))
    trajet = contexte.trajets.get(candidate.id)
    if trajet is not None and candidate.trajet_max_minutes is not None and trajet > candidate.trajet_max_minutes:
        motifs.append(
            ("trajet", f"Trajet de {trajet} minutes\u00a0: elle accepte {candidate.trajet_max_minutes} minutes.")
        )
    if couvertes * 100 < contexte.demandees * reglages.part_minimale:
        motifs.append(
            (
                "couverture",
                f"Couvre {ecrire_duree(couvertes)} sur {ecrire_duree(contexte.demandees)}\u00a0: "
                f"il faut au moins {reglages.part_minimale}\u00a0% des heures.",
            )
        )
    motifs += _motif_duree(candidate, couvertes, reglages)
    if besoin.animaux and candidate.accepte_animaux is False:
        motifs.append(("animaux", "N’accepte pas les animaux, et la famille en a."))
    if candidate.accepte_moins_de_3_ans is False and any(age < TROIS_ANS_EN_MOIS for age in besoin.ages_enfants):
        motifs.append(("age_enfant", "Ne souhaite pas garder un enfant de moins de 3 ans."))
    return motifs


def _motif_duree(candidate: Candidate, couvertes: int, reglages: Reglages) -> list[tuple[str, str]]:
    """50 h in a week, 48 h on average, all employers together (convention IDCC 3239, art. 134)."""
    total = candidate.heures_deja_en_contrat + couvertes
    if total <= reglages.heures_moyenne:
        return []
    limite, suite = (
        (reglages.heures_maximum, "par semaine")
        if total > reglages.heures_maximum
        else (reglages.heures_moyenne, "par semaine en moyenne")
    )
    return [
        (
            "duree",
            f"Travaillerait {ecrire_duree(total)} par semaine avec ses autres contrats\u00a0: "
            f"la convention permet {ecrire_duree(limite)} {suite}.",
        )
    ]


# preferences


def _points(candidate: Candidate, couvertes: int, contexte: _Contexte) -> dict[str, int]:
    """Points earned for each preference, whole numbers, never more than the weight."""
    besoin, reglages = contexte.besoin, contexte.reglages
    attente = max((candidate.disponible_des - besoin.debut).days, 0)
    trajet, trajet_max = contexte.trajets.get(candidate.id), candidate.trajet_max_minutes
    gains = {
        "couverture": (couvertes, contexte.demandees),
        "debut": (reglages.tolerance_debut_jours + 1 - attente, reglages.tolerance_debut_jours + 1),
        "equite": (int(_a_proposer(candidate, contexte)), 1),
        "langues": (int(bool(candidate.langues & besoin.langues)), 1),
        "trajet": (max((trajet_max or 60) - trajet, 0), trajet_max or 60) if trajet is not None else (0, 1),
        "confirmee": (int(_est_confirmee(candidate, contexte)), 1),
        "partage": (int(besoin.partage_possible and candidate.accepte_partage is True), 1),
    }
    poids: Mapping[str, Poids] = reglages.poids
    return {code: poids[code].points * gagne // sur for code, (gagne, sur) in gains.items() if code in poids}


def _a_proposer(candidate: Candidate, contexte: _Contexte) -> bool:
    derniere = candidate.derniere_proposition
    return derniere is None or (contexte.aujourdhui - derniere).days >= contexte.reglages.equite_jours


def _est_confirmee(candidate: Candidate, contexte: _Contexte) -> bool:
    confirmee = candidate.disponibilite_confirmee
    return confirmee is not None and (contexte.aujourdhui - confirmee).days <= contexte.reglages.fraicheur_jours


# words, for the few that are shown


def _proposer(candidate: Candidate, couvertes: int, contexte: _Contexte) -> Proposition:
    detail = _points(candidate, couvertes, contexte)
    return Proposition(
        candidate.id,
        sum(detail.values()),
        tuple(_raisons(candidate, couvertes, contexte)),
        tuple(_manques(candidate, couvertes, contexte)),
        (couvertes, contexte.demandees),
        detail,
    )


def _raisons(candidate: Candidate, couvertes: int, contexte: _Contexte) -> Iterable[str]:
    besoin = contexte.besoin
    yield f"couvre {ecrire_duree(couvertes)} sur {ecrire_duree(contexte.demandees)}"
    if candidate.disponible_des <= besoin.debut:
        yield "libre à la date demandée"
    if besoin.code_postal in candidate.quartiers:
        yield f"habite ou accepte le {besoin.code_postal}"
    trajet = contexte.trajets.get(candidate.id)
    if trajet is not None:
        yield f"trajet de {trajet} minutes"
    communes = sorted(candidate.langues & besoin.langues)
    if communes:
        yield f"parle {citer(communes)}"
    if besoin.animaux and candidate.accepte_animaux:
        yield "accepte les animaux"
    if besoin.partage_possible and candidate.accepte_partage:
        yield "accepte la garde partagée"
    if candidate.derniere_proposition is None:
        yield "jamais proposée"
    elif _a_proposer(candidate, contexte):
        yield f"pas proposée depuis {(contexte.aujourdhui - candidate.derniere_proposition).days} jours"


def _manques(candidate: Candidate, couvertes: int, contexte: _Contexte) -> Iterable[str]:
    besoin, reglages = contexte.besoin, contexte.reglages
    yield from ecarts_horaires(besoin.semaine, candidate.disponible)
    if candidate.disponible_des > besoin.debut:
        yield f"libre le {ecrire_date(candidate.disponible_des)} au lieu du {ecrire_date(besoin.debut)}"
    total = candidate.heures_deja_en_contrat + couvertes
    if total > reglages.heures_conventionnelles:
        yield (
            f"{ecrire_duree(total)} par semaine avec ses contrats\u00a0: des heures supplémentaires au-delà de "
            f"{ecrire_duree(reglages.heures_conventionnelles)}"
        )
    absentes = sorted(besoin.langues - candidate.langues)
    if absentes:
        yield f"n’a pas indiqué parler {citer(absentes)}"
    if not candidate.quartiers:
        yield "quartiers acceptés\u00a0: à lui demander"
    if besoin.animaux and candidate.accepte_animaux is None:
        yield "animaux\u00a0: à lui demander"
    if besoin.partage_possible and candidate.accepte_partage is None:
        yield "garde partagée\u00a0: à lui demander"
    confirmee = candidate.disponibilite_confirmee
    if confirmee is None:
        yield "disponibilité jamais confirmée\u00a0: à vérifier avec elle"
    elif not _est_confirmee(candidate, contexte):
        jours = (contexte.aujourdhui - confirmee).days
        yield f"disponibilité confirmée il y a {jours} jours\u00a0: à vérifier avec elle"

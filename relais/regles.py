"""When a mediation may move, and what may be told of it: pure functions on plain facts.

Sources: domaine/relais-et-mediation.md § 3 (law 95-125, art. 21 to 21-5) and § 4 (steps); donnees-personnelles.md § 2.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clairiere.flux.obstacles import Obstacle

EFFACEMENT_JOURS = 30  # days between the end and the erasure of the notes, unless the centre has set another number
SEUIL_MOTIFS = 5  # a topic is told from this many cases on


@dataclass(frozen=True)
class Liens:
    """What ties a mediator to the two sides.

    Attributes:
        formees: those whose session she taught.
        placees: those she proposed or matched.
        est_partie: she is one of the two sides.
        dirige: she heads this centre.
    """

    formees: tuple[str, ...] = ()
    placees: tuple[str, ...] = ()
    est_partie: bool = False
    dirige: bool = False


def neutralite(liens: Liens) -> Iterable[Obstacle]:
    """A mediator takes no side: she has neither trained, nor matched, nor is one of the two (§ 4, neutrality)."""
    qui = "une autre médiatrice"
    if liens.est_partie:
        yield Obstacle("partie", "Vous êtes l’une des deux personnes de cette médiation.", qui=qui)
    if liens.dirige:
        yield Obstacle("direction", "Vous dirigez ce centre. La médiatrice ne dirige pas le centre.", qui=qui)
    for nom in liens.formees:
        yield Obstacle("formatrice", f"Vous avez formé {nom}. La médiatrice n’a formé aucune des deux.", qui=qui)
    for nom in liens.placees:
        phrase = f"Vous avez mis {nom} en relation avec une famille ou une auxiliaire. La médiatrice ne l’a pas fait."
        yield Obstacle("mise_en_relation", phrase, qui=qui)


def recevabilite(*, danger: bool, proces: bool) -> Iterable[Obstacle]:
    """A danger or a trial is not a matter for mediation: it is sent on (§ 4, step 2)."""
    if danger:
        yield Obstacle(
            "danger",
            "Il y a un danger : la médiation s’arrête. Appelez le 17, le 119 ou le 39 19, puis orientez.",
            qui="la médiatrice",
            champ="danger",
        )
    if proces:
        yield Obstacle(
            "proces",
            "Un procès est en cours. Orientez vers le conseil de prud’hommes.",
            qui="la médiatrice",
            champ="proces",
        )


def engagement(*, manquent: Iterable[str], mediation: int) -> Iterable[Obstacle]:
    """Nothing starts without both agreements, noted with their dates (§ 4, step 3)."""
    for nom in manquent:
        yield Obstacle(
            "accord",
            f"Il manque l’accord de {nom}.",
            qui="la médiatrice",
            lien=("relais:accords_mediation", {"pk": mediation}),
            libelle_lien="Noter les accords",
        )


def conclusion(*, entretiens: int, mediation: int) -> Iterable[Obstacle]:
    """An end needs at least one talk."""
    if not entretiens:
        yield Obstacle(
            "entretien",
            "Aucun entretien n’est noté.",
            qui="la médiatrice",
            lien=("relais:noter_entretien", {"pk": mediation}),
            libelle_lien="Noter un entretien",
        )


def entretien_possible(*, etat: str, bilan: bool) -> Iterable[Obstacle]:
    """Talks after both agreements; follow-ups after the end."""
    if bilan and etat not in ("accord", "sans_accord"):
        yield Obstacle("bilan", "Le bilan se fait après la fin de la médiation.", champ="genre")
    elif not bilan and etat in ("recue", "en_examen", "a_accorder"):
        yield Obstacle("accord", "Il manque l’accord des deux. Les entretiens commencent après.", champ="genre")
    elif not bilan and etat != "engagee":
        yield Obstacle("close", "La médiation est terminée. Vous pouvez noter un bilan.", champ="genre")


def effacement(fin: dt.date, jours: int = EFFACEMENT_JOURS) -> dt.date:
    """The day from which the notes are erased."""
    return fin + dt.timedelta(days=jours)


def motifs_publiables(comptes: Mapping[str, int]) -> dict[str, int]:
    """Topics that reach the threshold; the others are not told, not even as « few »."""
    return {motif: n for motif, n in comptes.items() if n >= SEUIL_MOTIFS}

"""When a trainee may be certified (domaine/formation.md § 1 and 5, domaine/exemples.md F1 to F4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clairiere.flux.obstacles import Obstacle
from parcours.regles.durees import dire_duree, minutes_manquantes


@dataclass(frozen=True)
class FaitsCertification:
    """What the decision to certify stands on.

    Attributes:
        minutes: minutes that count (attended, signed by both).
        minutes_non_signees: minutes attended that a signature is missing for.
        heures_visees: hours of the course (120).
        evaluation: result of the last evaluation (`acquis`, `a_revoir`), empty when there is none.
        decision: last decision of the jury (`certifiee`, `ajournee`, `non_certifiee`), empty when there is none.
        seance_ouverte: that decision was taken in a sitting that is not closed yet.
        exception: minutes that the director's exception accepts, 0 when there is none.
        exception_vue: the jury had this exception before its eyes.
        exception_maximum: hours that an exception may forgive at this centre.
    """

    minutes: int
    heures_visees: int
    evaluation: str = ""
    decision: str = ""
    seance_ouverte: bool = False
    minutes_non_signees: int = 0
    exception: int = 0
    exception_vue: bool = False
    exception_maximum: int = 0
    parcours: int = 0
    session: int = 0

    @property
    def manque(self) -> int:
        """Minutes missing to reach the hours of the course."""
        return minutes_manquantes(self.minutes, self.heures_visees)

    @property
    def exception_vaut(self) -> bool:
        """True when the exception covers what is missing today: she still has the hours it accepted."""
        return bool(self.manque and self.exception and self.minutes >= self.exception)


def dire_suivies(minutes: int, heures_visees: int) -> str:
    """Of hours followed: « 117 h sur 120 : il manque 3 h », « 120 h sur 120 », « 123 h sur 120 »."""
    manque = minutes_manquantes(minutes, heures_visees)
    duree = dire_duree(minutes) if minutes else "0\u00a0h"
    return f"{duree} sur {heures_visees}" + (f"\u00a0: il manque {dire_duree(manque)}" if manque else "")


def certification(faits: FaitsCertification) -> Iterable[Obstacle]:
    """Certify only with the hours followed (or the director's exception), an acquired evaluation, a jury's decision."""
    yield from avant_le_jury(faits)
    if faits.exception_vaut and faits.decision == "certifiee" and not faits.exception_vue:
        yield Obstacle(
            "exception_non_vue",
            "Le jury a décidé sans voir l’exception de la directrice. Il doit décider de nouveau.",
            qui="le jury",
            lien=("parcours:decider", {"pk": faits.parcours}),
            libelle_lien="Ouvrir le jury",
        )
    if faits.decision != "certifiee":
        phrase = (
            "Le jury n’a pas encore décidé."
            if not faits.decision
            else "La dernière décision du jury n’est pas « certifiée »."
        )
        yield Obstacle(
            "jury",
            phrase,
            qui="le jury",
            lien=("parcours:decider", {"pk": faits.parcours}),
            libelle_lien="Ouvrir le jury",
        )
    elif faits.seance_ouverte:
        yield Obstacle(
            "seance",
            "Le jury a décidé, mais sa séance n’est pas close.",
            qui="la directrice ou la coordinatrice",
            lien=("parcours:decider", {"pk": faits.parcours}),
            libelle_lien="Ouvrir le jury",
        )


def avant_le_jury(faits: FaitsCertification) -> Iterable[Obstacle]:
    """What the jury itself cannot mend: hours, signatures, evaluation. Two ways are said when hours are missing."""
    if faits.manque and not faits.exception_vaut:
        yield from _heures(faits)
    if faits.evaluation != "acquis":
        phrase = "L’évaluation n’est pas faite." if not faits.evaluation else "L’évaluation dit : à revoir."
        yield Obstacle(
            "evaluation",
            phrase,
            qui="la formatrice",
            lien=("parcours:evaluer", {"pk": faits.parcours}),
            libelle_lien="Remplir l’évaluation",
        )


def _heures(faits: FaitsCertification) -> Iterable[Obstacle]:
    session = faits.session
    yield Obstacle(
        "heures_manquantes",
        f"{dire_suivies(faits.minutes, faits.heures_visees)}.",
        qui="la formatrice, avec une demi-journée de rattrapage",
        lien=("parcours:rattrapage", {"pk": session}) if session else None,
        libelle_lien="Ajouter un rattrapage",
    )
    if faits.minutes_non_signees:
        yield Obstacle(
            "signatures_manquantes",
            f"{dire_duree(faits.minutes_non_signees)} de présence attendent une signature.",
            qui="la stagiaire et la formatrice",
            lien=("parcours:session", {"pk": session}) if session else None,
            libelle_lien="Ouvrir les feuilles",
        )
    if faits.exception:
        yield Obstacle(
            "exception_depassee",
            f"L’exception de la directrice acceptait {dire_duree(faits.exception)}. Elle ne suffit plus.",
            qui="la directrice",
            lien=("parcours:derogation", {"pk": faits.parcours}),
            libelle_lien="Revoir l’exception",
        )
    elif faits.manque <= faits.exception_maximum * 60:
        yield Obstacle(
            "exception",
            "Ou bien une exception écrite, avec sa raison, que le jury lira.",
            qui="la directrice seule",
            lien=("parcours:derogation", {"pk": faits.parcours}),
            libelle_lien="Écrire une exception",
        )

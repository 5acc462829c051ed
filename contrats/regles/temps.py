"""Working time of a week: effective hours, présence responsable, overtime bands, averages. Convention IDCC 3239."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from clairiere.agenda.semaine import Semaine
from contrats.regles.montants import HEURE, Explique, Nombre, Refus, ecrire, la_moins_sure
from contrats.regles.tables import regle

PRESENCE = "Convention IDCC 3239, art. 137.1 et 148"


@dataclass(frozen=True, slots=True)
class Bandes:
    """Hours of one week by rate. `normales`: up to 40 h; `majorees_1`: 41st to 48th, +25 %; `majorees_2`: above, +50 %.

    Hours above 50 are not legal, but what is worked is owed: they stay in `majorees_2`; `controles` refuses the week.
    """

    normales: Fraction
    majorees_1: Fraction
    majorees_2: Fraction

    @property
    def total(self) -> Fraction:
        return self.normales + self.majorees_1 + self.majorees_2


def heures_travaillees(
    minutes_effectives: int, minutes_presence: int = 0, *, garde_partagee: bool = False, a_la_date: date
) -> Explique:
    """Hours of work of a week: effective time, plus 2/3 of the présence responsable (art. 137.1, 148).

    Raises Refus when présence responsable stands in shared care.
    """
    if minutes_presence and garde_partagee:
        raise Refus(
            "La présence responsable est interdite en garde partagée. Comptez ces heures en travail effectif.", PRESENCE
        )
    numerateur, denominateur = (regle(f"presence_{code}", a_la_date) for code in ("numerateur", "denominateur"))
    source_effectif = regle("duree_conventionnelle", a_la_date)
    effectives = Fraction(minutes_effectives, 60)
    presence = Fraction(minutes_presence, 60)
    converties = presence * Fraction(numerateur.valeur) / Fraction(denominateur.valeur)
    enfants = (
        _heures("Travail effectif", effectives, "heures du planning", source_effectif.source, a_la_date),
        _heures("Présence responsable convertie", converties, f"{ecrire(presence)}\u00a0h × 2/3", PRESENCE, a_la_date),
    )
    return Explique(
        "Heures de travail par semaine",
        effectives + converties,
        HEURE,
        f"{enfants[0].texte} + {enfants[1].texte}" if minutes_presence else enfants[0].formule,
        PRESENCE if minutes_presence else source_effectif.source,
        numerateur.valable_du,
        la_moins_sure(numerateur.certitude, source_effectif.certitude),
        enfants if minutes_presence else enfants[:1],
    )


def heures_de_la_semaine(
    effective: Semaine, presence: Semaine | None = None, *, garde_partagee: bool = False, a_la_date: date
) -> Explique:
    """Same, from the grids. Raises Refus when an hour is both effective work and présence responsable."""
    presence = presence or Semaine()
    double = effective & presence
    if double:
        raise Refus(
            f"Ces heures sont comptées deux fois, en travail et en présence responsable\u00a0: {double.phrase()}.",
            PRESENCE,
        )
    return heures_travaillees(effective.minutes, presence.minutes, garde_partagee=garde_partagee, a_la_date=a_la_date)


def bandes(heures: Nombre, a_la_date: date) -> Bandes:
    """Split the hours of one week at 40 h and 48 h (art. 136, 147)."""
    total = Fraction(heures)
    premiere, seconde = (
        Fraction(regle(c, a_la_date).valeur) for c in ("duree_conventionnelle", "plafond_majoration_1")
    )
    return Bandes(
        min(total, premiere),
        max(min(total, seconde) - premiere, Fraction(0)),
        max(total - seconde, Fraction(0)),
    )


def moyenne_la_plus_haute(heures_par_semaine: Sequence[Nombre], a_la_date: date) -> Explique:
    """Highest average over 12 weeks in a row (art. 134), in hours.

    A list shorter than 12 weeks is a cycle that repeats (art. 132): the average runs over its repetitions.
    """
    if not heures_par_semaine:
        raise Refus("Indiquez les heures d’au moins une semaine.", "Convention IDCC 3239, art. 132")
    ligne = regle("semaines_moyenne", a_la_date)
    portee, heures = int(ligne.valeur), [Fraction(h) for h in heures_par_semaine]
    taille = len(heures)
    departs = range(taille if taille < portee else taille - portee + 1)
    somme = max(sum((heures[(depart + rang) % taille] for rang in range(portee)), Fraction(0)) for depart in departs)
    moyenne = somme / portee
    return Explique(
        f"Moyenne la plus haute sur {portee} semaines",
        moyenne,
        HEURE,
        f"{ecrire(somme)}\u00a0h / {portee}",
        ligne.source,
        ligne.valable_du,
        ligne.certitude,
    )


def _heures(libelle: str, heures: Fraction, formule: str, source: str, a_la_date: date) -> Explique:
    return Explique(
        libelle, heures, HEURE, formule, source, regle("duree_conventionnelle", a_la_date).valable_du, "sûr"
    )

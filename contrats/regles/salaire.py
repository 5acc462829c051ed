"""Pay: monthly salary, overtime, incomplete month, holidays worked, shares of two families. Convention IDCC 3239.

Amounts are gross euros. Each result is an `Explique`; fractions inside, one rounding when it is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from contrats.regles.montants import EURO, Explique, Nombre, Refus, arrondir, ecrire, la_moins_sure
from contrats.regles.tables import Ligne, regle
from contrats.regles.temps import bandes

SEMAINES_PAR_MOIS = Fraction(52, 12)
ARTICLE_MENSUEL = "Convention IDCC 3239, art. 146.1"
ARTICLE_PARTAGE = "Convention IDCC 3239, art. 144.2"


class Methode(StrEnum):
    """How the contract turns a week into a month. The contract names it; the tool never chooses silently."""

    SEMAINES_52 = "52/12"
    FORFAIT_174 = "174h"


def salaire_mensuel(
    heures_par_semaine: Nombre, taux: Decimal, *, methode: Methode = Methode.SEMAINES_52, a_la_date: date
) -> Explique:
    """Monthly salary for a regular week: base up to 40 h, plus regular overtime (art. 146.1, 147).

    `heures_par_semaine`: hours of work, présence responsable already converted. `taux`: gross euros per hour.
    Raises Refus when the flat 174 h is asked for fewer than 40 h a week, or for no hour or a rate that is not positive.
    """
    _verifier(heures_par_semaine, taux)
    partage = bandes(heures_par_semaine, a_la_date)
    enfants = [_base(partage.normales, taux, methode, a_la_date)]
    for heures, code in ((partage.majorees_1, "majoration_1"), (partage.majorees_2, "majoration_2")):
        if heures:
            enfants.append(_majorees(heures, taux, regle(code, a_la_date), SEMAINES_PAR_MOIS))
    if len(enfants) == 1:
        return enfants[0]
    return _somme("Salaire mensuel brut", enfants, ARTICLE_MENSUEL)


def salaire_de_la_semaine(heures: Nombre, taux: Decimal, a_la_date: date) -> Explique:
    """Pay of one week, with its overtime (art. 147): for a week out of the ordinary."""
    _verifier(heures, taux)
    partage = bandes(heures, a_la_date)
    enfants = [
        Explique(
            "Heures au taux normal",
            partage.normales * Fraction(taux),
            EURO,
            f"{_h(partage.normales)} × {_e(taux)}",
            "Convention IDCC 3239, art. 135",
            regle("duree_conventionnelle", a_la_date).valable_du,
            "sûr",
        )
    ]
    for heures_sup, code in ((partage.majorees_1, "majoration_1"), (partage.majorees_2, "majoration_2")):
        if heures_sup:
            enfants.append(_majorees(heures_sup, taux, regle(code, a_la_date), Fraction(1)))
    return _somme("Salaire de la semaine", enfants, "Convention IDCC 3239, art. 147")


def heures_sup_irregulieres(heures_par_semaine: Sequence[Nombre], taux: Decimal, a_la_date: date) -> Explique:
    """Overtime of an irregular schedule: what passes 40 h on average over 8 weeks, whole pay of these hours (art. 136).

    The bands of art. 147 apply to the average: +25 % up to 48 h on average, +50 % above. Raises Refus unless 8 weeks.
    """
    duree = regle("semaines_irregulier", a_la_date)
    semaines = int(duree.valeur)
    if len(heures_par_semaine) != semaines:
        raise Refus(f"Les heures supplémentaires se comptent sur {semaines} semaines.", duree.source)
    total = sum((Fraction(h) for h in heures_par_semaine), Fraction(0))
    moyennes = bandes(total / semaines, a_la_date)
    enfants = [
        _majorees(heures * semaines, taux, regle(code, a_la_date), Fraction(1))
        for heures, code in ((moyennes.majorees_1, "majoration_1"), (moyennes.majorees_2, "majoration_2"))
        if heures
    ]
    return _somme(f"Heures supplémentaires sur {semaines} semaines", enfants, duree.source, duree)


def mois_incomplet(mensuel: Explique, prevues: Nombre, faites: Nombre) -> Explique:
    """Salary of an incomplete month: contract salary × hours done ÷ hours planned in this month (art. 152.1).

    Starts from the salary written in the contract, to the cent. Raises Refus when hours planned are not positive or
    hours done exceed them.
    """
    article = "Convention IDCC 3239, art. 152.1"
    if Fraction(prevues) <= 0 or not 0 <= Fraction(faites) <= Fraction(prevues):
        raise Refus("Les heures faites vont de 0 aux heures prévues dans le mois.", article)
    ecrit = mensuel.arrondi()
    return Explique(
        "Salaire du mois incomplet",
        ecrit.exact * Fraction(faites) / Fraction(prevues),
        EURO,
        f"{ecrit.texte} × {_h(faites)} / {_h(prevues)}",
        article,
        mensuel.valable_du,
        mensuel.certitude,
        (ecrit,),
    )


def supplement(heures: Nombre, taux: Decimal, code: str, a_la_date: date) -> Explique:
    """What hours worked on a special day add: `code` = "majoration_ferie" (+10 %), "majoration_1er_mai" (+100 %),
    "majoration_repos" (+25 %, weekly rest, written agreement). Art. 46, 47.1, 47.2."""
    ligne = regle(code, a_la_date)
    return Explique(
        "Supplément",
        Fraction(heures) * Fraction(taux) * Fraction(ligne.valeur) / 100,
        EURO,
        f"{_h(heures)} × {_e(taux)} × {ecrire(Fraction(ligne.valeur))}\u00a0%",
        ligne.source,
        ligne.valable_du,
        ligne.certitude,
    )


def jour_majore(heures: Nombre, taux: Decimal, code: str, a_la_date: date) -> Explique:
    """Whole pay of hours worked on a special day: normal rate plus `supplement`."""
    ajout = supplement(heures, taux, code, a_la_date)
    normal = Explique(
        "Heures au taux normal",
        Fraction(heures) * Fraction(taux),
        EURO,
        f"{_h(heures)} × {_e(taux)}",
        ajout.source,
        ajout.valable_du,
        ajout.certitude,
    )
    return _somme("Salaire de la journée", [normal, ajout], ajout.source)


def partager(total: Explique, part_a: Nombre) -> tuple[Explique, Explique]:
    """Split an amount between two families: `part_a` from 0 to 1, the written agreement's (art. 144.2).

    Family A's share is rounded half up; family B pays the rest of the rounded total, so that both make the whole.
    """
    part = Fraction(part_a)
    if not 0 <= part <= 1:
        raise Refus("La part d’une famille va de 0 à 100\u00a0%.", ARTICLE_PARTAGE)
    somme_a = arrondir(total.exact * part)
    somme_b = total.valeur - somme_a
    return (
        _part("Part de la famille A", somme_a, f"{total.texte} × {ecrire(part * 100)}\u00a0%", total),
        _part("Part de la famille B", somme_b, f"{total.texte} − {ecrire(somme_a)}\u00a0{EURO}", total),
    )


def salaire_partage(
    heures_par_semaine: Nombre,
    taux: Decimal,
    *,
    part_a: Nombre,
    part_a_des_heures_sup: Nombre | None = None,
    a_la_date: date,
) -> tuple[Explique, Explique]:
    """Monthly shares of two families, overtime counted on the whole time (art. 133.2, 136, 144.2), 52/12.

    `part_a_des_heures_sup`: by default the same share; 1 when overtime serves family A alone (« garde simple »).
    """
    total = salaire_mensuel(heures_par_semaine, taux, a_la_date=a_la_date)
    if part_a_des_heures_sup is None or len(total.enfants) == 0:
        return partager(total, part_a)
    base, *sup = total.enfants
    sup_a = sum((e.exact for e in sup), Fraction(0)) * Fraction(part_a_des_heures_sup)
    part_reelle = (base.exact * Fraction(part_a) + sup_a) / total.exact
    return partager(total, part_reelle)


# pieces


def _verifier(heures: Nombre, taux: Decimal) -> None:
    if Fraction(heures) <= 0:
        raise Refus("Indiquez les heures de la semaine.", ARTICLE_MENSUEL)
    if taux <= 0:
        raise Refus("Indiquez le salaire horaire brut.", ARTICLE_MENSUEL)


def _base(heures: Fraction, taux: Decimal, methode: Methode, a_la_date: date) -> Explique:
    forfait, hebdo = regle("forfait_mensuel", a_la_date), regle("duree_conventionnelle", a_la_date)
    if methode is Methode.FORFAIT_174:
        if heures < Fraction(hebdo.valeur):
            raise Refus("Le forfait de 174\u00a0h ne vaut que pour 40\u00a0h par semaine.", forfait.source)
        exact, formule = Fraction(forfait.valeur) * Fraction(taux), f"{_h(Fraction(forfait.valeur))} × {_e(taux)}"
    else:
        exact = heures * Fraction(taux) * SEMAINES_PAR_MOIS
        formule = f"{_h(heures)} × {_e(taux)} × 52 / 12"
    return Explique(
        "Salaire mensuel de base", exact, EURO, formule, forfait.source, forfait.valable_du, forfait.certitude
    )


def _majorees(heures: Fraction, taux: Decimal, majoration: Ligne, fois: Fraction) -> Explique:
    pourcent = Fraction(majoration.valeur)
    suite = " × 52 / 12" if fois == SEMAINES_PAR_MOIS else ""
    return Explique(
        f"Heures supplémentaires à +{ecrire(pourcent)}\u00a0%",
        heures * Fraction(taux) * (100 + pourcent) / 100 * fois,
        EURO,
        f"{_h(heures)} × {_e(taux)} × {ecrire((100 + pourcent) / 100)}{suite}",
        majoration.source,
        majoration.valable_du,
        majoration.certitude,
    )


def _somme(libelle: str, enfants: Sequence[Explique], source: str, ligne: Ligne | None = None) -> Explique:
    return Explique(
        libelle,
        sum((enfant.exact for enfant in enfants), Fraction(0)),
        EURO,
        " + ".join(enfant.texte for enfant in enfants) or "aucune heure supplémentaire",
        source,
        enfants[0].valable_du if enfants else ligne.valable_du if ligne else None,
        la_moins_sure(*(enfant.certitude for enfant in enfants)),
        tuple(enfants),
    )


def _part(libelle: str, somme: Decimal, formule: str, total: Explique) -> Explique:
    return Explique(
        libelle, Fraction(somme), EURO, formule, ARTICLE_PARTAGE, total.valable_du, total.certitude, (total,)
    )


def _h(heures: Nombre) -> str:
    return f"{ecrire(Fraction(heures))}\u00a0h"


def _e(taux: Decimal) -> str:
    return f"{ecrire(taux)}\u00a0€"

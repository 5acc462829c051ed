"""The least that may be paid for an hour, and the job it is paid for. Convention IDCC 3239, art. 144.1 and annex 7."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from contrats.regles.montants import EURO_HEURE, Explique, Refus, arrondir, ecrire, la_moins_sure
from contrats.regles.tables import (
    ECHELLES,
    EmploiRepere,
    HorsTable,
    Ligne,
    date_de_la_grille,
    emploi_repere,
    majoration_certification,
    minimum_ecrit,
    smic,
    taches,
)

TROIS_ANS_EN_MOIS = 36
ANNEXE_7 = "Convention IDCC 3239, annexe 7, art. 2.3"


class Handicap(StrEnum):
    """What the family says of a child's disability; kept only through the job it leads to."""

    AUCUN = "aucun"
    LEGER = "leger"  # light, or not recognised by the administration: level A
    RECONNU = "reconnu"  # recognised: B or C
    RECONNU_LOURD = "reconnu_lourd"  # recognised, and the family chooses C


@dataclass(frozen=True, slots=True)
class Poste:
    """The reference job and the reasons that led to it, as sentences."""

    emploi: EmploiRepere
    raisons: tuple[str, ...]


def poste(
    taches_cochees: Iterable[str],
    *,
    ages_enfants: Iterable[int],
    a_la_date: date,
    handicap: Handicap = Handicap.AUCUN,
    occasionnelle: bool = False,
) -> Poste:
    """The reference job from the ticked tasks, the children (ages in whole months) and disability.

    Baby-sitter only for occasional and short care of children who are all 3 or more. Raises Refus for an unknown task
    or no child, HorsTable when the job did not exist on that day.
    """
    cochees, ages = frozenset(taches_cochees), tuple(ages_enfants)
    connues = taches()
    if cochees - connues.keys():
        raise Refus("Une tâche cochée est inconnue.", ANNEXE_7)
    if not ages:
        raise Refus("Indiquez l’âge d’au moins un enfant.", ANNEXE_7)
    if handicap is not Handicap.AUCUN:
        return _poste_handicap(handicap, a_la_date)
    de_b = [tache.libelle for code, tache in connues.items() if code in cochees and tache.niveau_b]
    if de_b:
        raisons = tuple(f"«\u00a0{libelle}\u00a0» demande un assistant parental B." for libelle in de_b)
        return Poste(emploi_repere("assistant_parental_b", a_la_date), raisons)
    if occasionnelle and min(ages) >= TROIS_ANS_EN_MOIS:
        raison = "La présence est occasionnelle et courte, et tous les enfants ont 3 ans ou plus."
        return Poste(emploi_repere("baby_sitter", a_la_date), (raison,))
    raison = "Aucune tâche cochée ne demande le niveau B."
    if occasionnelle:
        raison = "Un enfant a moins de 3 ans\u00a0: l’emploi ne peut pas être baby-sitter."
    return Poste(emploi_repere("assistant_parental_a", a_la_date), (raison,))


def _poste_handicap(handicap: Handicap, a_la_date: date) -> Poste:
    lettre, raison = {
        Handicap.LEGER: ("a", "Le handicap d’un enfant est léger ou n’est pas reconnu\u00a0: niveau A."),
        Handicap.RECONNU: ("b", "Le handicap d’un enfant est reconnu\u00a0: niveau B ou C."),
        Handicap.RECONNU_LOURD: ("c", "Le handicap d’un enfant est reconnu, et la famille retient le niveau C."),
    }[handicap]
    return Poste(emploi_repere(f"assistant_parental_handicap_{lettre}", a_la_date), (raison,))


def minimum(echelle: str, *, certifiee_de_branche: bool, a_la_date: date) -> Explique:
    """Gross hourly minimum in euros: the highest of the SMIC and the minimum of the level, on that day (art. 144.1).

    `certifiee_de_branche`: a certification of the branch linked to the job; neither a CAP AEPE nor the certificate of
    a social centre counts. Raises HorsTable.
    """
    plancher = _explique_ligne("SMIC", smic(a_la_date))
    conventionnel = _minimum_de_branche(echelle, certifiee_de_branche, a_la_date)
    retenu = max((conventionnel, plancher), key=lambda e: e.exact)
    return Explique(
        "Salaire horaire minimum brut",
        retenu.exact,
        EURO_HEURE,
        f"le plus élevé de {plancher.texte} (SMIC) et {conventionnel.texte} (échelle {echelle})",
        "Convention IDCC 3239, art. 144.1",
        retenu.valable_du,
        la_moins_sure(conventionnel.certitude, plancher.certitude),
        (plancher, conventionnel),
    )


def _minimum_de_branche(echelle: str, certifiee: bool, a_la_date: date) -> Explique:
    simple = _minimum_simple(echelle, a_la_date)
    if not certifiee:
        return simple
    taux = majoration_certification(echelle, a_la_date)
    if taux is None:
        return simple
    try:
        ecrit = minimum_ecrit(echelle, True, a_la_date)
    except HorsTable:
        ecrit = None
    if ecrit is not None and ecrit.valable_du == simple.valable_du:
        return _explique_ligne(f"Minimum de l’échelle {echelle}, certification de branche", ecrit)
    majore = arrondir(simple.exact * (100 + Fraction(taux.valeur)) / 100)
    return Explique(
        f"Minimum de l’échelle {echelle}, certification de branche",
        Fraction(majore),
        EURO_HEURE,
        f"{simple.texte} + {ecrire(Fraction(taux.valeur))}\u00a0%",
        taux.source,
        simple.valable_du,
        f"calculé\u00a0; {simple.certitude}",
        (simple,),
    )


def _minimum_simple(echelle: str, a_la_date: date) -> Explique:
    """The written minimum; when the grid in force is known only in part, never less than a lower level of it."""
    libelle = f"Minimum de l’échelle {echelle}"
    ecrit = minimum_ecrit(echelle, False, a_la_date)
    grille = date_de_la_grille(a_la_date)
    if ecrit.valable_du == grille:
        return _explique_ligne(libelle, ecrit)
    dessous = [minimum_ecrit(plus_basse, False, a_la_date) for plus_basse in ECHELLES[: ECHELLES.index(echelle)]]
    retenu = max([ecrit, *(ligne for ligne in dessous if ligne.valable_du == grille)], key=lambda ligne: ligne.valeur)
    return Explique(
        libelle,
        Fraction(retenu.valeur),
        EURO_HEURE,
        f"dernier montant connu de l’échelle {echelle}\u00a0: {ecrire(ecrit.valeur)}\u00a0€ "
        f"({ecrit.valable_du:%d/%m/%Y})\u00a0; jamais moins qu’une échelle plus basse",
        retenu.source,
        retenu.valable_du,
        f"à vérifier\u00a0: la grille du {grille:%d/%m/%Y} n’est pas connue pour l’échelle {echelle}",
    )


def _explique_ligne(libelle: str, ligne: Ligne) -> Explique:
    return Explique(
        libelle,
        Fraction(ligne.valeur),
        EURO_HEURE,
        f"lu dans la table du {ligne.valable_du:%d/%m/%Y}",
        ligne.source,
        ligne.valable_du,
        ligne.certitude,
    )

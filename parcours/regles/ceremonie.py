"""The ceremony: who is called after whom, and the figures of the speech with what each of them counts. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clairiere.interface.francais import heures

MOIS_AVANT = 6
JOURS_AVANT = 183  # six months, in days


def ordonner(connus: Sequence[int], presents: Iterable[int]) -> list[int]:
    """Those already ranked keep their order; those who left are taken out; those who are new come last, as given."""
    attendus = list(presents)
    ranges = [cle for cle in connus if cle in attendus]
    return ranges + [cle for cle in attendus if cle not in ranges]


def deplacer(ordre: Sequence[int], qui: int, rang: int) -> list[int]:
    """The order with one person at a rank counted from 1; a rank out of the list is the nearest end.

    Raises:
        ValueError: she is not in the order.
    """
    reste = list(ordre)
    reste.remove(qui)
    place = max(0, min(rang - 1, len(reste)))
    return [*reste[:place], qui, *reste[place:]]


@dataclass(frozen=True)
class FaitsDiscours:
    """What is counted for one session, and for the centre since its first certificate."""

    certifiees: int
    minutes: int
    rencontrees: int
    admises: int
    placees: int
    annee: int
    de_l_annee: int
    depuis_le_debut: int
    premiere_annee: int


@dataclass(frozen=True)
class Chiffre:
    """One figure of the speech: to be said aloud, and what it counts."""

    valeur: str
    dit: str
    definition: str


def chiffres(faits: FaitsDiscours) -> list[Chiffre]:
    """The figures in the order in which a speech says them; those that count nobody are left out, but the first."""
    liste = [
        Chiffre(
            str(faits.certifiees),
            _sans_nombre(faits.certifiees, "personne certifiée", "personnes certifiées"),
            "Celles de cette session qui ont un certificat valable aujourd’hui.",
        ),
        Chiffre(
            heures(faits.minutes),
            "de formation suivies par elles",
            "La somme des heures écrites sur leurs certificats.",
        ),
    ]
    if faits.rencontrees:
        liste.append(
            Chiffre(
                str(faits.rencontrees),
                _sans_nombre(faits.rencontrees, "personne rencontrée", "personnes rencontrées"),
                f"Celles qui sont venues à une réunion d’information dans les {MOIS_AVANT} mois avant la session.",
            )
        )
    if faits.admises:
        liste.append(
            Chiffre(
                str(faits.admises),
                _sans_nombre(faits.admises, "personne entrée dans la session", "personnes entrées dans la session"),
                "Toutes celles qui y ont eu une place, même si elles l’ont quittée.",
            )
        )
    if faits.placees:
        liste.append(
            Chiffre(
                str(faits.placees),
                _sans_nombre(faits.placees, "travaille déjà dans une famille", "travaillent déjà dans une famille"),
                "Celles de cette session qui ont un contrat en cours aujourd’hui.",
            )
        )
    if faits.de_l_annee > faits.certifiees:
        liste.append(
            Chiffre(
                str(faits.de_l_annee),
                _sans_nombre(faits.de_l_annee, "certificat", "certificats") + f" en {faits.annee}",
                "Tous les certificats valables que le centre a délivrés cette année-là.",
            )
        )
    if faits.depuis_le_debut > faits.de_l_annee:
        liste.append(
            Chiffre(
                str(faits.depuis_le_debut),
                _sans_nombre(faits.depuis_le_debut, "certificat", "certificats") + f" depuis {faits.premiere_annee}",
                "Tous les certificats valables que le centre a délivrés et notés ici.",
            )
        )
    return liste


def _sans_nombre(combien: int, un: str, plusieurs: str) -> str:
    return un if combien < 2 else plusieurs

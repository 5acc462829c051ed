"""What a centre may set, in one table: name, value when nothing is set, words for the screen, limits.

`lire(centre, "retard_pas_minutes")` gives the value in force; the settings page draws its forms from this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Reglage:
    """One thing a centre sets.

    Attributes:
        defaut: the value when nothing is set; its type (int, bool, str) is the type of the field.
        libelle: the words of the field, in French.
        groupe: the heading it stands under.
        aide: a sentence under the field.
        mini, maxi: bounds of a number, both included.
        choix: `((value, words), …)` when it is a choice.
    """

    defaut: Any
    libelle: str
    groupe: str
    aide: str = ""
    mini: int = 0
    maxi: int = 1000
    choix: tuple[tuple[Any, str], ...] = ()


# One line per setting. Whoever adds a rule that a centre may bend adds its line here.
REGLAGES: dict[str, Reglage] = {
    "signataire": Reglage("", "Qui signe les certificats", "Papiers", "Exemple : Marie Martin, directrice"),
    "delai_semaines": Reglage(
        6, "Délai habituel pour une famille, en semaines", "Familles", "Il est dit aux familles.", 1, 52
    ),
    "mediation_effacement_jours": Reglage(
        30, "Jours avant l’effacement des notes d’une médiation fermée", "Médiation", "", 0, 730
    ),
    "signature_ecart_heures": Reglage(
        12,
        "Heures après la demi-journée où une signature semble tardive",
        "Présences",
        "Au-delà, elle apparaît dans les contradictions à vérifier.",
        1,
        168,
    ),
    "alerte_absence_heures": Reglage(
        6,
        "Heures manquées avant d’alerter l’équipe et la stagiaire",
        "Présences",
        "Un message part à chaque fois que ce nombre est atteint de nouveau. Écrivez 0 pour ne jamais alerter.",
        0,
        60,
    ),
    "alerte_projection": Reglage(
        "fin",
        "Alerter quand le calendrier ne suffit plus pour faire toutes les heures",
        "Présences",
        "",
        choix=(
            ("jamais", "Jamais"),
            ("fin", "Dans les deux dernières semaines"),
            ("toujours", "Dès la première heure qui manque"),
        ),
    ),
}


class ReglageInconnu(KeyError):
    """A setting that is not in the table was asked for: a programming error."""


def lire(centre: Any, nom: str) -> Any:
    """The value in force at a centre. Raises ReglageInconnu for a word that is not in the table."""
    try:
        reglage = REGLAGES[nom]
    except KeyError as erreur:
        raise ReglageInconnu(nom) from erreur
    valeur = centre.reglages.get(nom, reglage.defaut)
    return valeur if isinstance(valeur, type(reglage.defaut)) else reglage.defaut

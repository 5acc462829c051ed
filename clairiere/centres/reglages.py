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
    "offre_place_jours": Reglage(
        3,
        "Jours pour répondre à une place qui se libère",
        "Recrutement",
        "Ensuite la place est proposée à la suivante.",
        1,
        15,
    ),
    "droit_travail_rappel_jours": Reglage(
        60, "Jours avant la fin du droit au travail, pour le rappel à l’équipe", "Recrutement", "", 7, 180
    ),
    "mediation_effacement_jours": Reglage(
        30, "Jours avant l’effacement des notes d’une médiation fermée", "Médiation", "", 0, 730
    ),
    "retard_pas_minutes": Reglage(
        15,
        "Les retards et les départs avant l’heure se comptent",
        "Présences",
        "Par quart d’heure : 50 minutes de retard sur 3 h laissent 2 h.",
        choix=(
            (1, "à la minute"),
            (5, "par 5 minutes commencées"),
            (15, "par quart d’heure commencé"),
            (30, "par demi-heure commencée"),
        ),
    ),
    "verrou_jours": Reglage(
        7,
        "Jours pendant lesquels la formatrice peut corriger sa feuille",
        "Présences",
        "Ensuite, seules la directrice et la coordinatrice la corrigent, avec une raison.",
        1,
        365,
    ),
    "lien_appel_matin": Reglage(
        True,
        "Envoyer chaque matin à la formatrice son lien d’appel",
        "Présences",
        "Elle note les présences sur son téléphone, sans mot de passe.",
    ),
    "lien_appel_jours": Reglage(
        1,
        "Jours pendant lesquels ce lien reste ouvert après la demi-journée",
        "Présences",
        "Écrivez 0 pour qu’il se ferme le soir même.",
        0,
        7,
    ),
    "tablette_tolerance_minutes": Reglage(
        15,
        "Minutes après le début où signer sur la tablette compte comme une arrivée à l’heure",
        "Présences",
        "Au-delà, l’heure de la signature est notée comme heure d’arrivée.",
        0,
        60,
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
    "jury_membres": Reglage(
        3, "Membres d’un jury, au moins", "Évaluation et jury", "Pour pouvoir le convoquer.", 2, 12
    ),
    "jury_quorum": Reglage(
        2,
        "Membres qui décident pour chaque candidate, au moins",
        "Évaluation et jury",
        "Ceux qui ont un lien avec elle ne comptent pas.",
        2,
        12,
    ),
    "jury_externe": Reglage(True, "Un membre du jury vient d’un autre organisme", "Évaluation et jury"),
    "exception_heures": Reglage(
        12,
        "Heures manquantes que la directrice peut excuser, au plus",
        "Évaluation et jury",
        "Par une exception écrite, avec sa raison. Le certificat dit toujours les heures suivies.",
        0,
        120,
    ),
    "recours_jours": Reglage(15, "Jours pour demander de revoir une décision du jury", "Évaluation et jury", "", 1, 90),
    "offre_delai_heures": Reglage(
        24,
        "Heures pour répondre quand une place se libère",
        "Rencontres et réunions",
        "Les heures de 20 h à 8 h ne comptent pas : 24 heures font deux jours.",
        1,
        96,
    ),
    "numero_declaration_activite": Reglage(
        "",
        "Numéro de déclaration d’activité",
        "Papiers de la formation",
        "Donné par la DREETS aux organismes de formation déclarés. Laissez vide si le centre n’en a pas.",
        maxi=30,
    ),
    "siret": Reglage("", "SIRET", "Papiers de la formation", "Quatorze chiffres.", maxi=20),
    "representante": Reglage(
        "",
        "Qui représente le centre, avec sa qualité",
        "Papiers de la formation",
        "Exemple : Marie Martin, directrice. Ce nom est imprimé sur les attestations.",
        maxi=160,
    ),
    "contact_stagiaires": Reglage(
        "", "Qui suit les stagiaires", "Papiers de la formation", "Exemple : Nadia Benali, coordinatrice.", maxi=160
    ),
    "referent_handicap": Reglage(
        "",
        "À qui parler d’un handicap",
        "Papiers de la formation",
        "Vide : la personne qui suit les stagiaires.",
        maxi=160,
    ),
    "formation_intitule": Reglage(
        "Formation d’auxiliaire parentale", "Nom de la formation", "Papiers de la formation", maxi=120
    ),
    "formation_tarif": Reglage(
        "La formation est gratuite pour la stagiaire.",
        "Prix de la formation, en une phrase",
        "Papiers de la formation",
        maxi=160,
    ),
    "enquetes_automatiques": Reglage(
        True,
        "Envoyer seul les questionnaires de satisfaction",
        "Questionnaires",
        "Un le dernier jour de la session, un six mois après.",
    ),
    "enquete_rappel_jours": Reglage(
        7, "Jours avant l’unique rappel", "Questionnaires", "Écrivez 0 pour ne jamais rappeler.", 0, 60
    ),
    "zone_scolaire": Reglage(
        "C",
        "Zone des vacances scolaires",
        "Calendrier des sessions",
        "Paris, Créteil, Versailles, Montpellier et Toulouse sont en zone C.",
        choix=(("A", "Zone A"), ("B", "Zone B"), ("C", "Zone C"), ("aucune", "Aucune : ne pas en tenir compte")),
    ),
    "prevenir_jours": Reglage(
        7,
        "Prévenir les stagiaires d’un changement quand il est dans moins de… jours",
        "Calendrier des sessions",
        "Un message part à chacune. Écrivez 0 pour ne jamais prévenir.",
        0,
        60,
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

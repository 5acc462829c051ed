"""« The job imagined, the job as it is »: ten sentences, the two sets of answers side by side, never a score. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

OUI, NON, SAIT_PAS = "oui", "non", "sait_pas"
REPONSES: dict[str, str] = {OUI: _("Oui"), NON: _("Non"), SAIT_PAS: _("Je ne sais pas")}


@dataclass(frozen=True)
class Phrase:
    """One sentence.

    Attributes:
        code: stable word.
        texte: what she answers « oui », « non » or « je ne sais pas » to, at level A2.
        icone: its drawing (`clairiere.interface.icones`).
        realite: what the job is like, for the talk; never shown before she answers.
    """

    code: str
    texte: str
    icone: str
    realite: str


PHRASES: tuple[Phrase, ...] = (
    Phrase("tot", _("Je peux commencer à 7 h 30 le matin."), "lever", "Beaucoup de familles partent tôt."),
    Phrase(
        "tard", _("Je peux finir à 19 h le soir."), "nuit", "Les parents rentrent souvent entre 18 h 30 et 19 h 30."
    ),
    Phrase("trajet", _("Je peux faire une heure de trajet."), "bus", "Le travail n’est pas toujours dans le quartier."),
    Phrase("seule", _("Je suis seule avec les enfants toute la journée."), "enfants", "Il n’y a pas de collègue."),
    Phrase(
        "change",
        _("Je change les couches, je lave, j’habille."),
        "couche",
        "C’est plusieurs fois par jour avec un bébé.",
    ),
    Phrase("repas", _("Je prépare les repas des enfants."), "repas", "On respecte ce que les parents demandent."),
    Phrase("menage", _("Je range et je lave ce que les enfants ont sali."), "linge", "Le ménage de la maison, non."),
    Phrase(
        "dehors", _("Je sors tous les jours, même s’il pleut."), "pluie", "Les enfants sortent presque chaque jour."
    ),
    Phrase(
        "chez_eux",
        _("Je travaille dans la maison d’une autre famille."),
        "famille",
        "On suit leurs habitudes, on garde leur vie pour soi.",
    ),
    Phrase(
        "employeur",
        _("Les parents sont mes employeurs. Nous avons un contrat."),
        "contrat",
        "On parle avec eux des heures, du salaire et des congés.",
    ),
)
CODES = frozenset(phrase.code for phrase in PHRASES)


@dataclass(frozen=True)
class Ecart:
    """One sentence with the answer of each moment; `change` when both are there and differ."""

    phrase: Phrase
    avant: str
    apres: str
    change: bool


def comparer(avant: Mapping[str, str], apres: Mapping[str, str]) -> list[Ecart]:
    """The two sets of answers, sentence by sentence, in the order of the questions."""
    return [
        Ecart(
            phrase,
            REPONSES.get(avant.get(phrase.code, ""), ""),
            REPONSES.get(apres.get(phrase.code, ""), ""),
            bool(avant.get(phrase.code) and apres.get(phrase.code) and avant[phrase.code] != apres[phrase.code]),
        )
        for phrase in PHRASES
    ]


def a_en_parler(ecarts: Iterable[Ecart]) -> list[Ecart]:
    """What changed, or what she does not know, or what she refuses: what the talk begins with."""
    return [e for e in ecarts if e.change or NON_DIT & {e.avant, e.apres}]


NON_DIT = frozenset({REPONSES[NON], REPONSES[SAIT_PAS]})

"""What the matching knows: the request, the auxiliaires, and the public weights. Plain data, no rule here.

No field may hold origin, religion, age, appearance, health, family situation or any other ground of
article L.1132-1 of the Code du travail: what cannot be written cannot be used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from clairiere.agenda.semaine import Semaine


class BesoinInvalide(ValueError):
    """A request that cannot be matched yet. `phrase` is plain French."""

    def __init__(self, phrase: str) -> None:
        super().__init__(phrase)
        self.phrase = phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Besoin:
    """One family's request. `langues`: languages useful to the child; `ages_enfants`: in months.

    Raises BesoinInvalide when no hour is asked for.
    """

    semaine: Semaine
    debut: date
    quartier: str
    code_postal: str
    langues: frozenset[str] = frozenset()
    ages_enfants: tuple[int, ...] = ()
    animaux: bool = False
    partage_possible: bool = False

    def __post_init__(self) -> None:
        if not self.semaine:
            raise BesoinInvalide("La demande ne contient aucune heure. La famille peut compléter ses horaires.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One auxiliaire, as she described what she accepts. `None` = she was not asked yet.

    `quartiers`: postal codes where she lives or accepts to work; empty = she gave no limit.
    `heures_deja_en_contrat`: minutes per week in the contracts the centre knows.
    """

    id: int
    nom: str
    disponible: Semaine
    disponible_des: date
    quartiers: frozenset[str]
    langues: frozenset[str]
    certifiee: bool
    disponibilite_confirmee: date | None
    heures_deja_en_contrat: int = 0
    trajet_max_minutes: int | None = None
    accepte_animaux: bool | None = None
    accepte_moins_de_3_ans: bool | None = None
    accepte_partage: bool | None = None
    derniere_proposition: date | None = None


@dataclass(frozen=True, slots=True)
class Poids:
    """A preference: French label, most points it can bring, what earns them."""

    libelle: str
    points: int
    explication: str


POIDS: Mapping[str, Poids] = MappingProxyType(
    {
        "couverture": Poids("Heures couvertes", 40, "toutes les heures demandées\u00a0: tous les points"),
        "debut": Poids("Libre à la date demandée", 15, "moins de points pour chaque jour d’attente"),
        "equite": Poids("Pas encore sa chance", 15, "jamais proposée, ou pas depuis 30 jours"),
        "langues": Poids("Langue utile à l’enfant", 10, "au moins une des langues demandées"),
        "trajet": Poids("Trajet court", 10, "moins de points quand le trajet est long"),
        "confirmee": Poids("Disponibilité récente", 5, "confirmée depuis 30 jours au plus"),
        "partage": Poids("Accepte la garde partagée", 5, "quand la famille accepte aussi le partage"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reglages:
    """What a centre may set. `part_minimale`: percent of the hours; delays in days.

    `heures_moyenne` and `heures_maximum` (minutes) are the law's: 48 h on average and 50 h in a week, all contracts
    together (convention IDCC 3239, art. 134). A centre does not raise them.
    """

    part_minimale: int = 80
    tolerance_debut_jours: int = 14
    fraicheur_jours: int = 30
    equite_jours: int = 30
    nombre: int = 5
    heures_conventionnelles: int = 40 * 60
    heures_moyenne: int = 48 * 60
    heures_maximum: int = 50 * 60
    poids: Mapping[str, Poids] = field(default_factory=lambda: POIDS)


@dataclass(frozen=True, slots=True)
class Proposition:
    """A retained auxiliaire. `couverture`: minutes covered, minutes asked. `detail`: points by preference code."""

    candidate_id: int
    points: int
    raisons: tuple[str, ...]
    manques: tuple[str, ...]
    couverture: tuple[int, int]
    detail: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ecartee:
    """An excluded auxiliaire: the first rule that stops her, in words, and the other rules if any.

    When `autres` is empty, `regle` is the single thing to mend for her to be proposed.
    """

    candidate_id: int
    regle: str
    phrase: str
    autres: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Resultat:
    """`retenues`: best first, at most `Reglages.nombre`. `suivantes`: how many more fit. `ecartees`: all the others."""

    retenues: list[Proposition]
    ecartees: list[Ecartee]
    suivantes: int = 0

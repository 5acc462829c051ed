"""What reading a file gave: one verdict per line, the doubts in words, the questions to ask.

Plain data, ready for JSON.
"""

from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import Any, Literal

Statut = Literal["creee", "doublon", "a_verifier", "ignoree"]


@dataclass(frozen=True)
class Probleme:
    """One cell to look at.

    ``colonne``: the heading as typed. ``proposition``: a guess to accept, never recorded alone.
    """

    feuille: str
    ligne: int
    colonne: str
    phrase: str
    champ: str = ""
    proposition: str | None = None


@dataclass(frozen=True)
class Reference:
    """The first record of a person: another line of the file, or someone already known (``connue`` is her id)."""

    nom: str
    feuille: str | None = None
    ligne: int | None = None
    connue: Any = None


@dataclass
class LigneLue:
    """One line. ``valeurs``: what may be recorded, by field. ``enregistrable``: False when a name is missing."""

    feuille: str
    numero: int
    statut: Statut
    valeurs: dict[str, Any] = field(default_factory=dict)
    problemes: list[Probleme] = field(default_factory=list)
    doublon_de: Reference | None = None
    raison: str = ""
    enregistrable: bool = False
    doublon_sur: bool = False


@dataclass(frozen=True)
class Question:
    """What only a person can say. ``genre``: "entete" (which line holds the headings), "colonne" (what is this column),
    "obligatoire" (no column gives a name), "information" (nothing to answer). ``cle``: key of the answer to remember.
    """

    genre: Literal["entete", "colonne", "obligatoire", "information"]
    feuille: str
    phrase: str
    cle: str = ""
    entete: str = ""
    exemples: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanLu:
    """How one sheet was read: the number of its heading line (0: none), and its columns."""

    feuille: str
    ligne_entete: int
    colonnes: tuple["ColonneLue", ...] = ()


@dataclass(frozen=True)
class ColonneLue:
    """One column: heading as typed, key of the answer to remember, field (None: unknown), first values."""

    entete: str
    cle: str
    champ: str | None
    exemples: tuple[str, ...] = ()
    interdite: bool = False


@dataclass
class Rapport:
    """``lues`` = ``creees`` + ``doublons`` + ``a_verifier``: the lines with a person.

    ``ignorees`` is apart, with reasons.
    """

    nom_fichier: str
    lignes: list[LigneLue] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    plans: list[PlanLu] = field(default_factory=list)

    def _compter(self, statut: Statut) -> int:
        return sum(ligne.statut == statut for ligne in self.lignes)

    @property
    def creees(self) -> int:
        return self._compter("creee")

    @property
    def doublons(self) -> int:
        return self._compter("doublon")

    @property
    def a_verifier(self) -> int:
        return self._compter("a_verifier")

    @property
    def ignorees(self) -> int:
        return self._compter("ignoree")

    @property
    def lues(self) -> int:
        return len(self.lignes) - self.ignorees

    @property
    def problemes(self) -> list[Probleme]:
        return [probleme for ligne in self.lignes for probleme in ligne.problemes]

    def en_dict(self) -> dict[str, Any]:
        """Everything, with dates as ISO text and no object left."""
        comptes = {nom: getattr(self, nom) for nom in ("lues", "creees", "doublons", "a_verifier", "ignorees")}
        return {**comptes, **simple(self)}


def simple(valeur: Any) -> Any:
    """Dataclasses → dict, tuples → list, dates → ISO text; what JSON does not know → text."""
    if is_dataclass(valeur) and not isinstance(valeur, type):
        return {champ.name: simple(getattr(valeur, champ.name)) for champ in fields(valeur)}
    if isinstance(valeur, dict):
        return {str(nom): simple(contenu) for nom, contenu in valeur.items()}
    if isinstance(valeur, (list, tuple, set, frozenset)):
        return [simple(contenu) for contenu in valeur]
    if isinstance(valeur, date):
        return valeur.isoformat()
    return valeur if valeur is None or isinstance(valeur, (str, int, float, bool)) else str(valeur)

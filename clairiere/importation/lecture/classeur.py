"""The plain shape of a workbook: sheets, numbered lines, cells. Which file gives it is the matter of ``ouverture``."""

from collections.abc import Iterable
from dataclasses import dataclass

from clairiere.importation.lecture.textes import sur_une_ligne

MAX_LIGNES = 20_000  # filled lines in the whole file
MAX_CELLULES = 1_000_000  # filled cells in the whole file
MAX_COLONNES = 500  # what stands further right is not read
MAX_VIDES_DE_SUITE = 50  # a longer run of blank lines is not worth listing


class FichierIllisible(Exception):
    """The file as a whole cannot be read. ``phrase`` says why and what to do, in French."""

    def __init__(self, phrase: str) -> None:
        super().__init__(phrase)
        self.phrase = phrase


@dataclass(frozen=True)
class Formule:
    """A formula found in a cell. It is never evaluated."""

    texte: str

    def __str__(self) -> str:
        return self.texte


@dataclass(frozen=True)
class Ligne:
    """One line, under the number the spreadsheet shows.

    Cells: str, int, float, bool, date, datetime, time, Formule or None.
    """

    numero: int
    cellules: tuple[object, ...]

    @property
    def est_vide(self) -> bool:
        return not any(est_remplie(cellule) for cellule in self.cellules)

    def cellule(self, indice: int) -> object:
        """The cell of a column (0 is column A), None beyond the last one."""
        return self.cellules[indice] if indice < len(self.cellules) else None


@dataclass(frozen=True)
class Feuille:
    nom: str
    lignes: list[Ligne]
    masquee: bool = False


@dataclass(frozen=True)
class Classeur:
    feuilles: list[Feuille]


def est_remplie(cellule: object) -> bool:
    return cellule is not None and not (isinstance(cellule, str) and not sur_une_ligne(cellule))


class Compteur:
    """Counts filled lines and cells over all the sheets of a file, and refuses the file beyond the limits."""

    def __init__(self) -> None:
        self.lignes = 0
        self.cellules = 0

    def compter(self, remplies: int) -> None:
        """Raise ``FichierIllisible`` when the file has too many lines or cells."""
        self.lignes += 1
        self.cellules += remplies
        if self.lignes > MAX_LIGNES:
            raise FichierIllisible(
                f"Ce fichier a plus de {MAX_LIGNES:,} lignes. Coupez-le en plusieurs fichiers.".replace(",", "\u202f")
            )
        if self.cellules > MAX_CELLULES:
            raise FichierIllisible("Ce fichier a trop de cases remplies. Gardez seulement les colonnes utiles.")


def rassembler(rangees: Iterable[tuple[int, Iterable[object]]], compteur: Compteur) -> list[Ligne]:
    """Numbered rows → lines. Blank lines at the end, and long runs of blank lines, are left out.

    Raises ``FichierIllisible`` beyond the limits of ``compteur``.
    """
    lignes: list[Ligne] = []
    vides: list[Ligne] = []
    for numero, rangee in rangees:
        cellules = tuple(cellule if est_remplie(cellule) else None for cellule in rangee)[:MAX_COLONNES]
        remplies = sum(cellule is not None for cellule in cellules)
        if not remplies:
            if len(vides) <= MAX_VIDES_DE_SUITE:
                vides.append(Ligne(numero, ()))
            continue
        compteur.compter(remplies)
        if len(vides) <= MAX_VIDES_DE_SUITE:
            lignes.extend(vides)
        vides = []
        lignes.append(Ligne(numero, cellules))
    return lignes

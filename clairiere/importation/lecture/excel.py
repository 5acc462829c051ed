"""One .xlsx workbook → plain lines. Formulas stay text; of merged cells only the first has a value."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from clairiere.importation.lecture.classeur import Classeur, Compteur, Feuille, FichierIllisible, Formule, rassembler

PETIT = 4 * 1024 * 1024  # bytes of sheet XML: under this the whole workbook is held in memory, which knows merged cells
MAX_GRILLE = 400_000  # cells of the rectangle a sheet claims, or that a merge covers, in whole mode
_FUSION = re.compile(rb'<mergeCell\s+ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"')
_DIMENSION = re.compile(rb'<dimension\s+ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"')
MAX_PARCOURUES = 20_000_000  # cells walked over, blanks included
DERNIERE_LIGNE = 1_048_576  # of an Excel sheet
TROP_LOIN = (
    "Une case est remplie très loin du tableau. Effacez les lignes et les colonnes sous la liste, puis enregistrez."
)
ABIME = "Ce classeur est abîmé. Ouvrez-le dans votre tableur, enregistrez-le à nouveau en .xlsx, puis envoyez-le."


def lire_xlsx(octets: bytes) -> Classeur:
    """Sheets in order, charts left out. Raises ``FichierIllisible`` for a damaged or oversized workbook."""
    import openpyxl  # type: ignore[import-untyped]

    compteur = Compteur()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl remarks on styles and extensions that we do not read
        try:
            a_la_file = not _est_petit(octets)
            classeur = openpyxl.load_workbook(
                io.BytesIO(octets), read_only=a_la_file, data_only=False, keep_links=False
            )
            try:
                feuilles = [_feuille(feuille, compteur, a_la_file=a_la_file) for feuille in classeur.worksheets]
            finally:
                classeur.close()
        except FichierIllisible:
            raise
        except Exception as erreur:
            raise FichierIllisible(ABIME) from erreur
    return Classeur(feuilles)


def _feuille(feuille: Any, compteur: Compteur, *, a_la_file: bool) -> Feuille:
    if a_la_file:
        feuille.reset_dimensions()  # the announced width can be 16 384 columns: only what is there is read
        return Feuille(feuille.title, rassembler(_rangees(feuille), compteur), feuille.sheet_state != "visible")
    if feuille.max_row * feuille.max_column > MAX_GRILLE * 3:
        raise FichierIllisible(TROP_LOIN)
    return Feuille(feuille.title, rassembler(_rangees(feuille), compteur), feuille.sheet_state != "visible")


def _rangees(feuille: Any) -> Iterator[tuple[int, list[object]]]:
    parcourues = 0
    for numero, rangee in enumerate(feuille.iter_rows(), start=1):
        parcourues += len(rangee)
        if parcourues > MAX_PARCOURUES or numero > DERNIERE_LIGNE:
            raise FichierIllisible(TROP_LOIN)
        yield numero, [_valeur(cellule) for cellule in rangee]


def _valeur(cellule: Any) -> object:
    """The value of a cell; a formula, array formulas included, becomes ``Formule``."""
    valeur = cellule.value
    if valeur is None:
        return None
    if cellule.data_type == "f":
        texte = valeur if isinstance(valeur, str) else getattr(valeur, "text", None) or getattr(valeur, "ref", "")
        return Formule(str(texte))
    return valeur if isinstance(valeur, (str, int, float, bool)) or hasattr(valeur, "isoformat") else str(valeur)


def _est_petit(octets: bytes) -> bool:
    """Whether the workbook can be loaded whole.

    Little XML, no rectangle or merge that would unfold into millions of cells.
    """
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        parties = [partie for partie in archive.infolist() if partie.filename.startswith("xl/worksheets/")]
        if sum(partie.file_size for partie in parties) > PETIT:
            return False
        contenus = [archive.read(partie) for partie in parties if partie.filename.endswith(".xml")]
    return all(
        sum(_surface(*coins) for coins in motif.findall(contenu)) <= MAX_GRILLE
        for contenu in contenus
        for motif in (_FUSION, _DIMENSION)
    ) and not any(_adresse_lointaine(contenu) for contenu in contenus)


def _adresse_lointaine(contenu: bytes) -> bool:
    """A sheet may lie about its rectangle: look at the row numbers and column letters really used."""
    rangee = max((int(numero) for numero in re.findall(rb'<row [^>]*?\br="(\d{1,7})"', contenu)), default=1)
    colonne = max((_rang(lettres) for lettres in set(re.findall(rb'<c [^>]*?\br="([A-Z]{1,3})\d', contenu))), default=1)
    return rangee * colonne > MAX_GRILLE


def _surface(debut: bytes, fin: bytes) -> int:
    (gauche, haut), (droite, bas) = _coin(debut), _coin(fin)
    return (abs(droite - gauche) + 1) * (abs(bas - haut) + 1)


def _coin(adresse: bytes) -> tuple[int, int]:
    lettres = adresse.rstrip(b"0123456789")
    return _rang(lettres), int(adresse[len(lettres) :])


def _rang(lettres: bytes) -> int:
    rang = 0
    for lettre in lettres:
        rang = rang * 26 + lettre - 64
    return rang

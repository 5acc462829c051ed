"""A table for a spreadsheet, .xlsx or .csv. A text that looks like a formula stays a text: nothing is computed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

FORMULE = ("=", "+", "-", "@", "\t", "\r", "\n")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}
LARGEUR_AU_PLUS = 60


def en_tableur(format: str, titre: str, entetes: Sequence[str], lignes: Iterable[Sequence[Any]]) -> bytes:
    """The table in this format (`xlsx` or `csv`). Raises KeyError for another one."""
    return {"xlsx": en_xlsx, "csv": en_csv}[format](titre, entetes, lignes)


def en_csv(_titre: str, entetes: Sequence[str], lignes: Iterable[Sequence[Any]]) -> bytes:
    """Semicolons and a byte order mark: what a French spreadsheet opens at once."""
    sortie = io.StringIO(newline="")
    ecrire = csv.writer(sortie, delimiter=";", quoting=csv.QUOTE_MINIMAL)
    ecrire.writerow([_texte_csv(e) for e in entetes])
    ecrire.writerows([_texte_csv(v) for v in ligne] for ligne in lignes)
    return sortie.getvalue().encode("utf-8-sig")


def _texte_csv(valeur: Any) -> Any:
    """Numbers with a comma; before a text that begins like a formula, the apostrophe that says « text »."""
    if isinstance(valeur, float):
        return f"{valeur:.2f}".replace(".", ",").removesuffix(",00")
    if isinstance(valeur, str) and valeur.startswith(FORMULE):
        return f"'{valeur}"
    return "" if valeur is None else valeur


def en_xlsx(titre: str, entetes: Sequence[str], lignes: Iterable[Sequence[Any]]) -> bytes:
    """One sheet, headings in bold that stay in sight, columns as wide as what they hold."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    livre = Workbook()
    feuille = livre.active
    feuille.title = "".join(c for c in titre if c not in "[]:*?/\\")[:31] or "Feuille"
    largeurs = [0] * len(entetes)
    for rang, ligne in enumerate([entetes, *lignes], start=1):
        for colonne, valeur in enumerate(ligne, start=1):
            cellule = feuille.cell(row=rang, column=colonne)
            cellule.value = ILLEGAL_CHARACTERS_RE.sub("", valeur) if isinstance(valeur, str) else valeur
            if isinstance(valeur, str):
                cellule.data_type = "s"
                cellule.quotePrefix = valeur.startswith(FORMULE)
            if rang == 1:
                cellule.font = Font(bold=True)
            largeurs[colonne - 1] = max(largeurs[colonne - 1], len(str(valeur if valeur is not None else "")))
    for colonne, largeur in enumerate(largeurs, start=1):
        feuille.column_dimensions[get_column_letter(colonne)].width = min(LARGEUR_AU_PLUS, largeur + 2)
    feuille.freeze_panes = "B2"
    sortie = io.BytesIO()
    livre.save(sortie)
    return sortie.getvalue()

"""Text tables (.csv, .txt, .tsv): which encoding, which separator, then plain lines."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Literal

from clairiere.importation.lecture.classeur import (
    MAX_CELLULES,
    Classeur,
    Compteur,
    Feuille,
    FichierIllisible,
    Formule,
    rassembler,
)

SEPARATEURS = (";", "\t", ",", "|")
PAS_UN_TABLEAU = "Ce fichier n’est pas un tableau. Envoyez un classeur .xlsx ou un fichier .csv."
_FORMULE = re.compile(r"\s*=\s*[\w(+\-\"'@]")
_LIGNES_DANS_UNE_CASE = 8  # more line breaks than this, with separators: a quotation mark was left open


def lire_texte(octets: bytes, nom_fichier: str) -> Classeur:
    """One sheet named after the file. Raises ``FichierIllisible`` when the bytes are not a text table."""
    texte = decoder(octets)
    separateur, texte = separer(texte)
    feuille = PurePath(nom_fichier.replace("\\", "/")).stem or "Feuille"
    return Classeur([Feuille(feuille, rassembler(_rangees(texte, separateur), Compteur()))])


def decoder(octets: bytes) -> str:
    """UTF-8 (with or without mark), UTF-16 (with or without mark), else Windows-1252. Raises on binary content."""
    if octets.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _essayer(octets, "utf-16")
    pairs, impairs = octets[0:2000:2].count(0), octets[1:2000:2].count(0)
    if (
        max(pairs, impairs) > 0.3 * min(len(octets), 2000) / 2
        and min(pairs, impairs) < 0.05 * min(len(octets), 2000) / 2
    ):
        return _essayer(octets, "utf-16-be" if pairs > impairs else "utf-16-le")
    if b"\x00" in octets:
        raise FichierIllisible(PAS_UN_TABLEAU)
    try:
        texte = octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Five bytes have no letter in Windows-1252: « replace » marks them, and a name that holds one is reported.
        texte = octets.decode("cp1252", errors="replace")
    bizarres = sum(ord(signe) < 32 and signe not in "\t\r\n\x0b\x0c" for signe in texte[:4000])
    if bizarres > 0.02 * min(len(texte), 4000) + 1:
        raise FichierIllisible(PAS_UN_TABLEAU)
    return texte


def _essayer(octets: bytes, codage: str) -> str:
    try:
        return octets.decode(codage).lstrip("\ufeff")
    except UnicodeDecodeError as erreur:
        raise FichierIllisible(PAS_UN_TABLEAU) from erreur


def separer(texte: str) -> tuple[str, str]:
    """The separator, and the text without the « sep=; » line some spreadsheets write.

    Columns decide: the most cells per line.
    """
    indice = re.match(r"sep=(.)\r?\n", texte, re.IGNORECASE)
    if indice:
        return indice[1], texte[indice.end() :]
    debut = [ligne for ligne in texte[:200_000].splitlines() if ligne.strip()][:60]

    def largeur(separateur: str) -> float:
        comptes = sorted(_hors_guillemets(ligne, separateur) for ligne in debut)
        return comptes[len(comptes) // 2] + comptes[-1] / 1000 if comptes else 0

    return max(SEPARATEURS, key=largeur), texte  # on a tie, the first of the list


def _hors_guillemets(ligne: str, separateur: str) -> int:
    return re.sub(r'"[^"]*"', "", ligne).count(separateur)


def _rangees(texte: str, separateur: str) -> Iterator[tuple[int, list[object]]]:
    rangees = _decouper(texte, separateur, csv.QUOTE_MINIMAL)
    if rangees is None or any(_guillemet_ouvert(case, separateur) for rangee in rangees for case in rangee):
        rangees = _decouper(texte, separateur, csv.QUOTE_NONE)
    if rangees is None:
        raise FichierIllisible(PAS_UN_TABLEAU)
    for numero, rangee in enumerate(rangees, start=1):
        yield numero, [Formule(case.strip()) if _FORMULE.match(case) else case for case in rangee]


def _decouper(texte: str, separateur: str, guillemets: Literal[0, 3]) -> list[list[str]] | None:
    rangees: list[list[str]] = []
    cases = 0
    try:
        for rangee in csv.reader(io.StringIO(texte, newline=""), delimiter=separateur, quoting=guillemets):
            rangees.append(rangee)
            cases += len(rangee) + 1
            if cases > MAX_CELLULES * 2:
                raise FichierIllisible(
                    "Ce fichier a trop de cases. Gardez seulement les lignes et les colonnes utiles."
                )
    except csv.Error:
        return None
    return rangees


def _guillemet_ouvert(case: str, separateur: str) -> bool:
    """A quotation mark never closed swallows the lines after it, and the people on them."""
    return case.count("\n") >= _LIGNES_DANS_UNE_CASE and case.count(separateur) >= _LIGNES_DANS_UNE_CASE

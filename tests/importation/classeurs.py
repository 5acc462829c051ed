"""Workbooks with the traps of real ones, made on the spot."""

import io
import zipfile
from datetime import datetime

import openpyxl

ENTETES = [
    "N°", "NOM", "Prénom", "Date naiss.", "Tél.", "Mail", "Adresse", "CP", "Orientée par", "Langues parlées",
    "Réunion info (date)", "Observations",
]  # fmt: skip

ONZE_TELEPHONES = [
    "600061033", 600061033, "+33 6 00 06 10 33", "06 00 06 10 33 ", "06-00-06-10-33", "06.00.06.10.33", "0600061033",
    "Tel: 06 00 06 10 33", "(+33)600061033", "0033600061033", "+33 (0)6 00 06 10 33",
]  # fmt: skip
SEPT_DATES = [
    "17/04/1982", "17/04/82", "17-04-1982", "17.04.1982", "1982-04-17", datetime(1982, 4, 17), "17 avril 1982",
]  # fmt: skip


def octets_de(classeur):
    tampon = io.BytesIO()
    classeur.save(tampon)
    return tampon.getvalue()


def classeur(*feuilles):
    """Sheets given as (name, lines) → the bytes of an .xlsx."""
    livre = openpyxl.Workbook()
    livre.remove(livre.active)
    for nom, lignes in feuilles:
        feuille = livre.create_sheet(nom)
        for ligne in lignes:
            feuille.append(ligne)
    return octets_de(livre)


def liste(*lignes, entetes=ENTETES, nom="Candidates 2026"):
    """A plain list: headings, then lines."""
    return classeur((nom, [entetes, *lignes]))


def classeur_piege():
    """Merged title, blank lines, total line, formula, a woman written twice, a second sheet with other columns."""
    livre = openpyxl.Workbook()
    feuille = livre.active
    feuille.title = "Candidates"
    feuille.append(["CENTRE SOCIAL — candidatures printemps 2026"])
    feuille.append([])
    feuille.append(ENTETES)
    feuille.append(
        [
            1,
            "BÂ",
            "Soumaya",
            "1973-05-12",
            600007924,
            " Soumaya.Ba@example.org ",
            "1, rue A",
            "Paris 12e",
            "PMI",
            "peul",
            "10/02",
            None,
        ]
    )
    feuille.append(
        [
            2,
            "D'ALMEIDA",
            "grâce",
            "31/02/1980",
            "06 00",
            "grace@example,org",
            "2, rue B",
            "75 019",
            None,
            "arabe et wolof",
            "oui",
            "=2+2",
        ]
    )
    feuille.append([])
    feuille.append(
        [
            3,
            "Ba",
            "SOUMAYA",
            datetime(1973, 5, 12),
            "06 00 00 79 24",
            "pas de mail",
            "3, rue C",
            75004,
            None,
            None,
            "absente",
            None,
        ]
    )
    feuille.append([4, "Konaté", None, "12/03/1990", "0600000004", None, None, "75011 PARIS", None, None, None, None])
    feuille.append(ENTETES)
    feuille.append([None, "TOTAL : 4 candidates"])
    feuille.merge_cells("A1:L1")
    autre = livre.create_sheet("liste attente")
    autre.append(["Prénom", "NOM", "Portable", "Remarque spéciale"])
    autre.append(["Chloé", "Le-Goff", "0600004054", "rappeler"])
    return octets_de(livre)


def zip_de(parties):
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, contenu in parties.items():
            archive.writestr(nom, contenu)
    return tampon.getvalue()


def remplacer_partie(octets, nom, transformer):
    """The same workbook with one part of its archive rewritten."""
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        parties = {partie: archive.read(partie) for partie in archive.namelist()}
    parties[nom] = transformer(parties[nom])
    return zip_de(parties)

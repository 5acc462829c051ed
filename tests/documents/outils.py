"""What the tests of papers share: small Word files, the text of a PDF."""

import io
import re
import shutil
import subprocess

import docx
import pytest

besoin_de_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None,
    reason="pdftotext (poppler-utils) n’est pas installé : le texte du PDF n’est pas lu",
)


def word(*paragraphes):
    """A .docx with one paragraph per text."""
    document = docx.Document()
    for texte in paragraphes:
        document.add_paragraph(texte)
    return en_octets(document)


def en_octets(document):
    sortie = io.BytesIO()
    document.save(sortie)
    return sortie.getvalue()


def lignes(octets):
    return [paragraphe.text for paragraphe in docx.Document(io.BytesIO(octets)).paragraphs]


def texte_du_pdf(pdf, *options):
    fini = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return fini.stdout.decode()


def fiche_du_pdf(pdf):
    return subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def mots(texte):
    """The words of a text, in order, whatever the spaces between them."""
    return re.findall(r"[^\s\u00a0\u202f]+", texte)

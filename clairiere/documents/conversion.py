"""From a filled Word file to a PDF that says exactly the same words.

Our own way (typst) works on every machine; LibreOffice, where it is installed, keeps Word's page to the letter.
"""

import datetime
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from clairiere.documents.lecture_word import NonConvertible, lire_docx
from clairiere.documents.moteur import CompositionImpossible, composer

__all__ = [
    "CompositionImpossible",
    "NonConvertible",
    "docx_en_pdf",
    "docx_en_pdf_par_libreoffice",
    "soffice_disponible",
]

SECONDES_LIBREOFFICE = 90


def docx_en_pdf(docx: bytes, *, titre: str, date: datetime.date) -> bytes:
    """The PDF (PDF/A-2a, PDF/UA-1) of a Word file. `titre` names the window; `date` is the date of the act.

    Raises NonConvertible (with the list of what it cannot draw) and CompositionImpossible (a letter has no drawing).
    The same file, title and date always give the same bytes.
    """
    lu = lire_docx(docx)
    _sans_saut_de_niveau(lu["blocs"])
    return composer("document.typ", {**lu, "titre": titre}, date=date)


def soffice_disponible() -> str | None:
    """The path of LibreOffice on this machine, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def docx_en_pdf_par_libreoffice(docx: bytes) -> bytes:
    """The PDF by LibreOffice (about 1.5 s). Raises CompositionImpossible when it is absent, fails or is too slow."""
    programme = soffice_disponible()
    if programme is None:
        raise CompositionImpossible(_("LibreOffice n’est pas installé sur cette machine. Prenez le fichier Word."))
    with tempfile.TemporaryDirectory() as dossier:
        entree = Path(dossier, "document.docx")
        entree.write_bytes(docx)
        profil = f"-env:UserInstallation={_profil(os.getpid()).as_uri()}"
        commande = [programme, profil, "--headless", "--convert-to", "pdf", "--outdir", dossier, str(entree)]
        try:
            subprocess.run(commande, capture_output=True, timeout=SECONDES_LIBREOFFICE, check=True)  # noqa: S603 - our words only
            return entree.with_suffix(".pdf").read_bytes()
        except (subprocess.SubprocessError, FileNotFoundError) as erreur:
            raise CompositionImpossible(_("LibreOffice n’a pas pu faire le PDF. Prenez le fichier Word.")) from erreur


@cache
def _profil(pid: int) -> Path:
    """One profile folder per process: two conversions on one profile make the second fail without a file."""
    return Path(tempfile.mkdtemp(prefix=f"clairiere-libreoffice-{pid}-"))


def _sans_saut_de_niveau(blocs: list[dict[str, object]]) -> None:
    """Heading levels that never skip one (1, 3 → 1, 2), as accessible PDF asks."""
    ouverts: list[int] = []
    for bloc in blocs:
        niveau = bloc.get("niveau")
        if isinstance(niveau, int) and niveau:
            ouverts = [n for n in ouverts if n < niveau] + [niveau]
            bloc["niveau"] = len(ouverts)

"""Typst made safe: data in as JSON, PDF bytes out, the same bytes for the same data.

One compiler is kept per process (fonts are read once: 20 ms; then 3 to 50 ms a piece). Data never becomes source text,
so `#`, `$` or `\\` in a name are only characters. Typst works with threads of its own, which do not survive `fork()`: a
child whose parent has already composed would wait for ever, so it composes in a fresh interpreter instead.
"""

import base64
import datetime
import json
import os
import re
import struct
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, cast

import typst
from django.utils.translation import gettext as _

RACINE = Path(__file__).resolve().parent / "typst"
NORMES: Any = ["ua-1", "a-2a"]
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
POINTS_PAR_POUCE = 110.0  # of a picture for a screen: an A4 page is about 1 290 × 910 points
DELAI = 60  # seconds allowed to the fresh interpreter of a forked child


class CompositionImpossible(Exception):
    """The PDF could not be made. `phrase` says why in plain French; `caracteres` are those no font can draw."""

    def __init__(self, phrase: str, caracteres: str = "") -> None:
        super().__init__(phrase)
        self.phrase = phrase
        self.caracteres = caracteres


def composer(gabarit: str, donnees: dict[str, Any], *, date: datetime.date) -> bytes:
    """Draw `gabarit` (a file of `documents/typst/`) with `donnees` (JSON-able) as a PDF/A-2a and PDF/UA-1 file.

    `date` is the date of the act: it becomes the date of the document, so that the bytes never depend on today.
    Raises CompositionImpossible with a French sentence.
    """
    return _faire(gabarit, donnees, date, "pdf")


def dessiner(gabarit: str, donnees: dict[str, Any], *, date: datetime.date) -> bytes:
    """The first page of the same paper as a PNG picture, to be shown on a screen before it is printed."""
    return _faire(gabarit, donnees, date, "png")


def _faire(gabarit: str, donnees: dict[str, Any], date: datetime.date, forme: str) -> bytes:
    charge = json.dumps({**donnees, "date_acte": [date.year, date.month, date.day]}, ensure_ascii=False)
    instant = int(datetime.datetime(date.year, date.month, date.day, 12, tzinfo=datetime.UTC).timestamp())
    if _moteur.herite:
        return _composer_a_part(gabarit, charge, instant, forme)
    try:
        return _moteur.composer(gabarit, charge, instant, forme)
    except typst.TypstError as erreur:
        raise _expliquer(erreur.message) from erreur


def image_svg(contenu: bytes) -> str:
    """A PNG or JPEG picture wrapped in an SVG, the form in which a picture can travel inside JSON.

    Raises CompositionImpossible when the bytes are neither.
    """
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image

    if not contenu.startswith((PNG, JPEG)):
        raise CompositionImpossible(_("Cette image n’est ni en PNG ni en JPEG. Enregistrez-la dans un de ces formats."))
    try:
        image = Image.from_blob(contenu)
        if (b"IEND" if contenu.startswith(PNG) else b"\xff\xd9") not in contenu or not image.px_width * image.px_height:
            raise InvalidImageStreamError
    except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError, struct.error) as erreur:
        raise CompositionImpossible(
            _("Cette image est abîmée. Enregistrez-la de nouveau en PNG ou en JPEG.")
        ) from erreur
    largeur, hauteur = image.px_width, image.px_height
    donnees = base64.b64encode(contenu).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{largeur}" height="{hauteur}" '
        f'viewBox="0 0 {largeur} {hauteur}"><image width="{largeur}" height="{hauteur}" '
        f'href="data:{image.content_type};base64,{donnees}"/></svg>'
    )


class _Moteur:
    """The compiler of this process, one call at a time."""

    def __init__(self) -> None:
        self.verrou = threading.Lock()
        self.compilateur: typst.Compiler | None = None
        self.herite = False  # True in a child of a process that had already composed

    def composer(self, gabarit: str, charge: str, instant: int, forme: str) -> bytes:
        options: Any = {"pdf_standards": NORMES, "timestamp": instant} if forme == "pdf" else {"ppi": POINTS_PAR_POUCE}
        with self.verrou:
            if self.compilateur is None:
                self.compilateur = typst.Compiler(root=RACINE, ignore_system_fonts=True)
            entrees = {"donnees": charge}
            fait = self.compilateur.compile(input=RACINE / gabarit, format=forme, sys_inputs=entrees, **options)
        return cast(bytes, fait[0] if isinstance(fait, list) else fait)

    def apres_fork(self) -> None:
        self.herite = self.herite or self.compilateur is not None
        self.compilateur, self.verrou = None, threading.Lock()


def _composer_a_part(gabarit: str, charge: str, instant: int, forme: str) -> bytes:
    demande = json.dumps([gabarit, charge, instant, forme]).encode()
    commande = [sys.executable, "-P", __file__]
    fini = subprocess.run(commande, input=demande, capture_output=True, timeout=DELAI, check=False)  # noqa: S603 - this file
    if fini.returncode:
        raise _expliquer(fini.stderr.decode(errors="replace"))
    return fini.stdout


def _expliquer(message: str) -> CompositionImpossible:
    manquants = re.search(r'the text `?"(.+?)"`? could not be displayed', message)
    if manquants:
        signes = manquants[1]
        phrase = _("Le PDF ne sait pas écrire « %(s)s ». Écrivez ce passage avec des lettres latines.") % {"s": signes}
        return CompositionImpossible(phrase, signes)
    phrase = _("Le PDF n’a pas pu être composé. Détail pour l’équipe technique : %(d)s") % {"d": message.strip()}
    return CompositionImpossible(phrase)


_moteur = _Moteur()
os.register_at_fork(after_in_child=_moteur.apres_fork)

if __name__ == "__main__":  # the fresh interpreter of a forked child
    try:
        sys.stdout.buffer.write(_moteur.composer(*json.loads(sys.stdin.buffer.read())))
    except typst.TypstError as echec:
        sys.exit(echec.message)

"""The picture of a signed paper: known by its content, turned upright, made smaller, without what the camera wrote.

A telephone gives pictures of 3 to 12 MB, a scanner of 30 MB. What is kept is a JPEG of at most 2000 px and about 1 MB,
or the PDF as it is. Decoding is bounded: a picture of few bytes may claim a thousand million points.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

MO = 1024 * 1024
PHOTO_AU_PLUS = 40 * MO
PDF_AU_PLUS = 5 * MO
COTE = 2000  # px, the longest side that is kept
POIDS_VISE = 1 * MO
POINTS_AU_PLUS = 80_000_000  # a JPEG is decoded already reduced
POINTS_ENTIERS_AU_PLUS = 40_000_000  # a PNG, or a progressive JPEG, is decoded whole
QUALITES = (85, 75, 65, 50, 35)
TETE, QUEUE = 1024, 2048


class ScanRefuse(Exception):
    """The file is not kept; `phrase` says why, in one plain sentence or two."""

    def __init__(self, phrase: str) -> None:
        super().__init__(phrase)
        self.phrase = phrase


@dataclass(frozen=True)
class ScanPret:
    """What is kept: `format` is `jpg` or `pdf`."""

    format: str
    octets: bytes


def preparer(fichier: BinaryIO, taille: int) -> ScanPret:
    """Read an uploaded file, from the disk where it waits, and give what is kept of it.

    Raises ScanRefuse: empty, too big, neither a JPEG nor a PNG nor a PDF, damaged.
    """
    if not taille:
        raise ScanRefuse(_("Ce fichier est vide. Choisissez la photo de la feuille."))
    fichier.seek(0)
    tete = fichier.read(TETE)
    if tete.startswith(b"%PDF-"):
        return _pdf(fichier, taille)
    if tete.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return _photo(fichier, taille)
    if tete[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1"}:
        raise ScanRefuse(_("Cette photo est au format HEIC. Enregistrez-la en JPEG, puis joignez-la de nouveau."))
    raise ScanRefuse(_("Ce fichier n’est ni une photo (JPEG ou PNG), ni un PDF. Prenez la feuille en photo."))


def _en_mo(octets: int) -> str:
    return f"{octets / MO:.1f}".replace(".", ",").removesuffix(",0") + "\u00a0Mo"


def _trop_gros(taille: int, limite: int) -> ScanRefuse:
    phrase = _("Ce fichier pèse %(t)s. La limite est de %(l)s. Prenez la feuille en photo, en moins grand.")
    return ScanRefuse(phrase % {"t": _en_mo(taille), "l": _en_mo(limite)})


def _pdf(fichier: BinaryIO, taille: int) -> ScanPret:
    if taille > PDF_AU_PLUS:
        raise _trop_gros(taille, PDF_AU_PLUS)
    fichier.seek(0)
    octets = fichier.read(PDF_AU_PLUS + 1)
    if b"%%EOF" not in octets[-QUEUE:]:
        raise ScanRefuse(_("Ce PDF est abîmé ou incomplet. Enregistrez-le de nouveau."))
    return ScanPret("pdf", octets)


def _photo(fichier: BinaryIO, taille: int) -> ScanPret:
    if taille > PHOTO_AU_PLUS:
        raise _trop_gros(taille, PHOTO_AU_PLUS)
    from PIL import Image, UnidentifiedImageError

    fichier.seek(0)
    abimee = ScanRefuse(_("Cette photo est abîmée. Prenez la feuille en photo de nouveau."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(fichier, formats=("JPEG", "PNG"))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as erreur:
        raise _trop_de_points() from erreur
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as erreur:
        raise abimee from erreur
    with image:
        _borner(image)
        try:
            return ScanPret("jpg", _reduire(image))
        except (OSError, ValueError, SyntaxError) as erreur:
            raise abimee from erreur


def _trop_de_points() -> ScanRefuse:
    phrase = _("Cette photo a trop de points. La limite est de %(n)d millions. Prenez-la en moins grand.")
    return ScanRefuse(phrase % {"n": POINTS_ENTIERS_AU_PLUS // 1_000_000})


def _borner(image: Any) -> None:
    """The size is written at the beginning of the file: a picture that would fill the memory is refused unread."""
    reduite_en_lisant = image.format == "JPEG" and not image.info.get("progressive")
    points = image.size[0] * image.size[1]
    if points > (POINTS_AU_PLUS if reduite_en_lisant else POINTS_ENTIERS_AU_PLUS):
        raise _trop_de_points()


def _reduire(image: Any) -> bytes:
    from PIL import ImageOps

    if image.format == "JPEG":
        image.draft("RGB", (COTE, COTE))
    image.load()
    if image.mode in ("1", "P", "I;16"):  # cannot be resized smoothly as they are
        image = image.convert("RGBA" if "transparency" in image.info else "L" if image.mode != "P" else "RGB")
    image.thumbnail((COTE, COTE))
    sur_blanc = _sur_fond_blanc(ImageOps.exif_transpose(image))
    return _assez_leger(lambda qualite: _en_jpeg(sur_blanc, qualite))


def _sur_fond_blanc(image: Any) -> Any:
    """Without transparency: paper is white."""
    from PIL import Image

    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    rgba = image.convert("RGBA")
    fond = Image.new("RGB", rgba.size, "white")
    fond.paste(rgba, mask=rgba.getchannel("A"))
    return fond


def _en_jpeg(image: Any, qualite: int) -> bytes:
    sortie = io.BytesIO()
    image.save(sortie, "JPEG", quality=qualite, optimize=True, exif=b"", comment=b"", icc_profile=None)
    return sortie.getvalue()


def _assez_leger(faire: Callable[[int], bytes]) -> bytes:
    """The best quality that weighs about what is wanted, else the lightest."""
    octets = b""
    for qualite in QUALITES:
        octets = faire(qualite)
        if len(octets) <= POIDS_VISE:
            break
    return octets

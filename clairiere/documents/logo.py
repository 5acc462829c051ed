"""The logo of a centre: a PNG or a JPEG, checked by its content, made small, without what a camera wrote."""

from __future__ import annotations

import io
import warnings
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

OCTETS_AU_PLUS = 5 * 1024 * 1024
POINTS_AU_PLUS = 40_000_000  # a picture of few bytes may claim a thousand million points
LARGEUR, HAUTEUR = 900, 450  # px: 76 × 38 mm at 300 dots an inch
COTE_MINIMUM = 40


class LogoRefuse(Exception):
    """The picture is not kept; `phrase` says why and what to do."""

    def __init__(self, phrase: str) -> None:
        super().__init__(phrase)
        self.phrase = phrase


def preparer_logo(fichier: BinaryIO, taille: int) -> bytes:
    """What is kept of an uploaded picture: a PNG of at most 900 × 450 px.

    Raises LogoRefuse: empty, too big, neither PNG nor JPEG, damaged, too small to be printed.
    """
    from PIL import Image, UnidentifiedImageError

    if not taille:
        raise LogoRefuse(_("Ce fichier est vide. Choisissez l’image du logo."))
    if taille > OCTETS_AU_PLUS:
        raise LogoRefuse(_("Cette image pèse plus de 5 Mo. Enregistrez-la en plus petit."))
    abimee = LogoRefuse(_("Cette image n’est ni en PNG ni en JPEG, ou elle est abîmée. Enregistrez-la de nouveau."))
    fichier.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(fichier, formats=("JPEG", "PNG"))
        with image:
            _borner(image)
            return _reduire(image)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as erreur:
        raise _trop_de_points() from erreur
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as erreur:
        raise abimee from erreur


def _trop_de_points() -> LogoRefuse:
    return LogoRefuse(_("Cette image a trop de points. Enregistrez-la en plus petit, par exemple 900 points de large."))


def _borner(image: Any) -> None:
    if image.size[0] * image.size[1] > POINTS_AU_PLUS:
        raise _trop_de_points()
    if min(image.size) < COTE_MINIMUM:
        raise LogoRefuse(_("Cette image est trop petite pour être imprimée. Il faut au moins 40 points de côté."))


def _reduire(image: Any) -> bytes:
    from PIL import ImageOps

    image.load()
    droite = ImageOps.exif_transpose(image)
    transparente = "A" in droite.getbands() or "transparency" in droite.info
    droite = droite.convert("RGBA" if transparente else "RGB")
    droite.thumbnail((LARGEUR, HAUTEUR))
    sortie = io.BytesIO()
    droite.save(sortie, "PNG", optimize=True, icc_profile=None)
    return sortie.getvalue()

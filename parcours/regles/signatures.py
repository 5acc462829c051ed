"""A signature drawn with the finger: a path in a frame of 1000 × 400, checked before it is kept. Pure."""

from __future__ import annotations

import re

LARGEUR, HAUTEUR = 1000, 400
TRAIT_MAXIMUM = 8000  # characters; the page thins the line out until it holds
ENCRE_MINIMUM = 60  # a dot is not a signature
SAISIE_MAXIMUM = 160
_TRAIT = re.compile(r"(?:M\d{1,4} \d{1,3}(?:l-?\d{1,4} -?\d{1,3})*)+")
_PAS = re.compile(r"([Ml])(-?\d+) (-?\d+)")

TRAIT_ILLISIBLE = "Cette signature ne peut pas être lue. Signez encore une fois."
TRAIT_TROP_LONG = "Cette signature est trop longue. Signez plus simplement."
TRAIT_VIDE = "Signez dans le cadre, ou écrivez vos initiales."


class SignatureIllisible(ValueError):
    """What was sent is no signature; `str()` is a sentence for the screen."""


def lire_trait(texte: str) -> str:
    """Check a path `M120 80l4 3l5 2M…`: strokes that begin somewhere and go on by small steps, inside the frame.

    Raises:
        SignatureIllisible: it is too long, badly written, out of the frame, or hardly more than a dot.
    """
    texte = texte.strip()
    if len(texte) > TRAIT_MAXIMUM:
        raise SignatureIllisible(TRAIT_TROP_LONG)
    if not _TRAIT.fullmatch(texte):
        raise SignatureIllisible(TRAIT_ILLISIBLE)
    x = y = encre = 0
    for geste, dx, dy in _PAS.findall(texte):
        if geste == "M":
            x, y = int(dx), int(dy)
        else:
            x, y = x + int(dx), y + int(dy)
            encre += max(abs(int(dx)), abs(int(dy)))
        if not (0 <= x <= LARGEUR and 0 <= y <= HAUTEUR):
            raise SignatureIllisible(TRAIT_ILLISIBLE)
    if encre < ENCRE_MINIMUM:
        raise SignatureIllisible(TRAIT_VIDE)
    return texte


def lire_saisie(texte: str) -> str:
    """Typed initials, or a typed name: at least one letter.

    Raises:
        SignatureIllisible: nothing, or no letter.
    """
    texte = " ".join(texte.split())[:SAISIE_MAXIMUM]
    if not any(c.isalpha() for c in texte):
        raise SignatureIllisible(TRAIT_VIDE)
    return texte

"""Numbers of acts and codes of verification: pure functions, read by people over the telephone and off paper."""

import re
import secrets
from dataclasses import dataclass

from django.utils.translation import gettext as _

# 23 signs, a prime: no vowel (no word can appear), none of the pairs 0/O, 1/I/L, 5/S, 8/B, 6/G, U/V.
ALPHABET = "23456789CFHJKMNPQRTWXYZ"
LONGUEUR = 10  # nine drawn at random (40 bits) and one of control
COUPES = (4, 8)


class CodeInvalide(ValueError):
    """What was typed is not a verification code. `phrase` says so in plain French."""

    def __init__(self, phrase: str) -> None:
        super().__init__(phrase)
        self.phrase = phrase


@dataclass(frozen=True)
class Numero:
    """The parts of a number such as CERT-2026-0007."""

    prefixe: str
    annee: int
    rang: int

    def __str__(self) -> str:
        return f"{self.prefixe}-{self.annee}-{self.rang:04d}"


def nouveau_code() -> str:
    """A fresh code of ten signs, without its hyphens. Unforeseeable; its being unique is for the caller to check."""
    corps = "".join(secrets.choice(ALPHABET) for _ in range(LONGUEUR - 1))
    return corps + signe_de_controle(corps)


def signe_de_controle(corps: str) -> str:
    """The tenth sign: weighted sum modulo 23. One wrong sign, or any two exchanged, always change it."""
    somme = sum(rang * ALPHABET.index(signe) for rang, signe in enumerate(corps, start=1))
    return ALPHABET[-somme * pow(LONGUEUR, -1, len(ALPHABET)) % len(ALPHABET)]


def grouper(code: str) -> str:
    """The code as printed: K7PQ-4MZR-T2."""
    return "-".join((code[: COUPES[0]], code[COUPES[0] : COUPES[1]], code[COUPES[1] :]))


def lire_code(saisie: str) -> str:
    """The ten signs meant by what a person typed (small letters, spaces and hyphens are forgiven).

    Raises CodeInvalide when a sign is missing or wrong: nothing need be looked up in that case.
    """
    code = re.sub(r"[\s\-‐‑–—_.]", "", saisie).upper()
    if not code:
        raise CodeInvalide(_("Écrivez le code imprimé à côté du carré noir et blanc du certificat."))
    etrangers = sorted(set(code) - set(ALPHABET))
    if etrangers:
        raise CodeInvalide(
            _("Le signe « %(s)s » n’existe dans aucun code. Relisez le code sur le papier.") % {"s": etrangers[0]}
        )
    if len(code) != LONGUEUR:
        raise CodeInvalide(_("Un code a %(n)s signes. Vous en avez écrit %(e)s.") % {"n": LONGUEUR, "e": len(code)})
    if signe_de_controle(code[:-1]) != code[-1]:
        raise CodeInvalide(_("Un signe est faux, ou deux signes sont échangés. Relisez le code sur le papier."))
    return code


def lire_numero(texte: str) -> Numero:
    """The parts of « CERT-2026-0007 ». Raises ValueError with a French sentence."""
    trouve = re.fullmatch(r"\s*([A-Z]{2,8})-(\d{4})-(\d{4,})\s*", texte.upper())
    if not trouve:
        raise ValueError(_("« %(t)s » n’est pas un numéro. Un numéro s’écrit comme CERT-2026-0007.") % {"t": texte})
    return Numero(trouve[1], int(trouve[2]), int(trouve[3]))

"""The head of a centre's papers: its name, its address, its logo."""

from __future__ import annotations

from typing import Any

from clairiere.documents.certificat import Emetteur


def emetteur_de(centre: Any) -> Emetteur:
    """The centre as its papers show it. A logo whose file is lost (a restored backup) is left out."""
    adresse = ", ".join(p for p in (centre.adresse, f"{centre.code_postal} {centre.ville}".strip()) if p)
    return Emetteur(nom=centre.nom, adresse=adresse, logo=logo_de(centre))


def logo_de(centre: Any) -> bytes | None:
    """The bytes of the logo, None without one."""
    if not centre.logo:
        return None
    try:
        with centre.logo.open("rb") as fichier:
            return bytes(fichier.read())
    except FileNotFoundError:
        return None

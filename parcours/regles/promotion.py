"""Where a candidate comes from: a short list for the figures, guessed from what was written when nobody chose."""

from __future__ import annotations

import unicodedata

ORIGINES: tuple[tuple[str, str], ...] = (
    ("bouche_a_oreille", "Une personne qu’elle connaît"),
    ("affiche", "Une affiche, un dépliant"),
    ("partenaire", "Un partenaire (France Travail, mission locale, école…)"),
    ("forum", "Un forum, une journée portes ouvertes"),
    ("reunion", "Une réunion d’information"),
    ("internet", "Internet"),
    ("autre", "Autre"),
)
_MOTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "partenaire",
        (
            "france travail",
            "pole emploi",
            "mission locale",
            "cap emploi",
            "pmi",
            "caf",
            "cidff",
            "assistante sociale",
            "cours de francais",
            "ecole",
            "mairie",
        ),
    ),
    ("reunion", ("reunion",)),
    ("forum", ("forum", "portes ouvertes", "salon", "marche")),
    ("affiche", ("affiche", "depliant", "flyer", "prospectus")),
    ("internet", ("internet", "facebook", "instagram", "site", "google")),
    (
        "bouche_a_oreille",
        ("ami", "amie", "voisine", "soeur", "cousine", "bouche a oreille", "collegue"),
    ),
)


def deviner_origine(texte: str) -> str:
    """The code that the words clearly say; empty (unknown) when they do not."""
    mots = f" {_plat(texte)} "
    for code, indices in _MOTS:
        if any(f" {indice} " in mots for indice in indices):
            return code
    return ""


def _plat(texte: str) -> str:
    sans_accent = unicodedata.normalize("NFKD", texte.casefold().replace("œ", "oe"))
    lettres = "".join(c if c.isalnum() else " " for c in sans_accent if not unicodedata.combining(c))
    return " ".join(lettres.split())

"""Why someone leaves: a short list for the figures, beside the sentence that the team writes. Never health."""

from __future__ import annotations

RAISONS: tuple[tuple[str, str], ...] = (
    ("emploi", "Elle a trouvé un autre emploi"),
    ("autre_projet", "Elle a un autre projet"),
    ("garde_enfants", "La garde de ses enfants"),
    ("horaires", "Les horaires ou les trajets"),
    ("demenagement", "Un déménagement"),
    ("langue", "Le niveau de français"),
    ("droit_au_travail", "Le droit au travail"),
    ("metier", "Le métier ne lui convient pas"),
    ("sans_nouvelles", "Plus de nouvelles d’elle"),
    ("personnelle", "Une raison personnelle"),
    ("autre", "Autre"),
)

"""What a care project speaks of."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

# What a care project speaks of (source: workshop of 2021, need W9), each with the question she reads.
RUBRIQUES_DU_PROJET: dict[str, tuple[Any, Any]] = {
    "journee": (_("La journée"), _("Comment se passe une journée avec vous ?")),
    "repas": (_("Les repas"), _("Comment faites-vous pour les repas ?")),
    "sommeil": (_("Le sommeil"), _("Comment l’enfant se repose-t-il ?")),
    "sorties": (_("Les sorties"), _("Où allez-vous, et quand ?")),
    "ecrans": (_("Les écrans"), _("Que faites-vous avec les écrans ?")),
    "securite": (_("La sécurité"), _("Comment gardez-vous l’enfant en sécurité ?")),
    "parents": (_("Les parents"), _("Comment parlez-vous de la journée avec les parents ?")),
}

"""What may not be typed in a contract."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contrats.regles.numeros import numero_de_securite_sociale

RAISON_NIR = _(
    "Ceci ressemble à un numéro de sécurité sociale. Le centre n’a pas le droit de le garder. "
    "Effacez-le : les parties l’écrivent à la main sur le papier (convention IDCC 3239, art. 41.1)."
)


def sans_numero_de_securite_sociale(texte: str) -> None:
    """Raise ValidationError when the text holds what looks like a social-security number."""
    if numero_de_securite_sociale(texte):
        raise ValidationError(RAISON_NIR, code="nir")

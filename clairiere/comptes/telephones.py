"""Phone numbers: one spelling in the database, the French one on screen."""

from __future__ import annotations

import phonenumbers


def lire_telephone(texte: str) -> str:
    """« 06 00 06 10 33 » → `+33600061033`; an empty text when no valid number can be read."""
    try:
        numero = phonenumbers.parse(texte, "FR")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(numero):
        return ""
    return phonenumbers.format_number(numero, phonenumbers.PhoneNumberFormat.E164)

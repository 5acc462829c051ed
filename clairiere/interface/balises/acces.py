"""Rights in templates."""

from typing import Any

from clairiere.interface.balises.registre import register


@register.filter
def a_le_droit(acteur: Any, droit: str) -> bool:
    """``{% if acteur|a_le_droit:"equipe.gerer" %}``: true when one of the roles holds the right."""
    return bool(acteur and acteur.peut(droit))

"""``{% load interface %}``: the components. Their arguments are documented in ``clairiere.interface.balises``."""

from clairiere.interface.balises import dessins, formulaires, structure
from clairiere.interface.balises.registre import register

__all__ = ["dessins", "formulaires", "register", "structure"]

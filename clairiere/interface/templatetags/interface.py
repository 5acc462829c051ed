"""``{% load interface %}``: the components. Their arguments are documented in ``clairiere.interface.balises``."""

from clairiere.interface.balises import acces, dessins, formulaires, structure
from clairiere.interface.balises.registre import register

__all__ = ["acces", "dessins", "formulaires", "register", "structure"]

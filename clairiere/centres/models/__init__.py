"""Networks, centres and the nature of this installation."""

from clairiere.centres.models.centre import Centre, Installation, Reseau

__all__ = ["Centre", "Installation", "Reseau"]

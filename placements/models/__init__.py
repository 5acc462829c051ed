"""What is recorded of a match: the family, its request, who was proposed, what was agreed."""

from placements.models.demande import CHERCHENT, Demande
from placements.models.famille import Enfant, Famille
from placements.models.placement import Placement
from placements.models.proposition import MONTREES, VIVANTES, Proposition, Voie

__all__ = ["CHERCHENT", "MONTREES", "VIVANTES", "Demande", "Enfant", "Famille", "Placement", "Proposition", "Voie"]

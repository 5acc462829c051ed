"""What is recorded of mediation; the meetings are in `clairiere.agenda`."""

from relais.models.mediation import Mediation
from relais.models.notes import EntretienMediation, NoteMediation

__all__ = ["EntretienMediation", "Mediation", "NoteMediation"]

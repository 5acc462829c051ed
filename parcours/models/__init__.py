"""What is recorded of a journey: the trainee, her session, her hours, her evaluation, her certificate."""

from parcours.models.certificat import Certificat
from parcours.models.disponibilite import Disponibilite
from parcours.models.emargement import Emargement
from parcours.models.evaluation import COMPETENCES, DecisionJury, Evaluation
from parcours.models.parcours import Parcours
from parcours.models.selection import Entretien
from parcours.models.session import DemiJournee, Session

__all__ = [
    "COMPETENCES",
    "Certificat",
    "DecisionJury",
    "DemiJournee",
    "Disponibilite",
    "Emargement",
    "Entretien",
    "Evaluation",
    "Parcours",
    "Session",
]

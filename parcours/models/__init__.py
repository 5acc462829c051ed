"""What is recorded of a journey: the trainee, her session, her hours, her evaluation, her certificate."""

from parcours.models.certificat import Certificat
from parcours.models.disponibilite import Disponibilite
from parcours.models.emargement import Emargement
from parcours.models.evaluation import COMPETENCES, DecisionJury, Evaluation
from parcours.models.parcours import Parcours
from parcours.models.planning import Attendue, DateSautee, Fermeture, Indisponibilite, Materiel, Salle
from parcours.models.programme import Module, Programme, SeanceModule
from parcours.models.selection import Entretien
from parcours.models.session import DemiJournee, Session

__all__ = [
    "COMPETENCES",
    "Attendue",
    "Certificat",
    "DateSautee",
    "DecisionJury",
    "DemiJournee",
    "Disponibilite",
    "Emargement",
    "Entretien",
    "Evaluation",
    "Fermeture",
    "Indisponibilite",
    "Materiel",
    "Module",
    "Parcours",
    "Programme",
    "Salle",
    "SeanceModule",
    "Session",
]

"""What is recorded of a journey: the trainee, her session, her hours, her evaluation, her certificate."""

from parcours.models.ceremonie import Appel, Ceremonie, Invite
from parcours.models.certificat import Certificat, TexteCertificat
from parcours.models.competence import COMPETENCES, Competence, Referentiel, competences_de
from parcours.models.derogation import Derogation
from parcours.models.disponibilite import Disponibilite
from parcours.models.emargement import Emargement
from parcours.models.evaluation import AutoEvaluation, DecisionJury, Evaluation
from parcours.models.feuille import AlerteHeures, ConstatFeuille, ContradictionExpliquee, ScanFeuille
from parcours.models.jury import ConflitInteret, Jury, MembreJury, Passage
from parcours.models.lot import LigneDeLot, LotCertificats
from parcours.models.observation import MiseEnSituation, Observation
from parcours.models.parcours import Parcours
from parcours.models.planning import Attendue, DateSautee, Fermeture, Indisponibilite, Materiel, Salle
from parcours.models.programme import Module, Programme, SeanceModule
from parcours.models.recours import Recours
from parcours.models.selection import Entretien
from parcours.models.session import DemiJournee, Session

__all__ = [
    "COMPETENCES",
    "AlerteHeures",
    "Appel",
    "Attendue",
    "AutoEvaluation",
    "Ceremonie",
    "Certificat",
    "Competence",
    "ConflitInteret",
    "ConstatFeuille",
    "ContradictionExpliquee",
    "DateSautee",
    "DecisionJury",
    "DemiJournee",
    "Derogation",
    "Disponibilite",
    "Emargement",
    "Entretien",
    "Evaluation",
    "Fermeture",
    "Indisponibilite",
    "Invite",
    "Jury",
    "LigneDeLot",
    "LotCertificats",
    "Materiel",
    "MembreJury",
    "MiseEnSituation",
    "Module",
    "Observation",
    "Parcours",
    "Passage",
    "Programme",
    "Recours",
    "Referentiel",
    "Salle",
    "ScanFeuille",
    "SeanceModule",
    "Session",
    "TexteCertificat",
    "competences_de",
]

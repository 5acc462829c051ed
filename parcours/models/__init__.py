"""What is recorded of a journey: the trainee, her session, her hours, her evaluation, her certificate."""

from parcours.models.appel import EntreeRecue, LienAppel, Tablette, TraceSignature
from parcours.models.attente import OffreDePlace
from parcours.models.candidature import Candidature
from parcours.models.ceremonie import Appel, Ceremonie, Invite
from parcours.models.certificat import Certificat, TexteCertificat
from parcours.models.competence import COMPETENCES, Competence, Referentiel, competences_de
from parcours.models.derogation import Derogation
from parcours.models.disponibilite import Disponibilite
from parcours.models.droit_au_travail import DroitAuTravail, SuiviFranceTravail
from parcours.models.emargement import Emargement
from parcours.models.enquete import Enquete, Participation, Reclamation, ReponseAnonyme
from parcours.models.evaluation import AutoEvaluation, DecisionJury, Evaluation
from parcours.models.feuille import AlerteHeures, ConstatFeuille, ContradictionExpliquee, ScanFeuille
from parcours.models.freins import Frein
from parcours.models.immersion import Immersion
from parcours.models.jury import ConflitInteret, Jury, MembreJury, Passage
from parcours.models.lot import LigneDeLot, LotCertificats
from parcours.models.observation import MiseEnSituation, Observation
from parcours.models.papiers import LotPapiers
from parcours.models.parcours import Parcours
from parcours.models.passeport import LignePasseport, Passeport
from parcours.models.planning import Attendue, DateSautee, Fermeture, Indisponibilite, Materiel, Salle
from parcours.models.profil import PieceVue, Profil, ProjetAccueil
from parcours.models.programme import Module, Programme, SeanceModule
from parcours.models.promotion import ActionPromotion, Partenaire
from parcours.models.questionnaire import QuestionnaireMetier
from parcours.models.recours import Recours
from parcours.models.selection import DecisionSelection, Entretien
from parcours.models.session import DemiJournee, Session

__all__ = [
    "Enquete",
    "Immersion",
    "LotPapiers",
    "Participation",
    "QuestionnaireMetier",
    "Reclamation",
    "ReponseAnonyme",
    "DecisionSelection",
    "Partenaire",
    "ActionPromotion",
    "Frein",
    "SuiviFranceTravail",
    "DroitAuTravail",
    "Candidature",
    "OffreDePlace",
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
    "EntreeRecue",
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
    "LignePasseport",
    "Parcours",
    "Passeport",
    "PieceVue",
    "Profil",
    "ProjetAccueil",
    "Passage",
    "Programme",
    "Recours",
    "Referentiel",
    "Salle",
    "ScanFeuille",
    "SeanceModule",
    "Session",
    "TraceSignature",
    "Tablette",
    "LienAppel",
    "TexteCertificat",
    "competences_de",
]

"""Forms of the journeys, one subject per module."""

from parcours.forms.actes import AdmettreForm, CertifierForm, InformerForm
from parcours.forms.calendrier import RythmeForm
from parcours.forms.demi_journees import DemiJourneeForm, RattrapageForm
from parcours.forms.disponibilite import DisponibiliteForm
from parcours.forms.emargement import Feuille
from parcours.forms.evaluation import EvaluationForm
from parcours.forms.personnes import ContactForm, CoordonneesForm, SuiteForm
from parcours.forms.selection import EntretienForm
from parcours.forms.sessions import SessionForm
from parcours.forms.verification import CodeForm, RevocationForm

__all__ = [
    "AdmettreForm",
    "CertifierForm",
    "CodeForm",
    "ContactForm",
    "CoordonneesForm",
    "DemiJourneeForm",
    "DisponibiliteForm",
    "EntretienForm",
    "EvaluationForm",
    "Feuille",
    "InformerForm",
    "RevocationForm",
    "RattrapageForm",
    "RythmeForm",
    "SessionForm",
    "SuiteForm",
]

"""The door of the workshop: everything that turns data into a paper, under one name."""

from clairiere.documents.certificat import DonneesCertificat, Emetteur, certificat_pdf
from clairiere.documents.feuille import DonneesFeuille, feuille_emargement_pdf
from clairiere.documents.langage import ModeleRefuse
from clairiere.documents.moteur import CompositionImpossible
from clairiere.documents.word import rendre_docx, variables_du_modele, verifier_modele

__all__ = [
    "CompositionImpossible",
    "DonneesCertificat",
    "DonneesFeuille",
    "Emetteur",
    "ModeleRefuse",
    "certificat_pdf",
    "feuille_emargement_pdf",
    "rendre_docx",
    "variables_du_modele",
    "verifier_modele",
]

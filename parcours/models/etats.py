"""The states of a journey, with the words for the staff, for the person, and for what is still ahead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from clairiere.flux.machine import Etat

ETATS: dict[str, Etat] = {
    "reperee": Etat("Repérée", _("Premier contact"), _("Premier contact"), "info", principal=True),
    "informee": Etat("Informée", _("Réunion faite"), _("Réunion d’information"), "info", principal=True),
    "candidate": Etat("Candidate", _("Entretien fait"), _("Entretien"), "info", principal=True),
    "liste_attente": Etat("En liste d’attente", _("En liste d’attente"), ton="a_faire", apres="candidate"),
    "admise": Etat("Admise", _("Vous êtes admise"), _("Admission"), "info", principal=True),
    "en_formation": Etat("En formation", _("En formation"), _("Formation de 120 heures"), "info", principal=True),
    "en_evaluation": Etat("En évaluation", _("En évaluation"), _("Évaluation"), "info", principal=True),
    "ajournee": Etat("Ajournée", _("À repasser"), ton="a_faire", apres="en_evaluation"),
    "non_certifiee": Etat("Non certifiée", _("Certificat non obtenu"), ton="neutre", apres="en_evaluation", fin=True),
    "certifiee": Etat("Certifiée", _("Certifiée"), _("Certificat"), "fait", principal=True),
    "disponible": Etat(
        "Disponible", _("Vous cherchez une famille"), _("Recherche d’une famille"), "fait", principal=True
    ),
    "placee": Etat("Placée", _("Vous travaillez"), _("Contrat signé"), "fait", principal=True),
    "en_pause": Etat("En pause", _("En pause"), ton="neutre", apres="en_formation"),
    "non_retenue": Etat("Non retenue", _("Candidature non retenue"), ton="neutre", apres="informee", fin=True),
    "abandon": Etat("A arrêté", _("Parcours arrêté"), ton="neutre", apres="en_formation", fin=True),
    "reorientee": Etat("Réorientée", _("Orientée vers un autre projet"), ton="neutre", apres="candidate", fin=True),
    "sortie": Etat("Sortie du parcours", _("Parcours terminé"), ton="neutre", apres="certifiee", fin=True),
}
EN_RECRUTEMENT = ("reperee", "informee", "candidate", "liste_attente")
EN_COURS_DE_FORMATION = ("admise", "en_formation", "en_evaluation", "ajournee")
DANS_LE_METIER = ("certifiee", "disponible", "placee")

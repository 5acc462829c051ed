"""Fixed words of the relais and of mediation: short lists instead of free text.

Source: domaine/relais-et-mediation.md, § 4 (usual topics) and § 5 (where to send people; last checked 22/11/2026).
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

GENRE = "relais"  # the kind of the relais's meetings in the agenda
TITRE_PAR_DEFAUT = _("Rencontre du relais")


class Motif(models.TextChoices):
    """What it is about, in broad words."""

    SALAIRE = "salaire", _("Salaire ou heures non payés")
    HEURES_SUP = "heures_sup", _("Heures supplémentaires")
    HORAIRES = "horaires", _("Horaires changés, retards des parents")
    TACHES = "taches", _("Tâches en plus du contrat (ménage, autres enfants)")
    CONGES = "conges", _("Congés : dates ou paiement")
    ABSENCES = "absences", _("Absences de la famille")
    FRAIS = "frais", _("Repas, transport, frais")
    MALADIE = "maladie", _("Maladie, absence")
    EDUCATION = "education", _("Façon d’éduquer, nouvelles du jour")
    IMAGES = "images", _("Téléphone, photos, caméra")
    PARTAGE = "partage", _("Partage entre deux familles")
    RESPECT = "respect", _("Respect, discrimination, harcèlement")
    RUPTURE = "rupture", _("Fin du contrat, préavis, documents de fin")


class Urgence(models.TextChoices):
    """How soon."""

    NORMALE = "normale", _("Cela peut attendre un peu")
    SEMAINE = "semaine", _("Cette semaine")
    VITE = "vite", _("Le plus vite possible")


class Origine(models.TextChoices):
    """How the request came."""

    EN_LIGNE = "en_ligne", _("en ligne")
    TELEPHONE = "telephone", _("par téléphone")
    PAPIER = "papier", _("sur papier")
    SUR_PLACE = "sur_place", _("de vive voix, au centre")


class SituationContrat(models.TextChoices):
    """Where the contract stands."""

    EN_COURS = "en_cours", _("Le contrat est en cours")
    FINI = "fini", _("Le contrat est fini")


class Organisme(models.TextChoices):
    """Where to send people when mediation does not suit."""

    DROIT_TRAVAIL = "droit_travail", _("Renseignements en droit du travail (DREETS)")
    PAJEMPLOI = "pajemploi", _("Pajemploi ou Cesu (Urssaf)")
    CAF = "caf", _("Caf ou MSA")
    IRCEM = "ircem", _("Ircem (prévoyance, retraite, arrêt maladie)")
    FEPEM = "fepem", _("Fepem (défense de l’employeur)")
    SYNDICAT = "syndicat", _("Syndicat de la branche (défense de la salariée)")
    PRUDHOMMES = "prudhommes", _("Conseil de prud’hommes, point-justice, avocat")
    DEFENSEUR = "defenseur", _("Défenseur des droits (39 28)")
    URGENCES = "urgences", _("17, 39 19 ou 119 (violences, enfant en danger)")
    ETRANGERS = "etrangers", _("Préfecture, association de droit des étrangers")


class Depart(models.TextChoices):
    """Who stopped a mediation."""

    DEMANDEUSE = "demandeuse", _("La personne qui a demandé")
    AUTRE = "autre", _("L’autre personne")
    SILENCE = "silence", _("Plus de nouvelles")


class GenreEntretien(models.TextChoices):
    """Kinds of talks."""

    SEPARE_DEMANDEUSE = "separe_demandeuse", _("Séparé, avec la personne qui a demandé")
    SEPARE_AUTRE = "separe_autre", _("Séparé, avec l’autre personne")
    COMMUN = "commun", _("Rencontre commune")
    BILAN_1 = "bilan_1", _("Bilan à 1 mois")
    BILAN_3 = "bilan_3", _("Bilan à 3 mois")


BILANS = (GenreEntretien.BILAN_1, GenreEntretien.BILAN_3)


class Suite(models.TextChoices):
    """What a follow-up says."""

    TIENT = "tient", _("L’accord tient")
    EN_PARTIE = "en_partie", _("L’accord tient en partie")
    NE_TIENT_PAS = "ne_tient_pas", _("L’accord ne tient pas")

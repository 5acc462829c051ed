"""The fields of a contract: few, each with the article that asks for it. Abstract."""

from __future__ import annotations

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from contrats.regles.salaire import Methode
from contrats.validateurs import sans_numero_de_securite_sociale

SANS_NIR = [sans_numero_de_securite_sociale]

TRANSPORT = _(
    "L’employeur rembourse la moitié de l’abonnement de transport en commun ou de vélo public de la salariée."
)
REPAS = _("Les repas pris avec les enfants ne sont pas déduits du salaire.")
FERIES = _("Les jours fériés ne sont pas travaillés. Ils sont payés dans les conditions de la convention.")
CONGES = _(
    "La salariée acquiert 2,5 jours ouvrables de congés par mois de travail. L’employeur fixe les dates au moins "
    "2 mois à l’avance, après en avoir parlé avec la salariée."
)


def _texte(nom: Any, taille: int = 200, **options: Any) -> Any:
    return models.CharField(nom, max_length=taille, blank=True, validators=SANS_NIR, **options)


def _clause(nom: Any, **options: Any) -> Any:
    return models.TextField(nom, max_length=600, blank=True, validators=SANS_NIR, **options)


def _defaut(phrase: Any) -> str:
    return str(phrase)


def transport_par_defaut() -> str:
    """Art. 59: half of the travel card."""
    return _defaut(TRANSPORT)


def repas_par_defaut() -> str:
    """Art. 156.2: a meal eaten with the child by duty is not deducted."""
    return _defaut(REPAS)


def feries_par_defaut() -> str:
    """Art. 47.2: not worked, unless the contract says so."""
    return _defaut(FERIES)


def conges_par_defaut() -> str:
    """Art. 48 and 140.1.1."""
    return _defaut(CONGES)


class Clauses(models.Model):
    """What the parties agree on, before it becomes a paper."""

    class HeuresSup(models.TextChoices):
        PAYEES = "payees", _("payées chaque mois, avec leur majoration")
        RECUPEREES = "recuperees", _("récupérées dans les 12 mois, avec leur majoration")

    class Particulier(models.TextChoices):
        HANDICAP_A = "assistant_parental_handicap_a", _("auprès d’un enfant en situation de handicap, A")
        HANDICAP_B = "assistant_parental_handicap_b", _("auprès d’un enfant en situation de handicap, B")
        HANDICAP_C = "assistant_parental_handicap_c", _("auprès d’un enfant en situation de handicap, C")

    METHODES = [
        (Methode.SEMAINES_52.value, _("heures par semaine × 52 semaines ÷ 12 mois")),
        (Methode.FORFAIT_174.value, _("forfait de 174 heures (40 heures par semaine seulement)")),
    ]

    # the parties (art. 41.1)
    employeur_nom = _texte(_("nom de la famille"), 160)
    employeur_adresse = _texte(_("adresse de la famille"), 250)
    numero_employeur = _texte(_("numéro Pajemploi ou Cesu"), 30)
    salariee_nom = _texte(_("nom de la salariée"), 160)
    salariee_adresse = _texte(_("adresse de la salariée"), 250)
    lieu_travail = _texte(_("lieu de travail"), 250)
    # the job (annex 7)
    taches = models.JSONField(_("tâches"), default=list, blank=True)
    emploi_particulier = models.CharField(
        _("emploi particulier"), max_length=40, blank=True, choices=Particulier.choices
    )
    certifiee_branche = models.BooleanField(_("certification de la branche"), default=False)
    # the time (art. 128.1, 132, 137.1)
    semaine = models.JSONField(_("jours et heures"), default=dict, blank=True)
    presence_responsable = models.JSONField(_("présence responsable"), default=dict, blank=True)
    duree_reguliere = models.BooleanField(_("les mêmes horaires chaque semaine"), default=True)
    heures_sup = models.CharField(
        _("heures supplémentaires"), max_length=12, choices=HeuresSup.choices, default=HeuresSup.PAYEES
    )
    # the pay (art. 144.1, 146.1, 56.2)
    taux_horaire_brut = models.DecimalField(
        _("salaire brut d’une heure"), max_digits=6, decimal_places=2, validators=[MinValueValidator(0)]
    )
    methode = models.CharField(
        _("calcul du salaire du mois"), max_length=6, choices=METHODES, default=Methode.SEMAINES_52.value
    )
    jour_paiement = _texte(_("date de paiement"), 80, default="le 5 du mois suivant")
    pajemploi_plus = models.BooleanField(_("salaire versé par l’Urssaf (Pajemploi+)"), default=False)
    # the dates (art. 41.1, 128.1, 131.1)
    date_contrat = models.DateField(_("date du contrat"))
    date_embauche = models.DateField(_("date d’embauche"))
    essai_mois = models.PositiveSmallIntegerField(_("période d’essai, en mois"), default=1)
    essai_renouvelable = models.BooleanField(_("période d’essai renouvelable une fois"), default=True)
    # the rest (art. 46, 47, 48, 57, 59, 137.2, 142, 151, 156)
    transport = _clause(_("transport"), default=transport_par_defaut)
    repas = _clause(_("repas"), default=repas_par_defaut)
    jours_feries = _clause(_("jours fériés"), default=feries_par_defaut)
    repos_hebdomadaire = _texte(_("repos de la semaine"))
    conges = _clause(_("congés payés"), default=conges_par_defaut)
    absences_employeur = models.JSONField(_("absences de la famille"), default=list, blank=True)
    presence_nuit = _clause(_("présence de nuit"))
    conduit = models.BooleanField(_("la salariée conduit pendant son travail"), default=False)
    conduite = _clause(_("supplément pour la conduite"))
    assurance_vehicule = _clause(_("assurance du véhicule"))
    kilometres = _clause(_("trajets avec la voiture de la salariée"))
    logement = _clause(_("logement"))
    clauses_ajoutees = models.TextField(_("autres points"), max_length=2000, blank=True, validators=SANS_NIR)

    class Meta:
        abstract = True

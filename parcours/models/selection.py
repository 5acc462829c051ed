"""The selection: one sheet per interviewer, facts and opinion apart, then what two persons decide together."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from parcours.models.parcours import Parcours


class RequeteEntretiens(RequeteDuCentre):
    """Filters on sheets."""

    def de_la_candidature(self, parcours: Any) -> RequeteEntretiens:
        """Sheets of the present candidacy of someone, in the order they were given."""
        return self.filter(parcours=parcours, candidature=parcours.candidature).order_by("donnee_le", "pk")


class Entretien(ModeleDuCentre):
    """The sheet of one interviewer: what was said, four-step levels, her opinion apart. The candidate reads none."""

    class Avis(models.TextChoices):
        FAVORABLE = "favorable", _("favorable")
        RESERVE = "reserve", _("réservé")
        DEFAVORABLE = "defavorable", _("défavorable")

    parcours = models.ForeignKey(Parcours, models.CASCADE, related_name="entretiens", verbose_name=_("parcours"))
    candidature = models.PositiveSmallIntegerField(_("candidature no"), default=1)
    date = models.DateField(_("date"))
    mene_par = models.CharField(_("mené par"), max_length=160)
    auteur = models.ForeignKey(
        "comptes.Utilisateur", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("compte")
    )
    niveaux = models.JSONField(_("ce qui a été observé"), default=dict, blank=True)
    synthese = models.TextField(_("ce qui a été dit"), blank=True)
    avis = models.CharField(_("avis"), max_length=12, choices=Avis.choices)
    pourquoi = models.TextField(_("pourquoi cet avis"), blank=True)
    donnee_le = models.DateTimeField(_("fiche donnée le"), default=timezone.now)

    objects = GestionnaireDuCentre.from_queryset(RequeteEntretiens)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("entretien")
        verbose_name_plural = _("entretiens")
        ordering = [F("date").desc(), "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcours", "candidature", "mene_par"],
                name="entretien_une_fiche_par_personne",
                violation_error_message=_("Cette personne a déjà donné sa fiche."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.parcours}, {self.date:%d/%m/%Y}"


class DecisionSelection(ModeleDuCentre):
    """What two interviewers decided together, and why; a later one replaces it, the old one stays."""

    class Decision(models.TextChoices):
        ADMISE = "admise", _("admise")
        LISTE_ATTENTE = "liste_attente", _("liste d’attente")
        NON_RETENUE = "non_retenue", _("non retenue")
        REORIENTEE = "reorientee", _("réorientée")

    parcours = models.ForeignKey(
        Parcours, models.CASCADE, related_name="decisions_selection", verbose_name=_("parcours")
    )
    candidature = models.PositiveSmallIntegerField(_("candidature no"), default=1)
    date = models.DateField(_("date"))
    decision = models.CharField(_("décision commune"), max_length=14, choices=Decision.choices)
    raison = models.TextField(_("raison"))
    une = models.CharField(_("décidée par"), max_length=160)
    autre = models.CharField(_("et par"), max_length=160)
    notee_par = models.CharField(_("notée par"), max_length=160)
    notee_le = models.DateTimeField(_("notée le"), default=timezone.now)

    objects = GestionnaireDuCentre.from_queryset(RequeteDuCentre)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("décision de sélection")
        verbose_name_plural = _("décisions de sélection")
        ordering = [F("notee_le").desc(), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(une=F("autre")),
                name="decision_selection_a_deux",
                violation_error_message=_("Deux personnes différentes décident ensemble."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.parcours}, {self.get_decision_display()}"

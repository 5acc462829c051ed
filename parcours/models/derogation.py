"""The exception to the hours of the course, documented by the director."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre


class RequeteDerogations(RequeteDuCentre):
    """Filters on exceptions."""

    def valables(self) -> RequeteDerogations:
        """Those that were not taken back."""
        return self.filter(retiree_le__isnull=True)


class Derogation(ModeleDuCentre):
    """« 114 h are enough for her, because… »: hours stay what they are, the certificate says them."""

    parcours = models.ForeignKey(
        "parcours.Parcours", models.PROTECT, related_name="derogations", verbose_name=_("stagiaire")
    )
    minutes = models.PositiveIntegerField(_("minutes acceptées"))
    motif = models.TextField(_("raison"), max_length=1000)
    faits = models.TextField(_("ce qui l’appuie"), max_length=1000)
    date = models.DateField(_("écrite le"))
    accordee_par = models.CharField(_("écrite par"), max_length=160)
    retiree_le = models.DateField(_("retirée le"), null=True, blank=True)
    raison_retrait = models.CharField(_("raison du retrait"), max_length=300, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteDerogations)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("exception aux heures")
        verbose_name_plural = _("exceptions aux heures")
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0) & ~Q(motif="") & ~Q(faits=""),
                name="derogation_motivee",
                violation_error_message=_("Une exception dit combien d’heures, pourquoi, et sur quoi elle s’appuie."),
            ),
            models.UniqueConstraint(
                fields=["parcours"],
                condition=Q(retiree_le__isnull=True),
                name="derogation_une_valable",
                violation_error_message=_("Une exception existe déjà pour elle."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parcours}, exception du {self.date:%d/%m/%Y}"

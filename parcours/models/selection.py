"""The selection: interviews, facts and opinions kept apart."""

from __future__ import annotations

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import ModeleDuCentre
from parcours.models.parcours import Parcours


class Entretien(ModeleDuCentre):
    """A selection interview: facts, and the opinion apart. No score is shown to her."""

    class Avis(models.TextChoices):
        FAVORABLE = "favorable", _("favorable")
        RESERVE = "reserve", _("réservé")
        DEFAVORABLE = "defavorable", _("défavorable")

    parcours = models.ForeignKey(Parcours, models.CASCADE, related_name="entretiens", verbose_name=_("parcours"))
    date = models.DateField(_("date"))
    mene_par = models.CharField(_("mené par"), max_length=160)
    avis = models.CharField(_("avis"), max_length=12, choices=Avis.choices)
    synthese = models.TextField(_("ce qui a été dit"), blank=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("entretien")
        verbose_name_plural = _("entretiens")
        ordering = [F("date").desc(), "-pk"]

    def __str__(self) -> str:
        return f"{self.parcours}, {self.date:%d/%m/%Y}"

"""When and where an auxiliaire can work, and when she last said so."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.agenda.semaine import Semaine
from clairiere.centres.portee import ModeleDuCentre

PERIMEE_APRES_JOURS = 35  # product study, P5: greyed after 35 days


class Disponibilite(ModeleDuCentre):
    """Her week, the places she accepts, and the date of her last word about it."""

    parcours = models.OneToOneField(
        "parcours.Parcours", models.CASCADE, related_name="disponibilite", verbose_name=_("auxiliaire")
    )
    semaine = models.JSONField(_("semaine"), default=dict)
    des_le = models.DateField(_("libre à partir du"))
    codes_postaux = models.JSONField(_("quartiers acceptés"), default=list)
    accepte_animaux = models.BooleanField(_("accepte les animaux"), null=True, blank=True)
    confirmee_le = models.DateField(_("confirmée le"), default=timezone.localdate)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("disponibilité")
        verbose_name_plural = _("disponibilités")

    def __str__(self) -> str:
        return f"{self.parcours} : {self.en_semaine}"

    @property
    def en_semaine(self) -> Semaine:
        """The week as a value."""
        return Semaine.depuis_donnees(self.semaine)

    @property
    def est_perimee(self) -> bool:
        """True when she has not confirmed it for 35 days."""
        return (timezone.localdate() - self.confirmee_le).days > PERIMEE_APRES_JOURS

"""Papers made for a whole group: what was asked, how far it is, for whom it could not be done."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import ModeleDuCentre


class LotPapiers(ModeleDuCentre):
    """One paper for all the trainees of a session. `faits` is how many of `attendus` were looked at, in order."""

    class Etat(models.TextChoices):
        EN_COURS = "en_cours", _("en cours")
        FINI = "fini", _("fini")

    session = models.ForeignKey(
        "parcours.Session", models.CASCADE, related_name="lots_papiers", verbose_name=_("session")
    )
    papier = models.CharField(_("papier"), max_length=40)
    etat = models.CharField(_("état"), max_length=10, choices=Etat.choices, default=Etat.EN_COURS)
    attendus = models.JSONField(_("stagiaires"), default=list)
    faits = models.PositiveIntegerField(_("déjà vus"), default=0)
    nouveaux = models.PositiveIntegerField(_("papiers nouveaux"), default=0)
    refus = models.JSONField(_("impossibles"), default=list, blank=True)
    demande_par = models.ForeignKey(
        "comptes.Utilisateur", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("demandé par")
    )
    cree_le = models.DateTimeField(_("demandé le"), auto_now_add=True)
    fini_le = models.DateTimeField(_("fini le"), null=True, blank=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("papiers d’un groupe")
        verbose_name_plural = _("papiers des groupes")
        ordering = ["-cree_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "papier"],
                condition=Q(etat="en_cours"),
                name="lot_papiers_un_en_cours",
                violation_error_message=_("Ces papiers sont déjà en train d’être faits."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.papier}, {self.session}"

    @property
    def total(self) -> int:
        """Trainees concerned."""
        return len(self.attendus)

    @property
    def est_fini(self) -> bool:
        """Everyone was looked at."""
        return self.etat == self.Etat.FINI

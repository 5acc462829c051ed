"""What a person asks about her own data: to be erased, to be corrected. Dated, answered by the director."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import ModeleDuCentre
from clairiere.comptes.models.personne import Personne


class DemandeDroit(ModeleDuCentre):
    """One request; the centre has one month to answer (RGPD, art. 12.3)."""

    DELAI_JOURS = 30

    class Genre(models.TextChoices):
        EFFACEMENT = "effacement", _("effacer mes données")
        CORRECTION = "correction", _("corriger mes données")

    personne = models.ForeignKey(Personne, models.CASCADE, related_name="demandes_de_droit", verbose_name=_("personne"))
    genre = models.CharField(_("demande"), max_length=12, choices=Genre.choices)
    mots = models.CharField(_("ses mots"), max_length=500, blank=True)
    demandee_le = models.DateTimeField(_("demandée le"), auto_now_add=True)
    repondue_le = models.DateTimeField(_("répondue le"), null=True, blank=True)
    repondue_par = models.CharField(_("répondue par"), max_length=160, blank=True)
    reponse = models.CharField(_("réponse"), max_length=1000, blank=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("demande sur ses données")
        verbose_name_plural = _("demandes sur leurs données")
        ordering = ["-demandee_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["personne", "genre"],
                condition=models.Q(repondue_le__isnull=True),
                name="demande_droit_une_ouverte",
                violation_error_message=_("Cette demande est déjà faite."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.personne}, {self.get_genre_display()}"

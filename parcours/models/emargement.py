"""Who was there: one trainee, one half-day."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from parcours.models.session import DemiJournee


class RequeteEmargements(RequeteDuCentre):
    """Filters on attendance."""

    def comptees(self) -> RequeteEmargements:
        """Lines that count: she was there, she signed, and the trainer signed (domaine/exemples.md, F4)."""
        return self.filter(
            statut__in=[Emargement.Statut.PRESENTE, Emargement.Statut.RETARD],
            signature__in=Emargement.SIGNATURES_VALABLES,
            demi_journee__signee_le__isnull=False,
        )


class Emargement(ModeleDuCentre):
    """One trainee, one half-day."""

    class Statut(models.TextChoices):
        PRESENTE = "presente", _("présente")
        RETARD = "retard", _("en retard")
        ABSENTE = "absente", _("absente")
        ABSENTE_JUSTIFIEE = "absente_justifiee", _("absente, justifiée")

    class Signature(models.TextChoices):
        AUCUNE = "", _("pas signée")
        PAPIER = "papier", _("signée sur papier")
        ECRAN = "ecran", _("signée à l’écran")
        CLAVIER = "clavier", _("signée au clavier")
        IMPORT = "import", _("signée sur la feuille importée")

    class Mode(models.TextChoices):
        ECRAN = "ecran", _("l’écran de l’équipe")
        LIEN = "lien", _("le téléphone de la formatrice")
        TABLETTE = "tablette", _("la tablette du groupe")
        PAPIER = "papier", _("la feuille de papier")
        IMPORT = "import", _("une feuille importée")

    SIGNATURES_VALABLES = ("papier", "ecran", "clavier", "import")

    demi_journee = models.ForeignKey(
        DemiJournee, models.CASCADE, related_name="emargements", verbose_name=_("demi-journée")
    )
    parcours = models.ForeignKey(
        "parcours.Parcours", models.CASCADE, related_name="emargements", verbose_name=_("stagiaire")
    )
    statut = models.CharField(_("présence"), max_length=20, choices=Statut.choices)
    minutes = models.PositiveSmallIntegerField(_("minutes suivies"), default=0)
    signature = models.CharField(_("signature"), max_length=10, choices=Signature.choices, blank=True, default="")
    arrivee = models.TimeField(_("arrivée à"), null=True, blank=True)
    depart = models.TimeField(_("partie à"), null=True, blank=True)
    mode = models.CharField(_("saisi sur"), max_length=10, choices=Mode.choices, blank=True, default="")
    saisi_par = models.CharField(_("saisi par"), max_length=160, blank=True)
    saisi_le = models.DateTimeField(_("saisi le"), auto_now=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteEmargements)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("signature de présence")
        verbose_name_plural = _("signatures de présence")
        ordering = ["demi_journee__date", "parcours__personne__nom", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["demi_journee", "parcours"], name="emargement_un_par_personne"),
            models.CheckConstraint(
                condition=Q(statut__in=["presente", "retard"]) | Q(minutes=0, signature=""),
                name="emargement_absente_sans_heures",
                violation_error_message=_("Une personne absente n’a ni heures ni signature."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__lte=360),
                name="emargement_minutes",
                violation_error_message=_("Une demi-journée dure au plus 6 heures."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parcours}, {self.demi_journee}, {self.get_statut_display()}"

    @property
    def compte(self) -> bool:
        """True when its minutes count towards 120 h (the half-day must be loaded)."""
        present: Any = self.statut in (self.Statut.PRESENTE, self.Statut.RETARD)
        return bool(present and self.signature and self.demi_journee.signee_le)

"""What was typed on the public page « Devenir auxiliaire parentale »."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from parcours.models.parcours import Parcours
from parcours.regles.candidature import DISPONIBILITES, meme_prenom
from parcours.regles.promotion import ORIGINES


class RequeteCandidatures(RequeteDuCentre):
    """Filters on applications."""

    def a_lire(self) -> RequeteCandidatures:
        """Not yet read by the team, the oldest first."""
        return self.filter(lue_le__isnull=True).order_by("recue_le", "pk")


class Candidature(ModeleDuCentre):
    """An application as it came; the team reads it, then it is in the file."""

    parcours = models.ForeignKey(Parcours, models.CASCADE, related_name="candidatures", verbose_name=_("parcours"))
    prenom = models.CharField(_("prénom écrit"), max_length=80)
    telephone = models.CharField(_("téléphone écrit"), max_length=20)
    origine_genre = models.CharField(_("comment elle nous connaît"), max_length=20, choices=ORIGINES, blank=True)
    langues = models.JSONField(_("langues"), default=list, blank=True)
    disponibilites = models.JSONField(_("disponibilités"), default=list, blank=True)
    nouvelle_fiche = models.BooleanField(_("a créé une fiche"), default=False)
    recue_le = models.DateTimeField(_("reçue le"), default=timezone.now)
    lue_le = models.DateTimeField(_("lue le"), null=True, blank=True)
    lue_par = models.CharField(_("lue par"), max_length=160, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteCandidatures)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("candidature")
        verbose_name_plural = _("candidatures")
        ordering = ["-recue_le", "-pk"]
        indexes = [models.Index(fields=["centre", "lue_le"])]
        constraints = [
            models.UniqueConstraint(
                fields=["parcours", "prenom"],
                condition=Q(lue_le__isnull=True),
                name="candidature_une_a_lire",
                violation_error_message=_("Cette candidature est déjà reçue."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.prenom}, {self.recue_le:%d/%m/%Y}"

    @property
    def disponibilites_dites(self) -> str:
        """« Le matin, le mercredi »."""
        mots = dict(DISPONIBILITES)
        return ", ".join(mots[d] for d in self.disponibilites if d in mots)

    @property
    def autre_prenom(self) -> bool:
        """True when the first name typed is not the one of the file."""
        return not meme_prenom(self.prenom, self.parcours.personne.prenom)

"""What a professional learned, added up over the years; it is hers: she hides or shows each line."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.comptes.models import Personne


class RequeteDesSiennes(RequeteDuCentre):
    """Rows that belong to a person: the staff sees all, she sees her own."""

    def visibles_par(self, acteur: object) -> RequeteDesSiennes:
        if acteur.est_systeme or acteur.est_personnel:  # type: ignore[attr-defined]
            return self
        if acteur.utilisateur is None or not acteur.roles:  # type: ignore[attr-defined]
            return self.none()
        return self.filter(personne__utilisateur=acteur.utilisateur)  # type: ignore[attr-defined]


class LignePasseport(ModeleDuCentre):
    """One training, workshop or practice group. For a practice group: hours only, never what was said."""

    class Genre(models.TextChoices):
        CONTINUE = "continue", _("formation continue")
        ATELIER = "atelier", _("atelier")
        CONFERENCE = "conference", _("conférence")
        PRATIQUE = "pratique", _("groupe d’analyse de pratiques")

    personne = models.ForeignKey(
        Personne, models.CASCADE, related_name="lignes_du_passeport", verbose_name=_("personne")
    )
    genre = models.CharField(_("genre"), max_length=12, choices=Genre.choices)
    titre = models.CharField(_("titre"), max_length=160)
    organisme = models.CharField(_("organisme"), max_length=160, blank=True)
    debut = models.DateField(_("du"))
    fin = models.DateField(_("au"))
    minutes = models.PositiveIntegerField(_("durée en minutes"))
    vue_le = models.DateField(_("attestation vue le"), null=True, blank=True)
    vue_par = models.CharField(_("vue par"), max_length=160, blank=True)
    ecrite_par = models.CharField(_("écrite par"), max_length=160)
    cle = models.CharField(_("origine"), max_length=80, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteDesSiennes)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("ligne du passeport")
        verbose_name_plural = _("lignes du passeport")
        ordering = ["debut", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fin__gte=F("debut")),
                name="passeport_dates",
                violation_error_message=_("La fin doit être après le début."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=15, minutes__lte=120000),
                name="passeport_minutes",
                violation_error_message=_("La durée va d’un quart d’heure à 2 000 heures."),
            ),
            models.UniqueConstraint(
                fields=["centre", "personne", "cle"], condition=~Q(cle=""), name="passeport_une_fois"
            ),
        ]

    def __str__(self) -> str:
        return self.titre


class Passeport(ModeleDuCentre):
    """What the holder decided about her passport: the lines she hides."""

    personne = models.OneToOneField(Personne, models.CASCADE, related_name="passeport", verbose_name=_("personne"))
    cachees = models.JSONField(_("lignes cachées"), default=list, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteDesSiennes)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("passeport de formation")
        verbose_name_plural = _("passeports de formation")

    def __str__(self) -> str:
        return f"passeport de {self.personne}"

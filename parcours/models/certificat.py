"""The certificate of aptitude: a paper of the association, numbered, checked by its code."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import ModeleDuCentre


class Certificat(ModeleDuCentre):
    """What was certified, frozen. Neither a diploma, nor an agrément, nor a guarantee of honourability."""

    parcours = models.ForeignKey(
        "parcours.Parcours", models.PROTECT, related_name="certificats", verbose_name=_("parcours")
    )
    numero = models.CharField(_("numéro"), max_length=30)
    code = models.CharField(_("code de vérification"), max_length=20, unique=True)
    nom_porte = models.CharField(_("nom porté"), max_length=160)
    minutes = models.PositiveIntegerField(_("minutes de formation suivies"))
    programme = models.CharField(_("programme"), max_length=60)
    session = models.CharField(_("session"), max_length=80)
    delivre_le = models.DateField(_("délivré le"))
    revoque_le = models.DateField(_("révoqué le"), null=True, blank=True)
    raison_revocation = models.CharField(_("raison"), max_length=300, blank=True)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("certificat d’aptitude")
        verbose_name_plural = _("certificats d’aptitude")
        ordering = ["-delivre_le", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "numero"], name="certificat_numero_unique"),
            models.UniqueConstraint(
                fields=["parcours"],
                condition=models.Q(revoque_le__isnull=True),
                name="certificat_un_valable",
                violation_error_message=_("Cette personne a déjà un certificat valable."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.numero}, {self.nom_porte}"

    @property
    def est_valable(self) -> bool:
        """True while it is not revoked."""
        return self.revoque_le is None

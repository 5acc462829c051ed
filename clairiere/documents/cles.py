"""The keys that a network signs its papers with: one in use, the former ones kept for what they signed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from clairiere.centres.chiffrement import ChampChiffre


class CleDeSignature(models.Model):
    """One key of one network. Its certificate is public for ever; its private half is encrypted, bound to its row."""

    reseau = models.ForeignKey(
        "centres.Reseau", models.PROTECT, related_name="cles_de_signature", verbose_name=_("réseau")
    )
    empreinte = models.CharField(_("empreinte du certificat (SHA-256)"), max_length=64, unique=True)
    certificat_pem = models.TextField(_("certificat public"))
    cle_pem = ChampChiffre(_("clé privée"), lie_a="empreinte")
    creee_le = models.DateTimeField(_("créée le"))
    retiree_le = models.DateTimeField(_("retirée le"), null=True, blank=True)

    class Meta:
        verbose_name = _("clé de signature")
        verbose_name_plural = _("clés de signature")
        ordering = ["-creee_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reseau"],
                condition=models.Q(retiree_le__isnull=True),
                name="cle_une_en_service",
                violation_error_message=_("Ce réseau a déjà une clé en service."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reseau}, {self.empreinte[:16]}"

"""A role held by someone, in a centre or in the network."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from clairiere.comptes.roles import DU_RESEAU, Role


class Adhesion(models.Model):
    """One role of one account; several per person are usual in a small centre."""

    utilisateur = models.ForeignKey(
        "comptes.Utilisateur", models.CASCADE, related_name="adhesions", verbose_name=_("compte")
    )
    role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)
    centre = models.ForeignKey(
        "centres.Centre", models.PROTECT, null=True, blank=True, related_name="adhesions", verbose_name=_("centre")
    )
    reseau = models.ForeignKey(
        "centres.Reseau", models.PROTECT, null=True, blank=True, related_name="adhesions", verbose_name=_("réseau")
    )
    depuis = models.DateTimeField(_("depuis"), auto_now_add=True)

    class Meta:
        verbose_name = _("rôle d’une personne")
        verbose_name_plural = _("rôles des personnes")
        constraints = [
            models.UniqueConstraint(fields=["utilisateur", "role", "centre"], name="adhesion_unique_centre"),
            models.UniqueConstraint(
                fields=["utilisateur", "role", "reseau"],
                condition=models.Q(centre__isnull=True),
                name="adhesion_unique_reseau",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(role__in=sorted(DU_RESEAU), centre__isnull=True, reseau__isnull=False)
                    | (~models.Q(role__in=sorted(DU_RESEAU)) & models.Q(centre__isnull=False, reseau__isnull=True))
                ),
                name="adhesion_a_sa_place",
                violation_error_message=_("Ce rôle se tient dans un centre ; les rôles du réseau n’ont pas de centre."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.utilisateur}, {self.get_role_display()}, {self.centre or self.reseau}"

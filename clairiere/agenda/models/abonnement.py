"""The calendar address that its owner gives to her phone."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.comptes.models import Personne


def _jeton() -> str:
    return secrets.token_urlsafe(24)


class RequeteAbonnements(RequeteDuCentre):
    """Calendar addresses: each person sees her own only, whatever her role."""

    def visibles_par(self, acteur: Any) -> RequeteAbonnements:
        """Her own."""
        if acteur.est_systeme:
            return self
        if acteur.utilisateur is None:
            return self.none()
        return self.filter(Q(personne__utilisateur=acteur.utilisateur) | Q(utilisateur=acteur.utilisateur))

    def actifs(self) -> RequeteAbonnements:
        """Not revoked."""
        return self.filter(revoque_le__isnull=True)


class AbonnementAgenda(ModeleDuCentre):
    """A calendar address that its owner gives to her phone; revoked, it answers 404.

    Its owner is a person with a file at the centre, or an account (a trainer has none).
    """

    personne = models.ForeignKey(
        Personne, models.CASCADE, null=True, blank=True, related_name="abonnements", verbose_name=_("personne")
    )
    utilisateur = models.ForeignKey(
        "comptes.Utilisateur", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("compte")
    )
    jeton = models.CharField(_("jeton"), max_length=40, unique=True, default=_jeton)
    cree_le = models.DateTimeField(_("créé le"), auto_now_add=True)
    revoque_le = models.DateTimeField(_("arrêté le"), null=True, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteAbonnements)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("adresse de calendrier")
        verbose_name_plural = _("adresses de calendrier")
        constraints = [
            models.UniqueConstraint(
                fields=["personne"], condition=Q(revoque_le__isnull=True), name="abonnement_un_actif"
            ),
            models.UniqueConstraint(
                fields=["centre", "utilisateur"],
                condition=Q(revoque_le__isnull=True),
                name="abonnement_un_actif_par_compte",
            ),
        ]

    def __str__(self) -> str:
        return f"calendrier de {self.personne or self.utilisateur}"

"""The account one logs in with: by e-mail or by phone, without a user name."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField


def _identifiant() -> str:
    return uuid.uuid4().hex


class GestionnaireUtilisateurs(BaseUserManager["Utilisateur"]):
    """Creates accounts, with or without a password."""

    def creer(self, *, password: str | None = None, **champs: Any) -> Utilisateur:
        """Create an account. Without `password` it can only log in by code."""
        courriel = champs.pop("courriel", None) or None
        utilisateur = self.model(courriel=courriel.lower() if courriel else None, **champs)
        utilisateur.set_password(password)
        utilisateur.save(using=self._db)
        return utilisateur


class Utilisateur(AbstractBaseUser):
    """One account for one human being, whatever the number of centres."""

    identifiant = models.CharField(_("identifiant"), max_length=32, unique=True, default=_identifiant, editable=False)
    prenom = models.CharField(_("prénom"), max_length=80, blank=True)
    nom = models.CharField(_("nom"), max_length=80, blank=True)
    courriel = models.EmailField(_("courriel"), unique=True, null=True, blank=True)
    telephone = PhoneNumberField(_("téléphone"), unique=True, null=True, blank=True)
    langue = models.CharField(_("langue de ses pages"), max_length=5, blank=True, default="")
    is_active = models.BooleanField(_("actif"), default=True)
    cree_le = models.DateTimeField(_("créé le"), auto_now_add=True)

    objects: ClassVar[GestionnaireUtilisateurs] = GestionnaireUtilisateurs()

    USERNAME_FIELD = "identifiant"
    EMAIL_FIELD = "courriel"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("compte")
        verbose_name_plural = _("comptes")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(courriel__isnull=False) | models.Q(telephone__isnull=False),
                name="utilisateur_joignable",
                violation_error_message=_("Il faut un courriel ou un téléphone pour se connecter."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom}".strip() or str(self.courriel or self.telephone)

"""A network, its centres, and what this installation is for."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField


class Reseau(models.Model):
    """The set of centres that follow the same model; it sees figures only."""

    nom = models.CharField(_("nom"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("réseau")
        verbose_name_plural = _("réseaux")
        ordering = ["nom"]

    def __str__(self) -> str:
        return self.nom


def chemin_du_logo(centre: Centre, nom: str) -> str:
    """Where a logo is kept, whatever its file was called."""
    return f"logos/{centre.code}.png"


class Centre(models.Model):
    """A social centre: its code is in every address of its pages."""

    reseau = models.ForeignKey(Reseau, models.PROTECT, related_name="centres", verbose_name=_("réseau"))
    code = models.SlugField(
        _("code"),
        max_length=30,
        unique=True,
        validators=[RegexValidator(r"^[a-z][a-z0-9-]+$", _("Lettres minuscules, chiffres et tirets seulement."))],
    )
    nom = models.CharField(_("nom"), max_length=120)
    adresse = models.CharField(_("adresse"), max_length=200, blank=True)
    code_postal = models.CharField(_("code postal"), max_length=5, blank=True)
    ville = models.CharField(_("ville"), max_length=80, blank=True)
    telephone = PhoneNumberField(_("téléphone"), blank=True)
    courriel = models.EmailField(_("courriel"), blank=True)
    ouvert_le = models.DateField(_("ouvert le"), null=True, blank=True)
    logo = models.FileField(_("logo"), upload_to=chemin_du_logo, max_length=200, blank=True)
    reglages = models.JSONField(_("réglages"), default=dict, blank=True)

    class Meta:
        verbose_name = _("centre")
        verbose_name_plural = _("centres")
        ordering = ["nom"]

    def __str__(self) -> str:
        return self.nom


class Installation(models.Model):
    """What this installation is for: demonstration or real data, never both (a single row)."""

    class Nature(models.TextChoices):
        DEMO = "demo", _("démonstration")
        REELLE = "reelle", _("données réelles")

    nature = models.CharField(_("nature"), max_length=10, choices=Nature.choices)
    creee_le = models.DateTimeField(_("créée le"), auto_now_add=True)

    class Meta:
        verbose_name = _("installation")
        verbose_name_plural = _("installations")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="installation_unique")]

    def __str__(self) -> str:
        return self.get_nature_display()

    @classmethod
    def nature_actuelle(cls) -> str | None:
        """The nature once set, None on an empty database."""
        return cls.objects.filter(pk=1).values_list("nature", flat=True).first()

    @classmethod
    def marquer(cls, nature: str) -> None:
        """Set the nature for good; raises ValueError when the other one is already set."""
        ligne, _cree = cls.objects.get_or_create(pk=1, defaults={"nature": nature})
        if ligne.nature != nature:
            raise ValueError(f"this installation is marked {ligne.nature}")

"""Calling the roll away from the desk: the trainer's link, the shared tablet, what was drawn, what was received."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre


def nouveau_jeton() -> str:
    """A secret for an address: 192 bits, safe in a URL."""
    return secrets.token_urlsafe(24)


class TraceImmuable(RuntimeError):
    """Someone tried to change or delete what a person signed."""


class RequeteOuvertes(RequeteDuCentre):
    """Filters on addresses that open without account."""

    def ouvertes(self, maintenant: dt.datetime | None = None) -> RequeteOuvertes:
        """Those that still answer: neither taken back nor too old."""
        return self.filter(fermee_le__isnull=True, expire_le__gt=maintenant or timezone.now())


class LienAppel(ModeleDuCentre):
    """The address that opens one half-day on the telephone of its trainer, without account and nothing else."""

    demi_journee = models.ForeignKey(
        "parcours.DemiJournee", models.CASCADE, related_name="liens_appel", verbose_name=_("demi-journée")
    )
    formatrice = models.ForeignKey(
        "comptes.Utilisateur", models.CASCADE, related_name="+", verbose_name=_("formatrice")
    )
    jeton = models.CharField(_("jeton"), max_length=40, unique=True, default=nouveau_jeton)
    cree_le = models.DateTimeField(_("créé le"), auto_now_add=True)
    envoye_le = models.DateTimeField(_("envoyé le"), null=True, blank=True)
    expire_le = models.DateTimeField(_("ouvert jusqu’au"))
    fermee_le = models.DateTimeField(_("retiré le"), null=True, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteOuvertes)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("lien d’appel")
        verbose_name_plural = _("liens d’appel")
        ordering = ["-cree_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["demi_journee", "formatrice"],
                condition=Q(fermee_le__isnull=True),
                name="lien_appel_un_ouvert",
                violation_error_message=_("Cette formatrice a déjà un lien pour cette demi-journée."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.formatrice}, {self.demi_journee}"


class Tablette(ModeleDuCentre):
    """A screen left to the group, where each signs in turn. `code`: hash of the four digits that end it."""

    demi_journee = models.ForeignKey(
        "parcours.DemiJournee", models.CASCADE, related_name="tablettes", verbose_name=_("demi-journée")
    )
    lien = models.ForeignKey(
        LienAppel, models.SET_NULL, null=True, blank=True, related_name="tablettes", verbose_name=_("ouverte depuis")
    )
    jeton = models.CharField(_("jeton"), max_length=40, unique=True, default=nouveau_jeton)
    code = models.CharField(_("code de sortie"), max_length=128)
    ouverte_par = models.CharField(_("ouverte par"), max_length=160)
    ouverte_le = models.DateTimeField(_("ouverte le"), auto_now_add=True)
    expire_le = models.DateTimeField(_("ouverte jusqu’au"))
    fermee_le = models.DateTimeField(_("fermée le"), null=True, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteOuvertes)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("tablette")
        verbose_name_plural = _("tablettes")
        ordering = ["-ouverte_le", "-pk"]

    def __str__(self) -> str:
        return f"{self.ouverte_par}, {self.demi_journee}"


class RequeteTraces(RequeteDuCentre):
    """What was signed is read, never changed."""

    def update(self, **_valeurs: Any) -> int:
        """Refused."""
        raise TraceImmuable("what was signed is never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused; a half-day that goes takes its traces with it."""
        raise TraceImmuable("what was signed is never deleted by hand")


class TraceSignature(ModeleDuCentre):
    """What a person drew with her finger, or typed, when she signed a half-day on a screen.

    `parcours` is empty for the trainer. `trait` is a path in a frame of 1000 × 400 (`regles.signatures`); `saisie`
    holds the typed initials, or the typed name of the trainer. It stays when the attendance is corrected afterwards.
    """

    demi_journee = models.ForeignKey(
        "parcours.DemiJournee", models.CASCADE, related_name="traces", verbose_name=_("demi-journée")
    )
    parcours = models.ForeignKey(
        "parcours.Parcours",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="traces",
        verbose_name=_("stagiaire"),
    )
    nom = models.CharField(_("nom"), max_length=160)
    trait = models.TextField(_("trait"), max_length=8000, blank=True)
    saisie = models.CharField(_("saisie au clavier"), max_length=160, blank=True)
    faite_le = models.DateTimeField(_("signée le"))
    recue_le = models.DateTimeField(_("reçue le"), auto_now_add=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteTraces)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("signature à l’écran")
        verbose_name_plural = _("signatures à l’écran")
        ordering = ["faite_le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["demi_journee", "parcours"],
                name="trace_une_par_stagiaire",
                violation_error_message=_("Cette personne a déjà signé."),
            ),
            models.UniqueConstraint(
                fields=["demi_journee"],
                condition=Q(parcours__isnull=True),
                name="trace_une_de_la_formatrice",
                violation_error_message=_("La formatrice a déjà signé."),
            ),
            models.CheckConstraint(
                condition=~Q(trait="") | ~Q(saisie=""),
                name="trace_non_vide",
                violation_error_message=_("Une signature est un trait, ou des initiales."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nom}, {self.demi_journee}"

    @property
    def dessinee(self) -> bool:
        """Drawn with the finger; otherwise typed."""
        return bool(self.trait)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write once."""
        if self.pk is not None and not self._state.adding:
            raise TraceImmuable("what was signed is never changed")
        super().save(*args, **kwargs)


class EntreeRecue(ModeleDuCentre):
    """An entry that a screen kept while the network was away: its own id, and what became of it. It counts once."""

    class Issue(models.TextChoices):
        ENREGISTREE = "enregistree", _("enregistrée")
        CONFLIT = "conflit", _("changée entre-temps")
        REFUSEE = "refusee", _("refusée")

    demi_journee = models.ForeignKey(
        "parcours.DemiJournee", models.CASCADE, related_name="entrees_recues", verbose_name=_("demi-journée")
    )
    cle = models.UUIDField(_("clé"))
    issue = models.CharField(_("issue"), max_length=12, choices=Issue.choices)
    phrase = models.CharField(_("réponse"), max_length=300, blank=True)
    recue_le = models.DateTimeField(_("reçue le"), auto_now_add=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("entrée reçue d’un écran")
        verbose_name_plural = _("entrées reçues d’un écran")
        ordering = ["recue_le", "pk"]
        constraints = [models.UniqueConstraint(fields=["demi_journee", "cle"], name="entree_recue_une_fois")]

    def __str__(self) -> str:
        return f"{self.cle}, {self.get_issue_display()}"

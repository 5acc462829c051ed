"""Entries of the journal, and the rows that each speaks of."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre


class Audience(models.TextChoices):
    """Who may read an entry."""

    EQUIPE = "equipe", _("l’équipe")
    TOUS = "tous", _("l’équipe et la personne")
    PERSONNE = "personne", _("la personne seulement")


class JournalImmuable(RuntimeError):
    """Someone tried to change or delete what was written."""


class RequeteEntrees(RequeteDuCentre):
    """Entries are read, never changed."""

    def lisibles_par(self, acteur: Any) -> RequeteEntrees:
        """The team does not read what is for the person only; the person does not read what is for the team."""
        if acteur.est_systeme:
            return self
        if acteur.est_personnel:
            return self.exclude(audience=Audience.PERSONNE)
        return self.exclude(audience=Audience.EQUIPE)

    def update(self, **_valeurs: Any) -> int:
        """Refused."""
        raise JournalImmuable("journal entries are never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused here; retention goes through `purger`."""
        raise JournalImmuable("journal entries are never deleted by hand")


class Entree(ModeleDuCentre):
    """One thing that happened: who, when, what, why."""

    quand = models.DateTimeField(_("quand"), db_index=True)
    code = models.CharField(_("code"), max_length=60)
    phrase = models.CharField(_("ce qui s’est passé"), max_length=300)
    motif = models.CharField(_("raison"), max_length=500, blank=True)
    auteur = models.ForeignKey(
        "comptes.Utilisateur", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("auteur")
    )
    auteur_nom = models.CharField(_("par"), max_length=160)
    auteur_titre = models.CharField(_("en tant que"), max_length=60, blank=True)
    audience = models.CharField(_("lisible par"), max_length=10, choices=Audience.choices, default=Audience.TOUS)
    donnees = models.JSONField(_("données"), default=dict, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteEntrees)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("entrée du journal")
        verbose_name_plural = _("journal")
        ordering = ["-quand", "-pk"]
        indexes = [models.Index(fields=["centre", "-quand"])]

    def __str__(self) -> str:
        return f"{self.auteur_nom} {self.phrase}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write once."""
        if self.pk is not None and not self._state.adding:
            raise JournalImmuable("journal entries are never changed")
        super().save(*args, **kwargs)


class Mention(ModeleDuCentre):
    """A row that an entry speaks of: « parcours.parcours », 12."""

    entree = models.ForeignKey(Entree, models.CASCADE, related_name="mentions", verbose_name=_("entrée"))
    genre = models.CharField(_("genre"), max_length=60)
    objet_id = models.BigIntegerField(_("numéro"))

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        indexes = [models.Index(fields=["genre", "objet_id"])]

    def __str__(self) -> str:
        return f"{self.genre} {self.objet_id}"


class Consultation(ModeleDuCentre):
    """Someone opened the file of a person: one row per reader and per day, for « who saw my file »."""

    personne = models.ForeignKey("comptes.Personne", models.CASCADE, related_name="+", verbose_name=_("personne"))
    lecteur = models.ForeignKey(
        "comptes.Utilisateur", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lue par")
    )
    titre = models.CharField(_("en tant que"), max_length=60)
    jour = models.DateField(_("le"))

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("consultation d’un dossier")
        verbose_name_plural = _("consultations des dossiers")
        ordering = ["-jour", "titre", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["personne", "lecteur", "titre", "jour"], name="consultation_une_par_jour")
        ]

    def __str__(self) -> str:
        return f"{self.titre}, {self.jour:%d/%m/%Y}"

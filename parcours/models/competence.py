"""The competence framework as data: versions of a list, each with a plain sentence for the trainee."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import ModeleDuCentre
from parcours.regles.competences import LIVREES, CompetenceDite

# Code → (title, her sentence), as delivered: what an evaluation older than the rows is read with.
COMPETENCES: dict[str, tuple[str, str]] = {c.code: (c.titre, c.phrase) for c in LIVREES}


class Referentiel(ModeleDuCentre):
    """One version of the list. Never changed once written: a change is a new version, the old ones stay readable."""

    nom = models.CharField(_("nom"), max_length=120)
    version = models.PositiveSmallIntegerField(_("version"))
    cree_le = models.DateTimeField(_("écrit le"), auto_now_add=True)
    cree_par = models.CharField(_("écrit par"), max_length=160, blank=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("liste des compétences")
        verbose_name_plural = _("listes des compétences")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "version"],
                name="referentiel_version_unique",
                violation_error_message=_("Cette version existe déjà."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.nom}, version {self.version}"


class Competence(ModeleDuCentre):
    """One competence of one version."""

    referentiel = models.ForeignKey(
        Referentiel, models.CASCADE, related_name="competences", verbose_name=_("liste des compétences")
    )
    code = models.SlugField(_("code"), max_length=30)
    titre = models.CharField(_("titre"), max_length=80)
    phrase = models.CharField(_("sa phrase"), max_length=160)
    observe = models.CharField(_("ce qu’on regarde"), max_length=240, blank=True)
    bloc = models.CharField(_("bloc du titre de la branche"), max_length=120, blank=True)
    rang = models.PositiveSmallIntegerField(_("rang"), default=0)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("compétence")
        verbose_name_plural = _("compétences")
        ordering = ["rang", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["referentiel", "code"],
                name="competence_une_fois",
                violation_error_message=_("Cette compétence est déjà dans la liste."),
            )
        ]

    def __str__(self) -> str:
        return self.titre

    @property
    def dite(self) -> CompetenceDite:
        """The competence in words, without its row."""
        return CompetenceDite(self.code, self.titre, self.phrase, self.observe, self.bloc)


def referentiel_en_vigueur() -> Referentiel | None:
    """The last version of the centre of the open scope; None when it still uses the delivered list (one query)."""
    trouve: Referentiel | None = Referentiel.objects.prefetch_related("competences").order_by("-version").first()
    return trouve


def competences_de(objet: Any = None) -> tuple[CompetenceDite, ...]:
    """The competences to read something with, in order (two queries at most).

    Args:
        objet: an evaluation or an observation: the version it was made with; a journey: the version of her last
            evaluation, else the one in force; anything else, or nothing: the version in force at the centre.
    """
    if hasattr(objet, "evaluations"):
        objet = objet.evaluations.select_related("referentiel").first()
    if objet is not None and hasattr(objet, "referentiel_id"):
        if objet.referentiel_id:
            return tuple(c.dite for c in objet.referentiel.competences.all())
        return tuple(c for c in LIVREES if c.code in objet.niveaux_par_code)
    referentiel = referentiel_en_vigueur()
    return tuple(c.dite for c in referentiel.competences.all()) if referentiel else LIVREES

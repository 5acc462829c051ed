"""Practical tasks, and what the trainer saw of each trainee."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import ModeleDuCentre
from parcours.models.competence import Referentiel
from parcours.models.parcours import Parcours
from parcours.models.session import DemiJournee, Session
from parcours.regles.observation import Releve


class MiseEnSituation(ModeleDuCentre):
    """A practical task of a session: preparing a meal, telling the day to a parent, a fall in the park."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="mises_en_situation", verbose_name=_("session"))
    demi_journee = models.ForeignKey(
        DemiJournee, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("demi-journée")
    )
    titre = models.CharField(_("titre"), max_length=120)
    consigne = models.CharField(_("ce qu’on demande"), max_length=300, blank=True)
    date = models.DateField(_("date"))
    observatrice = models.CharField(_("observée par"), max_length=160)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("mise en situation")
        verbose_name_plural = _("mises en situation")
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "titre", "date"],
                name="mise_en_situation_unique",
                violation_error_message=_("Cette mise en situation est déjà notée pour ce jour."),
            )
        ]

    def __str__(self) -> str:
        return self.titre


class Observation(ModeleDuCentre):
    """One trainee during one task: a level and an example for each competence seen."""

    tache = models.ForeignKey(
        MiseEnSituation, models.CASCADE, related_name="observations", verbose_name=_("mise en situation")
    )
    parcours = models.ForeignKey(Parcours, models.CASCADE, related_name="grilles", verbose_name=_("stagiaire"))
    referentiel = models.ForeignKey(
        Referentiel, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("liste des compétences")
    )
    niveaux = models.JSONField(_("niveaux"), default=dict)
    exemples = models.JSONField(_("exemples"), default=dict, blank=True)
    saisie_par = models.CharField(_("saisie par"), max_length=160)
    modifiee_le = models.DateTimeField(_("saisie le"), auto_now=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("grille d’observation")
        verbose_name_plural = _("grilles d’observation")
        ordering = ["tache__date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tache", "parcours"],
                name="observation_une_par_tache",
                violation_error_message=_("Cette grille existe déjà."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.parcours}, {self.tache}"

    @property
    def niveaux_par_code(self) -> dict[str, str]:
        """Level of each competence."""
        return self.niveaux

    def releves(self) -> list[Releve]:
        """What was seen, one line per competence (the task must be loaded)."""
        tache = self.tache
        return [
            Releve(code, niveau, tache.date, self.exemples.get(code, ""), tache.observatrice, tache.titre)
            for code, niveau in self.niveaux.items()
        ]

"""A family that looks for care, and its children: a first name and a birth date, nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.comptes.models import Personne

MOIS_PAR_AN = 12


class RequeteFamilles(RequeteDuCentre):
    """Filters on families."""

    def visibles_par(self, acteur: Any) -> RequeteFamilles:
        """The team sees all; a family sees itself."""
        if acteur.est_systeme or acteur.est_equipe:
            return self
        if acteur.a("famille") and acteur.personne is not None:
            return self.filter(contact=acteur.personne)
        return self.none()


class Famille(ModeleDuCentre):
    """The household; the person one calls carries name, phone, e-mail and address."""

    contact = models.ForeignKey(Personne, models.PROTECT, related_name="familles", verbose_name=_("contact"))
    creee_le = models.DateTimeField(_("créée le"), auto_now_add=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteFamilles)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("famille")
        verbose_name_plural = _("familles")
        ordering = ["contact__nom", "contact__prenom", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contact"],
                name="famille_une_par_contact",
                violation_error_message=_("Cette personne est déjà le contact d’une famille."),
            )
        ]

    def __str__(self) -> str:
        return f"famille {self.contact.nom or self.contact.prenom}"


class Enfant(ModeleDuCentre):
    """A child to look after. No photograph, no health, no address (domaine/donnees-personnelles.md § 3)."""

    famille = models.ForeignKey(Famille, models.CASCADE, related_name="enfants", verbose_name=_("famille"))
    prenom = models.CharField(_("prénom"), max_length=80)
    naissance = models.DateField(_("né(e) le"))

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("enfant")
        verbose_name_plural = _("enfants")
        ordering = ["naissance", "pk"]

    def __str__(self) -> str:
        return self.prenom

    def age_en_mois(self, le: dt.date | None = None) -> int:
        """Whole months on a day (today by default); 0 for a child not born yet."""
        jour = le or timezone.localdate()
        mois = (jour.year - self.naissance.year) * MOIS_PAR_AN + jour.month - self.naissance.month
        return max(0, mois - (jour.day < self.naissance.day))

    @property
    def age(self) -> str:
        """« 8 mois », « 2 ans et demi », « 5 ans », « à naître »."""
        if self.naissance > timezone.localdate():
            return "à naître"
        ans, mois = divmod(self.age_en_mois(), MOIS_PAR_AN)
        if ans < 2:
            return f"{self.age_en_mois()}\u00a0mois"
        return f"{ans}\u00a0ans" + (" et demi" if mois >= MOIS_PAR_AN // 2 else "")

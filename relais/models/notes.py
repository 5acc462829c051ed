"""Talks (dates and kinds) and confidential notes (encrypted, for the assigned mediator only)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.centres.chiffrement import ChampChiffre
from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.comptes.roles import Role
from relais.models.mediation import Mediation
from relais.vocabulaire import GenreEntretien, Suite


class RequeteDuDossier(RequeteDuCentre):
    """Rows of a case: the assigned mediator's, and nobody else's, not even the parties'."""

    def visibles_par(self, acteur: Any) -> RequeteDuDossier:
        """Those of the cases in her charge."""
        if acteur.utilisateur is None or not acteur.a(Role.MEDIATRICE):
            return self.none()
        return self.filter(mediation__mediatrice=acteur.utilisateur)


class EntretienMediation(ModeleDuCentre):
    """One talk: its date and its kind are enough."""

    mediation = models.ForeignKey(Mediation, models.CASCADE, related_name="entretiens", verbose_name=_("médiation"))
    date = models.DateField(_("date"))
    genre = models.CharField(_("genre"), max_length=20, choices=GenreEntretien.choices)
    suite = models.CharField(_("ce que dit le bilan"), max_length=12, choices=Suite.choices, blank=True)
    note_le = models.DateTimeField(_("noté le"), auto_now_add=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteDuDossier)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("entretien de médiation")
        verbose_name_plural = _("entretiens de médiation")
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mediation", "date", "genre"],
                name="entretien_unique",
                violation_error_message=_("Cet entretien est déjà noté."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_genre_display()}, {self.date:%d/%m/%Y}"


class NoteMediation(ModeleDuCentre):
    """A note: the text is encrypted for its case, and erased some days after the end."""

    mediation = models.ForeignKey(Mediation, models.CASCADE, related_name="notes", verbose_name=_("médiation"))
    auteur = models.ForeignKey("comptes.Utilisateur", models.PROTECT, related_name="+", verbose_name=_("écrite par"))
    quand = models.DateTimeField(_("écrite le"), default=timezone.now)
    texte = ChampChiffre(_("note"), lie_a="mediation_id", blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteDuDossier)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("note de médiation")
        verbose_name_plural = _("notes de médiation")
        ordering = ["-quand", "-pk"]

    def __str__(self) -> str:
        return f"note du {timezone.localtime(self.quand):%d/%m/%Y}"

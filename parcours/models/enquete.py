"""Satisfaction surveys: who was asked and who answered, apart from what was answered."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre


def nouveau_jeton() -> str:
    """192 bits, for the address of one answer."""
    return secrets.token_urlsafe(24)


class RequeteEquipe(RequeteDuCentre):
    """Rows for the team."""

    def visibles_par(self, acteur: Any) -> RequeteEquipe:
        """The three roles of the team, and the software itself."""
        return self if acteur.est_systeme or acteur.est_equipe else self.none()


class Enquete(ModeleDuCentre):
    """One survey of one session: its questions frozen the day it opens, then what the team made of the answers."""

    class Genre(models.TextChoices):
        CHAUD = "chaud", _("à la fin de la session")
        FROID = "froid", _("six mois après")

    session = models.ForeignKey("parcours.Session", models.CASCADE, related_name="enquetes", verbose_name=_("session"))
    genre = models.CharField(_("moment"), max_length=6, choices=Genre.choices)
    questions = models.JSONField(_("questions"), default=list)
    ouverte_le = models.DateTimeField(_("ouverte le"), auto_now_add=True)
    ouverte_par = models.CharField(_("ouverte par"), max_length=160)
    relancee_le = models.DateTimeField(_("rappel envoyé le"), null=True, blank=True)
    analyse = models.TextField(_("ce que nous retenons"), blank=True)
    suite = models.TextField(_("suite donnée"), blank=True)
    analysee_le = models.DateField(_("analysée le"), null=True, blank=True)
    analysee_par = models.CharField(_("analysée par"), max_length=160, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteEquipe)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("questionnaire de satisfaction")
        verbose_name_plural = _("questionnaires de satisfaction")
        ordering = ["-ouverte_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "genre"],
                name="enquete_une_par_moment",
                violation_error_message=_("Ce questionnaire est déjà ouvert pour cette session."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.session}, {self.get_genre_display()}"


class Participation(ModeleDuCentre):
    """Someone asked, and the day she answered, never what. Days, not hours: answers cannot be told by their order."""

    class Mode(models.TextChoices):
        LIEN = "lien", _("par le lien")
        PAPIER = "papier", _("sur papier")

    enquete = models.ForeignKey(Enquete, models.CASCADE, related_name="participations", verbose_name=_("questionnaire"))
    parcours = models.ForeignKey("parcours.Parcours", models.CASCADE, related_name="+", verbose_name=_("stagiaire"))
    jeton = models.CharField(_("jeton"), max_length=64, unique=True, default=nouveau_jeton, editable=False)
    repondu_le = models.DateField(_("a répondu le"), null=True, blank=True)
    mode = models.CharField(_("comment"), max_length=6, choices=Mode.choices, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteEquipe)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["parcours__personne__nom", "parcours__personne__prenom", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["enquete", "parcours"], name="participation_une_par_personne"),
            models.CheckConstraint(
                condition=Q(repondu_le__isnull=True, mode="") | Q(repondu_le__isnull=False) & ~Q(mode=""),
                name="participation_jour_et_mode",
                violation_error_message=_("Une réponse a un jour et une façon de répondre."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parcours}, {self.enquete}"


class ReponseAnonyme(ModeleDuCentre):
    """What one person answered: no name, no date, a key drawn at random so that no order remains."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enquete = models.ForeignKey(Enquete, models.CASCADE, related_name="reponses", verbose_name=_("questionnaire"))
    valeurs = models.JSONField(_("réponses"), default=dict)
    papier = models.BooleanField(_("saisie d’après papier"), default=False)

    objects = GestionnaireDuCentre.from_queryset(RequeteEquipe)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("réponse sans nom")
        verbose_name_plural = _("réponses sans nom")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"réponse à {self.enquete}"


class Reclamation(ModeleDuCentre):
    """A complaint, the answer, and how long it took (Qualiopi, indicator 31)."""

    recue_le = models.DateField(_("reçue le"))
    de_qui = models.CharField(_("de qui"), max_length=160)
    objet = models.TextField(_("ce qui est dit"), max_length=2000)
    reponse = models.TextField(_("réponse"), max_length=2000, blank=True)
    repondue_le = models.DateField(_("réponse donnée le"), null=True, blank=True)
    notee_par = models.CharField(_("notée par"), max_length=160)
    repondue_par = models.CharField(_("répondue par"), max_length=160, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteEquipe)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("réclamation")
        verbose_name_plural = _("réclamations")
        ordering = ["-recue_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(repondue_le__isnull=True) | Q(repondue_le__gte=models.F("recue_le")),
                name="reclamation_reponse_apres",
                violation_error_message=_("La réponse ne peut pas être avant la réclamation."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.de_qui}, {self.recue_le:%d/%m/%Y}"

    @property
    def delai(self) -> int | None:
        """Days between the complaint and its answer; None while it waits."""
        return None if self.repondue_le is None else (self.repondue_le - self.recue_le).days

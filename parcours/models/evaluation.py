"""The evaluation at the end of the course, her own view of it, and what the jury decided."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import ModeleDuCentre
from parcours.models.competence import COMPETENCES, Referentiel

__all__ = ["COMPETENCES", "AutoEvaluation", "DecisionJury", "Evaluation"]


class Evaluation(ModeleDuCentre):
    """Observed competences and the trainer's conclusion."""

    class Niveau(models.TextChoices):
        ACQUIS = "acquis", _("acquis")
        EN_COURS = "en_cours", _("en cours")
        NON_OBSERVE = "non_observe", _("non observé")

    class Resultat(models.TextChoices):
        ACQUIS = "acquis", _("acquis")
        A_REVOIR = "a_revoir", _("à revoir")

    parcours = models.ForeignKey(
        "parcours.Parcours", models.CASCADE, related_name="evaluations", verbose_name=_("stagiaire")
    )
    referentiel = models.ForeignKey(
        Referentiel, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("liste des compétences")
    )
    date = models.DateField(_("date"))
    evaluatrice = models.CharField(_("évaluée par"), max_length=160)
    competences = models.JSONField(_("compétences"), default=dict)
    resultat = models.CharField(_("résultat"), max_length=10, choices=Resultat.choices)
    remarque = models.TextField(_("remarque"), blank=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("évaluation")
        verbose_name_plural = _("évaluations")
        ordering = ["-date", "-pk"]

    def __str__(self) -> str:
        return f"{self.parcours}, {self.get_resultat_display()}"

    @property
    def niveaux_par_code(self) -> dict[str, str]:
        """Level of each competence."""
        return self.competences


class AutoEvaluation(ModeleDuCentre):
    """What she says of herself, for the talk with her trainer. It counts in no decision."""

    class Moment(models.TextChoices):
        DEBUT = "debut", _("au début")
        MILIEU = "milieu", _("au milieu")
        FIN = "fin", _("à la fin")

    class Reponse(models.TextChoices):
        FACILE = "facile", _("C’est facile pour moi")
        APPREND = "apprend", _("J’apprends encore")
        DIFFICILE = "difficile", _("C’est difficile pour moi")

    parcours = models.ForeignKey(
        "parcours.Parcours", models.CASCADE, related_name="auto_evaluations", verbose_name=_("stagiaire")
    )
    referentiel = models.ForeignKey(
        Referentiel, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("liste des compétences")
    )
    moment = models.CharField(_("moment"), max_length=8, choices=Moment.choices)
    reponses = models.JSONField(_("réponses"), default=dict)
    souhait = models.CharField(_("ce que je veux travailler"), max_length=300, blank=True)
    date = models.DateField(_("date"))
    saisie_par = models.CharField(_("remplie par"), max_length=160)
    par_elle = models.BooleanField(_("remplie par elle-même"), default=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("auto-évaluation")
        verbose_name_plural = _("auto-évaluations")
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcours", "moment"],
                name="auto_evaluation_une_par_moment",
                violation_error_message=_("Elle a déjà répondu pour ce moment."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.parcours}, {self.get_moment_display()}"

    @property
    def niveaux_par_code(self) -> dict[str, str]:
        """Her answer for each competence."""
        return self.reponses


class DecisionJury(ModeleDuCentre):
    """A decision of the jury; a later one replaces it, the old one stays. No vote is kept."""

    class Decision(models.TextChoices):
        CERTIFIEE = "certifiee", _("certifiée")
        AJOURNEE = "ajournee", _("ajournée")
        NON_CERTIFIEE = "non_certifiee", _("non certifiée")

    parcours = models.ForeignKey(
        "parcours.Parcours", models.CASCADE, related_name="decisions", verbose_name=_("stagiaire")
    )
    jury = models.ForeignKey(
        "parcours.Jury", models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("jury")
    )
    date = models.DateField(_("date"))
    membres = models.JSONField(_("membres qui ont délibéré"), default=list)
    ecartes = models.JSONField(_("membres qui n’ont pas délibéré"), default=list, blank=True)
    decision = models.CharField(_("décision"), max_length=14, choices=Decision.choices)
    remarque = models.CharField(_("à refaire, ou raison"), max_length=300, blank=True)
    echeance = models.DateField(_("pour le"), null=True, blank=True)
    derogation = models.ForeignKey(
        "parcours.Derogation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("exception lue par le jury"),
    )
    notee_par = models.CharField(_("notée par"), max_length=160)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("décision du jury")
        verbose_name_plural = _("décisions du jury")
        ordering = ["-date", "-pk"]

    def __str__(self) -> str:
        return f"{self.parcours}, {self.get_decision_display()}"

"""The evaluation at the end of the course, and what the jury decided."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import ModeleDuCentre

# Competences of the course (shared source: product study, D2), each with the plain sentence shown to the trainee.
COMPETENCES: dict[str, tuple[str, str]] = {
    "securite": ("Sécurité et hygiène", "Je garde l’enfant en sécurité et je respecte l’hygiène."),
    "developpement": ("Développement de l’enfant", "Je connais les besoins de l’enfant selon son âge."),
    "eveil": ("Éveil et jeu", "Je propose des jeux adaptés."),
    "communication": ("Communication avec la famille", "Je parle clairement avec les parents."),
    "organisation": ("Organisation", "J’organise la journée et j’arrive à l’heure."),
    "discretion": ("Discrétion", "Je garde pour moi ce que je vois dans la famille."),
}


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


class DecisionJury(ModeleDuCentre):
    """A decision of the jury; a later one replaces it, the old one stays."""

    class Decision(models.TextChoices):
        CERTIFIEE = "certifiee", _("certifiée")
        AJOURNEE = "ajournee", _("ajournée")
        NON_CERTIFIEE = "non_certifiee", _("non certifiée")

    parcours = models.ForeignKey(
        "parcours.Parcours", models.CASCADE, related_name="decisions", verbose_name=_("stagiaire")
    )
    date = models.DateField(_("date"))
    membres = models.JSONField(_("membres du jury"), default=list)
    decision = models.CharField(_("décision"), max_length=14, choices=Decision.choices)
    remarque = models.CharField(_("à refaire, et pour quand"), max_length=300, blank=True)
    notee_par = models.CharField(_("notée par"), max_length=160)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("décision du jury")
        verbose_name_plural = _("décisions du jury")
        ordering = ["-date", "-pk"]

    def __str__(self) -> str:
        return f"{self.parcours}, {self.get_decision_display()}"

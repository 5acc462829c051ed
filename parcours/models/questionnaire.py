"""« The job imagined, the job as it is »: the same short sentences before the interview and after the immersion."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import ModeleDuCentre
from parcours.models.enquete import nouveau_jeton


class QuestionnaireMetier(ModeleDuCentre):
    """Her answers at one of the two moments. Never scored: the gap is something to talk about."""

    class Moment(models.TextChoices):
        AVANT = "avant", _("avant l’entretien")
        APRES = "apres", _("après l’immersion")

    class Mode(models.TextChoices):
        LIEN = "lien", _("sur son téléphone")
        BUREAU = "bureau", _("avec une personne du centre")
        PAPIER = "papier", _("sur papier")

    parcours = models.ForeignKey(
        "parcours.Parcours", models.CASCADE, related_name="questionnaires", verbose_name=_("parcours")
    )
    moment = models.CharField(_("moment"), max_length=6, choices=Moment.choices)
    jeton = models.CharField(_("jeton"), max_length=64, unique=True, default=nouveau_jeton, editable=False)
    reponses = models.JSONField(_("réponses"), default=dict, blank=True)
    rempli_le = models.DateField(_("rempli le"), null=True, blank=True)
    mode = models.CharField(_("comment"), max_length=6, choices=Mode.choices, blank=True)
    saisi_par = models.CharField(_("saisi par"), max_length=160, blank=True)
    envoye_le = models.DateTimeField(_("lien envoyé le"), null=True, blank=True)
    echange = models.TextField(_("ce que nous en avons dit ensemble"), max_length=2000, blank=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("questionnaire sur le métier")
        verbose_name_plural = _("questionnaires sur le métier")
        ordering = ["parcours", "-moment", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcours", "moment"],
                name="questionnaire_metier_un_par_moment",
                violation_error_message=_("Ce questionnaire existe déjà pour ce moment."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.parcours}, {self.get_moment_display()}"

"""The programme of the course: versions, modules, hours."""

from __future__ import annotations

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre


class RequeteProgrammes(RequeteDuCentre):
    """Filters and sums on programmes."""

    def publies(self) -> RequeteProgrammes:
        """Those a session may choose."""
        return self.filter(publie_le__isnull=False)

    def avec_totaux(self) -> RequeteProgrammes:
        """Annotate `minutes_totales` and `nombre_modules`, and `nombre_sessions` that follow it."""
        from parcours.models.session import Session

        somme = Module.objects.filter(programme=OuterRef("pk")).order_by().values("programme")
        suivies = Session.objects.filter(version_programme=OuterRef("pk")).order_by().values("version_programme")
        return self.annotate(
            minutes_totales=Coalesce(Subquery(somme.annotate(n=Sum("minutes")).values("n")), 0),
            nombre_modules=Coalesce(Subquery(somme.annotate(n=Count("pk")).values("n")), 0),
            nombre_sessions=Coalesce(Subquery(suivies.annotate(n=Count("pk")).values("n")), 0),
        )


class Programme(ModeleDuCentre):
    """One version of a programme. Published and followed by a session, it never changes: one writes the next one."""

    nom = models.CharField(_("nom"), max_length=45)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    heures = models.PositiveSmallIntegerField(_("heures"), default=120)
    objectifs = models.TextField(_("objectifs"), blank=True)
    prerequis = models.TextField(_("prérequis"), blank=True)
    moyens = models.TextField(_("moyens et méthodes"), blank=True)
    evaluation = models.TextField(_("évaluation et suivi"), blank=True)
    publie_le = models.DateTimeField(_("publié le"), null=True, blank=True)
    precedente = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="suivantes", verbose_name=_("version d’avant")
    )
    cree_le = models.DateTimeField(_("créé le"), auto_now_add=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteProgrammes)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["nom", "-version", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "nom", "version"],
                name="programme_version_unique",
                violation_error_message=_("Cette version existe déjà."),
            ),
            models.CheckConstraint(
                condition=Q(heures__gte=1, heures__lte=1500),
                name="programme_heures",
                violation_error_message=_("Un programme dure entre 1 et 1500 heures."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nom}, version {self.version}"

    @property
    def est_publie(self) -> bool:
        """A session may follow it."""
        return self.publie_le is not None

    def minutes(self) -> int:
        """Sum of its modules (one query, unless annotated by `avec_totaux`)."""
        annotees = self.__dict__.get("minutes_totales")
        return int(annotees) if annotees is not None else self.modules.aggregate(n=Coalesce(Sum("minutes"), 0))["n"]


class Module(ModeleDuCentre):
    """A part of the programme: hours, objectives, content, competences of the framework (their codes)."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="modules", verbose_name=_("programme"))
    rang = models.PositiveSmallIntegerField(_("ordre"), default=1)
    titre = models.CharField(_("titre"), max_length=120)
    minutes = models.PositiveIntegerField(_("durée en minutes"), default=60)
    objectifs = models.TextField(_("objectifs"), blank=True)
    contenu = models.TextField(_("contenu"), blank=True)
    competences = models.JSONField(_("compétences"), default=list, blank=True)
    bloc = models.CharField(_("bloc du titre de la branche"), max_length=120, blank=True)
    materiel = models.TextField(_("matériel"), blank=True, help_text=_("Une chose par ligne."))

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        ordering = ["rang", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=15, minutes__lte=6000),
                name="module_duree",
                violation_error_message=_("Un module dure entre 15 minutes et 100 heures."),
            ),
        ]

    def __str__(self) -> str:
        return self.titre

    @property
    def numerote(self) -> str:
        """« 3. Repas et sommeil »."""
        return f"{self.rang}. {self.titre}"


class RequeteParts(RequeteDuCentre):
    """Filters and sums on the parts of half-days."""

    def comptees(self) -> RequeteParts:
        """Parts of the half-days that count in the calendar of the session."""
        from parcours.models.session import au_calendrier

        return self.filter(au_calendrier("demi_journee__"))

    def par_module(self) -> dict[int, int]:
        """Minutes of each module: `{module: minutes}`."""
        sommes = self.order_by().values("module").annotate(n=Sum("minutes")).values_list("module", "n")
        return dict(sommes)


class SeanceModule(ModeleDuCentre):
    """A module, or a part of it, taught on a half-day; the parts of a half-day never exceed it."""

    demi_journee = models.ForeignKey(
        "parcours.DemiJournee", models.CASCADE, related_name="parts", verbose_name=_("demi-journée")
    )
    module = models.ForeignKey(Module, models.PROTECT, related_name="parts", verbose_name=_("module"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))

    objects = GestionnaireDuCentre.from_queryset(RequeteParts)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("part d’un module")
        verbose_name_plural = _("parts des modules")
        ordering = ["module__rang", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["demi_journee", "module"], name="seance_module_unique"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=360),
                name="seance_module_minutes",
                violation_error_message=_("Une demi-journée dure au plus 6 heures."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.module}, {self.minutes}\u00a0min"

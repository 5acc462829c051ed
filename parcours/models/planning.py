"""What a calendar stands on: rooms, closures, days skipped, who cannot come when, who is called, what to bring."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clairiere.agenda.semaine import Semaine
from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre


class Salle(ModeleDuCentre):
    """A room of the centre, or one it borrows."""

    nom = models.CharField(_("nom"), max_length=80)
    capacite = models.PositiveSmallIntegerField(_("nombre de places"), default=12)
    retiree_le = models.DateTimeField(_("retirée le"), null=True, blank=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("salle")
        verbose_name_plural = _("salles")
        ordering = ["nom", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "nom"],
                condition=Q(retiree_le__isnull=True),
                name="salle_nom_unique",
                violation_error_message=_("Une salle porte déjà ce nom."),
            ),
            models.CheckConstraint(
                condition=Q(capacite__gte=1, capacite__lte=500),
                name="salle_capacite",
                violation_error_message=_("Une salle a entre 1 et 500 places."),
            ),
        ]

    def __str__(self) -> str:
        return self.nom


class RequeteFermetures(RequeteDuCentre):
    """Filters on closures."""

    def touchant(self, du: object, au: object) -> RequeteFermetures:
        """Those that have a day between two dates."""
        return self.filter(au__gte=du, du__lte=au)


class Fermeture(ModeleDuCentre):
    """Days when the centre is closed; both ends are closed."""

    du = models.DateField(_("du"))
    au = models.DateField(_("au"))
    raison = models.CharField(_("raison"), max_length=80)

    objects = GestionnaireDuCentre.from_queryset(RequeteFermetures)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("fermeture")
        verbose_name_plural = _("fermetures")
        ordering = ["du", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(au__gte=F("du")),
                name="fermeture_dates",
                violation_error_message=_("Le dernier jour est avant le premier."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.raison}, du {self.du:%d/%m/%Y} au {self.au:%d/%m/%Y}"


class DateSautee(ModeleDuCentre):
    """A day of the pattern that was left out of the calendar of a session, and why."""

    session = models.ForeignKey(
        "parcours.Session", models.CASCADE, related_name="dates_sautees", verbose_name=_("session")
    )
    date = models.DateField(_("date"))
    raison = models.CharField(_("raison"), max_length=160)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("jour sans cours")
        verbose_name_plural = _("jours sans cours")
        ordering = ["date", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "date"], name="date_sautee_unique")]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y}, {self.raison}"


class Indisponibilite(ModeleDuCentre):
    """The hours of the week when a trainee cannot come (she works, she takes a child to school)."""

    parcours = models.OneToOneField(
        "parcours.Parcours", models.CASCADE, related_name="indisponibilite", verbose_name=_("stagiaire")
    )
    semaine = models.JSONField(_("heures prises"), default=dict, blank=True)
    precision = models.CharField(_("précision"), max_length=160, blank=True)
    notee_le = models.DateTimeField(_("notée le"), auto_now=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("indisponibilité")
        verbose_name_plural = _("indisponibilités")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.parcours}, {self.en_semaine.phrase()}"

    @property
    def en_semaine(self) -> Semaine:
        """The week as a grid of quarter hours."""
        return Semaine.depuis_donnees(self.semaine)


class Attendue(ModeleDuCentre):
    """A trainee called to a catch-up half-day."""

    demi_journee = models.ForeignKey(
        "parcours.DemiJournee", models.CASCADE, related_name="attendues", verbose_name=_("demi-journée")
    )
    parcours = models.ForeignKey(
        "parcours.Parcours", models.CASCADE, related_name="rattrapages", verbose_name=_("stagiaire")
    )

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("stagiaire attendue")
        verbose_name_plural = _("stagiaires attendues")
        ordering = ["parcours__personne__nom", "pk"]
        constraints = [models.UniqueConstraint(fields=["demi_journee", "parcours"], name="attendue_unique")]

    def __str__(self) -> str:
        return f"{self.parcours}, {self.demi_journee}"


class Materiel(ModeleDuCentre):
    """A thing to have ready for a half-day."""

    demi_journee = models.ForeignKey(
        "parcours.DemiJournee", models.CASCADE, related_name="materiels", verbose_name=_("demi-journée")
    )
    libelle = models.CharField(_("quoi"), max_length=120)
    pret = models.BooleanField(_("prêt"), default=False)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("matériel")
        verbose_name_plural = _("matériel")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["demi_journee", "libelle"], name="materiel_unique")]

    def __str__(self) -> str:
        return self.libelle

"""A session (cohort), its half-days, and who was there."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre

HEURES_HABITUELLES = {"matin": dt.time(9), "apres_midi": dt.time(14)}
PLACES_PRISES = ("admise", "en_formation", "en_evaluation", "ajournee", "certifiee", "disponible", "placee", "en_pause")


class RequeteSessions(RequeteDuCentre):
    """Filters on sessions."""

    def avec_places(self) -> RequeteSessions:
        """Annotate `prises`: trainees who hold a place."""
        return self.annotate(prises=Count("parcours", filter=Q(parcours__etat__in=PLACES_PRISES), distinct=True))

    def avec_minutes_prevues(self) -> RequeteSessions:
        """Annotate `prevues`: minutes planned, catch-up half-days left out."""
        somme = (
            DemiJournee.objects.filter(session=OuterRef("pk"), rattrapage=False)
            .order_by()
            .values("session")
            .annotate(total=Sum("minutes"))
            .values("total")
        )
        return self.annotate(prevues=Coalesce(Subquery(somme), 0))


class Session(ModeleDuCentre):
    """A group that follows the same 120-hour course."""

    nom = models.CharField(_("nom"), max_length=80)
    debut = models.DateField(_("début"))
    fin = models.DateField(_("fin"))
    places = models.PositiveSmallIntegerField(_("places"), default=12)
    heures_visees = models.PositiveSmallIntegerField(_("heures du programme"), default=120)
    programme = models.CharField(_("version du programme"), max_length=60, default="120 h, version 1")
    lieu = models.CharField(_("lieu"), max_length=160, blank=True)
    formatrice = models.ForeignKey(
        "comptes.Utilisateur", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("formatrice")
    )

    objects = GestionnaireDuCentre.from_queryset(RequeteSessions)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-debut", "nom"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "nom"],
                name="session_nom_unique",
                violation_error_message=_("Une session porte déjà ce nom."),
            ),
            models.CheckConstraint(
                condition=Q(fin__gte=F("debut")),
                name="session_fin_apres_debut",
                violation_error_message=_("La fin doit être après le début."),
            ),
        ]

    def __str__(self) -> str:
        return self.nom

    def places_prises(self) -> int:
        """Trainees who hold a place (one query, unless annotated by `avec_places`)."""
        annotees = self.__dict__.get("prises")
        return int(annotees) if annotees is not None else self.parcours.filter(etat__in=PLACES_PRISES).count()

    def minutes_prevues(self) -> int:
        """Minutes planned, catch-up half-days left out (one query, unless annotated by `avec_minutes_prevues`)."""
        annotees = self.__dict__.get("prevues")
        if annotees is not None:
            return int(annotees)
        return self.demi_journees.filter(rattrapage=False).aggregate(n=Coalesce(Sum("minutes"), 0))["n"]


class DemiJournee(ModeleDuCentre):
    """The unit of attendance: a morning or an afternoon."""

    class Moment(models.TextChoices):
        MATIN = "matin", _("matin")
        APRES_MIDI = "apres_midi", _("après-midi")

    session = models.ForeignKey(Session, models.CASCADE, related_name="demi_journees", verbose_name=_("session"))
    date = models.DateField(_("date"))
    moment = models.CharField(_("moment"), max_length=10, choices=Moment.choices)
    heure_debut = models.TimeField(_("commence à"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("durée en minutes"), default=180)
    theme = models.CharField(_("thème"), max_length=120, blank=True)
    rattrapage = models.BooleanField(_("rattrapage"), default=False)
    formatrice = models.ForeignKey(
        "comptes.Utilisateur", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("formatrice")
    )
    signee_le = models.DateTimeField(_("signée par la formatrice le"), null=True, blank=True)
    signee_par = models.CharField(_("signée par"), max_length=160, blank=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("demi-journée")
        verbose_name_plural = _("demi-journées")
        ordering = ["date", "-moment", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "date", "moment", "rattrapage"],
                name="demi_journee_unique",
                violation_error_message=_("Cette demi-journée existe déjà dans la session."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=30, minutes__lte=360),
                name="demi_journee_duree",
                violation_error_message=_("Une demi-journée dure entre 30 minutes et 6 heures."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.get_moment_display()}"

    @property
    def commence_a(self) -> dt.time:
        """The hour it begins; the usual one when none was noted (an imported sheet)."""
        return self.heure_debut or HEURES_HABITUELLES[self.moment]

    @property
    def finit_a(self) -> dt.time:
        """The hour it ends."""
        return (dt.datetime.combine(self.date, self.commence_a) + dt.timedelta(minutes=self.minutes)).time()

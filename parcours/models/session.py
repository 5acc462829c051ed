"""A session (cohort), its half-days, and who was there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre

HEURES_HABITUELLES = {"matin": dt.time(9), "apres_midi": dt.time(14)}
PLACES_PRISES = ("admise", "en_formation", "en_evaluation", "ajournee", "certifiee", "disponible", "placee", "en_pause")


def au_calendrier(prefixe: str = "") -> Q:
    """Half-days whose hours are those of the course: not called off; a catch-up when the whole group is called."""
    du_groupe = Q(**{f"{prefixe}rattrapage": False}) | Q(**{f"{prefixe}pour_le_groupe": True})
    return du_groupe & Q(**{f"{prefixe}annulee_le__isnull": True})


class RequeteSessions(RequeteDuCentre):
    """Filters on sessions."""

    def avec_places(self) -> RequeteSessions:
        """Annotate `prises`: trainees who hold a place."""
        return self.annotate(prises=Count("parcours", filter=Q(parcours__etat__in=PLACES_PRISES), distinct=True))

    def avec_minutes_prevues(self) -> RequeteSessions:
        """Annotate `prevues`: minutes planned (see `au_calendrier`)."""
        somme = (
            DemiJournee.objects.filter(au_calendrier(), session=OuterRef("pk"))
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
    version_programme = models.ForeignKey(
        "parcours.Programme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("programme suivi"),
    )
    lieu = models.CharField(_("lieu"), max_length=160, blank=True)
    salle = models.ForeignKey(
        "parcours.Salle", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("salle")
    )
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
        """Minutes planned, see `au_calendrier` (one query, unless annotated by `avec_minutes_prevues`)."""
        annotees = self.__dict__.get("prevues")
        if annotees is not None:
            return int(annotees)
        return self.demi_journees.filter(au_calendrier()).aggregate(n=Coalesce(Sum("minutes"), 0))["n"]


class RequeteDemiJournees(RequeteDuCentre):
    """Filters on half-days."""

    def tenues(self) -> RequeteDemiJournees:
        """Not called off: those that take place, or took place."""
        return self.filter(annulee_le__isnull=True)

    def comptees(self) -> RequeteDemiJournees:
        """Those whose hours are the hours of the course (see `au_calendrier`)."""
        return self.filter(au_calendrier())

    def de_la_formatrice(self, utilisateur: Any) -> RequeteDemiJournees:
        """Those she teaches: hers by name, or without a name in a session that is hers."""
        return self.filter(Q(formatrice=utilisateur) | Q(formatrice=None, session__formatrice=utilisateur))

    def appelant(self, parcours: Any) -> RequeteDemiJournees:
        """Those a trainee is called to: of her session, but the catch-ups of others."""
        pour_toutes = Q(rattrapage=False) | Q(pour_le_groupe=True) | Q(attendues__isnull=True)
        return self.filter(pour_toutes | Q(attendues__parcours=parcours), session=parcours.session_id).distinct()


class DemiJournee(ModeleDuCentre):
    """The unit of attendance: a morning or an afternoon.

    A catch-up (`rattrapage`) is for the whole group (`pour_le_groupe`: its hours are those of the course), for those
    named in `attendues`, or, when nobody is named, for whoever lacks hours.
    """

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
    pour_le_groupe = models.BooleanField(_("rattrapage de tout le groupe"), default=False)
    salle = models.ForeignKey(
        "parcours.Salle", models.SET_NULL, null=True, blank=True, related_name="demi_journees", verbose_name=_("salle")
    )
    formatrice = models.ForeignKey(
        "comptes.Utilisateur", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("formatrice")
    )
    signee_le = models.DateTimeField(_("signée par la formatrice le"), null=True, blank=True)
    signee_par = models.CharField(_("signée par"), max_length=160, blank=True)
    annulee_le = models.DateTimeField(_("annulée le"), null=True, blank=True)
    annulee_par = models.CharField(_("annulée par"), max_length=160, blank=True)
    raison_annulation = models.CharField(_("raison"), max_length=200, blank=True)
    revision = models.PositiveSmallIntegerField(_("nombre de changements"), default=0)
    change_le = models.DateTimeField(_("changée le"), auto_now=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteDemiJournees)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("demi-journée")
        verbose_name_plural = _("demi-journées")
        ordering = ["date", "-moment", "pk"]
        indexes = [models.Index(fields=["centre", "date"])]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "date", "moment", "rattrapage"],
                condition=Q(annulee_le__isnull=True),
                name="demi_journee_unique",
                violation_error_message=_("Cette demi-journée existe déjà dans la session."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=30, minutes__lte=360),
                name="demi_journee_duree",
                violation_error_message=_("Une demi-journée dure entre 30 minutes et 6 heures."),
            ),
            models.CheckConstraint(
                condition=Q(annulee_le__isnull=True) | Q(signee_le__isnull=True),
                name="demi_journee_annulee_sans_signature",
                violation_error_message=_("Une demi-journée annulée n’a pas de feuille signée."),
            ),
            models.CheckConstraint(
                condition=Q(pour_le_groupe=False) | Q(rattrapage=True),
                name="demi_journee_rattrapage_du_groupe",
                violation_error_message=_("Seul un rattrapage dit pour qui il est."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.get_moment_display()}"

    @property
    def commence_a(self) -> dt.time:
        """The hour it begins; the usual one when none was noted (an imported sheet)."""
        return self.heure_debut or HEURES_HABITUELLES[self.moment]

    @property
    def est_annulee(self) -> bool:
        """Called off: it stays in the calendar with its reason."""
        return self.annulee_le is not None

    @property
    def compte_au_calendrier(self) -> bool:
        """Its hours are those of the course (see `au_calendrier`)."""
        return self.annulee_le is None and (not self.rattrapage or self.pour_le_groupe)

    @property
    def finit_a(self) -> dt.time:
        """The hour it ends."""
        return (dt.datetime.combine(self.date, self.commence_a) + dt.timedelta(minutes=self.minutes)).time()

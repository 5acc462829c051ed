"""Meetings: a series of dates, and each meeting with its places."""

from __future__ import annotations

from django.db import models
from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.agenda.regles import Places
from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre

# States of a registration that hold a place; an offer holds the place it offers.
TIENNENT_UNE_PLACE = ("inscrite", "presente", "absente", "proposee")
# What the meetings of a kind are called on screen; the others are « rencontres ».
MOTS = {"reunion_information": "réunion"}


class Serie(ModeleDuCentre):
    """A weekly or monthly series: the pattern that made its events."""

    class Rythme(models.TextChoices):
        SEMAINE = "semaine", _("chaque semaine")
        MOIS = "mois", _("chaque mois")

    titre = models.CharField(_("titre"), max_length=120)
    genre = models.CharField(_("genre"), max_length=30)
    rythme = models.CharField(_("rythme"), max_length=10, choices=Rythme.choices, default=Rythme.SEMAINE)
    jour = models.PositiveSmallIntegerField(_("jour"), help_text=_("0 pour lundi"))
    heure_debut = models.TimeField(_("de"))
    heure_fin = models.TimeField(_("à"))
    du = models.DateField(_("du"))
    au = models.DateField(_("au"))
    lieu = models.CharField(_("lieu"), max_length=160, blank=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("série")
        verbose_name_plural = _("séries")
        ordering = ["titre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "genre", "titre", "rythme", "jour", "heure_debut", "du", "au"],
                name="serie_unique",
                violation_error_message=_("Cette série existe déjà."),
            ),
            models.CheckConstraint(
                condition=Q(heure_fin__gt=F("heure_debut")),
                name="serie_heures",
                violation_error_message=_("L’heure de fin doit être après l’heure de début."),
            ),
            models.CheckConstraint(
                condition=Q(au__gte=F("du")),
                name="serie_dates",
                violation_error_message=_("La dernière date doit être après la première."),
            ),
        ]

    def __str__(self) -> str:
        return self.titre


class RequeteEvenements(RequeteDuCentre):
    """Filters and sums on events."""

    def a_venir(self) -> RequeteEvenements:
        """Not yet over, the next first."""
        return self.filter(fin__gte=timezone.now()).order_by("debut", "pk")

    def passes(self) -> RequeteEvenements:
        """Over, the last first."""
        return self.filter(fin__lt=timezone.now()).order_by("-debut", "-pk")

    def ouverts(self) -> RequeteEvenements:
        """Not begun and not called off: one may still ask for a place; the next first."""
        return self.filter(debut__gt=timezone.now(), annule_le__isnull=True).order_by("debut", "pk")

    def avec_places(self) -> RequeteEvenements:
        """Annotate `adultes_inscrits`, `enfants_inscrits`, `en_attente`, `proposees` (grouped: never locked)."""
        prises = Q(inscriptions__etat__in=TIENNENT_UNE_PLACE)
        return self.annotate(
            adultes_inscrits=Count("inscriptions", filter=prises),
            enfants_inscrits=Coalesce(Sum("inscriptions__enfants", filter=prises), 0),
            en_attente=Count("inscriptions", filter=Q(inscriptions__etat="en_attente")),
            proposees=Count("inscriptions", filter=Q(inscriptions__etat="proposee")),
        )

    def avec_presences(self) -> RequeteEvenements:
        """Annotate `presentes`, `absentes` and `a_noter`: who came, who did not, whose presence is not yet noted."""
        return self.annotate(
            presentes=Count("inscriptions", filter=Q(inscriptions__etat="presente")),
            absentes=Count("inscriptions", filter=Q(inscriptions__etat="absente")),
            a_noter=Count("inscriptions", filter=Q(inscriptions__etat="inscrite")),
        )


class Evenement(ModeleDuCentre):
    """One meeting: when, where, with whom, how many."""

    serie = models.ForeignKey(
        Serie, models.SET_NULL, null=True, blank=True, related_name="evenements", verbose_name=_("série")
    )
    genre = models.CharField(_("genre"), max_length=30)
    titre = models.CharField(_("titre"), max_length=120)
    debut = models.DateTimeField(_("début"))
    fin = models.DateTimeField(_("fin"))
    lieu = models.CharField(_("lieu"), max_length=160, blank=True)
    places = models.PositiveSmallIntegerField(_("places pour les adultes"), default=6)
    places_enfants = models.PositiveSmallIntegerField(_("places pour les enfants"), default=0)
    animatrice = models.ForeignKey(
        "comptes.Utilisateur", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("animé par")
    )
    annule_le = models.DateTimeField(_("annulé le"), null=True, blank=True)
    raison_annulation = models.CharField(_("raison"), max_length=200, blank=True)
    termine_le = models.DateTimeField(_("terminé le"), null=True, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteEvenements)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("rencontre")
        verbose_name_plural = _("rencontres")
        ordering = ["debut", "pk"]
        indexes = [models.Index(fields=["centre", "genre", "debut"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(fin__gt=F("debut")),
                name="evenement_fin_apres_debut",
                violation_error_message=_("L’heure de fin doit être après l’heure de début."),
            )
        ]

    def __str__(self) -> str:
        return self.titre

    @property
    def mot(self) -> str:
        """« réunion » or « rencontre »."""
        return MOTS.get(self.genre, "rencontre")

    @property
    def capacite(self) -> Places:
        """Places offered, for adults and for children."""
        return Places(self.places, self.places_enfants)

    @property
    def prises(self) -> Places:
        """Places held (one query, unless annotated by `avec_places`)."""
        if "adultes_inscrits" in self.__dict__:
            return Places(self.__dict__["adultes_inscrits"], self.__dict__["enfants_inscrits"])
        tenues = self.inscriptions.filter(etat__in=TIENNENT_UNE_PLACE).order_by()
        compte = tenues.aggregate(adultes=Count("pk"), enfants=Coalesce(Sum("enfants"), 0))
        return Places(compte["adultes"], compte["enfants"])

    @property
    def libres(self) -> Places:
        """Places left, never negative."""
        return self.capacite - self.prises

    @property
    def est_passe(self) -> bool:
        """Over."""
        return self.fin < timezone.now()

    @property
    def a_commence(self) -> bool:
        """Started, or over."""
        return self.debut <= timezone.now()

    @property
    def est_du_jour_ou_passe(self) -> bool:
        """Its day has come: presence may be noted."""
        return timezone.localdate(self.debut) <= timezone.localdate()

    @property
    def est_annule(self) -> bool:
        """Called off."""
        return self.annule_le is not None

    @property
    def est_termine(self) -> bool:
        """Someone of the team said that it is done: what follows from the presences was made."""
        return self.termine_le is not None

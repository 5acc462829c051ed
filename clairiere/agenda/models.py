"""Dated events with places for adults and children, and who is registered."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.agenda.regles import Places
from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.comptes.models import Personne


class Serie(ModeleDuCentre):
    """A weekly series: the pattern that made its events."""

    titre = models.CharField(_("titre"), max_length=120)
    genre = models.CharField(_("genre"), max_length=30)
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
                fields=["centre", "genre", "titre", "jour", "heure_debut", "du", "au"],
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

    def avec_places(self) -> RequeteEvenements:
        """Annotate `adultes_inscrits`, `enfants_inscrits` and `en_attente` (grouped: never lock this query)."""
        prises = Q(inscriptions__etat__in=Inscription.TIENNENT_UNE_PLACE)
        return self.annotate(
            adultes_inscrits=Count("inscriptions", filter=prises),
            enfants_inscrits=Coalesce(Sum("inscriptions__enfants", filter=prises), 0),
            en_attente=Count("inscriptions", filter=Q(inscriptions__etat="en_attente")),
        )

    def avec_presences(self) -> RequeteEvenements:
        """Annotate `presentes` and `a_noter`: who came, and whose presence is not yet noted."""
        return self.annotate(
            presentes=Count("inscriptions", filter=Q(inscriptions__etat="presente")),
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
    def capacite(self) -> Places:
        """Places offered, for adults and for children."""
        return Places(self.places, self.places_enfants)

    @property
    def prises(self) -> Places:
        """Places held (one query, unless annotated by `avec_places`)."""
        if "adultes_inscrits" in self.__dict__:
            return Places(self.__dict__["adultes_inscrits"], self.__dict__["enfants_inscrits"])
        tenues = self.inscriptions.filter(etat__in=Inscription.TIENNENT_UNE_PLACE).order_by()
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


class RequeteInscriptions(RequeteDuCentre):
    """Filters on registrations."""

    def visibles_par(self, acteur: Any) -> RequeteInscriptions:
        """People who work at the centre see all; the others their own."""
        if acteur.est_systeme or acteur.est_personnel:
            return self
        if acteur.utilisateur is None or not acteur.roles:
            return self.none()
        return self.filter(personne__utilisateur=acteur.utilisateur)

    def avec_rang(self) -> RequeteInscriptions:
        """Annotate `rang`: 1 for the first of the waiting list; None for who does not wait."""
        devant = (
            Inscription.objects.filter(
                evenement=OuterRef("evenement"), etat=Inscription.Etat.EN_ATTENTE, ordre__lte=OuterRef("ordre")
            )
            .order_by()
            .values("evenement")
            .annotate(n=Count("pk"))
            .values("n")
        )
        return self.annotate(
            rang=models.Case(models.When(etat=Inscription.Etat.EN_ATTENTE, then=Subquery(devant)), default=None)
        )


class Inscription(ModeleDuCentre):
    """A person at an event, alone or with children; `ordre` is the order of asking, new at each asking."""

    class Etat(models.TextChoices):
        INSCRITE = "inscrite", _("inscrite")
        EN_ATTENTE = "en_attente", _("en liste d’attente")
        ANNULEE = "annulee", _("annulée")
        PRESENTE = "presente", _("présente")
        ABSENTE = "absente", _("absente")

    TIENNENT_UNE_PLACE = ("inscrite", "presente", "absente")

    evenement = models.ForeignKey(Evenement, models.CASCADE, related_name="inscriptions", verbose_name=_("rencontre"))
    personne = models.ForeignKey(Personne, models.CASCADE, related_name="inscriptions", verbose_name=_("personne"))
    enfants = models.PositiveSmallIntegerField(_("nombre d’enfants"), default=0)
    prenoms_enfants = models.JSONField(_("prénoms des enfants"), default=list, blank=True)
    etat = models.CharField(_("état"), max_length=12, choices=Etat.choices, default=Etat.INSCRITE)
    ordre = models.PositiveIntegerField(_("ordre d’arrivée"), default=0)
    cree_le = models.DateTimeField(_("inscrite le"), auto_now_add=True)
    change_le = models.DateTimeField(_("changée le"), auto_now=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteInscriptions)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("inscription")
        verbose_name_plural = _("inscriptions")
        ordering = ["ordre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evenement", "personne"],
                name="inscription_unique",
                violation_error_message=_("Cette personne est déjà inscrite."),
            ),
            models.CheckConstraint(
                condition=Q(enfants__lte=6),
                name="inscription_enfants",
                violation_error_message=_("Six enfants au plus par personne."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.personne}, {self.evenement}"

    @property
    def tient_une_place(self) -> bool:
        """Registered, or her presence is noted."""
        return self.etat in self.TIENNENT_UNE_PLACE

    @property
    def enfants_dits(self) -> str:
        """« Lina et Tom », « 2 enfants », or nothing."""
        if self.prenoms_enfants:
            noms = [str(p) for p in self.prenoms_enfants]
            manque = self.enfants - len(noms)
            noms += [f"{manque} autre{'s' if manque > 1 else ''}"] if manque > 0 else []
            return noms[0] if len(noms) == 1 else ", ".join(noms[:-1]) + " et " + noms[-1]
        return f"{self.enfants}\u00a0enfant{'s' if self.enfants > 1 else ''}" if self.enfants else ""


def _jeton() -> str:
    return secrets.token_urlsafe(24)


class RequeteAbonnements(RequeteDuCentre):
    """Calendar addresses: each person sees her own only, whatever her role."""

    def visibles_par(self, acteur: Any) -> RequeteAbonnements:
        """Her own."""
        if acteur.est_systeme:
            return self
        if acteur.utilisateur is None:
            return self.none()
        return self.filter(Q(personne__utilisateur=acteur.utilisateur) | Q(utilisateur=acteur.utilisateur))

    def actifs(self) -> RequeteAbonnements:
        """Not revoked."""
        return self.filter(revoque_le__isnull=True)


class AbonnementAgenda(ModeleDuCentre):
    """A calendar address that its owner gives to her phone; revoked, it answers 404.

    Its owner is a person with a file at the centre, or an account (a trainer has none).
    """

    personne = models.ForeignKey(
        Personne, models.CASCADE, null=True, blank=True, related_name="abonnements", verbose_name=_("personne")
    )
    utilisateur = models.ForeignKey(
        "comptes.Utilisateur", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("compte")
    )
    jeton = models.CharField(_("jeton"), max_length=40, unique=True, default=_jeton)
    cree_le = models.DateTimeField(_("créé le"), auto_now_add=True)
    revoque_le = models.DateTimeField(_("arrêté le"), null=True, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteAbonnements)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("adresse de calendrier")
        verbose_name_plural = _("adresses de calendrier")
        constraints = [
            models.UniqueConstraint(
                fields=["personne"], condition=Q(revoque_le__isnull=True), name="abonnement_un_actif"
            ),
            models.UniqueConstraint(
                fields=["centre", "utilisateur"],
                condition=Q(revoque_le__isnull=True),
                name="abonnement_un_actif_par_compte",
            ),
        ]

    def __str__(self) -> str:
        return f"calendrier de {self.personne or self.utilisateur}"

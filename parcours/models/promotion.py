"""What the centre does to make the trade known, with whom, and what each action brought."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from parcours.models.entonnoir import pas_admises
from parcours.models.parcours import Parcours
from parcours.regles.entonnoir import RANG

# What an action is counted for: (name of the annotation, step of the funnel from which a candidate counts).
APPORTS = (("venues", "contactees"), ("admises", "admises"), ("certifiees", "certifiees"), ("placees", "placees"))


class Partenaire(ModeleDuCentre):
    """Someone who sends candidates or lends a room: France Travail, a school, a PMI."""

    class Genre(models.TextChoices):
        FRANCE_TRAVAIL = "france_travail", _("France Travail")
        MISSION_LOCALE = "mission_locale", _("mission locale")
        PMI = "pmi", _("PMI, département")
        FORMATION = "formation", _("organisme de formation")
        ECOLE = "ecole", _("école, crèche")
        ASSOCIATION = "association", _("association")
        MAIRIE = "mairie", _("mairie, quartier")
        AUTRE = "autre", _("autre")

    nom = models.CharField(_("nom"), max_length=120)
    genre = models.CharField(_("genre"), max_length=16, choices=Genre.choices)
    interlocutrice = models.CharField(_("personne à joindre"), max_length=120, blank=True)
    telephone = PhoneNumberField(_("téléphone"), blank=True)
    courriel = models.EmailField(_("courriel"), blank=True)
    dernier_contact = models.DateField(_("dernier échange le"), null=True, blank=True)
    rappel_le = models.DateField(_("à rappeler le"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteDuCentre)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("partenaire")
        verbose_name_plural = _("partenaires")
        ordering = ["nom", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "nom"],
                name="partenaire_nom_unique",
                violation_error_message=_("Un partenaire porte déjà ce nom."),
            )
        ]

    def __str__(self) -> str:
        return self.nom


class RequeteActions(RequeteDuCentre):
    """Sums on actions."""

    def avec_apports(self) -> RequeteActions:
        """Annotate `venues`, `admises`, `certifiees`, `placees`: candidates who came from it and reached that step."""
        remplacees = pas_admises()
        return self.annotate(**{nom: _compte(RANG[etape], remplacees) for nom, etape in APPORTS})


def _compte(rang: int, remplacees: list[int]) -> Coalesce:
    arrivees = Parcours.objects.avec_etape(remplacees).filter(action_promotion=OuterRef("pk"), etape__gte=rang)
    nombre = arrivees.order_by().values("action_promotion").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(nombre, output_field=IntegerField()), 0)


class ActionPromotion(ModeleDuCentre):
    """A forum, an open day, a partner's meeting: when, where, how many people were met."""

    class Genre(models.TextChoices):
        FORUM = "forum", _("forum")
        PORTES_OUVERTES = "portes_ouvertes", _("portes ouvertes")
        REUNION_PARTENAIRE = "reunion_partenaire", _("réunion d’un partenaire")
        AFFICHAGE = "affichage", _("affichage")
        MARCHE = "marche", _("marché")
        INTERVENTION = "intervention", _("intervention")

    genre = models.CharField(_("genre"), max_length=20, choices=Genre.choices)
    date = models.DateField(_("date"), default=timezone.localdate)
    lieu = models.CharField(_("lieu"), max_length=160)
    partenaire = models.ForeignKey(
        Partenaire, models.SET_NULL, null=True, blank=True, related_name="actions", verbose_name=_("partenaire")
    )
    rencontrees = models.PositiveIntegerField(_("personnes rencontrées"), null=True, blank=True)
    heures = models.DecimalField(
        _("temps passé, en heures"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    note = models.TextField(_("note"), blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteActions)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("action de promotion")
        verbose_name_plural = _("actions de promotion")
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(heures__isnull=True) | Q(heures__gte=0),
                name="promotion_heures",
                violation_error_message=_("Le temps passé ne peut pas être négatif."),
            )
        ]

    def __str__(self) -> str:
        return f"{str(self.get_genre_display()).capitalize()}, {self.lieu}, {self.date:%d/%m/%Y}"

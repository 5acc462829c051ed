"""Registrations: who asked for a place, who holds one, to whom one is offered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.agenda.models.abonnement import _jeton
from clairiere.agenda.models.evenement import TIENNENT_UNE_PLACE, Evenement
from clairiere.agenda.regles import JOURS_DE_MEMOIRE
from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.comptes.models import Personne


class RequeteInscriptions(RequeteDuCentre):
    """Filters on registrations."""

    def visibles_par(self, acteur: Any) -> RequeteInscriptions:
        """People who work at the centre see all; the others their own."""
        if acteur.est_systeme or acteur.est_personnel:
            return self
        if acteur.utilisateur is None or not acteur.roles:
            return self.none()
        return self.filter(personne__utilisateur=acteur.utilisateur)

    def actives(self) -> RequeteInscriptions:
        """Those that still count: not cancelled, not refused, not let go."""
        return self.exclude(etat__in=Inscription.SORTIES)

    def en_file(self) -> RequeteInscriptions:
        """The waiting list, in the order that is written on screen (docs/decisions/0009)."""
        return self.filter(etat=Inscription.Etat.EN_ATTENTE).order_by("demandee_le", "-attentes_passees", "ordre", "pk")

    def avec_rang(self) -> RequeteInscriptions:
        """Annotate `rang`: 1 for the first of the waiting list; None for who does not wait."""
        plus_tot = Q(demandee_le__lt=OuterRef("demandee_le"))
        meme_jour = Q(demandee_le=OuterRef("demandee_le"))
        plus_souvent = meme_jour & Q(attentes_passees__gt=OuterRef("attentes_passees"))
        a_egalite = meme_jour & Q(attentes_passees=OuterRef("attentes_passees"), ordre__lte=OuterRef("ordre"))
        devant = (
            Inscription.objects.filter(
                plus_tot | plus_souvent | a_egalite, evenement=OuterRef("evenement"), etat=Inscription.Etat.EN_ATTENTE
            )
            .order_by()
            .values("evenement")
            .annotate(n=Count("pk"))
            .values("n")
        )
        return self.annotate(
            rang=models.Case(models.When(etat=Inscription.Etat.EN_ATTENTE, then=Subquery(devant)), default=None)
        )

    def attentes_sans_place(self, personnes: Iterable[int], genre: str, avant: dt.datetime) -> dict[int, int]:
        """How many meetings of this kind each person waited for in vain, in the six months before (one query)."""
        vaines = Inscription.objects.filter(
            personne__in=list(personnes),
            etat=Inscription.Etat.EN_ATTENTE,
            evenement__genre=genre,
            evenement__annule_le__isnull=True,
            evenement__debut__lte=avant,
            evenement__debut__gt=avant - dt.timedelta(days=JOURS_DE_MEMOIRE),
        )
        return dict(vaines.order_by().values_list("personne").annotate(n=Count("pk")))


class Inscription(ModeleDuCentre):
    """A person at an event, alone or with children; `ordre` is the order of asking, new at each asking.

    Life: `en_attente` → `proposee` (one place is held for her until `offre_expire_le`) → `inscrite` → `presente` or
    `absente`. She leaves as `annulee`, `refusee` (she said no to the offer) or `expiree` (she did not answer).
    """

    class Etat(models.TextChoices):
        INSCRITE = "inscrite", _("inscrite")
        EN_ATTENTE = "en_attente", _("en liste d’attente")
        PROPOSEE = "proposee", _("place proposée")
        ANNULEE = "annulee", _("annulée")
        REFUSEE = "refusee", _("place refusée")
        EXPIREE = "expiree", _("sans réponse")
        PRESENTE = "presente", _("présente")
        ABSENTE = "absente", _("absente")

    class Canal(models.TextChoices):
        ACCUEIL = "accueil", _("à l’accueil")
        TELEPHONE = "telephone", _("par téléphone")
        EN_LIGNE = "en_ligne", _("par la page publique")
        ESPACE = "espace", _("depuis son espace")
        SUR_PLACE = "sur_place", _("venue le jour même")

    TIENNENT_UNE_PLACE = TIENNENT_UNE_PLACE
    ONT_UNE_PLACE = ("inscrite", "presente", "absente")
    SORTIES = ("annulee", "refusee", "expiree")

    evenement = models.ForeignKey(Evenement, models.CASCADE, related_name="inscriptions", verbose_name=_("rencontre"))
    personne = models.ForeignKey(Personne, models.CASCADE, related_name="inscriptions", verbose_name=_("personne"))
    enfants = models.PositiveSmallIntegerField(_("nombre d’enfants"), default=0)
    prenoms_enfants = models.JSONField(_("prénoms des enfants"), default=list, blank=True)
    etat = models.CharField(_("état"), max_length=12, choices=Etat.choices, default=Etat.INSCRITE)
    ordre = models.PositiveIntegerField(_("ordre d’arrivée"), default=0)
    demandee_le = models.DateField(_("demandée le"), default=timezone.localdate)
    attentes_passees = models.PositiveSmallIntegerField(_("fois sans place avant celle-ci"), default=0)
    canal = models.CharField(_("inscrite"), max_length=10, choices=Canal.choices, blank=True)
    offre_expire_le = models.DateTimeField(_("réponse attendue avant"), null=True, blank=True)
    jeton = models.CharField(_("jeton"), max_length=40, unique=True, default=_jeton, editable=False)
    cree_le = models.DateTimeField(_("inscrite le"), auto_now_add=True)
    change_le = models.DateTimeField(_("changée le"), auto_now=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteInscriptions)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("inscription")
        verbose_name_plural = _("inscriptions")
        ordering = ["ordre", "pk"]
        indexes = [models.Index(fields=["offre_expire_le"], name="inscription_offres", condition=Q(etat="proposee"))]
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
            models.CheckConstraint(
                condition=Q(etat="proposee", offre_expire_le__isnull=False)
                | (~Q(etat="proposee") & Q(offre_expire_le__isnull=True)),
                name="inscription_offre_datee",
                violation_error_message=_("Une place proposée a une date limite pour répondre."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.personne}, {self.evenement}"

    @property
    def tient_une_place(self) -> bool:
        """A place counts for her: registered, noted, or offered one."""
        return self.etat in self.TIENNENT_UNE_PLACE

    @property
    def a_une_place(self) -> bool:
        """Registered, or her presence is noted."""
        return self.etat in self.ONT_UNE_PLACE

    @property
    def est_sortie(self) -> bool:
        """Cancelled, refused, or left without an answer."""
        return self.etat in self.SORTIES

    @property
    def offre_vivante(self) -> bool:
        """A place is offered and she may still answer."""
        return self.etat == self.Etat.PROPOSEE and self.offre_expire_le > timezone.now()

    @property
    def enfants_dits(self) -> str:
        """« Lina et Tom », « 2 enfants », or nothing."""
        if self.prenoms_enfants:
            noms = [str(p) for p in self.prenoms_enfants]
            manque = self.enfants - len(noms)
            noms += [f"{manque} autre{'s' if manque > 1 else ''}"] if manque > 0 else []
            return noms[0] if len(noms) == 1 else ", ".join(noms[:-1]) + " et " + noms[-1]
        return f"{self.enfants}\u00a0enfant{'s' if self.enfants > 1 else ''}" if self.enfants else ""

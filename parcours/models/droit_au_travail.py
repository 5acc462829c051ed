"""The right to work (seen on, by whom, until when: no copy, no kind of paper) and the link with France Travail."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.comptes.models import Personne
from parcours.models.parcours import Parcours


class RequeteDeLEquipe(RequeteDuCentre):
    """Rows that only the team reads: not the trainers, not the jury."""

    def visibles_par(self, acteur: object) -> RequeteDeLEquipe:
        """The team, or the software itself."""
        if getattr(acteur, "est_systeme", False) or getattr(acteur, "est_equipe", False):
            return self
        return self.none()


class DroitAuTravail(ModeleDuCentre):
    """Someone of the team has seen the original; nothing of the paper itself is kept."""

    personne = models.OneToOneField(
        Personne, models.CASCADE, related_name="droit_au_travail", verbose_name=_("personne")
    )
    vu_le = models.DateField(_("vu le"), default=timezone.localdate)
    vu_par = models.CharField(_("vu par"), max_length=160)
    expire_le = models.DateField(_("se termine le"), null=True, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteDeLEquipe)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("droit au travail")
        verbose_name_plural = _("droits au travail")

    def __str__(self) -> str:
        return f"{self.personne}, vu le {self.vu_le:%d/%m/%Y}"


class SuiviFranceTravail(ModeleDuCentre):
    """Her adviser, and where the individual training request stands."""

    class Demande(models.TextChoices):
        INCONNUE = "", _("on ne sait pas")
        A_DEPOSER = "a_deposer", _("à déposer")
        DEPOSEE = "deposee", _("déposée")
        ACCEPTEE = "acceptee", _("acceptée")
        REFUSEE = "refusee", _("refusée")
        SANS_OBJET = "sans_objet", _("pas nécessaire")

    parcours = models.OneToOneField(Parcours, models.CASCADE, related_name="france_travail", verbose_name=_("parcours"))
    conseillere = models.CharField(_("son conseiller ou sa conseillère"), max_length=120, blank=True)
    identifiant = models.CharField(_("identifiant France Travail"), max_length=20, blank=True)
    demande = models.CharField(_("demande individuelle"), max_length=12, choices=Demande.choices, blank=True)
    demande_le = models.DateField(_("depuis le"), null=True, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteDeLEquipe)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("suivi France Travail")
        verbose_name_plural = _("suivis France Travail")

    def __str__(self) -> str:
        return f"{self.parcours}, {self.get_demande_display()}"

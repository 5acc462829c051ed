"""A place offered to the first woman of a waiting list: one live offer for one free place."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.flux.machine import Etat, ModeleMachine, etat_field, transition
from parcours.models.parcours import Parcours
from parcours.models.session import Session


def _jeton() -> str:
    return secrets.token_urlsafe(24)


class RequeteOffres(RequeteDuCentre):
    """Filters on offers."""

    def visibles_par(self, acteur: Any) -> RequeteOffres:
        """The team; she herself holds the link."""
        return self if acteur.est_systeme or acteur.est_equipe else self.none()

    def vivantes(self) -> RequeteOffres:
        """Waiting for an answer (a deadline that has passed is closed by the next thing that happens)."""
        return self.filter(etat="proposee")

    def depassees(self) -> RequeteOffres:
        """No answer, and the deadline has passed."""
        return self.vivantes().filter(expire_le__lte=timezone.now())


class OffreDePlace(ModeleMachine, ModeleDuCentre):
    """She reads it by the link of her SMS, without an account, and says yes or no before the deadline."""

    ETATS: ClassVar[dict[str, Etat]] = {
        "proposee": Etat("Proposée", _("Une place est pour vous"), ton="a_faire", principal=True),
        "acceptee": Etat("Acceptée", _("Vous avez dit oui"), "Réponse", "fait", principal=True, fin=True),
        "refusee": Etat("Refusée", _("Vous avez dit non"), ton="neutre", apres="proposee", fin=True),
        "expiree": Etat("Sans réponse", _("Le délai est passé"), ton="manque", apres="proposee", fin=True),
        "retiree": Etat("Retirée", _("Cette place n’est plus proposée"), ton="neutre", apres="proposee", fin=True),
    }
    machine: ClassVar[str] = "offre"

    parcours = models.ForeignKey(Parcours, models.CASCADE, related_name="offres", verbose_name=_("candidate"))
    session = models.ForeignKey(Session, models.CASCADE, related_name="offres", verbose_name=_("session"))
    etat = etat_field("proposee", ETATS)
    jeton = models.CharField(_("jeton"), max_length=40, unique=True, default=_jeton)
    proposee_le = models.DateTimeField(_("proposée le"), default=timezone.now)
    expire_le = models.DateTimeField(_("réponse avant le"))

    objects = GestionnaireDuCentre.from_queryset(RequeteOffres)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("offre de place")
        verbose_name_plural = _("offres de place")
        ordering = ["-proposee_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcours"],
                condition=Q(etat="proposee"),
                name="offre_une_vivante",
                violation_error_message=_("Une place lui est déjà proposée."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.parcours}, {self.session}"

    @property
    def attend_une_reponse(self) -> bool:
        """True while she may still answer."""
        return self.etat == "proposee" and self.expire_le > timezone.now()

    def sujets_du_journal(self) -> list[models.Model]:
        """Her file and the session tell it too."""
        return [self, self.parcours, self.session]

    @transition(
        source="proposee",
        cible="acceptee",
        libelle="Noter qu’elle accepte",
        phrase="a accepté la place à la session {session}",
        action="parcours.actions.attente.accepter",
        annonce="Elle est admise. Un message part pour le confirmer.",
        ton="principal",
    )
    def accepter(self, **_donnees: Any) -> None:
        """She takes the place."""

    @transition(
        source="proposee",
        cible="refusee",
        libelle="Noter qu’elle refuse",
        phrase="a refusé la place à la session {session}",
        action="parcours.actions.attente.refuser",
        annonce="La place est proposée à la suivante.",
    )
    def refuser(self, **_donnees: Any) -> None:
        """She does not take it."""

    @transition(
        source="proposee",
        cible="expiree",
        libelle="Clore sans réponse",
        phrase="a clos la proposition : le délai est passé",
        par_systeme=True,
        note="Se fait tout seul quand le délai est passé.",
    )
    def expirer(self) -> None:
        """She did not answer in time."""

    @transition(
        source="proposee",
        cible="retiree",
        libelle="Retirer la proposition",
        phrase="a retiré la proposition de place",
        par_systeme=True,
        note="Se fait tout seul quand elle n’attend plus cette place.",
    )
    def retirer(self) -> None:
        """She no longer waits for it."""

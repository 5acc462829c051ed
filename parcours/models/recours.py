"""The appeal of a candidate against a decision of the jury."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.comptes.roles import Role
from clairiere.flux.machine import Etat, ModeleMachine, etat_field, transition
from parcours import obstacles_jury as obstacles
from parcours.models.evaluation import DecisionJury
from parcours.models.parcours import Parcours

ETATS: dict[str, Etat] = {
    "depose": Etat("À traiter", _("Votre demande est reçue"), _("Demande"), "a_faire", principal=True),
    "accepte": Etat("Acceptée", _("Votre demande est acceptée"), _("Réponse"), "fait", principal=True, fin=True),
    "rejete": Etat("Non acceptée", _("Votre demande n’est pas acceptée"), ton="neutre", apres="depose", fin=True),
}


class RequeteRecours(RequeteDuCentre):
    """Who sees which appeal."""

    def visibles_par(self, acteur: Any) -> RequeteRecours:
        """The team and the trainers see all; she sees hers."""
        if acteur.est_systeme or acteur.est_equipe or acteur.a(Role.FORMATRICE):
            return self
        if acteur.utilisateur is None or not acteur.a(Role.AUXILIAIRE):
            return self.none()
        return self.filter(parcours__personne__utilisateur=acteur.utilisateur)


class Recours(ModeleMachine, ModeleDuCentre):
    """She asks others to look again at the decision; they answer once, with a reason."""

    ETATS: ClassVar[dict[str, Etat]] = ETATS
    machine: ClassVar[str] = "recours"

    parcours = models.ForeignKey(Parcours, models.PROTECT, related_name="recours", verbose_name=_("stagiaire"))
    decision = models.OneToOneField(
        DecisionJury, models.PROTECT, related_name="recours", verbose_name=_("décision contestée")
    )
    etat = etat_field("depose", ETATS)
    recu_le = models.DateField(_("reçue le"), default=timezone.localdate)
    motif = models.TextField(_("ce qu’elle dit"), max_length=1000)
    depose_par = models.CharField(_("notée par"), max_length=160)
    traite_par = models.CharField(_("revue par"), max_length=240, blank=True)
    reponse = models.TextField(_("réponse"), max_length=1000, blank=True)
    traite_le = models.DateField(_("répondu le"), null=True, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteRecours)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("demande de revoir une décision")
        verbose_name_plural = _("demandes de revoir une décision")
        ordering = ["-recu_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(etat="depose") | (~Q(traite_par="") & ~Q(reponse="")),
                name="recours_repondu",
                violation_error_message=_("Une réponse dit qui a revu la décision, et pourquoi."),
            )
        ]

    def __str__(self) -> str:
        return f"Demande de {self.parcours}"

    def sujets_du_journal(self) -> list[models.Model]:
        """Her file tells it too."""
        return [self, self.parcours]

    @transition(
        source="depose",
        cible="accepte",
        libelle="Accepter la demande",
        phrase="a accepté de revoir la décision, avec {traite_par}",
        obstacles=obstacles.pour_repondre,
        formulaire="parcours.forms.recours.ReponseForm",
        action="parcours.actions.recours.accepter",
        annonce="Elle revient à l’étape de l’évaluation : un autre jury peut l’entendre. Un message partira.",
        ton="principal",
    )
    def accepter(self, *, traite_par: str, reponse: str) -> None:
        """She will be heard again."""
        self._repondre(traite_par, reponse)

    @transition(
        source="depose",
        cible="rejete",
        libelle="Ne pas accepter",
        phrase="a gardé la décision du jury, avec {traite_par}",
        obstacles=obstacles.pour_repondre,
        formulaire="parcours.forms.recours.ReponseForm",
        action="parcours.actions.recours.rejeter",
        annonce="La décision du jury reste. Un message partira avec la réponse.",
        ton="danger",
    )
    def rejeter(self, *, traite_par: str, reponse: str) -> None:
        """The decision stands."""
        self._repondre(traite_par, reponse)

    def _repondre(self, traite_par: str, reponse: str) -> None:
        self.traite_par, self.reponse, self.traite_le = traite_par, reponse, _aujourd_hui()


def _aujourd_hui() -> dt.date:
    return timezone.localdate()

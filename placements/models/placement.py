"""A match in life: this auxiliaire works for this family."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clairiere.agenda.semaine import Semaine
from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.comptes.models import Personne
from clairiere.comptes.visibilite import pour_les_parties
from clairiere.flux.machine import Etat, ModeleMachine, etat_field, transition
from parcours.models import Parcours
from placements.models.demande import Demande
from placements.models.famille import Famille
from placements.models.proposition import Proposition

ETATS: dict[str, Etat] = {
    "en_cours": Etat("En cours", _("En cours"), "Mise en relation", "fait", principal=True),
    "terminee": Etat("Terminée", _("Terminée"), "Fin", principal=True, fin=True),
}


class RequetePlacements(RequeteDuCentre):
    """Filters on matches."""

    def visibles_par(self, acteur: Any) -> RequetePlacements:
        """The team sees all; each side sees its own."""
        visibles: RequetePlacements = pour_les_parties(
            self, acteur, auxiliaire="parcours__personne", famille="famille__contact"
        )
        return visibles

    def en_cours(self) -> RequetePlacements:
        """Living matches."""
        return self.filter(etat="en_cours")

    def cherches(self, texte: str) -> RequetePlacements:
        """Matches of the auxiliaire or of the family that the words designate."""
        if not texte.strip():
            return self
        personnes = Personne.objects.cherchees(texte).order_by()
        return self.filter(Q(parcours__personne__in=personnes) | Q(famille__contact__in=personnes))


class Placement(ModeleMachine, ModeleDuCentre):
    """Born when a proposition with two yes is concluded; the contract stands on it."""

    ETATS: ClassVar[dict[str, Etat]] = ETATS
    machine: ClassVar[str] = "placement"

    demande = models.ForeignKey(Demande, models.PROTECT, related_name="placements", verbose_name=_("demande"))
    proposition = models.OneToOneField(
        Proposition, models.PROTECT, related_name="placement", verbose_name=_("proposition")
    )
    parcours = models.ForeignKey(Parcours, models.PROTECT, related_name="placements", verbose_name=_("auxiliaire"))
    famille = models.ForeignKey(Famille, models.PROTECT, related_name="placements", verbose_name=_("famille"))
    etat = etat_field("en_cours", ETATS)
    semaine = models.JSONField(_("jours et heures"), default=dict, blank=True)
    debut = models.DateField(_("à partir du"))
    fin = models.DateField(_("jusqu’au"), null=True, blank=True)
    conclu_le = models.DateTimeField(_("conclue le"), auto_now_add=True)

    objects = GestionnaireDuCentre.from_queryset(RequetePlacements)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("mise en relation")
        verbose_name_plural = _("mises en relation")
        ordering = ["-debut", "-pk"]
        indexes = [models.Index(fields=["centre", "etat"])]
        constraints = [
            models.UniqueConstraint(
                fields=["demande"],
                condition=Q(etat="en_cours"),
                name="placement_un_en_cours_par_demande",
                violation_error_message=_("Cette demande a déjà une mise en relation en cours."),
            ),
            models.CheckConstraint(
                condition=~Q(etat="terminee") | Q(fin__isnull=False),
                name="placement_termine_a_une_fin",
                violation_error_message=_("Il manque la date de fin."),
            ),
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(fin__gte=F("debut")),
                name="placement_fin_apres_debut",
                violation_error_message=_("La fin ne peut pas être avant le début."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parcours} et la {self.famille}"

    def sujets_du_journal(self) -> list[models.Model]:
        """The request and the journey tell it too."""
        return [self, self.demande, self.parcours]

    @property
    def en_semaine(self) -> Semaine:
        """The week as a value."""
        return Semaine.depuis_donnees(self.semaine)

    @transition(
        source="en_cours",
        cible="terminee",
        libelle="Noter la fin",
        phrase="a noté la fin de la mise en relation, le {fin}",
        formulaire="placements.forms.actes.TerminerForm",
        action="placements.actions.conclusion.terminer",
        motif=True,
        ton="danger",
        audience="equipe",
    )
    def terminer(self, *, fin: dt.date) -> None:
        """It stops; the reason counts for the figures."""
        self.fin = fin

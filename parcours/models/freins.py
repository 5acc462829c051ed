"""What stands in her way: seen, directed to a service, lifted. Never health; for the team only."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre
from clairiere.flux.machine import Etat, ModeleMachine, etat_field, transition
from parcours.models.droit_au_travail import RequeteDeLEquipe
from parcours.models.parcours import Parcours


class Frein(ModeleMachine, ModeleDuCentre):
    """One barrier of one person; its history is its own, so that trainers do not read it in hers."""

    ETATS: ClassVar[dict[str, Etat]] = {
        "repere": Etat("Repéré", _("À régler"), ton="a_faire", principal=True),
        "oriente": Etat("Orienté", _("Un service vous aide"), "Orientation", "info", principal=True),
        "leve": Etat("Levé", _("C’est réglé"), "Levé", "fait", principal=True, fin=True),
    }
    machine: ClassVar[str] = "frein"

    class Genre(models.TextChoices):
        LOGEMENT = "logement", _("logement")
        GARDE_ENFANTS = "garde_enfants", _("garde de ses enfants")
        MOBILITE = "mobilite", _("transports, permis")
        LANGUE = "langue", _("français")
        NUMERIQUE = "numerique", _("téléphone, ordinateur")
        DEMARCHES = "demarches", _("démarches, papiers")

    parcours = models.ForeignKey(Parcours, models.CASCADE, related_name="freins", verbose_name=_("parcours"))
    genre = models.CharField(_("frein"), max_length=16, choices=Genre.choices)
    etat = etat_field("repere", ETATS)
    repere_le = models.DateField(_("repéré le"), default=timezone.localdate)
    repere_par = models.CharField(_("repéré par"), max_length=160)
    precision = models.CharField(_("précision"), max_length=200, blank=True)
    service = models.CharField(_("service"), max_length=160, blank=True)
    contact = models.CharField(_("personne à voir"), max_length=160, blank=True)
    oriente_le = models.DateField(_("orientée le"), null=True, blank=True)
    leve_le = models.DateField(_("levé le"), null=True, blank=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteDeLEquipe)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("frein")
        verbose_name_plural = _("freins")
        ordering = ["repere_le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcours", "genre"],
                condition=~Q(etat="leve"),
                name="frein_un_ouvert_par_genre",
                violation_error_message=_("Ce frein est déjà noté pour elle."),
            )
        ]

    def __str__(self) -> str:
        return f"{str(self.get_genre_display()).capitalize()}, {self.parcours}"

    @transition(
        source="repere",
        cible="oriente",
        libelle="Noter l’orientation",
        phrase="l’a orientée vers {service}",
        formulaire="parcours.forms.freins.OrienterForm",
        ton="principal",
        audience="equipe",
    )
    def orienter(self, *, service: str, contact: str = "", le: dt.date) -> None:
        """A service takes it up."""
        self.service, self.contact, self.oriente_le = service, contact, le

    @transition(
        source=("repere", "oriente"),
        cible="leve",
        libelle="Noter que le frein est levé",
        phrase="a noté que le frein est levé",
        formulaire="parcours.forms.freins.LeverForm",
        audience="equipe",
    )
    def lever(self, *, le: dt.date) -> None:
        """It no longer stands in her way."""
        self.leve_le = le

    @transition(
        source="leve",
        cible="repere",
        libelle="Rouvrir",
        phrase="a rouvert ce frein",
        audience="equipe",
        motif=True,
    )
    def rouvrir(self) -> None:
        """It is back."""
        self.leve_le = None

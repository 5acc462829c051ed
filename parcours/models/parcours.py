"""The journey of one woman, from the first contact to the life in the trade."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre
from clairiere.comptes.models import Personne
from clairiere.flux.machine import Etat, ModeleMachine, etat_field, transition
from parcours import obstacles, obstacles_jury
from parcours.models.etats import EN_COURS_DE_FORMATION, ETATS
from parcours.models.recrutement import GestesDuRecrutement
from parcours.models.requetes import RequeteParcours
from parcours.regles.promotion import ORIGINES
from parcours.regles.sorties import RAISONS


class Parcours(GestesDuRecrutement, ModeleMachine, ModeleDuCentre):
    """One journey; a person has one open journey at a centre."""

    ETATS: ClassVar[dict[str, Etat]] = ETATS
    machine: ClassVar[str] = "parcours"

    personne = models.ForeignKey(Personne, models.PROTECT, related_name="parcours", verbose_name=_("personne"))
    etat = etat_field("reperee", ETATS)
    session = models.ForeignKey(
        "parcours.Session", models.PROTECT, null=True, blank=True, related_name="parcours", verbose_name=_("session")
    )
    referente = models.ForeignKey(
        "comptes.Utilisateur", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("référente")
    )
    origine = models.CharField(_("envoyée par"), max_length=120, blank=True)
    origine_genre = models.CharField(_("comment elle nous connaît"), max_length=20, choices=ORIGINES, blank=True)
    action_promotion = models.ForeignKey(
        "parcours.ActionPromotion",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="parcours",
        verbose_name=_("rencontrée à"),
    )
    candidature = models.PositiveSmallIntegerField(_("candidature no"), default=1)
    reunion_prevue = models.CharField(_("réunion d’information notée"), max_length=60, blank=True)
    date_reunion = models.DateField(_("réunion d’information faite le"), null=True, blank=True)
    reunion = models.ForeignKey(
        "agenda.Evenement",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="parcours",
        verbose_name=_("réunion d’information"),
    )
    observations = models.TextField(_("observations"), blank=True)
    prochaine_action = models.CharField(_("prochaine action"), max_length=160, blank=True)
    prochaine_date = models.DateField(_("pour le"), null=True, blank=True)
    session_attendue = models.ForeignKey(
        "parcours.Session",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="en_attente",
        verbose_name=_("attend une place à"),
    )
    nom_certificat = models.CharField(_("nom à écrire sur le certificat"), max_length=160, blank=True)
    rang_attente = models.PositiveSmallIntegerField(_("rang"), null=True, blank=True)
    raison_sortie = models.CharField(_("raison du départ"), max_length=20, choices=RAISONS, blank=True)
    cree_le = models.DateTimeField(_("créé le"), auto_now_add=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteParcours)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("parcours")
        verbose_name_plural = _("parcours")
        ordering = ["personne__nom", "personne__prenom", "pk"]
        indexes = [models.Index(fields=["centre", "etat"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(etat__in=["admise", "en_formation", "en_evaluation", "ajournee"])
                | Q(session__isnull=False),
                name="parcours_admis_a_une_session",
                violation_error_message=_("Une personne admise a une session."),
            ),
            models.UniqueConstraint(
                fields=["personne"],
                condition=~Q(etat__in=["non_retenue", "non_certifiee", "abandon", "reorientee", "sortie"]),
                name="parcours_un_seul_ouvert",
                violation_error_message=_("Cette personne a déjà un parcours ouvert."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.personne)

    @property
    def heures_visees(self) -> int:
        """Hours of the course (120)."""
        return self.session.heures_visees if self.session else 120

    def minutes(self) -> int:
        """Minutes that count today (one query, unless annotated by `avec_minutes`)."""
        annotees = self.__dict__.get("minutes_acquises")
        if annotees is not None:
            return int(annotees)
        from parcours.models.emargement import Emargement

        return Emargement.objects.comptees().filter(parcours=self).aggregate(n=Sum("minutes"))["n"] or 0

    @transition(
        source="admise",
        cible="en_formation",
        libelle="Commencer la formation",
        phrase="a noté l’entrée en formation",
        obstacles=obstacles.pour_entrer_en_formation,
        ton="principal",
    )
    def entrer_en_formation(self) -> None:
        """The course begins."""

    @transition(
        source="en_formation",
        cible="en_evaluation",
        libelle="Passer à l’évaluation",
        phrase="a ouvert l’évaluation",
        obstacles=obstacles.pour_passer_en_evaluation,
        ton="principal",
    )
    def passer_en_evaluation(self) -> None:
        """The course is ending; hours may still be caught up."""

    @transition(
        source="en_evaluation",
        cible="certifiee",
        libelle="Certifier",
        phrase="l’a certifiée, avec {heures} de formation",
        obstacles=obstacles.pour_certifier,
        formulaire="parcours.forms.CertifierForm",
        action="parcours.actions.certification.certifier",
        annonce="Le certificat d’aptitude sera établi et numéroté. Un message partira à la personne.",
        ton="principal",
    )
    def certifier(self, **_donnees: Any) -> None:
        """Hours, evaluation and jury all say yes."""

    @transition(
        source="en_evaluation",
        cible="ajournee",
        libelle="Ajourner",
        phrase="a noté l’ajournement",
        obstacles=obstacles_jury.pour_ajourner,
        motif=True,
        par_systeme=True,
        note="Se fait quand la séance du jury est close.",
    )
    def ajourner(self, *, suite: str = "", pour_le: Any = None) -> None:
        """The jury asks for something more; the reason says what, `suite` what is done next, `pour_le` by when."""
        self.prochaine_action = suite[:160] or self.prochaine_action
        self.prochaine_date = pour_le or self.prochaine_date

    @transition(
        source="en_evaluation",
        cible="non_certifiee",
        libelle="Ne pas certifier",
        phrase="a noté que le certificat n’est pas obtenu",
        obstacles=obstacles_jury.pour_ne_pas_certifier,
        motif=True,
        par_systeme=True,
        note="Se fait quand la séance du jury est close.",
    )
    def ne_pas_certifier(self) -> None:
        """The jury says no; she may ask for another look, or follow a course again."""
        self._action_faite()

    @transition(
        source=("ajournee", "non_certifiee"),
        cible="en_evaluation",
        libelle="Revoir la décision",
        phrase="a rouvert l’évaluation : la demande de revoir la décision est acceptée",
        par_systeme=True,
        note="Se fait quand une demande de revoir la décision est acceptée.",
    )
    def revoir_la_decision(self) -> None:
        """Her appeal was accepted."""
        self._action_faite()

    @transition(
        source="ajournee",
        cible="en_evaluation",
        libelle="Repasser l’évaluation",
        phrase="a rouvert l’évaluation",
        ton="principal",
    )
    def repasser(self) -> None:
        """Back before the jury."""

    @transition(
        source="certifiee",
        cible="disponible",
        libelle="Ouvrir la recherche d’une famille",
        phrase="a ouvert la recherche d’une famille",
        obstacles=obstacles.pour_rendre_disponible,
        ton="principal",
    )
    def rendre_disponible(self) -> None:
        """She may be proposed to families."""

    @transition(
        source="disponible",
        cible="placee",
        libelle="Placer",
        phrase="a noté le contrat signé avec {famille}",
        par_systeme=True,
        note="Se fait tout seul quand un contrat est signé.",
    )
    def placer(self, **_donnees: Any) -> None:
        """A contract is in force."""

    @transition(
        source="placee",
        cible="disponible",
        libelle="Rendre disponible",
        phrase="a noté la fin du dernier contrat",
        par_systeme=True,
        note="Se fait tout seul quand le dernier contrat se termine.",
    )
    def liberer(self, **_donnees: Any) -> None:
        """The last contract ended."""

    @transition(
        source=("admise", "en_formation", "en_evaluation", "disponible"),
        cible="en_pause",
        libelle="Mettre en pause",
        phrase="a mis le parcours en pause",
        motif=True,
    )
    def mettre_en_pause(self) -> None:
        """She stops for a time."""

    @transition(
        source=("en_pause", "abandon", "non_certifiee"),
        cible="en_formation",
        libelle="Reprendre la formation",
        phrase="a noté la reprise de la formation",
        obstacles=obstacles.pour_reprendre_formation,
        ton="principal",
    )
    def reprendre_formation(self) -> None:
        """Her hours were kept."""

    @transition(
        source=("en_pause", "sortie"),
        cible="disponible",
        libelle="Redevenir disponible",
        phrase="a rouvert la recherche d’une famille",
        obstacles=obstacles.pour_rendre_disponible,
    )
    def redevenir_disponible(self) -> None:
        """She looks for a family again."""

    @transition(
        source=("reperee", "informee", "candidate", "liste_attente", *EN_COURS_DE_FORMATION, "en_pause"),
        cible="abandon",
        libelle="Noter l’arrêt",
        phrase="a noté l’arrêt du parcours",
        formulaire="parcours.forms.attente.DepartForm",
        motif=True,
        ton="danger",
    )
    def abandonner(self, *, raison: str = "") -> None:
        """She stops; the reason counts for the figures, and her place goes to the first who waits for it."""
        self._partir(raison)

    @transition(
        source=("informee", "candidate", "liste_attente", "en_formation", "en_evaluation", "ajournee"),
        cible="reorientee",
        libelle="Orienter vers un autre projet",
        phrase="l’a orientée vers un autre projet",
        formulaire="parcours.forms.attente.DepartForm",
        motif=True,
        ton="danger",
    )
    def reorienter(self, *, raison: str = "") -> None:
        """Another project suits her better; the reason says which."""
        self._partir(raison)

    @transition(
        source=("certifiee", "disponible"),
        cible="sortie",
        libelle="Noter la sortie",
        phrase="a noté la sortie du parcours",
        formulaire="parcours.forms.attente.DepartForm",
        motif=True,
        ton="danger",
    )
    def sortir(self, *, raison: str = "") -> None:
        """She left the trade or the town."""
        self._partir(raison)

"""A discovery placement (PMSMP): where, when, why, and what came of it. Its hours never count in the course."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clairiere.agenda.semaine import Semaine
from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.flux.machine import Etat, ModeleMachine, etat_field, transition
from parcours import obstacles_immersion as obstacles

ETATS: dict[str, Etat] = {
    "prevue": Etat("Prévue", _("Prévue"), "Préparation", "info", principal=True),
    "convention_signee": Etat("Convention signée", _("Convention signée"), "Convention", "info", principal=True),
    "en_cours": Etat("En cours", _("En cours"), "Immersion", "info", principal=True),
    "faite": Etat("Faite", _("Faite"), "Compte rendu", "fait", principal=True, fin=True),
    "annulee": Etat("Annulée", _("Annulée"), apres="prevue", fin=True),
}
VIVANTES = ("prevue", "convention_signee", "en_cours")


class RequeteImmersions(RequeteDuCentre):
    """Who sees which immersion."""

    def visibles_par(self, acteur: Any) -> RequeteImmersions:
        """People who work at the centre see all; she sees hers."""
        if acteur.est_systeme or acteur.est_personnel:
            return self
        if acteur.utilisateur is None or not acteur.roles:
            return self.none()
        return self.filter(parcours__personne__utilisateur=acteur.utilisateur)


class Immersion(ModeleMachine, ModeleDuCentre):
    """One agreement, one place, one purpose."""

    class Accueil(models.TextChoices):
        CRECHE = "creche", _("crèche")
        HALTE = "halte", _("halte-garderie")
        RELAIS = "relais", _("relais petite enfance")
        ASSOCIATION = "association", _("association")
        SIAE = "siae", _("structure d’insertion")
        AUTRE = "autre", _("autre lieu collectif")

    class Objet(models.TextChoices):
        DECOUVRIR = "decouvrir", _("découvrir un métier")
        CONFIRMER = "confirmer", _("confirmer un projet")
        RECRUTER = "recruter", _("initier une démarche de recrutement")

    class Prescripteur(models.TextChoices):
        FRANCE_TRAVAIL = "france_travail", _("France Travail")
        MISSION_LOCALE = "mission_locale", _("mission locale")
        CAP_EMPLOI = "cap_emploi", _("Cap emploi")
        SIAE = "siae", _("structure d’insertion (SIAE)")
        DEPARTEMENT = "departement", _("département")
        CEP = "cep", _("conseil en évolution professionnelle")
        DELEGATAIRE = "delegataire", _("organisme délégataire")

    class Issue(models.TextChoices):
        CONFIRME = "confirme", _("projet confirmé")
        A_TRAVAILLER = "a_travailler", _("projet à travailler encore")
        AUTRE = "autre", _("autre projet")

    ETATS: ClassVar[dict[str, Etat]] = ETATS
    machine: ClassVar[str] = "immersion"

    parcours = models.ForeignKey(
        "parcours.Parcours", models.CASCADE, related_name="immersions", verbose_name=_("parcours")
    )
    etat = etat_field("prevue", ETATS)
    accueil_nom = models.CharField(_("lieu d’accueil"), max_length=160)
    accueil_genre = models.CharField(_("quelle sorte de lieu"), max_length=12, choices=Accueil.choices)
    accueil_adresse = models.CharField(_("adresse"), max_length=200, blank=True)
    accueil_contact = models.CharField(_("personne à joindre"), max_length=160, blank=True)
    tutrice = models.CharField(_("personne qui l’accueille sur place"), max_length=160, blank=True)
    debut = models.DateField(_("premier jour"))
    fin = models.DateField(_("dernier jour"))
    semaine = models.JSONField(_("jours et heures"), default=dict, blank=True)
    objet = models.CharField(_("objet"), max_length=12, choices=Objet.choices)
    objectifs = models.TextField(_("ce qu’elle va regarder"), max_length=2000, blank=True)
    taches = models.TextField(_("ce qu’elle fera"), max_length=2000, blank=True)
    prescripteur_genre = models.CharField(
        _("qui prescrit"), max_length=16, choices=Prescripteur.choices, default=Prescripteur.FRANCE_TRAVAIL
    )
    prescripteur = models.CharField(_("agence ou conseillère"), max_length=160, blank=True)
    numero_convention = models.CharField(_("numéro de la convention"), max_length=60, blank=True)
    pieces = models.JSONField(_("liste de la convention"), default=dict, blank=True)
    issue = models.CharField(_("ce qui en sort"), max_length=14, choices=Issue.choices, blank=True)
    vu = models.TextField(_("ce qui a été vu"), max_length=4000, blank=True)
    mot_accueil = models.TextField(_("ce que dit le lieu d’accueil"), max_length=4000, blank=True)
    mot_personne = models.TextField(_("ce qu’elle en dit"), max_length=4000, blank=True)
    cree_le = models.DateTimeField(_("créée le"), auto_now_add=True)

    objects = GestionnaireDuCentre.from_queryset(RequeteImmersions)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("immersion")
        verbose_name_plural = _("immersions")
        ordering = ["-debut", "-pk"]
        indexes = [models.Index(fields=["centre", "etat"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(fin__gte=F("debut")),
                name="immersion_fin_apres_debut",
                violation_error_message=_("Le dernier jour est avant le premier."),
            ),
            models.CheckConstraint(
                condition=~Q(accueil_genre="famille"),
                name="immersion_jamais_en_famille",
                violation_error_message=_("Jamais d’essai gratuit dans une famille : c’est du travail dissimulé."),
            ),
            models.CheckConstraint(
                condition=~Q(etat="faite") | ~Q(issue=""),
                name="immersion_faite_a_une_issue",
                violation_error_message=_("Il manque ce qui en sort."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.accueil_nom}, {self.parcours}"

    def sujets_du_journal(self) -> list[models.Model]:
        """Her journey tells it too."""
        return [self, self.parcours]

    @property
    def en_semaine(self) -> Semaine:
        """The week as a value."""
        return Semaine.depuis_donnees(self.semaine)

    @property
    def est_vivante(self) -> bool:
        """Neither done nor cancelled."""
        return self.etat in VIVANTES

    @transition(
        source="prevue",
        cible="convention_signee",
        libelle="Noter la convention signée",
        phrase="a noté la convention d’immersion signée ({lieu})",
        obstacles=obstacles.pour_signer,
        action="parcours.actions.immersion.signer",
        ton="principal",
        audience="equipe",
    )
    def signer(self, **_donnees: Any) -> None:
        """All that the agreement needs is there."""

    @transition(
        source="convention_signee",
        cible="en_cours",
        libelle="Noter le début",
        phrase="a noté le début de l’immersion",
        obstacles=obstacles.pour_commencer,
        ton="principal",
    )
    def commencer(self) -> None:
        """She is there."""

    @transition(
        source="en_cours",
        cible="faite",
        libelle="Faire le compte rendu",
        phrase="a fait le compte rendu de l’immersion",
        formulaire="parcours.forms.immersion.CompteRenduForm",
        action="parcours.actions.immersion.terminer",
        ton="principal",
        audience="equipe",
    )
    def terminer(self, *, issue: str) -> None:
        """What comes of it; what each said was written by the action."""
        self.issue = issue

    @transition(
        source=("prevue", "convention_signee", "en_cours"),
        cible="annulee",
        libelle="Annuler l’immersion",
        phrase="a annulé l’immersion",
        motif=True,
        ton="danger",
    )
    def annuler(self) -> None:
        """It does not take place, or it stops."""

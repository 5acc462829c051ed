"""A mediation: who asks, with whom, about what in broad words, and its dates. Nothing is told here.

Each transition writes to the journal with the audience `personne` and about itself only: the team reads nothing of it,
and no history but the parties' own shows it.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.comptes.models import Personne
from clairiere.comptes.roles import Role
from clairiere.flux.machine import Etat, ModeleMachine, etat_field, transition
from relais import obstacles, regles
from relais.vocabulaire import Depart, Motif, Organisme, Origine, SituationContrat, Urgence

ETATS: dict[str, Etat] = {
    "recue": Etat("Demande reçue", _("Votre demande est reçue"), _("Demande"), "a_faire", principal=True),
    "en_examen": Etat("À examiner", _("La médiatrice regarde la demande"), _("Examen"), "a_faire", principal=True),
    "a_accorder": Etat(
        "Accords à recueillir",
        _("La médiatrice demande l’accord de chacun"),
        _("Accord des deux"),
        "a_faire",
        principal=True,
    ),
    "engagee": Etat("Entretiens en cours", _("Les rencontres ont lieu"), _("Rencontres"), "info", principal=True),
    "accord": Etat("Finie avec un accord", _("Vous avez trouvé un accord"), _("Fin"), "fait", principal=True, fin=True),
    "sans_accord": Etat("Finie sans accord", _("La médiation est finie, sans accord"), apres="engagee", fin=True),
    "abandonnee": Etat("Arrêtée", _("La médiation est arrêtée"), apres="en_examen", fin=True),
    "orientee": Etat("Orientée", _("La médiation s’arrête ici"), apres="en_examen", fin=True),
}
OUVERTES = ("recue", "en_examen", "a_accorder", "engagee")
CONFIEES = ("en_examen", "a_accorder", "engagee", "accord", "sans_accord", "orientee")
ENGAGEES = ("engagee", "accord", "sans_accord")
AUDIENCE = "personne"


class RequeteMediations(RequeteDuCentre):
    """Who sees which cases."""

    def visibles_par(self, acteur: Any) -> RequeteMediations:
        """The mediator: her own cases and those nobody took. The parties: theirs. Nobody else, whatever the role.

        Who heads the centre does not see the waiting requests even with the mediator's role. The other party sees the
        case once she was told of it.
        """
        if acteur.est_systeme:
            return self
        if acteur.utilisateur is None:
            return self.none()
        filtre = Q(pk__in=[])
        if acteur.a(Role.MEDIATRICE):
            filtre |= Q(mediatrice=acteur.utilisateur)
            if not acteur.a(Role.DIRECTRICE):
                filtre |= Q(mediatrice__isnull=True, etat="recue")
        if acteur.a(Role.AUXILIAIRE, Role.FAMILLE):
            filtre |= self._des_parties(acteur)
        return self.filter(filtre)

    def confiees_a(self, acteur: Any) -> RequeteMediations:
        """Cases of this mediator: the only ones whose notes she reads and writes."""
        if acteur.utilisateur is None or not acteur.a(Role.MEDIATRICE):
            return self.none()
        return self.filter(mediatrice=acteur.utilisateur)

    def des_parties(self, acteur: Any) -> RequeteMediations:
        """Cases in which this actor is one of the two sides."""
        return self.filter(self._des_parties(acteur)) if acteur.utilisateur else self.none()

    def ouvertes(self) -> RequeteMediations:
        """Not yet ended."""
        return self.filter(etat__in=OUVERTES)

    @staticmethod
    def _des_parties(acteur: Any) -> Q:
        return Q(demandeuse__utilisateur=acteur.utilisateur) | Q(
            autre__utilisateur=acteur.utilisateur, autre_prevenue_le__isnull=False
        )


class Mediation(ModeleMachine, ModeleDuCentre):
    """One case. The dates and the outcome are kept; the notes are elsewhere, encrypted, and erased."""

    ETATS: ClassVar[dict[str, Etat]] = ETATS
    machine: ClassVar[str] = "mediation"

    demandeuse = models.ForeignKey(
        Personne, models.PROTECT, related_name="mediations_demandees", verbose_name=_("demandée par")
    )
    autre = models.ForeignKey(
        Personne,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mediations_recues",
        verbose_name=_("autre personne"),
    )
    autre_nom = models.CharField(_("nom de l’autre personne"), max_length=160, blank=True)
    etat = etat_field("recue", ETATS)
    motifs = models.JSONField(_("motifs"), default=list, blank=True)
    urgence = models.CharField(_("urgence"), max_length=10, choices=Urgence.choices, default=Urgence.NORMALE)
    origine = models.CharField(_("reçue"), max_length=10, choices=Origine.choices, default=Origine.EN_LIGNE)
    demandee_le = models.DateField(_("demandée le"), default=timezone.localdate)
    mediatrice = models.ForeignKey(
        "comptes.Utilisateur", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("médiatrice")
    )
    contrat = models.CharField(_("contrat"), max_length=10, choices=SituationContrat.choices, blank=True)
    autre_prevenue_le = models.DateField(_("autre personne prévenue le"), null=True, blank=True)
    accord_demandeuse_le = models.DateField(_("accord de qui a demandé, le"), null=True, blank=True)
    accord_autre_le = models.DateField(_("accord de l’autre personne, le"), null=True, blank=True)
    accord_signe_le = models.DateField(_("accord signé le"), null=True, blank=True)
    change_contrat = models.BooleanField(_("l’accord change le contrat"), default=False)
    orientation = models.CharField(_("orientée vers"), max_length=20, choices=Organisme.choices, blank=True)
    depart = models.CharField(_("arrêtée par"), max_length=12, choices=Depart.choices, blank=True)
    finie_le = models.DateTimeField(_("finie le"), null=True, blank=True)
    effacement_le = models.DateField(_("notes effacées à partir du"), null=True, blank=True)
    notes_effacees_le = models.DateTimeField(_("notes effacées le"), null=True, blank=True)
    notes_effacees = models.PositiveSmallIntegerField(_("nombre de notes effacées"), default=0)

    objects = GestionnaireDuCentre.from_queryset(RequeteMediations)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("médiation")
        verbose_name_plural = _("médiations")
        ordering = ["-demandee_le", "-pk"]
        indexes = [models.Index(fields=["centre", "etat"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(autre__isnull=False) | ~Q(autre_nom=""),
                name="mediation_deux_personnes",
                violation_error_message=_("Il manque l’autre personne."),
            ),
            models.CheckConstraint(
                condition=Q(autre__isnull=True) | ~Q(autre=models.F("demandeuse")),
                name="mediation_deux_personnes_differentes",
                violation_error_message=_("Les deux personnes sont la même."),
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=CONFIEES) | Q(mediatrice__isnull=False),
                name="mediation_confiee",
                violation_error_message=_("Il manque la médiatrice."),
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=ENGAGEES) | Q(accord_demandeuse_le__isnull=False, accord_autre_le__isnull=False),
                name="mediation_deux_accords",
                violation_error_message=_("Il manque l’accord de l’une des deux personnes."),
            ),
        ]

    def __str__(self) -> str:
        return f"médiation n°\u00a0{self.pk}"

    @property
    def autre_dite(self) -> str:
        """The other side's name."""
        return self.autre.nom_complet if self.autre else self.autre_nom

    @property
    def motifs_dits(self) -> list[str]:
        """Topics in words."""
        return [str(Motif(code).label) for code in self.motifs]

    @property
    def est_finie(self) -> bool:
        """Ended, whatever the outcome."""
        return self.etat not in OUVERTES

    def accords_manquants(self) -> list[str]:
        """Names of those whose agreement is not noted."""
        dates = ((self.demandeuse.nom_complet, self.accord_demandeuse_le), (self.autre_dite, self.accord_autre_le))
        return [nom for nom, date in dates if date is None]

    def _finir(self) -> None:
        self.finie_le = timezone.now()
        jours = int(self.centre.reglages.get("mediation_effacement_jours", regles.EFFACEMENT_JOURS))
        self.effacement_le = regles.effacement(timezone.localdate(), jours)

    @transition(
        source="recue",
        cible="en_examen",
        libelle="Prendre en charge",
        phrase="a pris la demande en charge",
        obstacles=obstacles.pour_prendre_en_charge,
        formulaire="relais.forms.actes.PrendreEnChargeForm",
        action="relais.actions.mediation.prendre_en_charge",
        annonce="La demande devient la vôtre. Les autres médiatrices ne la voient plus.",
        ton="principal",
        audience=AUDIENCE,
    )
    def prendre_en_charge(self, *, mediatrice: Any, **_donnees: Any) -> None:
        self.mediatrice = mediatrice

    @transition(
        source="en_examen",
        cible="a_accorder",
        libelle="Dire que la demande convient",
        phrase="a examiné la demande : elle convient à une médiation",
        formulaire="relais.forms.actes.RecevoirForm",
        action="relais.actions.mediation.recevoir",
        ton="principal",
        audience=AUDIENCE,
    )
    def recevoir(self, **_donnees: Any) -> None:
        """Examined; the two agreements come next."""

    @transition(
        source="a_accorder",
        cible="engagee",
        libelle="Commencer les entretiens",
        phrase="a noté l’accord des deux : les entretiens commencent",
        obstacles=obstacles.pour_engager,
        ton="principal",
        audience=AUDIENCE,
    )
    def engager(self, **_donnees: Any) -> None:
        """Both said yes."""

    @transition(
        source="engagee",
        cible="accord",
        libelle="Finir avec un accord",
        phrase="a noté la fin de la médiation : il y a un accord",
        obstacles=obstacles.pour_conclure,
        formulaire="relais.forms.actes.AccordForm",
        action="relais.actions.mediation.conclure_accord",
        ton="principal",
        audience=AUDIENCE,
    )
    def conclure_accord(self, **_donnees: Any) -> None:
        self._finir()

    @transition(
        source="engagee",
        cible="sans_accord",
        libelle="Finir sans accord",
        phrase="a noté la fin de la médiation : il n’y a pas d’accord",
        obstacles=obstacles.pour_conclure,
        annonce="Les notes seront effacées à la date montrée sur la page.",
        audience=AUDIENCE,
    )
    def conclure_sans_accord(self, **_donnees: Any) -> None:
        self._finir()

    @transition(
        source=("en_examen", "a_accorder", "engagee"),
        cible="orientee",
        libelle="Orienter ailleurs",
        phrase="a orienté la demande vers un autre service",
        formulaire="relais.forms.actes.OrienterForm",
        action="relais.actions.mediation.orienter",
        audience=AUDIENCE,
    )
    def orienter(self, **_donnees: Any) -> None:
        self._finir()

    @transition(
        source=OUVERTES,
        cible="abandonnee",
        libelle=N_("Arrêter la médiation"),
        phrase="a arrêté la médiation",
        formulaire="relais.forms.actes.AbandonForm",
        action="relais.actions.mediation.abandonner",
        annonce=N_("Chacun est libre d’arrêter, à tout moment, sans dire pourquoi."),
        ton="danger",
        audience=AUDIENCE,
    )
    def abandonner(self, **_donnees: Any) -> None:
        self._finir()

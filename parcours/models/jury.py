"""The jury: a sitting, its members, the candidates it hears, the links that set a member aside."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clairiere.centres.portee import GestionnaireDuCentre, ModeleDuCentre, RequeteDuCentre
from clairiere.comptes.models import Personne
from clairiere.comptes.roles import Role
from clairiere.flux.machine import Etat, ModeleMachine, etat_field, transition
from parcours import obstacles_jury as obstacles
from parcours.models.parcours import Parcours
from parcours.models.session import Session
from parcours.regles.jury import MembreDuJury

ETATS: dict[str, Etat] = {
    "prepare": Etat("En préparation", _("Jury en préparation"), "Préparation", "a_faire", principal=True),
    "convoque": Etat("Convoqué", _("Jury convoqué"), "Convocation", "info", principal=True),
    "en_seance": Etat("En séance", _("Jury en séance"), "Séance", "info", principal=True),
    "clos": Etat("Clos", _("Jury terminé"), "Procès-verbal", "fait", principal=True, fin=True),
    "annule": Etat("Annulé", _("Jury annulé"), ton="neutre", apres="convoque", fin=True),
}
VIVANTS = ("prepare", "convoque", "en_seance")


class RequeteJurys(RequeteDuCentre):
    """Who sees which jury."""

    def visibles_par(self, acteur: Any) -> RequeteJurys:
        """The team and the trainers see all; a member, only the juries she sits in."""
        if acteur.est_systeme or acteur.est_equipe or acteur.a(Role.FORMATRICE):
            return self
        if not acteur.a(Role.JURY) or acteur.personne is None:
            return self.none()
        return self.filter(pk__in=MembreJury.objects.filter(personne=acteur.personne).order_by().values("jury"))

    def vivants(self) -> RequeteJurys:
        """Not closed, not cancelled."""
        return self.filter(etat__in=VIVANTS)


class Jury(ModeleMachine, ModeleDuCentre):
    """One sitting for the candidates of a session."""

    ETATS: ClassVar[dict[str, Etat]] = ETATS
    machine: ClassVar[str] = "jury"

    session = models.ForeignKey(Session, models.PROTECT, related_name="jurys", verbose_name=_("session"))
    etat = etat_field("prepare", ETATS)
    date = models.DateField(_("date"))
    heure = models.TimeField(_("heure"), default=dt.time(9))
    lieu = models.CharField(_("lieu"), max_length=160, blank=True)
    quorum = models.PositiveSmallIntegerField(_("quorum"), default=2)
    ouvert_le = models.DateTimeField(_("séance ouverte le"), null=True, blank=True)
    clos_le = models.DateTimeField(_("séance close le"), null=True, blank=True)
    pv = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("procès-verbal")
    )

    objects = GestionnaireDuCentre.from_queryset(RequeteJurys)()

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("jury")
        verbose_name_plural = _("jurys")
        ordering = ["-date", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "date"],
                condition=~Q(etat="annule"),
                name="jury_un_par_jour",
                violation_error_message=_("Un jury de cette session est déjà prévu ce jour-là."),
            ),
            models.CheckConstraint(
                condition=Q(quorum__gte=1),
                name="jury_quorum",
                violation_error_message=_("Le quorum est d’un membre au moins."),
            ),
        ]

    def __str__(self) -> str:
        return f"Jury du {self.date:%d/%m/%Y}, {self.session}"

    def sujets_du_journal(self) -> list[models.Model]:
        """The session tells it too."""
        return [self, self.session]

    @transition(
        source="prepare",
        cible="convoque",
        libelle="Convoquer les membres",
        phrase="a convoqué le jury : {combien}",
        obstacles=obstacles.pour_convoquer,
        action="parcours.actions.jury.convoquer",
        annonce="Un message partira à chaque membre, avec la date et le lieu. Une lettre sera à imprimer pour ceux "
        "qui n’ont ni téléphone ni courriel.",
        ton="principal",
        audience="equipe",
    )
    def convoquer(self, **_donnees: Any) -> None:
        """Each member is told when and where."""

    @transition(
        source="convoque",
        cible="en_seance",
        libelle="Ouvrir la séance",
        phrase="a ouvert la séance du jury : {combien}",
        obstacles=obstacles.pour_ouvrir,
        formulaire="parcours.forms.jury.OuvrirForm",
        action="parcours.actions.jury.ouvrir",
        ton="principal",
        audience="equipe",
    )
    def ouvrir(self, **_donnees: Any) -> None:
        """Who is there was said."""
        self.ouvert_le = timezone.now()

    @transition(
        source="en_seance",
        cible="clos",
        libelle="Clore la séance",
        phrase="a clos la séance du jury : {resume}",
        obstacles=obstacles.pour_clore,
        action="parcours.actions.cloture.clore",
        annonce="Le procès-verbal sera établi et numéroté. Les décisions ne changeront plus. Un message partira aux "
        "personnes ajournées ou non certifiées.",
        ton="principal",
        audience="equipe",
    )
    def clore(self, **_donnees: Any) -> None:
        """The minutes are made; decisions are final."""
        self.clos_le = timezone.now()

    @transition(
        source=("prepare", "convoque"),
        cible="annule",
        libelle="Annuler le jury",
        phrase="a annulé le jury",
        action="parcours.actions.jury.annuler",
        annonce="Les membres déjà convoqués recevront un message.",
        motif=True,
        ton="danger",
        audience="equipe",
    )
    def annuler(self) -> None:
        """It will not sit."""


class MembreJury(ModeleDuCentre):
    """Someone who sits. Her telephone and e-mail are those of her file."""

    jury = models.ForeignKey(Jury, models.CASCADE, related_name="membres", verbose_name=_("jury"))
    personne = models.ForeignKey(Personne, models.PROTECT, related_name="jurys", verbose_name=_("personne"))
    qualite = models.CharField(_("fonction"), max_length=120, blank=True)
    externe = models.BooleanField(_("vient d’un autre organisme"), default=False)
    preside = models.BooleanField(_("préside"), default=False)
    present = models.BooleanField(_("présent"), null=True, blank=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("membre du jury")
        verbose_name_plural = _("membres du jury")
        ordering = ["-preside", "personne__nom", "personne__prenom", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["jury", "personne"],
                name="membre_jury_une_fois",
                violation_error_message=_("Cette personne est déjà membre du jury."),
            ),
            models.UniqueConstraint(
                fields=["jury"],
                condition=Q(preside=True),
                name="membre_jury_une_presidence",
                violation_error_message=_("Une seule personne préside le jury."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.personne)

    @property
    def regle(self) -> MembreDuJury:
        """The member as the rules see her (the person must be loaded)."""
        return MembreDuJury(self.pk, self.personne.nom_complet, self.externe, self.preside, self.present)


class Passage(ModeleDuCentre):
    """One candidate before one jury."""

    jury = models.ForeignKey(Jury, models.CASCADE, related_name="passages", verbose_name=_("jury"))
    parcours = models.ForeignKey(Parcours, models.CASCADE, related_name="passages", verbose_name=_("candidate"))
    rang = models.PositiveSmallIntegerField(_("ordre de passage"), default=0)
    reporte = models.BooleanField(_("reportée à un autre jury"), default=False)
    motif_report = models.CharField(_("raison du report"), max_length=200, blank=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("passage devant le jury")
        verbose_name_plural = _("passages devant le jury")
        ordering = ["rang", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["jury", "parcours"],
                name="passage_une_fois",
                violation_error_message=_("Elle est déjà inscrite à ce jury."),
            ),
            models.CheckConstraint(
                condition=Q(reporte=False) | ~Q(motif_report=""),
                name="passage_report_motive",
                violation_error_message=_("Un report a une raison."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parcours}, {self.jury}"


class ConflitInteret(ModeleDuCentre):
    """A link between a member and a candidate: the member takes no part for her."""

    class Lien(models.TextChoices):
        EMPLOYEUR = "employeur", _("ancien employeur ou ancienne employeuse")
        FORMATION = "formation", _("l’a formée ou évaluée")
        PROCHE = "proche", _("famille ou proche")
        AUTRE = "autre", _("autre lien")

    membre = models.ForeignKey(MembreJury, models.CASCADE, related_name="conflits", verbose_name=_("membre"))
    parcours = models.ForeignKey(Parcours, models.CASCADE, related_name="conflits", verbose_name=_("candidate"))
    lien = models.CharField(_("lien"), max_length=10, choices=Lien.choices)
    declare_par = models.CharField(_("noté par"), max_length=160)
    declare_le = models.DateTimeField(_("noté le"), auto_now_add=True)

    class Meta(ModeleDuCentre.Meta):
        abstract = False
        verbose_name = _("lien avec une candidate")
        verbose_name_plural = _("liens avec les candidates")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membre", "parcours"],
                name="conflit_un_par_candidate",
                violation_error_message=_("Ce lien est déjà noté."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.membre}, {self.parcours} : {self.get_lien_display()}"
